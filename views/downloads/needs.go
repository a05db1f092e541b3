package downloads

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"avagar/app"
)

// Queue is all that the page asks of the queue: *downloads.Service has it.
type Queue interface {
	Queue(ctx context.Context) ([]app.Download, error)
	Ended(ctx context.Context, limit int) ([]app.Download, error)
	Get(ctx context.Context, id int64) (app.Download, error)
	Live() map[int64]app.DownloadProgress
	Works() bool

	Pause(ctx context.Context, id int64) error
	Resume(ctx context.Context, id int64) error
	Cancel(ctx context.Context, id int64) error
	Force(ctx context.Context, id int64, forced bool) error
	Remove(ctx context.Context, id int64) error
	Move(ctx context.Context, id, before int64) error
	SetPriority(ctx context.Context, id int64, priority int) error
	SetLimit(ctx context.Context, id, limit int64) error

	PauseAll(ctx context.Context) error
	ResumeAll(ctx context.Context) error
	RetryAll(ctx context.Context) error
	CancelAll(ctx context.Context) error
	Clear(ctx context.Context) error
}

// Needs are what the page works with.
type Needs struct {
	Queue    Queue
	Changed  *app.Topic[struct{}]
	Progress *app.Topic[app.DownloadProgress]
	Window   fyne.Window      // where dialogs open
	Now      func() time.Time // time.Now

	// Beside runs something that may wait for the disk, one after the other,
	// and shows its error to the person.
	Beside func(do func(ctx context.Context) error)
}
