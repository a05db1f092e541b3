package journey

import (
	"archive/zip"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"avagar/engine/audio"
)

// first is a point of the first row of the list beside the text; tab is one of
// the names above it, counted from the left.
func (w *window) first() (x, y int) { return 300, 72 }

func (w *window) tab(fromLeft int) (x, y int) { return []int{58, 145, 205}[fromLeft], 23 }

// told is the sound that the terminal makes of a text over the window's home
// folder, less its silence.
func (w *window) told(text string) []float32 {
	w.t.Helper()
	path := filepath.Join(w.t.TempDir(), "told.wav")
	w.terminal("say", "--out", path, text)
	clip, err := audio.ReadFile(path)
	if err != nil {
		w.t.Fatal(err)
	}
	var wave []float32
	for _, v := range clip.Channels[0] {
		if v != 0 {
			wave = append(wave, v)
		}
	}
	return wave
}

func TestACorrectedWordIsHeardAtOnce(t *testing.T) {
	const text = "کرم خورد."
	w := openWindow(t)
	before := w.told(text)
	w.write(text)
	time.Sleep(time.Second) // the words are read once typing stops
	w.click(w.first())
	w.press("Return", "Left", "Return") // the next reading, kept
	if kept := w.terminal("lexicon", "list"); kept == "" {
		t.Fatal("the correction is not kept")
	}
	w.press("ctrl+Return")
	after := w.told(text)
	if len(before) == len(after) {
		t.Error("the terminal says the word as before")
	}
	w.hearsWave(after, 0)
}

func TestSomethingSaidEarlierIsSaidAgain(t *testing.T) {
	w := openWindow(t)
	w.write(greeting)
	w.press("ctrl+Return")
	w.hears(greeting, 0)
	w.press("ctrl+a", "Delete")
	w.click(w.tab(1))
	w.click(300, 116) // below what is looked for
	w.press("Return")
	w.hears(greeting, len(said(t, greeting)))
}

// writeDocx writes a document of one paragraph.
func writeDocx(t *testing.T, path, text string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, content := range map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"word/document.xml": `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
			`<w:body><w:p><w:r><w:t>` + text + `</w:t></w:r></w:p></w:body></w:document>`,
	} {
		part, err := z.Create(name)
		if err == nil {
			_, err = part.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestFilesAreOpenedByKeyboard(t *testing.T) {
	w := openWindow(t)
	if err := os.WriteFile(filepath.Join(w.person, "a.txt"), []byte("يك متن.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	writeDocx(t, filepath.Join(w.person, "b.docx"), "نوشته‌ای از واژه‌پرداز.")
	for i, want := range []string{"یک متن.", "نوشته‌ای از واژه‌پرداز."} {
		w.press("ctrl+o")
		time.Sleep(time.Second)
		w.press("Tab", "Tab", "Left") // the files; the first is the folder above
		for range i {
			w.press("Left")
		}
		w.press("space", "shift+Tab", "shift+Tab", "space")
		time.Sleep(time.Second)
		if got := w.text(); got != want {
			t.Errorf("the field holds %q, not %q", got, want)
		}
	}
}

func TestASecondCopyRaisesTheFirst(t *testing.T) {
	w := openWindow(t)
	w.do("xdotool", "windowminimize", w.id)
	active := func() bool {
		id, err := w.try("xdotool", "getactivewindow")
		return err == nil && id == w.id
	}
	eventually(t, 10*time.Second, "the window is away", func() bool { return !active() })
	w.terminal() // ends by itself, with success
	eventually(t, 10*time.Second, "the first window is in front again", active)
}

func TestASignalEndsItWhileItSpeaks(t *testing.T) {
	w := openWindow(t)
	w.write(greeting)
	w.press("ctrl+Return")
	w.playing(3000)
	if err := w.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := w.cmd.Wait(); err != nil {
		t.Error("ended by a signal: ", err)
	}
}

func TestALostCardIsSaidAndTheTextStays(t *testing.T) {
	w := openWindow(t)
	w.write(greeting)
	w.press("ctrl+Return")
	w.playing(3000)
	w.card.pullOut()
	eventually(t, 30*time.Second, "the text can be written again", func() bool {
		w.press("Escape", "ctrl+a", "ctrl+c")
		return w.clipboard() == greeting
	})
	w.press("End")
	w.write(" باز هم.")
	w.holds("after the card was lost", greeting+" باز هم.")
}
