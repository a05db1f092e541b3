package boot

import (
	"sync/atomic"
	"time"

	"avagar/app/speech"
)

// recently is for how long the person is at work after they have used the window.
const recently = 5 * time.Second

// presence is when the person used the window last. The zero value is never.
type presence struct{ at atomic.Pointer[time.Time] }

func (p *presence) touch(now time.Time) { p.at.Store(&now) }

func (p *presence) recent(now time.Time) bool {
	at := p.at.Load()
	return at != nil && now.Sub(*at) < recently
}

// Touch tells that the person is using the window.
func (a *App) Touch() { a.used.touch(time.Now()) }

// works tells whether the person would notice a busy computer: speech is being
// made, or the window was used a moment ago.
func (a *App) works() bool { return a.used.recent(time.Now()) || making(a.Speech.Now()) }

// making tells whether speech is still computed, and not only played.
func making(p speech.Progress) bool {
	return p.State == speech.Preparing || p.State == speech.Speaking && !p.Done
}
