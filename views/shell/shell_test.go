package shell

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/account"
	"avagar/app/boot"
	"avagar/app/fa"
	"avagar/app/jobs"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// sheet is a page that counts how often it came and went.
type sheet struct {
	title         fa.Sentence
	content       fyne.CanvasObject
	keys          []ui.Shortcut
	shown, hidden int
	reworded      []fa.Locale
}

func (s *sheet) Title() fa.Sentence         { return s.title }
func (s *sheet) Icon() fyne.Resource        { return theme.DocumentIcon() }
func (s *sheet) Content() fyne.CanvasObject { return s.content }
func (s *sheet) Shown()                     { s.shown++ }
func (s *sheet) Hidden()                    { s.hidden++ }
func (s *sheet) Reword()                    { s.reworded = append(s.reworded, ui.Locale()) }
func (s *sheet) Shortcuts() []ui.Shortcut   { return s.keys }

// desk is a window with two pages over a home folder.
type desk struct {
	*Shell
	toolkit       *uitest.App
	first, second *sheet
	greeted       int
}

func newDesk(t *testing.T, home string) *desk {
	t.Helper()
	b, err := boot.Open(t.Context(), home, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	toolkit := uitest.NewApp(t)
	s, err := New(t.Context(), toolkit, b)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{Shell: s, toolkit: toolkit}
	greet := ui.Shortcut{Modifier: fyne.KeyModifierControl, Key: fyne.KeyReturn, Says: fa.Sentence{Fa: "سلام گفتن", En: "Greet"}, Do: func() { d.greeted++ }}
	d.first = &sheet{title: fa.Sentence{Fa: "یکم", En: "First"}, content: widget.NewLabel("یکم")}
	d.second = &sheet{title: fa.Sentence{Fa: "دوم", En: "Second"}, content: widget.NewLabel("دوم"), keys: []ui.Shortcut{greet}}
	s.Use(d.first, d.second)
	s.window.Show()
	d.settle()
	t.Cleanup(func() {
		d.close()
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// settle does what waits for the window's goroutine, once all is done beside it.
func (d *desk) settle() {
	d.queue.wait()
	d.toolkit.Turn()
}

// above tells whether a dialog lies over the page.
func (d *desk) above() bool { return d.window.Canvas().Overlays().Top() != nil }

// typed gives a key to what has the focus, as the window does.
func (d *desk) typed(key fyne.KeyName) {
	if focused := d.window.Canvas().Focused(); focused != nil {
		focused.TypedKey(&fyne.KeyEvent{Name: key})
		return
	}
	d.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
}

func (d *desk) ctrl(key fyne.KeyName) {
	d.press(fyne.KeyModifierControl, key)
}

func TestPagesComeAndGoByButtonAndKey(t *testing.T) {
	d := newDesk(t, t.TempDir())
	if d.current != 0 || d.first.shown != 1 {
		t.Fatalf("it begins with page %d, shown %d times", d.current, d.first.shown)
	}
	test.Tap(d.buttons[1])
	if d.current != 1 || d.first.hidden != 1 || d.second.shown != 1 || d.content.Objects[0] != d.second.content {
		t.Errorf("after a tap on the second: page %d, %+v", d.current, d.second)
	}
	d.ctrl(fyne.Key1)
	if d.current != 0 || d.second.hidden != 1 {
		t.Errorf("after Ctrl+1: page %d", d.current)
	}
	d.ctrl(fyne.KeyReturn)
	if d.greeted != 0 {
		t.Error("the key of a page that is not shown was obeyed")
	}
	d.ctrl(fyne.Key2)
	d.ctrl(fyne.KeyReturn)
	if d.greeted != 1 {
		t.Errorf("the page's key was obeyed %d times", d.greeted)
	}
}

func TestThePageAndSizeAreRemembered(t *testing.T) {
	home := t.TempDir()
	d := newDesk(t, home)
	d.ctrl(fyne.Key2)
	d.window.Resize(fyne.NewSize(900, 700))
	d.close()
	if d.second.hidden != 1 {
		t.Error("the page was not told that the window closes")
	}
	if err := d.boot.Close(); err != nil {
		t.Fatal(err)
	}
	again := newDesk(t, home)
	if again.current != 1 {
		t.Errorf("it opened page %d", again.current)
	}
	if size := again.memory.size; size != fyne.NewSize(900, 700) {
		t.Errorf("it opened at %v", size)
	}
}

func TestF1ListsEveryKey(t *testing.T) {
	d := newDesk(t, t.TempDir())
	d.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	top := d.window.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("F1 shows nothing")
	}
	var said strings.Builder
	for _, text := range texts(d.keyMap()) {
		said.WriteString(text + "\n")
	}
	for _, want := range []string{"F1", "Ctrl+Q", "Ctrl+1", "Ctrl+2", "Ctrl+Enter", "سلام گفتن", "یکم", "دوم", "Tab", "Esc"} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("the map does not tell of %s:\n%s", want, said.String())
		}
	}
}

func TestEscClosesTheKeyboardMapAlone(t *testing.T) {
	d := newDesk(t, t.TempDir())
	stopped := false
	d.second.keys = append(d.second.keys, ui.Shortcut{Key: fyne.KeyEscape, Do: func() { stopped = true }})
	d.Show(1)
	d.press(0, fyne.KeyF1)
	d.press(0, fyne.KeyEscape)
	if d.above() || stopped {
		t.Errorf("the map is open: %v, the page's key was obeyed: %v", d.above(), stopped)
	}
	d.press(0, fyne.KeyEscape)
	if !stopped {
		t.Error("with the map closed the page's key was not obeyed")
	}
}

func TestKeysAreHeardPastWhatHasTheFocus(t *testing.T) {
	d := newDesk(t, t.TempDir())
	d.window.Canvas().Focus(d.buttons[0])
	d.typed(fyne.KeyF1)
	if !d.above() || d.window.Canvas().Focused() == fyne.Focusable(d.buttons[0]) {
		t.Fatal("F1 is not heard past a button of the navigation, or leaves it the focus")
	}
	d.ctrl(fyne.Key2)
	if d.current != 0 {
		t.Error("a page came to the front behind a dialog")
	}
	d.typed(fyne.KeyEscape)
	if d.above() || d.window.Canvas().Focused() != fyne.Focusable(d.buttons[0]) {
		t.Errorf("Esc leaves the dialog open: %v; the focus is on %T", d.above(), d.window.Canvas().Focused())
	}
}

func texts(o fyne.CanvasObject) (list []string) {
	switch o := o.(type) {
	case *widget.Label:
		return []string{o.Text}
	case *fyne.Container:
		for _, c := range o.Objects {
			list = append(list, texts(c)...)
		}
	case *container.Scroll:
		return texts(o.Content)
	}
	return list
}

func TestNoticesAreFewAndCanBeClosed(t *testing.T) {
	d := newDesk(t, t.TempDir())
	for _, text := range []string{"یک", "دو", "سه", "دو", "چهار"} {
		d.Notify(text)
		d.settle()
	}
	if got := strings.Join(texts(d.notices.box), " "); got != "سه دو چهار" {
		t.Errorf("the notices are %q", got)
	}
	uitest.Layout(t, d.window.Content(), d.window.Canvas().Size()) // the line below makes room
	d.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(d.notices.box.Objects) != 0 {
		t.Error("Esc leaves notices")
	}
}

func TestQuittingAsksOnlyWhereWorkWouldBeLost(t *testing.T) {
	d := newDesk(t, t.TempDir())
	began, ended := make(chan string, 1), make(chan string, 1) // behind the window's own listeners
	d.boot.Jobs.Started.Subscribe(func(key string) {
		if key == exportJob {
			began <- key
		}
	})
	d.boot.Jobs.Ended.Subscribe(func(r jobs.Result) {
		if r.Key == exportJob {
			ended <- r.Key
		}
	})
	release := make(chan struct{})
	work := func(ctx context.Context) error {
		select {
		case <-release:
		case <-ctx.Done():
		}
		return nil
	}
	if err := d.boot.Jobs.Start(exportJob, work); err != nil {
		t.Fatal(err)
	}
	<-began
	d.ctrl(fyne.KeyQ)
	if d.closed || d.window.Canvas().Overlays().Top() == nil {
		t.Error("it closed over an export without a question")
	}
	close(release)
	<-ended
	d.askQuit()
	if !d.closed {
		t.Error("it asked where nothing was to lose")
	}
}

func TestTheLookFollowsTheSettingsWhoeverChangesThem(t *testing.T) {
	d := newDesk(t, t.TempDir())
	told := make(chan account.Settings, 1) // behind the window's own listener
	defer d.boot.Account.Changed.Subscribe(func(now account.Settings) { told <- now })()
	before := d.app.Settings().Theme().Size(theme.SizeNameText)
	if err := d.boot.Account.Set(t.Context(), "text_size", "200"); err != nil {
		t.Fatal(err)
	}
	<-told
	d.settle()
	if got := d.app.Settings().Theme().Size(theme.SizeNameText); got != 2*before {
		t.Errorf("the text stayed at %v", got)
	}
}

func TestThePageShownHearsOfOtherNumerals(t *testing.T) {
	d := newDesk(t, t.TempDir())
	t.Cleanup(func() { ui.SetLocale(fa.Persian) })
	told := make(chan account.Settings, 1) // behind the window's own listener
	defer d.boot.Account.Changed.Subscribe(func(now account.Settings) { told <- now })()
	if err := d.boot.Account.Set(t.Context(), "numerals", "latin"); err != nil {
		t.Fatal(err)
	}
	<-told
	d.settle()
	if !slices.Equal(d.first.reworded, []fa.Locale{fa.PersianLatinDigits}) || d.second.reworded != nil {
		t.Errorf("the page shown was told %v, the other one %v", d.first.reworded, d.second.reworded)
	}
}

func TestFramesAreSummedUp(t *testing.T) {
	var frames []float64
	for i := range 200 {
		frames = append(frames, float64(200-i))
	}
	if r := summary("spoke", frames); r.Frames != 200 || r.Worst != 200 || r.P99 != 198 {
		t.Errorf("the report is %+v", r)
	}
	if r := summary("spoke", nil); r.Worst != 0 {
		t.Errorf("no frames give %+v", r)
	}
}
