package downloads

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

func TestEveryRowSaysHowFarItIsAndWhyNotFurther(t *testing.T) {
	s := full(t)
	for id, want := range map[int64][]string{
		1: {"۴۵٪", "۱٫۲ مگابایت در ثانیه", "۲۷ ثانیه مانده"},
		2: {"۵٪", "۰ بایت در ثانیه", "چیزی نمی‌رسد"},
		3: {"در نوبت"}, 4: {"نگه داشته شده", "۲۰٪"}, 6: {"ایستاده", "۵۰٪"}, 7: {"ناکام"},
	} {
		for _, part := range want {
			if got := s.row(id).card.figures.Text; !strings.Contains(got, part) {
				t.Errorf("row %d reads %q, without %q", id, got, part)
			}
		}
	}
	for id, reason := range map[int64]string{1: "", 4: app.ReasonWindow, 5: app.ReasonFilter, 7: app.ReasonGated} {
		want := ""
		if reason != "" {
			want = ui.Say(fa.DownloadReason(reason))
		}
		if l := s.row(id).card.reason; l.Text != want || l.Visible() != (want != "") {
			t.Errorf("row %d gives the reason %q, seen: %v", id, l.Text, l.Visible())
		}
	}
}

func TestTheSpeedOfAStallIsNothingAndTheTimeLeftUnknown(t *testing.T) {
	s := full(t)
	delete(s.live, 1)
	s.progress.Publish(s.live[2])
	if got := s.page.total.Text; !strings.Contains(got, "۰ بایت در ثانیه") || strings.Contains(got, "مانده") {
		t.Errorf("the total reads %q", got)
	}
}

func TestTheButtonOfARowDoesWhatItsStateAllows(t *testing.T) {
	for _, c := range []struct {
		id    int64
		says  fa.Sentence
		does  string
		pause bool // it can be paused besides
	}{
		{1, fa.DownloadPause, "pause 1", false}, {3, fa.DownloadPause, "pause 3", false},
		{4, fa.DownloadAnyway, "force 4 true", true}, {5, fa.DownloadTryNow, "resume 5", true},
		{6, fa.DownloadResume, "resume 6", false}, {7, fa.DownloadRetry, "resume 7", false},
	} {
		s := full(t)
		r := s.row(c.id)
		if r.main.Text != ui.Say(c.says) || r.pause.Visible() != c.pause {
			t.Errorf("the button of %d says %q, pause is seen: %v", c.id, r.main.Text, r.pause.Visible())
		}
		test.Tap(&r.main.Button)
		s.wants(c.does)
	}
}

func TestHeldOfflineOnlyTheSettingsHelp(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), func(s *stage) {
		s.list = []app.Download{{ID: 1, Repo: voice, State: app.DownloadHeld, Reason: app.ReasonOffline}}
	})
	if r := s.row(1); r.main.Text != ui.Say(fa.DownloadPause) || r.pause.Visible() {
		t.Errorf("the button says %q", r.main.Text)
	}
}

func TestCancellingAsksOnlyWhereSomethingHasArrived(t *testing.T) {
	s := full(t)
	test.Tap(&s.row(3).cancel.Button)
	s.wants("cancel 3")
	s.page.queue.focus(0)
	s.press(0, fyne.KeyDelete)
	s.wants()
	if _, ok := s.window.Canvas().Overlays().Top().(*ui.Dialog); !ok {
		t.Fatal("27 MB are thrown away unasked")
	}
	ui.PressAbove(s.window.Canvas(), fyne.KeyEscape)
	s.wants()
	s.press(0, fyne.KeyDelete)
	d := s.window.Canvas().Overlays().Top().(*ui.Dialog)
	for _, o := range d.Parts() {
		pressText(o, ui.Say(fa.DownloadCancelTitle))
	}
	s.wants("cancel 1")
}

// pressText presses the button with a text.
func pressText(o fyne.CanvasObject, text string) {
	switch o := o.(type) {
	case *ui.Button:
		if o.Text == text {
			o.OnTapped()
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			pressText(child, text)
		}
	}
}

func TestAllOfThemCanBeOrderedAtOnce(t *testing.T) {
	s := full(t)
	for _, b := range []*ui.Button{s.page.all.pause, s.page.all.resume, s.page.all.retry} {
		test.Tap(&b.Button)
	}
	s.wants("pause all", "resume all", "retry all")
	for _, key := range []fyne.KeyName{fyne.KeyP, fyne.KeyR, fyne.KeyT} {
		s.press(fyne.KeyModifierControl, key)
	}
	s.wants("pause all", "resume all", "retry all")
	test.Tap(&s.page.all.cancel.Button)
	s.wants()
	if s.window.Canvas().Overlays().Top() == nil {
		t.Error("all are cancelled unasked")
	}
	s = newStage(t, ui.New(ui.Light, 100), nil)
	for _, b := range []*ui.Button{s.page.all.pause, s.page.all.resume, s.page.all.retry, s.page.all.cancel} {
		if !b.Disabled() {
			t.Errorf("%q can be pressed over nothing", b.Text)
		}
	}
	if !s.page.none.Visible() {
		t.Error("nothing says where downloads come from")
	}
}

func TestKeysGoThroughTheQueueAndMoveInIt(t *testing.T) {
	s := full(t)
	focus := func() fyne.Focusable { return s.window.Canvas().Focused() }
	if focus() != fyne.Focusable(s.row(1).card) || s.page.queue.chosen != 1 {
		t.Fatal("the first download has not the focus when the page comes")
	}
	focus().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if focus() != fyne.Focusable(s.row(2).card) || s.page.queue.chosen != 2 || !s.row(2).card.chosen || s.row(1).card.chosen {
		t.Error("the arrow does not choose the next")
	}
	s.press(fyne.KeyModifierAlt, fyne.KeyUp)
	s.press(fyne.KeyModifierAlt, fyne.KeyDown)
	s.wants("move 2 1", "move 2 4")
	s.page.queue.focus(6)
	s.press(fyne.KeyModifierAlt, fyne.KeyDown) // it is the last
	s.page.queue.focus(5)
	s.press(fyne.KeyModifierAlt, fyne.KeyDown)
	s.wants("move 6 0")
	s.press(0, fyne.KeySpace)
	s.wants("resume 6")
}

func TestARowIsDrawnToItsPlace(t *testing.T) {
	s := full(t)
	from, to := s.row(6), s.row(2)
	drag := func(y float32) {
		at := y - from.content.Position().Y
		from.card.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, at)}})
	}
	drag(to.content.Position().Y + 2)
	if to.card.landing != before {
		t.Error("where it would land is not shown")
	}
	from.card.DragEnd()
	s.wants("move 6 2")
	if to.card.landing != nowhere {
		t.Error("where it has landed stays marked")
	}
	drag(from.content.Position().Y + 3)
	from.card.DragEnd()
	s.wants()
	drag(1e5)
	from.card.DragEnd()
	s.wants("move 6 0")
}

func TestThePanelShowsTheFilesOfTheChosenOneAndSetsItsOptions(t *testing.T) {
	s := full(t)
	p := s.page.detail
	if len(p.files.all) != 3 || p.name.Text != s.row(1).card.name.Text {
		t.Fatalf("it shows %d files of %q", len(p.files.all), p.name.Text)
	}
	s.live[1] = app.DownloadProgress{ID: 1, File: s.files[1][0].Path, FileDone: 44 * megabyte, FileTotal: 55 * megabyte, Done: 47 * megabyte, Total: 60 * megabyte}
	s.progress.Publish(s.live[1])
	if got := sayFile(p.files.all[0]); !strings.Contains(got, "۸۰٪") {
		t.Errorf("the file reads %q", got)
	}
	p.priority.control.SetSelected(ui.Say(fa.PriorityHigh))
	p.limit.control.SetSelected(sayLimit(250e3))
	p.forced.SetChecked(true)
	s.wants("priority 1 1", "limit 1 250000", "force 1 true")
	s.at(1).Limit, s.at(1).Priority = 123456, 7
	s.changed.Publish(struct{}{})
	if p.limit.control.Selected != sayLimit(123456) || p.priority.control.Selected != sayPriority(7) {
		t.Errorf("the options show %q and %q", p.limit.control.Selected, p.priority.control.Selected)
	}
	s.wants()
	test.Tap(&p.down.Button)
	s.wants("move 1 3")
	if !p.up.Disabled() {
		t.Error("the first can be moved up")
	}
}

func TestWhatHadTheFocusGivesItToItsNeighbour(t *testing.T) {
	s := full(t)
	s.window.Canvas().Focus(s.row(5).pause)
	_ = s.Pause(t.Context(), 5) // the button is not to be seen any more
	if got := s.window.Canvas().Focused(); got != fyne.Focusable(s.row(5).card) {
		t.Errorf("the focus is on %T", got)
	}
	_ = s.Cancel(t.Context(), 5)
	if got := s.window.Canvas().Focused(); got != fyne.Focusable(s.row(6).card) || s.page.queue.chosen != 6 {
		t.Errorf("the focus is on %T, %d is chosen", got, s.page.queue.chosen)
	}
	if s.page.queue.rows[5] != nil {
		t.Error("the row of a cancelled one is kept")
	}
	for _, id := range []int64{7, 6, 4, 3, 2, 1} {
		_ = s.Cancel(t.Context(), id)
	}
	if got := s.window.Canvas().Focused(); got != nil || s.page.detail.controls.Visible() {
		t.Errorf("with nothing left the focus is on %T", got)
	}
}

func TestEndedOnesHaveTheirDateAndCanBeTakenOff(t *testing.T) {
	s := full(t)
	said := strings.Join(uitest.Texts(s.page.ended.content), "\n")
	for _, want := range []string{"کامل", "۲۰ دقیقه پیش", "لغوشده", "فروردین"} {
		if !strings.Contains(said, want) {
			t.Errorf("it reads\n%s\nwithout %q", said, want)
		}
	}
	s.window.Canvas().Focus(s.page.ended.button(0))
	s.page.ended.button(0).TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	s.wants("remove 20")
	if got := s.window.Canvas().Focused(); got != fyne.Focusable(s.page.ended.button(0)) {
		t.Errorf("the focus is on %T", got)
	}
	pressText(s.page.ended.content, ui.Say(fa.DownloadsClear))
	s.wants("clear")
}

func TestAnErrorIsHandedOn(t *testing.T) {
	s := full(t)
	s.fail = errors.New("the disk is gone")
	test.Tap(&s.row(1).main.Button)
	if !slices.Contains(s.errs, s.fail) {
		t.Errorf("errors: %v", s.errs)
	}
}

func TestAnotherProgramsWorkIsSaidAndNoSpeedMadeUp(t *testing.T) {
	s := newStage(t, ui.New(ui.Light, 100), func(s *stage) {
		s.fill()
		s.works = false
		clear(s.live)
	})
	if !s.page.others.Visible() || strings.Contains(s.row(1).card.figures.Text+s.page.total.Text, "ثانیه") {
		t.Errorf("it reads %q, %q", s.row(1).card.figures.Text, s.page.total.Text)
	}
}

func TestNothingIsFollowedWhileThePageIsHidden(t *testing.T) {
	s := full(t)
	s.page.Hidden()
	reads := s.reads
	s.changed.Publish(struct{}{})
	s.live[1] = app.DownloadProgress{ID: 1, Done: 59 * megabyte, Total: 60 * megabyte}
	s.progress.Publish(s.live[1])
	if s.reads != reads || strings.Contains(s.row(1).card.figures.Text, "۹۸٪") {
		t.Error("a hidden page reads on")
	}
	s.page.Shown()
	if !strings.Contains(s.row(1).card.figures.Text, "۹۸٪") {
		t.Errorf("shown again it reads %q", s.row(1).card.figures.Text)
	}
}

func TestTheTimeOfTheNextTryIsSaid(t *testing.T) {
	d := app.Download{State: app.DownloadHeld, Reason: app.ReasonNetwork, RetryAt: noon.Add(4 * time.Minute)}
	if got := why(d, noon); !strings.Contains(got, "۱۲:۰۴") {
		t.Errorf("it reads %q", got)
	}
	if got := why(d, noon.Add(time.Hour)); strings.Contains(got, "۱۲:۰۴") {
		t.Errorf("later it still reads %q", got)
	}
}

func TestEveryKeyIsHeardOnACard(t *testing.T) {
	s := full(t)
	var heard []fyne.KeyName
	s.window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { heard = append(heard, e.Name) })
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyDelete, fyne.KeyF1, desktop.KeyMenu} {
		s.row(1).card.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if len(heard) != 4 {
		t.Errorf("the window heard %v", heard)
	}
}
