package ui

import "fyne.io/fyne/v2"

// Mirrored tells whether the toolkit mirrors the window: then x grows from the
// right edge to the left for layouts and pointers alike, and only the painter
// turns it round. The stock toolkit does not.
func Mirrored() bool {
	a := fyne.CurrentApp()
	if a == nil {
		return false
	}
	m, ok := a.Settings().(interface{ RightToLeft() bool })
	return ok && m.RightToLeft()
}

// FromLeft turns a place between zero and one along a widget, as the toolkit
// gives it to pointers and layouts, into the share of the width that lies to its
// left on the screen, and back.
func FromLeft(logical float64) float64 {
	if Mirrored() {
		return 1 - logical
	}
	return logical
}
