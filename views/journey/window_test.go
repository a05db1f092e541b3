package journey

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"avagar/engine/voice"
)

// window is Avagar's, open on a screen with a sound card and a new home.
type window struct {
	*screen
	card *card
	home string
	env  []string // of the program, beside the screen's
	id   string
	cmd  *exec.Cmd
}

// openWindow opens the window, with variables beside those of the screen, and
// gives it the keyboard. What it showed last is kept where the test fails.
func openWindow(t *testing.T, env ...string) *window {
	t.Helper()
	if absent != "" {
		t.Skip(absent)
	}
	w := &window{screen: openScreen(t), card: openCard(t, builtIn(t).SampleRate()), home: t.TempDir(), env: env}
	w.start()
	return w
}

// start starts the program and waits for its window.
func (w *window) start() {
	w.t.Helper()
	w.cmd = exec.Command(program)
	w.cmd.Env = append(append(slices.Clone(w.screen.env), w.card.env...), append(w.env, "AVAGAR_HOME="+w.home)...)
	run(w.t, w.cmd)
	w.t.Cleanup(w.keepFailure) // before the program is ended
	pid := strconv.Itoa(w.cmd.Process.Pid)
	eventually(w.t, 30*time.Second, "the window is on the screen", func() bool {
		ids, err := w.try("xdotool", "search", "--onlyvisible", "--pid", pid, "--name", ".")
		lines := strings.Fields(ids)
		if err != nil || len(lines) == 0 {
			return false
		}
		w.id = lines[len(lines)-1]
		return true
	})
	eventually(w.t, 10*time.Second, "the window has the keyboard", func() bool {
		_, _ = w.try("timeout", "2", "xdotool", "windowactivate", "--sync", w.id)
		id, err := w.try("xdotool", "getactivewindow")
		return err == nil && id == w.id
	})
	time.Sleep(time.Second) // software rendering draws the first frames slowly
}

// killed ends the program as a loss of power does.
func (w *window) killed() {
	w.t.Helper()
	if err := w.cmd.Process.Kill(); err != nil {
		w.t.Fatal(err)
	}
	_ = w.cmd.Wait()
}

func (w *window) keepFailure() {
	if !w.t.Failed() {
		return
	}
	dir, err := os.MkdirTemp("", "avagar-failure-")
	if err != nil {
		w.t.Log(err)
		return
	}
	path := filepath.Join(dir, "screen.png")
	cmd := exec.Command("import", "-window", "root", path) // the test's own context has ended
	cmd.Env = w.screen.env
	out, err := cmd.CombinedOutput()
	w.t.Logf("the screen: %s %v%s", path, err, out)
}

// text is what the field with the keyboard holds.
func (w *window) text() string {
	w.t.Helper()
	w.press("ctrl+a", "ctrl+c")
	return w.clipboard()
}

// size is the width and height of the window's inside, in pixels.
func (w *window) size() (width, height int) {
	w.t.Helper()
	var x, y int
	said := w.do("xdotool", "getwindowgeometry", "--shell", w.id)
	if _, err := fmt.Sscanf(said, "WINDOW="+w.id+"\nX=%d\nY=%d\nWIDTH=%d\nHEIGHT=%d", &x, &y, &width, &height); err != nil {
		w.t.Fatal(err, said)
	}
	return width, height
}

// move puts the mouse onto a point of the window, counted from its left upper
// corner.
func (w *window) move(x, y int) {
	w.t.Helper()
	w.do("xdotool", "mousemove", "--window", w.id, strconv.Itoa(x), strconv.Itoa(y))
	time.Sleep(150 * time.Millisecond)
}

func (w *window) click(x, y int) {
	w.t.Helper()
	w.move(x, y)
	w.do("xdotool", "click", "1")
	time.Sleep(settle)
}

// drag draws the mouse along a line to the left.
func (w *window) drag(x, y, toX int) {
	w.t.Helper()
	w.move(x, y)
	w.do("xdotool", "mousedown", "1")
	for at := x; at > toX; at -= max((x-toX)/8, 1) {
		w.move(at, y)
	}
	w.move(toX, y)
	w.do("xdotool", "mouseup", "1")
	time.Sleep(settle)
}

// terminal runs the program beside the window, on the same home folder.
func (w *window) terminal(args ...string) string {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(slices.Clone(w.screen.env), append(w.env, "AVAGAR_HOME="+w.home)...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGQUIT) } // it says where it hangs
	cmd.WaitDelay = 5 * time.Second
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		w.t.Fatalf("avagar %s: %v: %s", strings.Join(args, " "), err, said.String())
	}
	return string(out)
}

func builtIn(t *testing.T) *voice.Voice {
	t.Helper()
	v, err := voice.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// said is the sound of a text as avagar say makes it, in 16 bits as the window
// keeps it, less its silence.
func said(t *testing.T, text string) []float32 {
	t.Helper()
	var wave []float32
	err := builtIn(t).Speak(t.Context(), strings.NewReader(text), voice.Options{Speed: 1, Range: 1}, func(samples []float32) error {
		for _, v := range samples {
			if v := math.Round(float64(v) * 32768); v != 0 {
				wave = append(wave, float32(v)/32768)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return wave
}

// hears waits until the card has heard a text, nothing else after so many
// samples before, and compares every sample.
func (w *window) hears(text string, before int) {
	w.t.Helper()
	w.hearsWave(said(w.t, text), before)
}

func (w *window) hearsWave(want []float32, before int) {
	w.t.Helper()
	atMost := time.Duration(len(want))*time.Second/time.Duration(builtIn(w.t).SampleRate())*2 + 10*time.Second
	got := w.card.heard()
	for end := time.Now().Add(atMost); len(got) < before+len(want) && time.Now().Before(end); got = w.card.heard() {
		time.Sleep(settle)
	}
	time.Sleep(2 * settle)
	got = w.card.heard()[before:]
	for i := range min(len(got), len(want)) {
		if math.Abs(float64(got[i]-want[i])) > 1e-6 {
			w.t.Fatalf("sample %d is %v, not %v; %d were heard of %d", i, got[i], want[i], len(got), len(want))
		}
	}
	if len(got) != len(want) {
		w.t.Fatalf("%d samples were heard, not %d", len(got), len(want))
	}
}
