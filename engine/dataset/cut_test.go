package dataset

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/engine/audio"
	"avagar/engine/phoneme"
)

// told is a long recording, and where each of its sentences lies in it.
type told struct {
	wave      []float32
	rate      int
	sentences []string
	from, to  []int
}

// say adds a sentence with a pause behind it, in seconds.
func (l *told) say(r *rand.Rand, text string, wave []float32, pause float64) {
	l.sentences = append(l.sentences, text)
	l.from = append(l.from, len(l.wave))
	l.wave = append(l.wave, wave...)
	l.to = append(l.to, len(l.wave))
	for range int(pause * float64(l.rate)) {
		l.wave = append(l.wave, float32(.0005*r.NormFloat64()))
	}
}

// right is how many of the cuts say what lies where they do, within a quarter
// of a second.
func (l *told) right(cuts []Cut) (right int) {
	margin := l.rate / 4
	for _, c := range cuts {
		for i := range l.sentences {
			joined := ""
			for k := i; k < min(i+mostJoined+1, len(l.sentences)); k++ {
				joined = strings.TrimSpace(joined + " " + l.sentences[k])
				if c.Text == joined && max(l.from[i]-c.Start, c.Start-l.from[i]) < margin && max(l.to[k]-c.End, c.End-l.to[k]) < margin {
					right++
				}
			}
		}
	}
	return right
}

// recited is made-up speech: a tone of its own for each letter.
func recited(n int) *told {
	r := rand.New(rand.NewPCG(7, 7))
	l := &told{rate: 16000}
	for range n {
		var text strings.Builder
		var wave []float32
		for w := range 2 + r.IntN(5) {
			if w > 0 {
				text.WriteByte(' ')
				if r.IntN(4) == 0 { // a breath within the sentence
					wave = append(wave, make([]float32, 2000+r.IntN(3000))...)
				}
			}
			for range 2 + r.IntN(4) {
				k := r.IntN(8)
				text.WriteByte("abdehijk"[k])
				for i := range int(.05*16000) + r.IntN(800) {
					at := float64(i) / 16000
					wave = append(wave, float32(.2*math.Sin(2*math.Pi*float64(300+400*k)*at)+.1*math.Sin(2*math.Pi*130*at)+.002*r.NormFloat64()))
				}
			}
		}
		l.say(r, text.String(), wave, .35+.6*r.Float64())
	}
	return l
}

func TestALongRecordingIsCutIntoItsSentences(t *testing.T) {
	l := recited(40)
	cuts, err := CutLong(t.Context(), l.wave, l.rate, l.sentences, CutOptions{})
	if err != nil {
		t.Fatal(err)
	}
	right := l.right(cuts)
	t.Logf("%d of %d cuts are right", right, len(cuts))
	if len(cuts) < 36 || right < len(cuts)*95/100 {
		t.Errorf("%d cuts, %d of them right", len(cuts), right)
	}
}

func TestATextThatIsNotReadIsRefused(t *testing.T) {
	l := recited(40)
	other := slices.Clone(l.sentences)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(other), func(i, k int) { other[i], other[k] = other[k], other[i] })
	for name, text := range map[string][]string{"another order": other, "a few words": l.sentences[:1], "nothing": {"…"}} {
		if cuts, err := CutLong(t.Context(), l.wave, l.rate, text, CutOptions{}); !errors.Is(err, ErrNothingFits) {
			t.Errorf("%s: %d cuts, %v", name, len(cuts), err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := CutLong(ctx, l.wave, l.rate, l.sentences, CutOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestRealSpeechIsCutIntoItsSentences lays real recordings behind each other.
func TestRealSpeechIsCutIntoItsSentences(t *testing.T) {
	for name, g2p := range map[string]func(string) (phoneme.Utterance, error){"adibian_fa_spk003": phoneme.Phonemize, "kerstin_de_22k": nil} {
		l := realReading(t, filepath.Join("../../../shared/speech", name), 3*60)
		cuts, err := CutLong(t.Context(), l.wave, l.rate, l.sentences, CutOptions{G2P: g2p})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		right := l.right(cuts)
		t.Logf("%s: %d sentences in %d cuts, %d right", name, len(l.sentences), len(cuts), right)
		if right < len(cuts)*9/10 || len(cuts) < len(l.sentences)*8/10 {
			t.Errorf("%s: %d sentences in %d cuts, %d right", name, len(l.sentences), len(cuts), right)
		}
	}
}

func realReading(t *testing.T, dir string, seconds int) *told {
	t.Helper()
	if _, err := os.Stat(dir); err != nil {
		t.Skip("../shared is absent")
	}
	if raceEnabled {
		t.Skip("too slow to be watched for races")
	}
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 3))
	l := &told{rate: 22050}
	for _, u := range d.Utterances {
		if len(l.wave) > seconds*l.rate {
			break
		}
		clip, err := audio.ReadFile(filepath.Join(dir, u.audio))
		if err != nil {
			t.Fatal(err)
		}
		wave, _ := clip.Mono()
		if wave, err = audio.Resample(wave, clip.Rate, l.rate); err != nil {
			t.Fatal(err)
		}
		start, end := audio.TrimSilence(wave, l.rate, 0)
		l.say(r, u.Text, wave[start:end], .3+.6*r.Float64())
	}
	return l
}
