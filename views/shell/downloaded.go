package shell

import (
	"context"

	"fyne.io/fyne/v2"

	words "avagar/app"
	"avagar/app/fa"
	"avagar/views/downloads"
	"avagar/views/ui"
)

// downloaded tells that a download is done, or that it failed: in the window
// and, for one who is elsewhere, by the desktop. It may be called from any
// goroutine.
func (s *Shell) downloaded(d words.Download) {
	title, text := ui.Say(fa.DownloadFinished), ui.Say(fa.DownloadFinishedAbout, fa.Words(downloads.Name(d)), fa.Bytes(d.Total))
	if d.State == words.DownloadFailed {
		title, text = ui.Say(fa.DownloadBroke), ui.Say(fa.DownloadBrokeAbout, fa.Words(downloads.Name(d)), fa.Words(ui.Locale().DownloadReason(d)))
	}
	s.Notify(text)
	s.aside(func(context.Context) error { // the desktop may take its time
		s.app.SendNotification(fyne.NewNotification(title, text))
		return nil
	})
}
