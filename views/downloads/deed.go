package downloads

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"avagar/app"
	"avagar/app/fa"
)

// deed is what the main button of a download does.
type deed struct {
	says   fa.Sentence
	icon   func() fyne.Resource
	pauses bool
	do     func(q Queue, ctx context.Context, id int64) error
}

var (
	pauseIt = deed{fa.DownloadPause, theme.MediaPauseIcon, true, Queue.Pause}
	resume  = deed{fa.DownloadResume, theme.MediaPlayIcon, false, Queue.Resume}
	retry   = deed{fa.DownloadRetry, theme.ViewRefreshIcon, false, Queue.Resume}
	tryNow  = deed{fa.DownloadTryNow, theme.ViewRefreshIcon, false, Queue.Resume}
	anyway  = deed{fa.DownloadAnyway, theme.MediaPlayIcon, false, force}
)

func force(q Queue, ctx context.Context, id int64) error { return q.Force(ctx, id, true) }

// deedOf is what a person most likely wants of a download.
func deedOf(d app.Download) deed {
	switch d.State {
	case app.DownloadPaused:
		return resume
	case app.DownloadFailed:
		return retry
	case app.DownloadHeld:
		return deedOfHeld(d.Reason)
	}
	return pauseIt
}

func deedOfHeld(reason string) deed {
	switch reason {
	case app.ReasonWindow, app.ReasonMetered:
		return anyway
	case app.ReasonOffline: // which trying does not change
		return pauseIt
	}
	return tryNow
}
