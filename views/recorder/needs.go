package recorder

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"avagar/app"
	"avagar/app/recorder"
)

// Recorder is all that the page asks of the recorder: *recorder.Recorder has it.
type Recorder interface {
	Sets() ([]string, error)
	Create(n recorder.NewSet, now time.Time) error
	Open(name string) error
	Now() recorder.Now
	Record(ctx context.Context) error
	Stop()
	Accept(ctx context.Context) error
	Discard() error
	Skip() error
	Move(by int) error
	Play(ctx context.Context, before bool, from float64, at func(share float64)) error
	Microphones(ctx context.Context) (recorder.Microphones, error)
	Choose(ctx context.Context, microphone string) error
	SetMarks(on bool) error
}

// Needs are what the page works with.
type Needs struct {
	Recorder Recorder
	Changed  *app.Topic[struct{}]
	Level    *app.Topic[recorder.Level]
	Window   fyne.Window // where dialogs open
	Now      func() time.Time

	// Beside runs what may take its time outside of the window's goroutine. Its
	// owner cancels the context and waits when the window closes, and shows the
	// error.
	Beside func(do func(ctx context.Context) error)
}
