package bench

import (
	"context"
	"errors"
	"math"
	"os"
	"testing"

	"avagar/engine/mel"
	"avagar/engine/persian"
	"avagar/engine/voice"
)

func TestTheSentenceHasAHundredLetters(t *testing.T) {
	if n := letters(persian.Yardstick); n != 100 {
		t.Errorf("it has %d", n)
	}
}

func TestMadeUpUtterancesAreAsLongAsSpeech(t *testing.T) {
	p := mel.DefaultParams()
	corpus := newCorpus(p, 32)
	var frames, phones int
	for _, s := range corpus {
		sum := 0
		for _, d := range s.Durations {
			sum += d
		}
		if sum != s.Features.Frames || len(s.Durations) != len(s.Tokens) {
			t.Fatalf("%d tokens of %d durations make %d of %d frames", len(s.Tokens), len(s.Durations), sum, s.Features.Frames)
		}
		frames += sum
		phones += len(s.Tokens)
	}
	rate := float64(phones) / (float64(frames*p.HopLength) / float64(p.SampleRate))
	if rate < 8 || rate > 16 {
		t.Errorf("%.1f phonemes a second, want what people speak: 8 to 16", rate)
	}
}

func TestBatchesReachTheirFramesOnEveryReplica(t *testing.T) {
	plan := TrainOptions{Steps: 1, BatchFrames: 900, Replicas: 3}.plan()
	m := measurement{plan: plan, corpus: newCorpus(mel.DefaultParams(), 8)}
	for range 10 {
		total := 0
		for i, part := range m.batch() {
			if len(part) == 0 {
				t.Fatalf("replica %d has nothing to do", i)
			}
			for _, s := range part {
				total += s.Features.Frames
			}
		}
		if total < 900 {
			t.Errorf("a batch of %d frames, want 900", total)
		}
	}
}

func TestTrainReportsWhatItDid(t *testing.T) {
	steps := 0
	r, err := Train(t.Context(), TrainOptions{Size: "base", Steps: 3, BatchFrames: 200, Progress: func(done, total int) { steps = done }})
	if err != nil {
		t.Fatal(err)
	}
	if steps != 3 || r.Steps != 3 || r.FramesPerS <= 0 || r.StepMs <= 0 || r.RSSMB <= 0 || math.IsNaN(r.Loss) || r.Weights < 1e6 {
		t.Errorf("after %d steps the report is %+v", steps, r)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Train(ctx, TrainOptions{Steps: 3}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled measurement gave %v", err)
	}
	if _, err := Train(t.Context(), TrainOptions{Steps: 0}); err == nil {
		t.Error("no steps at all were measured")
	}
}

func TestSpeakReportsWhatItDid(t *testing.T) {
	v, err := voice.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	r, err := Speak(t.Context(), v, 1)
	if err != nil {
		t.Fatal(err)
	}
	if r.DurationS < 2 || r.FirstSoundMs <= 0 || r.FirstSoundMs > r.Milliseconds || r.RealTimeFactor <= 0 {
		t.Errorf("the report is %+v", r)
	}
}

func TestMediansAndWAVLengths(t *testing.T) {
	if m := median([]float64{3, 1, 2}); m != 2 {
		t.Errorf("the median of 3, 1, 2 is %v", m)
	}
	if m := median([]float64{4, 1, 2, 3}); m != 2.5 {
		t.Errorf("the median of 4, 1, 2, 3 is %v", m)
	}
	wav := append([]byte("RIFF"), make([]byte, 40+44100)...)
	wav[28], wav[29] = 0x44, 0xac // 44100 bytes a second
	if s := wavSeconds(wav); s != 1 {
		t.Errorf("a WAV of one second lasts %v s", s)
	}
	if s := wavSeconds([]byte("no WAV")); s != 0 {
		t.Errorf("no WAV lasts %v s", s)
	}
}

func TestGemmReportsItsSpeed(t *testing.T) {
	r, err := Gemm(t.Context(), Shape{16, 16, 16})
	if err != nil || r.GFLOPPerS <= 0 || r.Kernel == "" {
		t.Errorf("the report is %+v, %v", r, err)
	}
}

func TestDownloadReportsWhatItDid(t *testing.T) {
	folder := t.TempDir()
	r, err := Download(t.Context(), DownloadOptions{Bytes: 5e6, Segments: 4, Rounds: 2, Folder: folder, Others: true})
	if err != nil || r.Bytes != 5e6 || r.MBPerS <= 0 || r.PlainMBPerS <= 0 || r.Ratio != r.MBPerS/r.PlainMBPerS {
		t.Errorf("the report is %+v, %v", r, err)
	}
	for _, o := range r.Others {
		if o.Name == "" || o.MBPerS <= 0 {
			t.Errorf("another is %+v", o)
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left are %v, %v", left, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Download(ctx, DownloadOptions{Bytes: 5e6, Rounds: 1}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled measurement gave %v", err)
	}
}
