package journey

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"avagar/engine/hub/hubtest"
	"avagar/engine/hub/hubtest/demo"
)

// openLibrary opens the window beside an imitation of the hub, on the page of
// models.
func openLibrary(t *testing.T) (*window, *hubtest.Server) {
	t.Helper()
	if absent != "" {
		t.Skip(absent)
	}
	server := hubtest.New(t)
	if err := demo.Fill(server); err != nil {
		t.Fatal(err)
	}
	w := openWindow(t, "HF_ENDPOINT="+server.Endpoint())
	w.press("ctrl+2")
	return w, server
}

// look writes what is looked for and opens the first thing found.
func (w *window) look(text string) {
	w.t.Helper()
	w.layout("us")
	w.press("ctrl+f", "ctrl+a")
	w.write(text)
	w.layout("ir")
	time.Sleep(2 * time.Second) // asked once typing stops
	w.press("Tab", "Tab", "Return")
	time.Sleep(time.Second)
}

// has lists the files of models on this computer, less the hub's own accounts.
func (w *window) has() (files []string, bytes int64) {
	w.t.Helper()
	err := filepath.WalkDir(filepath.Join(w.home, "models"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.Contains(path, "snapshots") {
			return nil
		}
		info, err := os.Stat(path)
		if err == nil {
			files, bytes = append(files, filepath.Base(path)), bytes+info.Size()
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return files, bytes
}

func (w *window) count() int {
	files, _ := w.has()
	return len(files)
}

const kept = "demo/piper-voices-fa"

func TestAVoiceIsFoundAndFetchedOverABadLine(t *testing.T) {
	w, server := openLibrary(t)
	server.Break(hubtest.Slow(6 << 20)) // bytes a second
	w.look("piper")
	w.press("Tab", "Tab", "Tab", "Tab", "Tab", "space") // past the parts of the sheet and the list of voices
	eventually(t, 20*time.Second, "the file comes", func() bool { return server.Served(kept) > 12<<20 })
	w.press("ctrl+6", "space")
	time.Sleep(2 * time.Second)
	paused := server.Served(kept)
	time.Sleep(2 * time.Second)
	if n := server.Served(kept); n != paused {
		t.Errorf("%d bytes came in a pause", n-paused)
	}
	w.press("space")
	eventually(t, 20*time.Second, "it goes on", func() bool { return server.Served(kept) > paused+8<<20 })
	w.killed()
	w.start()
	eventually(t, 60*time.Second, "the voice is whole", func() bool { return w.count() == 4 })
	_, bytes := w.has()
	if again := server.Served(kept) - bytes; again > 16<<20 {
		t.Errorf("%d bytes were fetched twice", again)
	}
	w.bundleAndRemove(bytes)
}

// bundleAndRemove carries what is here out into a file, removes it, and brings
// it in again, all by keyboard.
func (w *window) bundleAndRemove(bytes int64) {
	w.t.Helper()
	w.press("ctrl+2")
	w.press("shift+Tab", "space", "Tab") // the button before the search; then the list
	time.Sleep(time.Second)
	w.press("Tab", "Tab", "space") // past Remove to Bundle
	time.Sleep(time.Second)
	w.press("Return")
	path := filepath.Join(w.person, "avagar-models.avagar.zip")
	eventually(w.t, 30*time.Second, "the bundle is written", func() bool {
		info, err := os.Stat(path)
		return err == nil && info.Size() > bytes
	})
	time.Sleep(time.Second)
	w.press("shift+Tab", "shift+Tab", "Delete")
	time.Sleep(time.Second)
	w.press("Tab", "space")
	eventually(w.t, 20*time.Second, "the voice is gone", func() bool { return w.count() == 0 })
	w.press("ctrl+o")
	time.Sleep(time.Second)
	w.press("Tab", "Tab", "Left", "space", "shift+Tab", "shift+Tab", "space")
	eventually(w.t, 30*time.Second, "the bundle came in", func() bool { _, n := w.has(); return n == bytes })
}
