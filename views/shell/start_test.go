package shell

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	words "avagar/app"
	"avagar/app/store"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// beginning is the start of the program over a home folder.
type beginning struct {
	*start
	t       *testing.T
	toolkit *uitest.App
}

func newBeginning(t *testing.T, home string) *beginning {
	t.Helper()
	t.Setenv("HOME", "/home/ava")
	b := &beginning{t: t, toolkit: uitest.NewApp(t)}
	b.start = &start{ctx: t.Context(), toolkit: b.toolkit, results: make(chan result, 1), ending: newEnding(), getenv: func(name string) string {
		if name == "AVAGAR_HOME" {
			return home
		}
		return ""
	}}
	return b
}

// tries presses a button and waits for what comes of it.
func (b *beginning) tries(button *ui.Button) {
	b.t.Helper()
	test.Tap(button)
	b.work.Wait()
	b.toolkit.Turn()
}

// ends closes the program, which ends as it should.
func (b *beginning) ends(want error) {
	b.t.Helper()
	if err := b.end(); !errors.Is(err, want) {
		b.t.Errorf("it ends with %v, want %v", err, want)
	}
}

func damaged(t *testing.T) (home string) {
	t.Helper()
	home = t.TempDir()
	if err := os.WriteFile(filepath.Join(home, store.File), []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	return home
}

func TestADamagedDatabaseIsToldAndCanBeSetAside(t *testing.T) {
	home := damaged(t)
	b := newBeginning(t, home)
	b.take(b.open())
	if b.shell != nil || b.trouble == nil {
		t.Fatal("nothing is told")
	}
	if got := b.trouble.what.Text; got != ui.Error(store.ErrCorrupt) || b.trouble.aside.Hidden || b.trouble.way.Hidden {
		t.Errorf("it says %q, the way out is hidden: %v", got, b.trouble.aside.Hidden)
	}
	b.tries(b.trouble.again)
	if b.shell != nil || b.trouble.again.Disabled() {
		t.Error("trying again changes something, or cannot be done twice")
	}
	b.trouble.press(fyne.KeyReturn)
	b.work.Wait()
	b.toolkit.Turn()
	if b.shell == nil {
		t.Fatal("with the database set aside the window does not open: ", b.err)
	}
	b.toolkit.Turn() // the notice
	kept, err := filepath.Glob(filepath.Join(home, "avagar-*.db"))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept %q, %v", kept, err)
	}
	if said := strings.Join(texts(b.shell.notices.box), " "); !strings.Contains(said, filepath.Base(kept[0])) {
		t.Errorf("the window says %q", said)
	}
	b.ends(nil)
}

func TestAHomeFolderThatCannotBeUsedIsToldAndTriedAgain(t *testing.T) {
	home := filepath.Join(t.TempDir(), "home")
	if err := os.WriteFile(home, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	b := newBeginning(t, home)
	b.take(b.open())
	if b.trouble == nil || !strings.Contains(b.trouble.what.Text, "AVAGAR_HOME") || !b.trouble.aside.Hidden {
		t.Fatalf("it says %+v", b.trouble)
	}
	if err := os.Remove(home); err != nil {
		t.Fatal(err)
	}
	b.trouble.press(fyne.KeyReturn)
	b.work.Wait()
	b.toolkit.Turn()
	if b.shell == nil {
		t.Error("once the folder can be made the window does not open: ", b.err)
	}
	b.ends(nil)
}

func TestGivingUpEndsWithTheErrorThatWasTold(t *testing.T) {
	b := newBeginning(t, damaged(t))
	b.take(b.open())
	b.trouble.press(fyne.KeyEscape)
	b.ends(store.ErrCorrupt)
}

func TestClosingWhileItIsTriedAgainLeavesNothingOpen(t *testing.T) {
	home := damaged(t)
	b := newBeginning(t, home)
	b.take(b.open())
	test.Tap(b.trouble.aside)
	b.quit() // before what was opened reaches the window
	b.ends(store.ErrCorrupt)
	again := newBeginning(t, home)
	again.take(again.open())
	if again.shell == nil {
		t.Error("the folder is still owned: ", again.err)
	}
	again.ends(nil)
}

func TestWhyItDoesNotOpenReadsWell(t *testing.T) {
	home := "/home/ava/.local/share/avagar"
	for name, err := range map[string]error{
		"damaged":  store.ErrCorrupt,
		"newer":    store.ErrNewer,
		"unusable": words.UnusableHome(home, os.ErrPermission),
	} {
		for _, look := range uitest.Looks {
			t.Run(name+" "+look.Name, func(t *testing.T) {
				b := newBeginning(t, home)
				w := newTrouble(b.start)
				b.toolkit.Settings().SetTheme(ui.New(look.Appearance, look.TextSize))
				for range 2 { // heights follow widths
					w.show(err)
				}
				w.window.Show()
				uitest.Directions(t, w.window.Content())
				uitest.Layout(t, w.window.Content(), w.window.Canvas().Size())
				uitest.Golden(t, "start-"+name+"-"+look.Name, w.window.Canvas().Capture())
			})
		}
	}
}
