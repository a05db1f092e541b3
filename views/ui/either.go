package ui

import "context"

// Either is a context that ends with either of two: the window's, and one that
// is ended where a person does not want the work any more. stop gives up what it
// holds.
func Either(ctx, unwanted context.Context) (either context.Context, stop context.CancelFunc) {
	either, cancel := context.WithCancel(ctx)
	forget := context.AfterFunc(unwanted, cancel)
	return either, func() { forget(); cancel() }
}
