package library

import (
	"context"
	"net/url"
	"time"

	"fyne.io/fyne/v2"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/hub"
	"avagar/views/ui"
)

// Catalogue is what there is to get, and what is here.
type Catalogue interface {
	Search(ctx context.Context, q catalogue.Query) (catalogue.Answer, error)
	Next(ctx context.Context, a catalogue.Answer) (catalogue.Answer, error)
	Seen(ctx context.Context, q catalogue.Query) (catalogue.Answer, error)
	Classify(ctx context.Context, hits []catalogue.Hit, told func(catalogue.Hit)) error
	Open(ctx context.Context, r hub.Repo, revision string) (catalogue.Sheet, error)
	Install(ctx context.Context, sheet catalogue.Sheet, files []hub.File) (app.Download, error)
	Installed(ctx context.Context) ([]catalogue.Here, error)
	Removal(h catalogue.Here) (bytes int64, err error)
	Remove(ctx context.Context, h catalogue.Here) (freed int64, err error)
	WriteBundle(ctx context.Context, path string, choice library.Choice, progress func(done, total int64)) (library.Manifest, error)
	Take(ctx context.Context, path string, progress func(done, total int64)) (library.Imported, error)
}

// Voices are the person's own: *library.Library has them.
type Voices interface {
	List() ([]library.Entry, error)
	SetPicture(name string, picture []byte) (library.Entry, error)
	Export(name, path string) error
	Remove(name string) error
}

// Token is where the hub's token is kept.
type Token interface {
	Set(token string) (account.Place, error)
}

// Needs are what the page works with.
type Needs struct {
	Catalogue Catalogue
	Changed   *app.Topic[struct{}] // what is here has changed
	Token     Token
	Voices    Voices
	Endpoint  func() string                   // of the hub, whose pages are opened
	Browse    func(u *url.URL)                // opens an address outside of the window
	Free      func() (bytes int64, err error) // of the disk on which models lie
	Window    fyne.Window                     // where dialogs open
	Notify    func(text string)               // shows a sentence; may be called from any goroutine
	Now       func() time.Time

	// Beside runs what may take its time outside of the window's goroutine. Its
	// owner cancels the context and waits when the window closes, and shows the
	// error.
	Beside func(do func(ctx context.Context) error)
}

// ago says how long ago something was.
func (n *Needs) ago(age time.Duration) string {
	now := n.Now()
	return ui.Locale().Ago(now.Add(-age), now)
}

// waiting is a dialog over work that a person can break off.
func (n *Needs) waiting(title, stopped fa.Sentence) ui.Waiting {
	return ui.Waiting{Window: n.Window, Beside: n.Beside, Notify: n.Notify, Title: ui.Say(title), Stopped: ui.Say(stopped)}
}
