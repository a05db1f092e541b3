package acoustic

import (
	"errors"
	"math"
	"math/rand/v2"
	"runtime"
	"testing"

	"avagar/engine/mel"
	"avagar/engine/nn"
	"avagar/engine/phoneme"
)

// small describes a network and frames that are quick to compute.
func small(t testing.TB) Config {
	t.Helper()
	p := mel.DefaultParams()
	p.Bands, p.Cepstra, p.Aperiodicities = 6, 4, 2
	c := Config{Size: "base", Width: 8, Inner: 12, Heads: 2, Encoder: 1, Decoder: 1, Dropout: 0.1,
		Symbols: []string{phoneme.Pause, "b", "ɒː", "s", "e"}, Speakers: 2, Params: p}
	if err := c.Check(); err != nil {
		t.Fatal(err)
	}
	return c
}

// spoken makes an utterance of two phrases with features drawn at random.
func spoken(c Config, seed uint64) Sequence {
	r := rand.New(rand.NewPCG(seed, 2))
	word := func() phoneme.Word {
		w := phoneme.Word{}
		for range 2 + r.IntN(2) {
			w.Phones = append(w.Phones, c.Symbols[1+r.IntN(len(c.Symbols)-1)])
		}
		return w
	}
	u := phoneme.Utterance{Phrases: []phoneme.Phrase{{Words: []phoneme.Word{word(), word()}, Mark: '،'}, {Words: []phoneme.Word{word()}, Mark: '؟'}}}
	s := Sequence{Tokens: u.Tokens(), Speaker: int(seed % 2)}
	for range s.Tokens {
		s.Durations = append(s.Durations, 1+r.IntN(4))
		s.Features.Frames += s.Durations[len(s.Durations)-1]
	}
	s.Features = newFeatures(c.Params, s.Features.Frames)
	for _, x := range [][]float32{s.Features.Mel, s.Features.Cepstra, s.Features.Aperiodicity} {
		for i := range x {
			x[i] = float32(r.NormFloat64())
		}
	}
	for i := range s.Features.F0 {
		if r.IntN(3) > 0 {
			s.Features.F0[i] = 100 + 50*r.Float32()
		}
	}
	return s
}

func statsOf(c Config, sequences ...Sequence) Stats {
	m := NewMoments(c.Params)
	for _, s := range sequences {
		m.Add(s.Features)
	}
	return m.Stats()
}

func TestGradientsOfTheWholeNetworkEqualFiniteDifferences(t *testing.T) {
	c := small(t)
	c.Predictors, c.Liveliness = Predictors{Dropout: 0.3, Median: true}, 1.5 // a share is no gradient
	batch := []Sequence{spoken(c, 1), spoken(c, 2)}
	weights := nn.NewWeights[float64](5)
	tokens, frames := rows(batch)
	r, err := newReplica(weights, c, tokens, frames, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.load(newVocabulary(c.Symbols), statsOf(c, batch...), batch); err != nil {
		t.Fatal(err)
	}
	loss := func() float64 {
		if err := r.g.Run(); err != nil {
			t.Fatal(err)
		}
		return r.g.Scalar(r.loss)
	}
	loss()
	gradients, err := r.g.Gradients()
	if err != nil {
		t.Fatal(err)
	}
	pick := rand.New(rand.NewPCG(3, 3))
	for i, w := range weights.All() {
		g := append([]float64(nil), gradients[i]...)
		if len(g) == 0 {
			t.Errorf("%s has no gradient", w.Name)
		}
		for range min(12, len(w.Data)) {
			j := pick.IntN(len(w.Data))
			const h = 1e-6
			old := w.Data[j]
			w.Data[j] = old + h
			up := loss()
			w.Data[j] = old - h
			down := loss()
			w.Data[j] = old
			if want := (up - down) / (2 * h); math.Abs(want-g[j]) > 1e-5*(1+math.Abs(want)) {
				t.Errorf("%s[%d]: gradient %.9g, finite difference %.9g", w.Name, j, g[j], want)
			}
		}
	}
}

func newTrainer(t testing.TB, c Config, s Stats, replicas int) *Trainer {
	t.Helper()
	m, err := New(c, s, 11)
	if err != nil {
		t.Fatal(err)
	}
	trainer := NewTrainer(m, replicas, 1)
	t.Cleanup(func() { trainer.Close() })
	return trainer
}

func TestNetworkOverfitsOneBatch(t *testing.T) {
	c := small(t)
	c.Dropout, c.Width, c.Inner = 0, 32, 48
	batch := []Sequence{spoken(c, 1), spoken(c, 2)}
	trainer := newTrainer(t, c, statsOf(c, batch...), 2)
	var first, last Losses
	for i := range 600 {
		l, err := trainer.Step([][]Sequence{batch[:1], batch[1:]}, 3e-3*math.Pow(0.1, float64(max(0, i-300))/300))
		if err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = l
		}
		last = l
	}
	if last.Total > 0.08*first.Total {
		t.Errorf("after 600 steps on one batch the loss is %.3f, it began at %.3f", last.Total, first.Total)
	}
}

func TestReplicasTogetherComputeTheGradientOfTheWholeBatch(t *testing.T) {
	c := small(t)
	c.Dropout = 0
	batch := []Sequence{spoken(c, 1), spoken(c, 2), spoken(c, 3)}
	s := statsOf(c, batch...)
	one, two := newTrainer(t, c, s, 1), newTrainer(t, c, s, 2)
	a, err := one.Step([][]Sequence{batch}, 0)
	if err != nil {
		t.Fatal(err)
	}
	b, err := two.Step([][]Sequence{batch[:2], batch[2:]}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(a.Total-b.Total) > 1e-5 || math.Abs(a.GradientNorm-b.GradientNorm) > 1e-4*a.GradientNorm {
		t.Errorf("one replica: loss %.7f norm %.7f; two: %.7f %.7f", a.Total, a.GradientNorm, b.Total, b.GradientNorm)
	}
}

func TestAReplicaWithoutUtterancesLearnsNothingAndFailsNothing(t *testing.T) {
	c := small(t)
	batch := []Sequence{spoken(c, 1)}
	trainer := newTrainer(t, c, statsOf(c, batch...), 2)
	if _, err := trainer.Step([][]Sequence{batch, nil}, 1e-3); err != nil {
		t.Fatal(err)
	}
}

func TestNotANumberStopsBeforeTheWeightsChange(t *testing.T) {
	c := small(t)
	batch := []Sequence{spoken(c, 1)}
	trainer := newTrainer(t, c, statsOf(c, batch...), 1)
	before := append([]float32(nil), trainer.Model.Tensors()[3].Data...)
	batch[0].Features.Mel[3] = float32(math.NaN())
	if _, err := trainer.Step([][]Sequence{batch}, 1e-3); !errors.Is(err, ErrNaN) {
		t.Fatalf("error %v, want ErrNaN", err)
	}
	for i, v := range trainer.Model.Tensors()[3].Data {
		if v != before[i] {
			t.Fatal("a weight changed")
		}
	}
}

func TestATrainedNetworkSpeaksWhatItLearned(t *testing.T) {
	c := small(t)
	c.Dropout, c.Width, c.Inner = 0, 32, 48
	s := spoken(c, 4)
	trainer := newTrainer(t, c, statsOf(c, s), 1)
	for range 400 {
		if _, err := trainer.Step([][]Sequence{{s}}, 2e-3); err != nil {
			t.Fatal(err)
		}
	}
	v := NewSynthesizer(trainer.Model)
	defer v.Close()
	plan, err := v.Plan(s.Tokens, Controls{Speaker: s.Speaker})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Segments() != 2 {
		t.Fatalf("%d segments for two phrases", plan.Segments())
	}
	off, frames := 0, 0
	for i, d := range plan.Durations[1:] {
		off += abs(d - s.Durations[i+1])
	}
	if off > 2 {
		t.Errorf("durations %v, learned %v", plan.Durations, s.Durations)
	}
	for i := range plan.Segments() {
		f, err := v.Frames(plan, i)
		if err != nil {
			t.Fatal(err)
		}
		frames += f.Frames
	}
	sum := 0
	for _, d := range plan.Durations {
		sum += d
	}
	if frames != sum {
		t.Errorf("%d frames for durations of %d", frames, sum)
	}
}

func abs(v int) int { return max(v, -v) }

func TestControlsChangeTempoAndPitch(t *testing.T) {
	c := small(t)
	s := spoken(c, 4)
	m, err := New(c, statsOf(c, s), 3)
	if err != nil {
		t.Fatal(err)
	}
	v := NewSynthesizer(m)
	defer v.Close()
	row := make([]float32, columnsOf(c.Params).width)
	row[columnsOf(c.Params).voicing] = 3
	plain, high := newFeatures(c.Params, 1), newFeatures(c.Params, 1)
	m.writeFrame(row, plain, 0, Controls{})
	m.writeFrame(row, high, 0, Controls{Pitch: 12, Energy: 20})
	if ratio := high.F0[0] / plain.F0[0]; math.Abs(float64(ratio)-2) > 1e-3 {
		t.Errorf("an octave up multiplies F0 by %v", ratio)
	}
	if gain := high.Mel[0] - plain.Mel[0]; math.Abs(float64(gain)-math.Ln10) > 1e-4 {
		t.Errorf("20 dB add %v to the log mel", gain)
	}
	tokens := make([]phoneme.Token, 100)
	predicted := make([]float32, 100)
	for i := range predicted {
		tokens[i].Symbol, predicted[i] = "b", float32(math.Log1p(7.3))
	}
	for _, speed := range []float64{0.5, 1, 1.7, 3} {
		sum := 0
		for _, d := range durations(predicted, tokens, speed) {
			sum += d
		}
		if want := 730 / speed; math.Abs(float64(sum)-want) > 1 {
			t.Errorf("at speed %v: %d frames, want %.0f", speed, sum, want)
		}
	}
}

// What a step needs it has from the first on: a few small objects hand work to
// goroutines and tell how long utterances are, and no number is among them.
func TestAStepLeavesNoGarbageOfAnySize(t *testing.T) {
	c, err := ConfigFor("base", []string{phoneme.Pause, "b", "ɒː", "s", "e", "iː", "m", "n"}, 1, mel.DefaultParams())
	if err != nil {
		t.Fatal(err)
	}
	batches := [][][]Sequence{{{realistic(c, 1)}, {realistic(c, 2)}}, {{realistic(c, 3)}, {realistic(c, 4)}}}
	trainer := newTrainer(t, c, statsOf(c, batches[0][0][0]), 2)
	run := func(steps int) {
		for i := range steps {
			if _, err := trainer.Step(batches[i%2], 1e-4); err != nil {
				t.Fatal(err)
			}
		}
	}
	run(4)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	const steps = 6
	run(steps)
	runtime.ReadMemStats(&after)
	if n, bytes := (after.Mallocs-before.Mallocs)/steps, (after.TotalAlloc-before.TotalAlloc)/steps; n > 60 || bytes > 8192 {
		t.Errorf("a step makes %d objects of %d bytes in all", n, bytes)
	}
}
