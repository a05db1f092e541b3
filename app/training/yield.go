package training

import (
	"context"
	"time"
)

// longestRest bounds how long a training rests between two of its steps, so that
// what came before a step, such as an evaluation, is not made up for.
const longestRest = 250 * time.Millisecond

// yield gives way while the person works: between two steps the training rests as
// long as the step took, and leaves half of the time at least to others. Nothing
// that it learns depends on that.
type yield struct {
	works func() bool // tells whether the person does; nil: never
	since time.Time   // the end of the rest before
}

// rest is called after a step, and returns at once where nobody works.
func (y *yield) rest(ctx context.Context) {
	if took := time.Since(y.since); !y.since.IsZero() && y.works != nil && y.works() {
		timer := time.NewTimer(min(took, longestRest))
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
		}
	}
	y.since = time.Now()
}
