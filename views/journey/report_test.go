package journey

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestATrainingOfTheTerminalIsReportedOnInTheWindow(t *testing.T) {
	w := openWindow(t)
	folder := filepath.Join(w.person, "recordings")
	w.recordings(folder)
	if err := os.WriteFile(filepath.Join(folder, "heldout.txt"), []byte("u1\nu4\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.terminal("train", "start", folder, "--steps", "20")
	report := filepath.Join(w.home, "checkpoints", "recordings-1", "report")
	has := func(name string) func() bool {
		return func() bool { _, err := os.Stat(filepath.Join(report, name)); return err == nil }
	}
	w.press("ctrl+5")
	time.Sleep(3 * time.Second) // it is read
	w.press("ctrl+r", "Return")
	eventually(t, 2*time.Minute, "the report is written", has("report.json"))
	for _, name := range []string{"report.md", "1.png", "1-synthesis.wav"} {
		if !has(name)() {
			t.Errorf("%s is missing", name)
		}
	}
	w.press("Escape")
}
