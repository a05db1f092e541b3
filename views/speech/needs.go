package speech

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/document"
	"avagar/app/library"
	"avagar/app/speech"
)

// Service is all that the page asks of the speech core.
type Service interface {
	Speak(speech.Request) error
	Pause()
	Resume()
	Stop()
	Seek(at time.Duration)
	SetVolume(volume float64)
	Picture() speech.Picture

	Words(ctx context.Context, text string) ([]speech.Word, error)
	Correct(ctx context.Context, word, ipa string) error
	Forget(ctx context.Context, word string) error
	Corrections(ctx context.Context) ([]app.Pronunciation, error)

	Export(ctx context.Context, r speech.Request, path string, rate int, progress func(done float64)) error
	History(ctx context.Context, query string, before int64, limit int) ([]app.Spoken, error)
	DeleteSpoken(ctx context.Context, id int64) error
	ClearHistory(ctx context.Context) error
}

// Settings keeps what the person chose.
type Settings interface {
	Settings(ctx context.Context) (account.Settings, error)
	Set(ctx context.Context, name, value string) error
}

// Voices is what the voice is chosen from.
type Voices interface {
	List() ([]library.Entry, error)
}

// Needs are what the page works with.
type Needs struct {
	Speech   Service
	Progress *app.Topic[speech.Progress]
	Settings Settings
	Changed  *app.Topic[account.Settings] // nil where nobody else changes them
	Voices   Voices
	Read     func(path string) (document.Document, error)
	Window   fyne.Window       // where dialogs open
	Notify   func(text string) // shows a sentence; may be called from any goroutine

	// Beside runs what may take its time outside of the window's goroutine. Its
	// owner cancels the context and waits when the window closes, and shows the
	// error.
	Beside func(do func(ctx context.Context) error)
}
