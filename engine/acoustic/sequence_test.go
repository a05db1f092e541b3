package acoustic

import (
	"errors"
	"math"
	"slices"
	"testing"

	"avagar/engine/nn"
	"avagar/engine/phoneme"
)

// cutUp checks that ends cut tokens without a gap and returns the largest piece.
func cutUp(t *testing.T, tokens []phoneme.Token, durations []int, ends []int) (most, frames int) {
	t.Helper()
	start := 0
	for _, end := range ends {
		if end <= start {
			t.Fatalf("segment from %d to %d", start, end)
		}
		sum := 0
		for _, d := range durations[start:end] {
			sum += d
		}
		most, frames, start = max(most, end-start), max(frames, sum), end
	}
	if start != len(tokens) {
		t.Errorf("segments end at %d of %d", start, len(tokens))
	}
	return most, frames
}

func TestSegmentsEndBehindPausesAndStayBounded(t *testing.T) {
	var tokens []phoneme.Token
	short, slow := make([]int, 1000), make([]int, 1000)
	for i := range 1000 {
		tokens = append(tokens, phoneme.Token{Symbol: "s", InWord: i % 7, WordLen: 7})
		short[i], slow[i] = 7, 300
	}
	if most, _ := cutUp(t, tokens, short, segments(tokens, short)); most > segmentTokens+7 {
		t.Errorf("a segment of %d tokens though words end", most)
	}
	if _, frames := cutUp(t, tokens, slow, segments(tokens, slow)); frames > segmentFrames {
		t.Errorf("a segment of %d frames", frames)
	}
	for i := range tokens {
		tokens[i].InWord = i
	}
	if most, _ := cutUp(t, tokens, short, segments(tokens, short)); most > 2*segmentTokens {
		t.Errorf("a segment of %d tokens", most)
	}
	slow[500] = 5000 // one token cannot be cut
	cutUp(t, tokens, slow, segments(tokens, slow))
	if segments(nil, nil) != nil {
		t.Error("segments of nothing")
	}
}

func TestStretchesHoldEveryTokenOnce(t *testing.T) {
	for _, n := range []int{0, 1, 30, stretchTokens, stretchTokens + 1, 12345} {
		var tokens []phoneme.Token
		for i := range n {
			tokens = append(tokens, phoneme.Token{Symbol: "s", InUtterance: i, InWord: i % 9})
			if i%50 == 0 {
				tokens[i].Symbol = phoneme.Pause
			}
		}
		var again []phoneme.Token
		for i, s := range Stretches(tokens) {
			if len(s) == 0 || len(s) > stretchTokens {
				t.Errorf("%d tokens: stretch %d has %d", n, i, len(s))
			}
			if i > 0 && again[len(again)-1].Symbol != phoneme.Pause {
				t.Errorf("%d tokens: stretch %d does not begin behind a pause", n, i)
			}
			again = append(again, s...)
		}
		if !slices.Equal(again, tokens) {
			t.Errorf("%d tokens became %d", n, len(again))
		}
	}
}

func TestUtterancesThatDoNotFitAreErrors(t *testing.T) {
	c := small(t)
	for name, spoil := range map[string]func(s *Sequence){
		"a duration too few":    func(s *Sequence) { s.Durations = s.Durations[1:] },
		"a token too few":       func(s *Sequence) { s.Tokens = s.Tokens[1:] },
		"frames left over":      func(s *Sequence) { s.Durations[0]-- },
		"frames missing":        func(s *Sequence) { s.Durations[0]++ },
		"a negative duration":   func(s *Sequence) { s.Durations[0] -= 9; s.Durations[1] += 9 },
		"no mel":                func(s *Sequence) { s.Features.Mel = nil },
		"no F0":                 func(s *Sequence) { s.Features.F0 = nil },
		"cepstra of more":       func(s *Sequence) { s.Features.Cepstra = append(s.Features.Cepstra, 0) },
		"no aperiodicity":       func(s *Sequence) { s.Features.Aperiodicity = nil },
		"an unknown speaker":    func(s *Sequence) { s.Speaker = c.Speakers },
		"a speaker before zero": func(s *Sequence) { s.Speaker = -1 },
	} {
		good, s := spoken(c, 1), spoken(c, 1)
		spoil(&s)
		trainer := newTrainer(t, c, statsOf(c, good), 1)
		if _, err := trainer.Step([][]Sequence{{good, s}}, 1e-3); !errors.Is(err, nn.ErrShape) {
			t.Errorf("%s: training gives %v, want ErrShape", name, err)
		}
		if _, err := evaluate(t, trainer.Model, s); !errors.Is(err, nn.ErrShape) {
			t.Errorf("%s: evaluation gives %v, want ErrShape", name, err)
		}
	}
}

func evaluate(t *testing.T, m *Model, sequences ...Sequence) (Evaluation, error) {
	t.Helper()
	v := NewEvaluator(m)
	defer v.Close()
	return v.Evaluate(func() (Sequence, bool, error) {
		if len(sequences) == 0 {
			return Sequence{}, false, nil
		}
		s := sequences[0]
		sequences = sequences[1:]
		return s, true, nil
	})
}

func TestAnEmptyUtteranceAndTokensWithoutFramesAreLearned(t *testing.T) {
	c := small(t)
	good := spoken(c, 1)
	mute := good
	mute.Durations = slices.Clone(good.Durations)
	mute.Durations[1], mute.Durations[2] = mute.Durations[1]+mute.Durations[2], 0
	all := 0
	for _, d := range good.Durations {
		all += d
	}
	still := Sequence{Tokens: good.Tokens, Durations: make([]int, len(good.Tokens)), Features: newFeatures(c.Params, 0)}
	trainer := newTrainer(t, c, statsOf(c, good), 2)
	l, err := trainer.Step([][]Sequence{{mute, {}}, {still}}, 1e-3)
	if err != nil || l.FrameCount != all || l.TokenCount != 2*len(good.Tokens) {
		t.Errorf("%d frames of %d, %d tokens: %v", l.FrameCount, all, l.TokenCount, err)
	}
	if e, err := evaluate(t, trainer.Model, mute, Sequence{}, still); err != nil || e.FrameCount != all {
		t.Errorf("evaluation of %d frames: %v", e.FrameCount, err)
	}
	if e, err := evaluate(t, trainer.Model); err != nil || e.Total != 0 {
		t.Errorf("evaluation of nothing: %v, %v", e.Total, err)
	}
}

func TestAnEvaluationThatIsNoNumberIsAnError(t *testing.T) {
	c := small(t)
	s := spoken(c, 1)
	m, err := New(c, statsOf(c, s), 1)
	if err != nil {
		t.Fatal(err)
	}
	s.Features.Cepstra[5] = float32(math.Inf(1))
	if _, err := evaluate(t, m, s); !errors.Is(err, ErrNaN) {
		t.Errorf("error %v, want ErrNaN", err)
	}
}
