package shell

import (
	"fyne.io/fyne/v2/widget"

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
	if s.asking != nil {
		return
	}
	yes := ui.NewButton(ui.Say(fa.Quit), nil)
	yes.Importance = widget.DangerImportance
	s.asking = ui.Ask(s.window, ui.Say(fa.QuitTitle), ui.Say(fa.QuitLosesOne, says), ui.NewButton(ui.Say(fa.Stay), nil), yes, s.quit)
	s.asking.OnClosed = func() { s.asking = nil }
}

// quit closes the window without a question.
func (s *Shell) quit() {
	if s.ending != nil {
		s.ending.begin()
	}
	s.leave()
	s.app.Quit()
}
