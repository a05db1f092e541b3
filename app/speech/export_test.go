package speech

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/engine/audio"
	"avagar/engine/disk"
	"avagar/engine/voice"
)

func TestAFileHoldsWhatSayMakesAtAnyRate(t *testing.T) {
	s, _ := newService(t, &card{gone: true})
	want := say(t, s, text, voice.Options{})
	for _, rate := range []int{0, 8000, 44100, 48000} {
		path := filepath.Join(t.TempDir(), "گفتار.wav")
		var told []float64
		if err := s.Export(t.Context(), request(text), path, rate, func(p float64) { told = append(told, p) }); err != nil {
			t.Fatal(err)
		}
		clip, err := audio.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if rate <= 8000 && (clip.Rate != 8000 || !slices.Equal(clip.Channels[0], want)) {
			t.Errorf("%d Hz: %d samples at %d Hz, or others than the %d of say", rate, clip.Samples(), clip.Rate, len(want))
		}
		if rate > 8000 && (clip.Rate != rate || clip.Samples() != (len(want)*rate+7999)/8000) {
			t.Errorf("%d Hz: %d samples at %d Hz", rate, clip.Samples(), clip.Rate)
		}
		if !slices.IsSorted(told) || told[0] != 0 || told[len(told)-1] != 1 {
			t.Errorf("progress %v", told)
		}
	}
}

func TestWhatCannotBeSavedLeavesNothing(t *testing.T) {
	s, _ := newService(t, &card{})
	dir := t.TempDir()
	path := filepath.Join(dir, "a.wav")
	long := request(strings.Repeat(text, 50))
	ctx, cancel := context.WithCancel(t.Context())
	if err := s.Export(ctx, long, path, 0, func(float64) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	if err := s.Export(t.Context(), request("🙂"), path, 0, nil); !errors.Is(err, voice.ErrNothingToSay) {
		t.Errorf("nothing to say: %v", err)
	}
	if err := s.Export(t.Context(), long, path, 1, nil); !errors.Is(err, audio.ErrFormat) {
		t.Errorf("1 Hz: %v", err)
	}
	s.free = func(string) (int64, error) { return reserve + 1000, nil }
	if err := s.Export(t.Context(), long, path, 0, nil); !errors.Is(err, ErrNoSpace) {
		t.Errorf("a full disk: %v", err)
	}
	s.free = disk.Free
	if err := s.Export(t.Context(), long, filepath.Join(dir, "none", "a.wav"), 0, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

func TestALongRecordingGivesUpItsBeginning(t *testing.T) {
	r := newRecording(tinyRate, 64, 4)
	r.keep = 20 * tinyRate
	second := make([]float32, tinyRate)
	for i := range 60 {
		for j := range second {
			second[j] = float32(i) / 64
		}
		r.mel = append(r.mel, make([]float32, 4*tinyRate/64)...)
		r.add(second)
	}
	held := 0
	for _, c := range r.chunks {
		held += len(c)
	}
	if held > r.keep+chunked || r.within(0) < 35*tinyRate || r.within(1<<40) != 60*tinyRate {
		t.Errorf("%d samples held, from %d", held, r.first)
	}
	if got := r.read(59*tinyRate-1, 2, 1); got[0] != 58.0/64 || got[1] != 59.0/64 {
		t.Errorf("read %v", got)
	}
	if n := len(r.read(60*tinyRate-10, 100, 1)); n != 10 {
		t.Errorf("%d samples at the end", n)
	}
	p := r.picture()
	if most := r.keep / 64; len(p.Peaks) > most+most/8+tinyRate/64 || len(p.Mel) != 4*len(p.Peaks) || p.Start+r.time(64*len(p.Peaks)) != p.Duration {
		t.Errorf("%d peaks from %v of %v", len(p.Peaks), p.Start, p.Duration)
	}
}
