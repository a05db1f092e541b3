package journey

import (
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"avagar/engine/audio"
)

const greeting = "سلام، حال شما چطور است؟ امروز هوا خوب است."

func TestTypedTextIsHeard(t *testing.T) {
	w := openWindow(t)
	w.write(greeting)
	if got := w.text(); got != greeting {
		t.Errorf("the field holds %q, not %q", got, greeting)
	}
	w.press("ctrl+Return")
	w.hears(greeting, 0)
	if history := w.terminal("history", "list"); !strings.Contains(history, "حال شما چطور است") {
		t.Errorf("the terminal finds nothing of it in the history: %q", history)
	}
}

// playing waits until so much sound was heard.
func (w *window) playing(samples int) {
	w.t.Helper()
	eventually(w.t, 20*time.Second, "something is heard", func() bool { return len(w.card.heard()) >= samples })
}

// wave is the middle of the picture of the sound, below the controls.
func (w *window) wave() (x, y int) {
	width, height := w.size()
	return width * 45 / 100, height - 228
}

func TestPauseGoOnAndSeek(t *testing.T) {
	w := openWindow(t)
	w.write(greeting)
	w.press("ctrl+Return")
	w.playing(6000)
	w.press("space")
	time.Sleep(time.Second) // what the device had taken is still heard
	paused := len(w.card.heard())
	time.Sleep(time.Second)
	if n := len(w.card.heard()); n != paused {
		t.Errorf("%d samples were heard in a pause", n-paused)
	}
	w.press("space")
	w.hears(greeting, 0)

	before := len(w.card.heard())
	want := said(t, greeting)
	w.press("ctrl+Return")
	w.playing(before + 3000)
	w.click(w.wave())
	eventually(t, 20*time.Second, "the end is heard", func() bool { return endsAlike(w.card.heard(), want, 5000) })
	if n := len(w.card.heard()) - before; n >= len(want)*95/100 {
		t.Errorf("%d samples of %d were heard: the jump left nothing out", n, len(want))
	}
}

func endsAlike(heard, want []float32, samples int) bool {
	if len(heard) < samples {
		return false
	}
	a, b := heard[len(heard)-samples:], want[len(want)-samples:]
	for i := range b {
		if math.Abs(float64(a[i]-b[i])) > 1e-6 {
			return false
		}
	}
	return true
}

func TestSavedSoundIsTheVoices(t *testing.T) {
	w := openWindow(t)
	w.write(greeting)
	w.press("ctrl+s")
	time.Sleep(time.Second)
	w.press("Return")
	path := filepath.Join(w.person, "avagar.wav")
	var clip audio.Clip
	eventually(t, 30*time.Second, "the file is whole", func() (whole bool) {
		var err error
		clip, err = audio.ReadFile(path)
		return err == nil
	})
	var got []float32
	for _, v := range clip.Channels[0] {
		if v != 0 {
			got = append(got, v)
		}
	}
	if want := said(t, greeting); len(got) != len(want) || !endsAlike(got, want, len(want)) {
		t.Errorf("%d samples in the file, %d of the voice", len(got), len(want))
	}
}
