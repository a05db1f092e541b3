package journey

import (
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"avagar/engine/audio"
	"avagar/engine/audio/audiotest"
)

const microphoneRate = 48000

// booth is a window with a microphone before it, on the page that records.
type booth struct {
	*window
	microphone *audiotest.Microphone
	set        string // folder
}

func openBooth(t *testing.T) *booth {
	t.Helper()
	if absent != "" {
		t.Skip(absent)
	}
	m, err := audiotest.NewMicrophone(t.TempDir(), microphoneRate)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() }) // after the program has ended
	config := filepath.Join(t.TempDir(), "asound.conf")
	if err := os.WriteFile(config, []byte(m.ConfigWithCard(builtIn(t).SampleRate(), roleKey+"=card")), 0o600); err != nil {
		t.Fatal(err)
	}
	b := &booth{window: openWindow(t, "ALSA_CONFIG_PATH="+config), microphone: m}
	b.set = filepath.Join(b.home, "datasets", "مریم")
	return b
}

// prompt is the sentence of a number.
func (b *booth) prompt(n int) string {
	b.t.Helper()
	content, err := os.ReadFile(filepath.Join(b.set, "prompts.csv"))
	if err != nil {
		b.t.Fatal(err)
	}
	_, text, _ := strings.Cut(strings.Split(string(content), "\n")[n-1], "|")
	return text
}

// reads records a sentence and ends the take once all was heard.
func (b *booth) reads(n int, take string) (wave []float32) {
	b.t.Helper()
	wave, err := audio.Resample(said(b.t, b.prompt(n)), builtIn(b.t).SampleRate(), microphoneRate)
	if err != nil {
		b.t.Fatal(err)
	}
	silence := make([]float32, microphoneRate/2)
	b.microphone.Say(slices.Concat(silence, wave, silence))
	b.press("space")
	eventually(b.t, 30*time.Second, "all was heard", b.microphone.Quiet)
	time.Sleep(200 * time.Millisecond) // the last block comes through
	b.press("space")
	eventually(b.t, 10*time.Second, "the take is on the disk", func() bool { return b.there("takes", take) })
	time.Sleep(time.Second) // the mark of its end
	return wave
}

func (b *booth) there(folder, take string) bool {
	_, err := os.Stat(filepath.Join(b.set, folder, take+".wav"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		b.t.Fatal(err)
	}
	return err == nil
}

// holds compares an accepted take with what was said, less silence.
func (b *booth) holds(take string, want []float32) {
	b.t.Helper()
	clip, err := audio.ReadFile(filepath.Join(b.set, "wavs", take+".wav"))
	if err != nil || clip.Rate != microphoneRate {
		b.t.Fatalf("%d Hz, %v", clip.Rate, err)
	}
	got, said := sounding(clip.Channels[0]), sounding(want)
	if len(got) != len(said) {
		b.t.Fatalf("%s holds %d samples, not %d", take, len(got), len(said))
	}
	for i := range got {
		if got[i] != said[i] {
			b.t.Fatalf("sample %d of %s is %v, not %v", i, take, got[i], said[i])
		}
	}
}

// sounding are the samples that are not zero as 16 bits tell them.
func sounding(wave []float32) (heard []int) {
	for _, v := range wave {
		if s := int(math.Round(float64(v) * 32768)); s != 0 {
			heard = append(heard, s)
		}
	}
	return heard
}

func TestSentencesAreReadAcceptedAndGoOnAfterTheProgramWasKilled(t *testing.T) {
	b := openBooth(t)
	b.press("ctrl+4", "ctrl+n")
	time.Sleep(time.Second)
	b.write("مریم")
	b.press("Tab")
	b.write("مریم")
	b.press("Tab", "Tab", "space", "Return")
	eventually(t, 10*time.Second, "there is a set", func() bool { _, err := os.Stat(filepath.Join(b.set, "prompts.csv")); return err == nil })
	time.Sleep(time.Second)

	first := b.reads(1, "r0001")
	b.shot("recorder-take")
	b.press("Return")
	eventually(t, 10*time.Second, "the take is accepted", func() bool { return b.there("wavs", "r0001") })
	b.holds("r0001", first)

	b.reads(2, "r0002")
	b.killed()
	b.start()
	time.Sleep(2 * time.Second)
	b.press("BackSpace") // records it anew
	time.Sleep(2 * time.Second)
	b.press("space")
	time.Sleep(2 * time.Second)
	second := b.reads(2, "r0002") // and once more, since it was silence
	b.press("Return")
	eventually(t, 10*time.Second, "the take is accepted", func() bool { return b.there("wavs", "r0002") && !b.there("takes", "r0002") })
	b.holds("r0002", second)
	b.shot("recorder-next")

	b.microphone.Unplug()
	b.press("space")
	time.Sleep(7 * time.Second) // it is given up
	b.shot("recorder-unplugged")
	if said := b.terminal("dataset", "list"); !strings.Contains(said, "مریم") {
		t.Errorf("the datasets are %q", said)
	}
}

// shot keeps a picture where AVAGAR_SCREENSHOTS names a folder.
func (w *window) shot(name string) {
	if folder := os.Getenv("AVAGAR_SCREENSHOTS"); folder != "" {
		w.do("import", "-window", w.id, filepath.Join(folder, name+".png"))
	}
}
