package journey

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"avagar/app/store"
)

func TestADamagedDatabaseIsSetAsideAndTheWindowOpens(t *testing.T) {
	if absent != "" {
		t.Skip(absent)
	}
	w := &window{screen: openScreen(t), card: openCard(t, builtIn(t).SampleRate()), home: t.TempDir()}
	if err := os.WriteFile(filepath.Join(w.home, store.File), []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	w.start()
	told := w.id
	w.press("Return")
	eventually(t, 30*time.Second, "the window has taken the place of the small one", func() bool {
		ids, err := w.try("xdotool", "search", "--onlyvisible", "--name", ".")
		if lines := strings.Fields(ids); err == nil && len(lines) == 1 && lines[0] != told {
			w.id = lines[0]
		}
		return w.id != told
	})
	time.Sleep(time.Second) // software rendering draws the first frames slowly
	w.write("sghl")
	if got := w.text(); got == "" {
		t.Error("nothing can be typed into the window")
	}
	kept, err := filepath.Glob(filepath.Join(w.home, "avagar-*.db"))
	if err != nil || len(kept) != 1 {
		t.Errorf("kept %q, %v", kept, err)
	}
}
