package training

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"avagar/app"
	"avagar/app/library"
	"avagar/app/training"
	"avagar/engine/dataset"
	"avagar/engine/train"
	"avagar/engine/voice"
)

// Studio is all that the page asks of the training: *training.Studio has it.
type Studio interface {
	List() ([]train.Summary, error)
	Overview(id string) (training.Overview, error)
	Now() training.Progress
	Steps(budget time.Duration) (steps int, measured bool)
	Begin(o training.StartOptions) error
	GoOn(id string) error
	Pause()
	Waiting() []app.TrainingJob
	First(id int64) error
	Move(id int64, ahead int) error
	Cancel(id int64) error
	Remove(id string) (freed int64, err error)
	Size(id string) (bytes int64)
	Spectra(id string) (training.Spectra, error)
	Hear(ctx context.Context, p training.Preview) error
	Export(id, folder string) (picture, table string, err error)
	Promote(id string, o training.PromoteOptions) (voice.Info, string, error)
	Check(ctx context.Context, folder string, progress func(done, total int)) (training.Checked, error)
}

// Reports judge trainings: *training.Reports has it.
type Reports interface {
	Now() training.Reporting
	Begin(id string, text func(training.Report) string) error
	Stop()
	Last(id string) (r training.Report, folder string, err error)
	Export(ctx context.Context, id, into string) (path string, err error)
}

// Voices are those that a training can begin from.
type Voices interface {
	List() ([]library.Entry, error)
	Get(name string) (*voice.Voice, error)
}

// Needs are what the page works with.
type Needs struct {
	Studio    Studio
	Progress  *app.Topic[training.Progress]
	Changed   *app.Topic[struct{}]
	Reports   Reports
	Reporting *app.Topic[training.Reporting]
	Voices    Voices
	Window    fyne.Window       // where dialogs open
	Notify    func(text string) // shows a sentence; may be called from any goroutine
	Now       func() time.Time

	// Beside runs what may take its time outside of the window's goroutine. Its
	// owner cancels the context and waits when the window closes, and shows the
	// error.
	Beside func(do func(ctx context.Context) error)
}

// findings are all that was noticed about recordings, of the folder first.
func findings(r dataset.Report) []dataset.Finding {
	list := append([]dataset.Finding(nil), r.Findings...)
	for _, row := range r.Rows {
		list = append(list, row.Findings...)
	}
	return list
}
