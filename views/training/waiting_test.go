package training

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

func (f *fake) Waiting() []app.TrainingJob { return slices.Clone(f.waiting) }

func (f *fake) First(id int64) error {
	f.call("first %d", id)
	return f.refused
}

func (f *fake) Cancel(id int64) error {
	f.call("cancel %d", id)
	f.waiting = slices.DeleteFunc(f.waiting, func(j app.TrainingJob) bool { return j.ID == id })
	return f.refused
}

// queued has two trainings that wait while one runs.
func queued(f *fake) {
	filled(f)
	f.waiting = []app.TrainingJob{
		{ID: 7, Folder: "/data/mina", Options: `{"name":"مینا"}`, State: app.TrainingWaiting},
		{ID: 9, Folder: "/data/reza", Run: "reza-2", State: app.TrainingWaiting, Reason: app.HoldNoSpace},
	}
}

func TestTrainingsThatWaitAreSeenAndTakenOut(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), queued)
	text := strings.Join(uitest.Texts(s.page.waiting.content), " ")
	for _, want := range []string{"مینا", "reza-2", ui.Say(fa.Hold("")), ui.Say(fa.Hold(app.HoldNoSpace))} {
		if !strings.Contains(text, want) {
			t.Errorf("it reads %q, without %q", text, want)
		}
	}
	buttons := func(i int) []fyne.CanvasObject {
		return s.page.waiting.content.Objects[2+2*i].(*fyne.Container).Objects
	}
	if !buttons(0)[0].(*ui.Button).Disabled() || buttons(1)[0].(*ui.Button).Disabled() {
		t.Error("the first one cannot be sooner, the second one can")
	}
	s.now.Active = false
	s.changed.Publish(struct{}{})
	if buttons(0)[0].(*ui.Button).Disabled() {
		t.Error("the first one cannot begin though nothing trains")
	}
	buttons(1)[0].(*ui.Button).OnTapped()
	kept := buttons(0)[1]
	s.changed.Publish(struct{}{})
	if buttons(0)[1] != kept {
		t.Error("buttons were made anew though nothing had changed: the focus is lost")
	}
	for range 2 {
		buttons(0)[1].(*ui.Button).OnTapped()
		s.changed.Publish(struct{}{})
	}
	if strings.Join(s.calls, ", ") != "first 9, cancel 7, cancel 9" || s.page.waiting.content.Visible() {
		t.Errorf("%v", s.calls)
	}
}

func TestWhatWaitsReadsWellAndLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			s := newStage(t, ui.New(look.Appearance, look.TextSize), queued)
			s.settled(fyne.NewSize(1000, 720))
			uitest.Directions(t, s.page.content)
			uitest.Golden(t, "waiting-"+look.Name, s.window.Canvas().Capture())
		})
	}
}
