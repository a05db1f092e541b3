package training

import (
	"fmt"
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

func (f *fake) Move(id int64, ahead int) error {
	f.call("move %d %d", id, ahead)
	i := slices.IndexFunc(f.waiting, func(j app.TrainingJob) bool { return j.ID == id })
	j := f.waiting[i]
	f.waiting = slices.Insert(slices.Delete(slices.Clone(f.waiting), i, i+1), min(max(i-ahead, 0), len(f.waiting)-1), j)
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
	mina, reza := s.page.waiting.rows[7], s.page.waiting.rows[9]
	if !mina.sooner.Disabled() || mina.sooner.Text != ui.Say(fa.QueueNow) || reza.sooner.Disabled() || mina.later.Disabled() || !reza.later.Disabled() {
		t.Error("the first one cannot begin while another one trains, and the last one cannot be later")
	}
	s.now.Active = false
	s.changed.Publish(struct{}{})
	if mina.sooner.Disabled() {
		t.Error("the first one cannot begin though nothing trains")
	}
	mina.sooner.OnTapped()
	mina.later.OnTapped()
	s.changed.Publish(struct{}{})
	if s.page.waiting.rows[9] != reza || reza.sooner.Text != ui.Say(fa.QueueNow) || mina.sooner.Text != ui.Say(fa.QueueSooner) || !mina.later.Disabled() {
		t.Error("the rows did not change their places")
	}
	for _, row := range []*turn{reza, mina} {
		row.cancel.OnTapped()
		s.changed.Publish(struct{}{})
	}
	if strings.Join(s.calls, ", ") != "first 7, move 7 -1, cancel 9, cancel 7" || s.page.waiting.content.Visible() {
		t.Errorf("%v", s.calls)
	}
}

func TestTheQueueIsOrderedByKeys(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), queued)
	press := func(says fa.Sentence) {
		for _, k := range s.page.Shortcuts() {
			if k.Says == says {
				k.Do()
				s.changed.Publish(struct{}{})
			}
		}
	}
	press(fa.QueueKeyCancel)
	if len(s.calls) != 0 {
		t.Fatalf("%v, though nothing of the queue has the focus", s.calls)
	}
	row := s.page.waiting.rows[9]
	s.window.Canvas().Focus(row.cancel)
	for _, says := range []fa.Sentence{fa.QueueKeySooner, fa.QueueKeyLater, fa.QueueKeyFirst, fa.QueueKeyLast} {
		press(says)
		if s.window.Canvas().Focused() != fyne.Focusable(row.cancel) {
			t.Errorf("%s took the focus away", says.En)
		}
	}
	press(fa.QueueKeyCancel)
	if strings.Join(s.calls, ", ") != fmt.Sprintf("move 9 1, move 9 -1, move 9 %d, move 9 %d, cancel 9", first, last) {
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
