package shell

import (
	"fyne.io/fyne/v2/dialog"

	"avagar/app/fa"
	"avagar/views/ui"
)

// askQuit closes the window, after a question where work would be lost.
func (s *Shell) askQuit() {
	says, _, lost := s.inProgress()
	if !lost {
		s.quit()
		return
	}
	d := dialog.NewConfirm(ui.Say(fa.QuitTitle), ui.Say(fa.QuitLosesOne, says), func(yes bool) {
		if yes {
			s.quit()
		}
	}, s.window)
	d.SetConfirmText(ui.Say(fa.Quit))
	d.SetDismissText(ui.Say(fa.Stay))
	d.Show()
}

// quit closes the window without a question.
func (s *Shell) quit() {
	s.leave()
	s.app.Quit()
}
