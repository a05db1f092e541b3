package downloads

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

// Name is what a person calls a download: the repository, and what of it.
func Name(d app.Download) string {
	switch {
	case d.Chosen && d.Count > 0:
		return ui.Say(fa.DownloadChosen, d.Repo, d.Count)
	case d.Folder != "":
		return ui.Say(fa.DownloadName, d.Repo, d.Folder)
	}
	return ui.Locale().Name(d.Repo)
}

// amount says how much of something is here; it is empty where its size is not
// known.
func amount(done, size int64) string {
	if size <= 0 {
		return ""
	}
	return ui.Say(fa.DownloadOf, fa.Bytes(done), fa.Bytes(size), fa.Words(percent(done, size)))
}

// figures say how far a download is. Of one that is running more is known where
// it is measured; its speed is what really came, and nothing in a stall.
func figures(d app.Download, p app.DownloadProgress, measured bool) string {
	l := ui.Locale()
	state := ui.Say(fa.DownloadState(d.State))
	switch {
	case d.State != app.DownloadRunning:
		return l.Listed(state, amount(d.Done, d.Total))
	case !measured && d.Total == 0:
		return l.Listed(state, ui.Say(fa.DownloadAsking))
	case !measured:
		return l.Listed(state, amount(d.Done, d.Total))
	case p.Verifying:
		return l.Listed(amount(p.Done, p.Total), ui.Say(fa.DownloadVerifying))
	case p.Stalled:
		return l.Listed(amount(p.Done, p.Total), l.Speed(p.PerSecond), ui.Say(fa.DownloadStalled))
	}
	return l.Listed(amount(p.Done, p.Total), l.Speed(p.PerSecond), l.Left(p.Left))
}

// why words the reason why a download does not go on, and when it is tried again.
func why(d app.Download, now time.Time) string {
	text := ui.Locale().DownloadReason(d)
	if text != "" && d.State == app.DownloadHeld && d.RetryAt.After(now) {
		text += " " + ui.Say(fa.DownloadRetryAt, fa.Words(ui.Locale().At(d.RetryAt)))
	}
	return text
}

// tone is the colour of a download's bar.
func tone(d app.Download, p app.DownloadProgress) fyne.ThemeColorName {
	switch {
	case d.State == app.DownloadFailed:
		return theme.ColorNameError
	case d.State == app.DownloadHeld, d.State == app.DownloadRunning && p.Stalled:
		return theme.ColorNameWarning
	case d.State == app.DownloadRunning:
		return theme.ColorNamePrimary
	}
	return theme.ColorNamePlaceHolder
}

func share(done, size int64) float64 {
	if size <= 0 {
		return 0
	}
	return min(max(float64(done)/float64(size), 0), 1)
}
