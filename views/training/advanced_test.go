package training

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/engine/dataset"
	"avagar/engine/train"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// asked is the dialog with recordings that can be used.
func (s *stage) asked() *start {
	d := newStart(s.page.needs)
	d.Show()
	d.use("/data/sara")
	return d
}

// write changes the number of a field.
func (a *advanced) write(f train.Field, text string) {
	i := slices.IndexFunc(training.Numbers, func(n training.Number) bool { return n.Field == f })
	a.entries[i].SetText(text)
}

func TestTheUsualNumbersAreFoldedAwayAndTaken(t *testing.T) {
	s := full(t)
	d := s.asked()
	if d.advanced.fields.Visible() {
		t.Error("the numbers are in the way")
	}
	test.Tap(d.begin)
	p := train.DefaultPlan()
	s.began.Adjust(&p)
	if p != train.DefaultPlan() {
		t.Errorf("%+v", p)
	}
}

func TestTheNumbersOfATrainingAreChosen(t *testing.T) {
	s := full(t)
	d := s.asked()
	d.advanced.fold.OnTapped()
	if got := d.advanced.entries[0].Text; got != "۴۰۰" || !d.advanced.fields.Visible() || d.advanced.fold.Text != ui.Say(fa.PlanLess) {
		t.Errorf("it reads %q", got)
	}
	for f, text := range map[train.Field]string{train.FieldBatchFrames: "۱۲۰۰", train.FieldLearningRate: "0.0005", train.FieldHeldShare: "۱۲٫۵", train.FieldSeed: "۷"} {
		d.advanced.write(f, text)
	}
	d.advanced.fold.OnTapped() // hidden ones count all the same
	test.Tap(d.begin)
	p := train.DefaultPlan()
	s.began.Adjust(&p)
	if p.BatchFrames != 1200 || p.LearningRate != .0005 || p.HeldShare != .125 || p.Seed != 7 || p.Replicas != train.DefaultPlan().Replicas {
		t.Errorf("%+v", p)
	}
}

func TestANumberThatCannotBeIsToldWhereItStands(t *testing.T) {
	s := full(t)
	d := s.asked()
	d.advanced.write(train.FieldReplicas, "۶۵")
	test.Tap(d.begin)
	a := d.advanced
	if len(s.calls) != 1 || !a.fields.Visible() || s.window.Canvas().Focused() != a.entries[3] {
		t.Fatalf("%v", s.calls)
	}
	if about := a.abouts[3]; about.Importance != widget.DangerImportance || !strings.Contains(about.Text, "از ۱ تا ۶۴") {
		t.Errorf("it reads %q", about.Text)
	}
	a.entries[3].SetText("۴")
	if about := a.abouts[3]; about.Importance == widget.DangerImportance || about.Text != ui.Say(fa.PlanAbout(train.FieldReplicas)) {
		t.Errorf("it still reads %q", about.Text)
	}
	a.write(train.FieldSeed, "x")
	a.reset()
	test.Tap(d.begin)
	if !slices.Contains(s.calls, "begin") {
		t.Errorf("%v", s.calls)
	}
}

func TestItIsSaidWhatLittleAndMuchSpeechMean(t *testing.T) {
	for name, c := range map[string]struct {
		usable  int
		minutes float64
		want    []fa.Sentence
		not     []fa.Sentence
	}{
		"nothing":   {0, 0, []fa.Sentence{fa.NewNothing}, []fa.Sentence{fa.NewLittle}},
		"one":       {1, .1, []fa.Sentence{fa.NewLittle, fa.NewFew}, nil},
		"enough":    {110, 8, nil, []fa.Sentence{fa.NewLittle, fa.NewFew}},
		"ten hours": {3600, 600, nil, []fa.Sentence{fa.NewLittle}},
	} {
		checked := training.Checked{Report: dataset.Report{Rows: make([]dataset.Row, c.usable), Usable: c.usable, UsableMinutes: c.minutes}}
		text, ok := verdict(checked)
		if ok != (c.usable > 0) || (name == "ten hours") != strings.Contains(text, "گیگابایت") {
			t.Errorf("%s: %q", name, text)
		}
		for _, w := range c.want {
			if !strings.Contains(text, ui.Say(w)) {
				t.Errorf("%s: %q", name, text)
			}
		}
		for _, w := range c.not {
			if strings.Contains(text, ui.Say(w)) {
				t.Errorf("%s: %q", name, text)
			}
		}
	}
}

func TestTheAdvancedChoicesReadWellAndLookAsTheyDid(t *testing.T) {
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			s := newStage(t, ui.New(look.Appearance, look.TextSize), filled)
			s.settled(fyne.NewSize(800, 600))
			d := s.asked()
			d.advanced.write(train.FieldWarmUp, "ده‌هزار")
			test.Tap(d.begin)
			top := s.window.Canvas().Overlays().Top()
			uitest.Directions(t, top)
			uitest.Layout(t, top, s.window.Canvas().Size())
			uitest.Golden(t, "advanced-"+look.Name, s.window.Canvas().Capture())
		})
	}
}

func TestTheNumbersSuitTheBeginning(t *testing.T) {
	d := full(t).asked()
	batch := func() string { return d.advanced.entries[0].Text }
	d.from.SetSelectedIndex(0)
	if batch() != "۸۰۰" {
		t.Errorf("from nothing it reads %q", batch())
	}
	d.from.SetSelectedIndex(1)
	if batch() != "۴۰۰" {
		t.Errorf("from a voice it reads %q", batch())
	}
	d.advanced.write(train.FieldBatchFrames, "۵۰۰")
	d.from.SetSelectedIndex(0)
	if batch() != "۵۰۰" {
		t.Errorf("what was chosen became %q", batch())
	}
}
