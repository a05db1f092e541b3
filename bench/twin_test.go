package bench

import (
	"math"
	"math/rand/v2"
	"testing"

	"avagar/engine/acoustic"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

// checked is what the twin says of one step.
type checked struct {
	Total        float64 `json:"total"`
	Frames       float64 `json:"frames"`
	Duration     float64 `json:"duration"`
	Prosody      float64 `json:"prosody"`
	Spread       float64 `json:"spread"`
	GradientNorm float64 `json:"gradient_norm"`
}

// TestTheTwinIsTheSameTraining takes a few steps in both, without dropout,
// from the same weights, on utterances of several lengths and phrases.
func TestTheTwinIsTheSameTraining(t *testing.T) {
	if _, ok := pythonWith(t.Context(), "torch"); !ok {
		t.Skip("no python3 with torch is installed (Debian: python3-torch)")
	}
	const steps = 4
	w := twoPhrases(t, "base")
	twin, err := startTwin(t.Context(), w, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer twin.close()
	var theirs struct {
		Ways    []float64          `json:"ways"` // the first loss, by each way to convolve
		Steps   []checked          `json:"steps"`
		Weights map[string]float64 `json:"weights"`
	}
	if err := twin.do("check", steps, &theirs); err != nil {
		t.Fatal(err)
	}
	for _, loss := range theirs.Ways {
		near(t, "loss by another way", loss, theirs.Steps[0].Total+theirs.Steps[0].Spread)
	}
	trainer := acoustic.NewTrainer(w.model, 2, 1)
	defer trainer.Close()
	for i := range steps {
		ours, err := trainer.Step(w.parts(0, 2), w.learningRate)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "loss", ours.Total, theirs.Steps[i].Total)
		near(t, "loss of frames", ours.Frames, theirs.Steps[i].Frames)
		near(t, "loss of durations", ours.Duration, theirs.Steps[i].Duration)
		near(t, "loss of prosody", ours.Prosody, theirs.Steps[i].Prosody)
		near(t, "loss of deviations", ours.Spread, theirs.Steps[i].Spread)
		near(t, "norm of the gradient", ours.GradientNorm, theirs.Steps[i].GradientNorm)
	}
	for _, x := range w.model.Tensors() {
		var square float64
		for _, v := range x.Data {
			square += float64(v) * float64(v)
		}
		near(t, "norm of "+x.Name, math.Sqrt(square), theirs.Weights[x.Name])
	}
}

// twoPhrases is a workload of one batch of four utterances, one of them of two
// phrases, which the decoder sees apart.
func twoPhrases(t *testing.T, size string) workload {
	p, random := mel.DefaultParams(), rand.New(rand.NewPCG(7, 8))
	corpus := newCorpus(p, 3)
	both := phoneme.Utterance{Phrases: append(words(random).Phrases, words(random).Phrases...)}
	corpus = append(corpus, madeUp(p, both.Tokens(), random))
	m, err := newModel(corpus, size, 1)
	if err != nil {
		t.Fatal(err)
	}
	m.Config.Dropout, m.Config.Predictors.Dropout = 0, 0
	if in, err := m.Inputs(corpus[3]); err != nil || len(in.Segments) < 2 {
		t.Fatalf("two phrases are %d segments, %v", len(in.Segments), err)
	}
	return workload{model: m, corpus: corpus, batches: [][]int{{0, 1, 2, 3}}, learningRate: 1e-3}
}

func near(t *testing.T, what string, ours, theirs float64) {
	t.Helper()
	if !(math.Abs(ours-theirs) <= 1e-3*math.Abs(theirs)) {
		t.Errorf("%s: %.8g, the twin's %.8g", what, ours, theirs)
	}
}

func TestBatchesOfLikeLengthHoldEveryUtteranceOnce(t *testing.T) {
	corpus := newCorpus(mel.DefaultParams(), 16)
	seen := map[int]bool{}
	for _, batch := range sortedBatches(corpus, 4) {
		shortest, longest := math.MaxInt, 0
		for _, u := range batch {
			if seen[u] {
				t.Errorf("utterance %d is there twice", u)
			}
			seen[u] = true
			shortest, longest = min(shortest, corpus[u].Features.Frames), max(longest, corpus[u].Features.Frames)
		}
		between := 0
		for _, s := range corpus {
			if s.Features.Frames > shortest && s.Features.Frames < longest {
				between++
			}
		}
		if between > 2 {
			t.Errorf("%d utterances lie between the ends of a batch of four", between)
		}
	}
	if len(seen) != 16 {
		t.Errorf("%d utterances are in batches, want 16", len(seen))
	}
}
