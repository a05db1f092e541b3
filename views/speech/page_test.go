package speech

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/document"
	"avagar/app/fa"
	"avagar/app/speech"
	"avagar/engine/audio"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

const two = "سلام به همه. این جملهٔ دوم است."

func TestWhatIsTypedIsSpokenAsChosen(t *testing.T) {
	s := newStage(t)
	s.page.controls.voice.SetSelectedIndex(1)
	s.page.controls.speed.slider.SetValue(1.5)
	s.page.controls.pitch.slider.SetValue(-2)
	test.Type(s.page.editor, two)
	s.page.editor.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	if len(s.svc.requests) != 1 {
		t.Fatalf("Ctrl+Enter asked %d times, want once", len(s.svc.requests))
	}
	r := s.svc.requests[0]
	if r.Text != two || r.Voice != "two" || r.Options.Speed != 1.5 || r.Options.Pitch != -2 || r.Volume != 1 {
		t.Errorf("the request is %+v", r)
	}
	if s.settings.kept["voice"] != "two" || s.settings.kept["speed"] != "1.5" || s.settings.kept["pitch"] != "-2" {
		t.Errorf("kept %v", s.settings.kept)
	}
}

func TestTheSentenceBeingSpokenIsMarked(t *testing.T) {
	s := newStage(t)
	s.page.editor.SetWhole(two, 0)
	test.Tap(s.page.player.speak)
	if !s.page.isFollowing() || len(s.page.following.rows) != 2 {
		t.Fatalf("following %v, %d sentences", s.page.isFollowing(), len(s.page.following.rows))
	}
	second := strings.Index(two, "این")
	s.progress.Publish(speech.Progress{State: speech.Speaking, From: second, To: len(two), Position: time.Second})
	if rows := s.page.following.rows; rows[0].heard || !rows[1].heard {
		t.Error("the second sentence is not the one marked")
	}
	if got := s.page.player.wave.Playhead(); got != 0.25 {
		t.Errorf("the playhead stands at %v, want 0.25", got)
	}
	test.Tap(s.page.following.rows[0])
	if r := s.svc.requests[len(s.svc.requests)-1]; r.From != 0 || r.Text != two {
		t.Errorf("a tap on the first sentence asks for %+v", r)
	}
	s.progress.Publish(speech.Progress{State: speech.Speaking, From: second, To: len(two)})
	s.page.following.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	s.page.following.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !slices.Contains(s.svc.calls, "pause") || !slices.Contains(s.svc.calls, "stop") {
		t.Errorf("space and Esc asked for %v", s.svc.calls)
	}
	if s.page.isFollowing() || s.page.editor.Caret() != second {
		t.Errorf("after Esc the caret is at byte %d, want %d", s.page.editor.Caret(), second)
	}
}

func TestSeekAndEnd(t *testing.T) {
	s := newStage(t)
	s.page.editor.SetWhole(two, 0)
	s.page.Speak()
	s.progress.Publish(speech.Progress{State: speech.Speaking, From: 0, To: 5})
	s.page.player.wave.OnSeek(0.5)
	if !slices.Contains(s.svc.calls, "seek 2s") {
		t.Errorf("a seek to the middle asked for %v", s.svc.calls)
	}
	s.progress.Publish(speech.Progress{State: speech.Idle, Done: true})
	if s.page.isFollowing() {
		t.Error("the end of the text does not bring the editor back")
	}
}

func TestNothingToSayAndNoDeviceAreOneSentence(t *testing.T) {
	s := newStage(t)
	test.Tap(s.page.player.speak)
	s.page.Save()
	if len(s.svc.requests) != 0 || len(s.notices) != 2 || s.notices[0] != ui.Say(fa.SpeechEmpty) {
		t.Errorf("an empty text: %v", s.notices)
	}
	s.notices = nil
	s.page.editor.SetWhole(two, 0)
	for press := range 3 {
		s.page.Speak()
		if press == 2 {
			s.progress.Publish(speech.Progress{State: speech.Preparing})
			if s.page.player.quiet.Hidden {
				t.Error("that there is no device is told anew at each press")
			}
		}
		s.progress.Publish(speech.Progress{State: speech.Idle, NoDevice: true, Err: audio.ErrNoDevice})
		if len(s.notices) != 0 || s.page.player.quiet.Hidden || s.page.isFollowing() {
			t.Fatalf("press %d without a device: %v, hidden %v, following %v", press+1, s.notices, s.page.player.quiet.Hidden, s.page.isFollowing())
		}
	}
	s.page.Save()
	if s.window.Canvas().Overlays().Top() == nil {
		t.Error("without a device nothing can be saved")
	}
}

func TestZWNJByShiftSpace(t *testing.T) {
	e := newEditor()
	test.NewTempWindow(t, e)
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	test.Type(e, "می")
	e.KeyDown(shift)
	e.TypedRune(' ')
	e.KeyUp(shift)
	test.Type(e, "روم و")
	if e.Text != "می\u200cروم و" {
		t.Errorf("got %q", e.Text)
	}
	e.TypedShortcut(&fyne.ShortcutUndo{})
	if e.Text == "می\u200cروم و" {
		t.Error("nothing was undone")
	}
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
	if e.Text != "می\u200cروم و" {
		t.Errorf("redo gave %q", e.Text)
	}
}

func TestCleanKeepsOnlyWhatCanBeSeen(t *testing.T) {
	for in, want := range map[string]string{
		"كتابي\r\nدوم\rسوم":              "کتابی\nدوم\nسوم",
		"ســـلام":                        "سلام",
		"a\x00b\u202eج\u2066د\u2069\x1b": "abجد",
		"می\u200cروم 👩\u200d🚀 ok\t۱۲":    "می\u200cروم 👩\u200d🚀 ok\t۱۲",
		"\xff\xfeسلام\ufeff\u00a0":       "سلام ",
		"中文 العربية":                     "中文 العربیة",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestPasteCleans(t *testing.T) {
	e := newEditor()
	test.NewTempWindow(t, e)
	e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipped("علي\r\n\x00ك")})
	if e.Text != "علی\nک" {
		t.Errorf("got %q", e.Text)
	}
}

func TestALongTextIsShownInParts(t *testing.T) {
	for name, long := range map[string]string{
		"sentences":   strings.Repeat(two+" ", 20_000),
		"no sentence": strings.Repeat("کلمه ", 120_000),
		"no space":    strings.Repeat("ا", 300_000),
	} {
		s := newStage(t)
		test.Type(s.page.editor, "آغاز ")
		s.page.editor.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipped(long)})
		whole := "آغاز " + long
		if got := s.page.editor.Whole(); got != whole {
			t.Fatalf("%s: the whole has %d bytes, want %d", name, len(got), len(whole))
		}
		at, of := s.page.editor.Part()
		if of < 30 || at != of-1 || s.page.parts.Hidden {
			t.Errorf("%s: part %d of %d, shown %v", name, at, of, !s.page.parts.Hidden)
		}
		for _, p := range s.page.editor.text.parts {
			if n := len([]rune(p)); n > partRunes+1000 {
				t.Errorf("%s: a part of %d runes", name, n)
			}
		}
		s.page.editor.Turn(-of)
		test.Type(s.page.editor, "ب")
		s.page.editor.Turn(1)
		s.page.editor.Go(len(whole) / 2)
		if got := s.page.editor.Whole(); got != "ب"+whole {
			t.Errorf("%s: what was typed in the first part is lost", name)
		}
		s.page.Speak()
		if r := s.svc.requests[0]; len(r.Text) != len(whole)+2 {
			t.Errorf("%s: %d bytes are spoken", name, len(r.Text))
		}
	}
}

func TestWordsAreListedAndCorrected(t *testing.T) {
	s := newStage(t)
	s.svc.words = []speech.Word{{Text: "ملک", Phones: []string{"m", "o", "l", "k"}, Base: []string{"m", "o", "l", "k"}, Others: [][]string{{"m", "a", "l", "e", "k"}}}}
	s.page.words.now()
	if got := remark(s.page.words.words[0]); got != ui.Say(fa.WordsAmbiguous) {
		t.Errorf("the word is marked %q", got)
	}
	c := newCorrection(s.page.needs, s.svc.words[0], func() { s.notices = append(s.notices, "done") })
	c.Show()
	c.choice.SetSelected(fa.Isolate("m a l e k"))
	s.svc.fail = errors.New("no")
	c.keep()
	if s.window.Canvas().Overlays().Top() == nil || slices.Contains(s.notices, "done") {
		t.Error("a refused correction closes the dialog")
	}
	s.svc.fail = nil
	c.keep()
	if !slices.Contains(s.svc.calls, "correct ملک m a l e k") || !slices.Contains(s.notices, "done") {
		t.Errorf("asked for %v", s.svc.calls)
	}
}

func TestHistoryIsSearchedReplayedAndCleared(t *testing.T) {
	s := newStage(t)
	for i := range 60 {
		text := "گفته"
		if i == 7 {
			text = "هفتم"
		}
		s.svc.spoken = append([]app.Spoken{{ID: int64(i + 1), Text: text, Voice: "one", At: time.Now()}}, s.svc.spoken...)
	}
	h := s.page.history
	h.load()
	if len(h.spoken) != historyPage || h.more.Hidden {
		t.Fatalf("%d rows, more hidden %v", len(h.spoken), h.more.Hidden)
	}
	test.Tap(h.more)
	if len(h.spoken) != 60 || !h.more.Hidden {
		t.Errorf("%d rows after all were asked for", len(h.spoken))
	}
	h.search.Text = "هفتم"
	h.load()
	if len(h.spoken) != 1 {
		t.Fatalf("%d rows found", len(h.spoken))
	}
	h.list.Open(0)
	if r := s.svc.requests[len(s.svc.requests)-1]; r.Text != "هفتم" {
		t.Errorf("replayed %q", r.Text)
	}
	h.clear()
	if slices.Contains(s.svc.calls, "clear") {
		t.Error("cleared without being confirmed")
	}
}

func TestTheEndOfATextLeavesThePersonWhereTheyAre(t *testing.T) {
	s := newStage(t)
	s.page.editor.SetWhole(two, 0)
	s.page.Speak()
	s.progress.Publish(speech.Progress{State: speech.Speaking, From: 0, To: 5})
	s.page.side.Select(1)
	s.window.Canvas().Focus(s.page.history.search)
	s.progress.Publish(speech.Progress{State: speech.Idle, Done: true})
	if s.page.isFollowing() || s.window.Canvas().Focused() != fyne.Focusable(s.page.history.search) {
		t.Errorf("following %v, the focus is on %T", s.page.isFollowing(), s.window.Canvas().Focused())
	}
}

func TestSavingAsksForTheRate(t *testing.T) {
	s := newStage(t)
	s.page.editor.SetWhole(two, 0)
	d := newSaving(s.page.needs, s.page.controls.request(s.page.editor.Whole(), 0))
	d.place.Use(t.TempDir())
	d.rate.SetSelectedIndex(3)
	d.try()
	if len(s.svc.exported) != 1 || s.svc.exported[0] != 44100 || s.svc.requests[0].Text != two {
		t.Errorf("exported at %v", s.svc.exported)
	}
	if len(s.notices) != 1 {
		t.Errorf("said %v", s.notices)
	}
}

func TestAFileIsReadIntoTheEditor(t *testing.T) {
	s := newStage(t)
	s.document = document.Document{Name: "a.txt", Text: "علي آمد.", Warnings: []document.Warning{document.Replaced}}
	web, err := storage.ParseURI("https://example.com/b.txt")
	if err != nil {
		t.Fatal(err)
	}
	s.page.Dropped([]fyne.URI{web, storage.NewFileURI("/a.txt")})
	if s.page.editor.Whole() != "علی آمد." || len(s.notices) != 2 {
		t.Errorf("the editor holds %q; said %v", s.page.editor.Whole(), s.notices)
	}
}

func TestOtherNumeralsAreSaidAtOnce(t *testing.T) {
	s := newStage(t)
	t.Cleanup(func() { ui.SetLocale(fa.Persian) })
	s.svc.spoken = []app.Spoken{{ID: 1, Text: "گفته", Voice: "one", Duration: 75 * time.Second, At: time.Now().Add(-50 * time.Hour)}}
	s.page.side.Select(1)
	s.page.editor.SetWhole(strings.Repeat(two+" ", 1000), 0)
	for _, c := range []struct {
		locale fa.Locale
		digits string
	}{{fa.PersianLatinDigits, "0123456789"}, {fa.Persian, "۰۱۲۳۴۵۶۷۸۹"}} {
		ui.SetLocale(c.locale)
		s.page.Reword()
		numbers := 0
		for _, text := range uitest.Texts(s.page.content) {
			for _, r := range text {
				if !unicode.IsDigit(r) {
					continue
				}
				if numbers++; !strings.ContainsRune(c.digits, r) {
					t.Fatalf("%q is said where the digits are %s", text, c.digits)
				}
			}
		}
		if numbers < 12 {
			t.Errorf("only %d digits were seen", numbers)
		}
	}
}
