package bench

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"
	"unicode"

	"avagar/engine/persian"
	"avagar/engine/voice"
)

// SpeakReport is what was measured. All times are medians.
type SpeakReport struct {
	Voice          string        `json:"voice"`
	Letters        int           `json:"letters"`
	DurationS      float64       `json:"duration_s"` // of the sound
	FirstSoundMs   float64       `json:"first_sound_ms"`
	Milliseconds   float64       `json:"ms"`
	RealTimeFactor float64       `json:"real_time_factor"`
	RSSMB          float64       `json:"rss_mb"`
	PeakRSSMB      float64       `json:"peak_rss_mb"`
	Cores          int           `json:"cores"`
	Espeak         *EspeakReport `json:"espeak_ng,omitempty"` // where it is installed
}

// EspeakReport is the same sentence spoken by espeak-ng, its start included.
type EspeakReport struct {
	DurationS      float64 `json:"duration_s"`
	Milliseconds   float64 `json:"ms"`
	RealTimeFactor float64 `json:"real_time_factor"`
}

// Speak measures a voice on one core, so many times over after one round that
// does not count.
func Speak(ctx context.Context, v *voice.Voice, rounds int) (SpeakReport, error) {
	rounds = max(1, rounds)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	if _, err := speakOnce(ctx, v); err != nil {
		return SpeakReport{}, err
	}
	var first, whole []float64
	var seconds float64
	for range rounds {
		s, err := speakOnce(ctx, v)
		if err != nil {
			return SpeakReport{}, err
		}
		first, whole = append(first, s.first.Seconds()*1e3), append(whole, s.whole.Seconds()*1e3)
		seconds = float64(s.samples) / float64(v.SampleRate())
	}
	now, peak := residentMB()
	r := SpeakReport{
		Voice: v.Info.ID, Letters: letters(persian.Yardstick), DurationS: thousandth(seconds),
		FirstSoundMs: tenth(median(first)), Milliseconds: tenth(median(whole)),
		RealTimeFactor: thousandth(median(whole) / 1e3 / seconds), RSSMB: tenth(now), PeakRSSMB: tenth(peak), Cores: 1,
	}
	var err error
	r.Espeak, err = espeak(ctx, rounds)
	return r, err
}

type spoken struct {
	first, whole time.Duration
	samples      int
}

func speakOnce(ctx context.Context, v *voice.Voice) (spoken, error) {
	var s spoken
	began := time.Now()
	err := v.Speak(ctx, strings.NewReader(persian.Yardstick), voice.Options{}, func(wave []float32) error {
		if s.samples == 0 && len(wave) > 0 {
			s.first = time.Since(began)
		}
		s.samples += len(wave)
		return nil
	})
	s.whole = time.Since(began)
	if err != nil {
		return s, fmt.Errorf("bench: speak: %w", err)
	}
	return s, nil
}

// espeak measures espeak-ng, or returns nil where it is not installed.
func espeak(ctx context.Context, rounds int) (*EspeakReport, error) {
	program, err := exec.LookPath("espeak-ng")
	if err != nil {
		return nil, nil
	}
	var took []float64
	var seconds float64
	for range rounds + 1 {
		began := time.Now()
		wav, err := exec.CommandContext(ctx, program, "-v", "fa", "--stdout", persian.Yardstick).Output()
		if err != nil {
			return nil, fmt.Errorf("bench: espeak-ng: %w", err)
		}
		took = append(took, time.Since(began).Seconds()*1e3)
		seconds = wavSeconds(wav)
	}
	ms := median(took[1:])
	return &EspeakReport{thousandth(seconds), tenth(ms), thousandth(ms / 1e3 / max(seconds, 1e-9))}, nil
}

// wavSeconds is the length of espeak-ng's WAV, whose header does not know it.
func wavSeconds(wav []byte) float64 {
	const header = 44
	if len(wav) < header || !bytes.HasPrefix(wav, []byte("RIFF")) {
		return 0
	}
	bytesPerSecond := binary.LittleEndian.Uint32(wav[28:])
	return float64(len(wav)-header) / float64(max(1, bytesPerSecond))
}

func letters(text string) int {
	n := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}

func thousandth(v float64) float64 { return float64(int(v*1e3+0.5)) / 1e3 }
