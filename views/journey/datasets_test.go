package journey

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// kept is what a file in the folder of the dataset holds.
func (w *window) kept(file string) string {
	content, _ := os.ReadFile(filepath.Join(w.home, "datasets", "recordings", file))
	return string(content)
}

func TestDatasetsAreBroughtHeardCorrectedAndLeftOut(t *testing.T) {
	w := openWindow(t)
	w.recordings(filepath.Join(w.person, "recordings"))
	w.press("ctrl+3", "ctrl+o", "space") // import; its folder
	time.Sleep(time.Second)
	w.press("Tab", "Tab", "Left", "space", "shift+Tab", "shift+Tab", "space")
	time.Sleep(2 * time.Second) // it is looked at
	w.press("Return")
	eventually(t, 30*time.Second, "the recordings are in", func() bool { return strings.Contains(w.terminal("dataset", "list"), "recordings") })
	time.Sleep(time.Second)

	w.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab") // past what is done with all of it
	w.press("Down", "Return")
	eventually(t, 20*time.Second, "the second is heard", func() bool { return len(w.card.heard()) > builtIn(t).SampleRate()/2 })
	w.press("space")
	eventually(t, 10*time.Second, "it is left out", func() bool { return strings.Contains(w.terminal("dataset", "show", "recordings", "--excluded"), "u1") })
	w.press("Down", "F2")
	time.Sleep(time.Second)
	w.press("ctrl+a")
	w.write("کتاب نو خریدم.")
	w.press("Return")
	eventually(t, 10*time.Second, "the text is corrected", func() bool { return strings.Contains(w.kept("metadata.csv"), "u2|کتاب نو خریدم.") })
	if source, _ := os.ReadFile(filepath.Join(w.person, "recordings", "metadata.csv")); strings.Contains(string(source), "کتاب نو") {
		t.Error("what was brought has changed")
	}
	time.Sleep(4 * time.Second) // it is looked at anew
	w.press("F4")
	time.Sleep(time.Second)
	w.press("ctrl+a")
	w.layout("us")
	w.write("ketab nou xaridam")
	w.press("Return")
	w.layout("ir")
	eventually(t, 10*time.Second, "its reading is corrected", func() bool {
		return strings.Contains(w.kept("readings.csv"), "u2|k e t æ b | n o uː | x æ ɾ iː d æ m")
	})
	time.Sleep(4 * time.Second) // it is looked at anew
	w.press("ctrl+f")
	w.write("چای")
	w.press("Tab", "Tab", "Tab", "Tab", "space") // the list, and what it has found
	eventually(t, 10*time.Second, "what is searched for is left out", func() bool { return strings.Contains(w.terminal("dataset", "show", "recordings", "--excluded"), "u6") })
	if folder := os.Getenv("AVAGAR_SCREENSHOTS"); folder != "" {
		time.Sleep(time.Second)
		w.do("import", "-window", w.id, filepath.Join(folder, "datasets-light.png"))
	}
	w.press("ctrl+t")
	time.Sleep(3 * time.Second) // they are listened to
	w.press("Return")
	eventually(t, time.Minute, "a training begins with them", func() bool { return strings.Contains(w.run(), `"recordings`) })
}
