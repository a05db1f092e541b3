package datasets

import (
	"context"

	"fyne.io/fyne/v2"

	"avagar/app"
	"avagar/app/datasets"
)

// Datasets are those of the person: *datasets.Service has them.
type Datasets interface {
	List(ctx context.Context) ([]app.Dataset, error)
	Stamp(ctx context.Context) (string, error)
	Findings(ctx context.Context, name string) (map[string]int, error)
	Utterances(ctx context.Context, name string, f app.UtteranceFilter) (list []app.Utterance, all int, err error)
	Coverage(ctx context.Context, name string) (datasets.Coverage, error)
	Recording(ctx context.Context, name, path string) (datasets.Recording, error)
	Hear(ctx context.Context, r datasets.Recording, from float64, at func(share float64)) error
	Import(ctx context.Context, src datasets.Source, into string, o datasets.Options, progress func(datasets.Progress)) (datasets.Imported, error)
	Check(ctx context.Context, name string, progress func(datasets.Progress)) (app.Dataset, error)
	CheckOnly(ctx context.Context, name string, ids ...string) error
	Include(ctx context.Context, name string, included bool, ids ...string) error
	SetText(ctx context.Context, name, id, text string) error
	Reading(ctx context.Context, name, id string) (ipa string, err error)
	SetPhonemes(ctx context.Context, name, id, ipa string) (kept string, err error)
	Phones(ctx context.Context, name string, u app.Utterance) ([]datasets.Phone, error)
	Learn(ctx context.Context, name string, progress func(datasets.Progress)) error
	Repair(ctx context.Context, name string, ids []string, progress func(datasets.Progress)) (repaired int, err error)
	Restore(ctx context.Context, name string, ids []string, progress func(datasets.Progress)) (restored int, err error)
	Repaired(ctx context.Context, name string) (ids []string, err error)
	Room(ctx context.Context, name string) (bytes int64, err error)
	Remove(ctx context.Context, name string) error
}

// Needs are what the page works with.
type Needs struct {
	Datasets Datasets
	Changed  *app.Topic[struct{}] // something was written, by this program or another
	Detect   func(src datasets.Source) (datasets.Found, error)
	Train    func(folder string) // asks the person how a voice is to learn from a folder
	Window   fyne.Window         // where dialogs open
	Notify   func(text string)   // shows a sentence; may be called from any goroutine

	// Beside runs what may take its time outside of the window's goroutine. Its
	// owner cancels the context and waits when the window closes, and shows the
	// error.
	Beside func(do func(ctx context.Context) error)
}
