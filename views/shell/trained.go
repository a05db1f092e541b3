package shell

import (
	"context"

	"fyne.io/fyne/v2"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/engine/train"
	"avagar/views/ui"
)

// newsOfTraining are what a person should know of a training that goes on.
var newsOfTraining = map[string]fa.Sentence{
	train.EventDamaged: fa.TrainOlder, train.EventKernel: fa.TrainKernel, train.EventStopped: fa.TrainEarly, train.EventSlower: fa.TrainSlower,
}

// trained tells how a training ended, unless the person paused it, and what is
// odd about one that goes on. It may be called from any goroutine.
func (s *Shell) trained(p training.Progress) {
	var text string
	switch {
	case p.Active:
		if news, ok := newsOfTraining[p.Event.Kind]; ok {
			s.Notify(ui.Say(news))
		}
		if e := p.Event; e.Kind == train.EventDoubted {
			s.Notify(ui.Say(fa.TrainDoubted, e.Total, e.Done))
		}
		return
	case p.Held != "":
		text = ui.Say(fa.Hold(p.Held))
	case p.Err != nil:
		text = ui.Say(fa.RunFailed, fa.Words(ui.Error(p.Err)))
	case p.Event.Kind == train.EventDone:
		text = ui.Say(fa.RunDone, p.Run)
	default:
		return
	}
	s.Notify(text)
	s.aside(func(context.Context) error { // the desktop may take its time
		s.app.SendNotification(fyne.NewNotification(ui.Say(fa.TrainingTitle), text))
		return nil
	})
}

// reported tells that a report on a training is ready, or why not. It may be
// called from any goroutine.
func (s *Shell) reported(r training.Reporting) {
	switch {
	case r.Active:
	case r.Err != nil:
		s.Notify(ui.Say(fa.ReportFailed, fa.Words(ui.Error(r.Err))))
	case r.Made:
		s.Notify(ui.Say(fa.ReportMade, r.Run))
	}
}
