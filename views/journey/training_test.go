package journey

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// recordings writes a folder of sentences that the built-in voice speaks.
func (w *window) recordings(folder string) {
	w.t.Helper()
	sentences := []string{
		"سلام، حال شما چطور است؟", "امروز هوا خوب است.", "کتاب تازه‌ای خریدم.", "فردا به شهر می‌رویم.",
		"این خانه بزرگ و روشن است.", "گل سرخ در باغ شکفت.", "پدرم چای می‌نوشد.", "ژاله شعر می‌خواند.",
	}
	if err := os.MkdirAll(filepath.Join(folder, "wavs"), 0o755); err != nil {
		w.t.Fatal(err)
	}
	var metadata strings.Builder
	for i, text := range sentences {
		id := fmt.Sprintf("u%d", i)
		w.terminal("say", "--out", filepath.Join(folder, "wavs", id+".wav"), text)
		fmt.Fprintf(&metadata, "%s|%s\n", id, text)
	}
	if err := os.WriteFile(filepath.Join(folder, "metadata.csv"), []byte(metadata.String()), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// run is what the folder of the first training says of it.
func (w *window) run() string {
	content, _ := os.ReadFile(filepath.Join(w.home, "checkpoints", "recordings-1", "run.json"))
	return strings.Join(strings.Fields(string(content)), "")
}

func (w *window) previews() int {
	list, _ := filepath.Glob(filepath.Join(w.home, "checkpoints", "recordings-1", "previews", "*.wav"))
	return len(list)
}

func TestAVoiceIsTrainedPausedKilledAndMade(t *testing.T) {
	w := openWindow(t)
	w.recordings(filepath.Join(w.person, "recordings"))
	w.press("ctrl+5", "ctrl+n", "space") // a new voice; its folder
	time.Sleep(time.Second)
	w.press("Tab", "Tab", "Left", "space", "shift+Tab", "shift+Tab", "space")
	time.Sleep(3 * time.Second) // they are listened to
	w.press("Return")
	eventually(t, 2*time.Minute, "the first checkpoint speaks", func() bool { return w.previews() > 0 })
	w.press("Tab", "Tab", "Tab", "space")
	eventually(t, 30*time.Second, "it is paused", func() bool { return strings.Contains(w.run(), `"state":"paused"`) })

	before := w.previews()
	w.press("space") // the same button goes on
	eventually(t, 2*time.Minute, "it goes on", func() bool { return w.previews() > before+1 })
	w.killed()
	before = w.previews()
	w.start()
	w.press("Tab", "Tab", "Tab", "space")
	eventually(t, 2*time.Minute, "it goes on after it was killed", func() bool { return w.previews() > before })
	w.press("Tab", "space")
	w.write("سارا")
	w.press("Tab", "Tab", "Tab", "Tab", "Tab", "space", "Return") // past speaker, licence, checkpoint and picture
	eventually(t, 20*time.Second, "the voice is there", func() bool { return strings.Contains(w.terminal("voice", "list"), "سارا") })
}
