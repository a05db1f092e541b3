package acoustic

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"runtime/debug"
	"slices"

	"avagar/engine/nn"
)

// ErrNaN says that a loss or a gradient is no longer a number.
var ErrNaN = errors.New("acoustic: the loss is not a number")

// Trainer changes a model's weights, several utterances at a time on each of
// a fixed number of replicas.
type Trainer struct {
	Model     *Model
	Optimiser *nn.Adam
	Seed      uint64 // of dropout
	replicas  []*replica[float32]
	graphs    []*nn.Graph[float32]
	learners  *nn.Replicas[float32]
	values    [][]float32 // the weights
	tokens    int         // rows there is room for
	frames    int
	steps     int
	since     int // steps since the graphs were made
}

// NewTrainer returns a trainer of the given number of replicas, which decides
// the order of sums and so belongs to a run.
func NewTrainer(m *Model, replicas int, seed uint64) *Trainer {
	return &Trainer{Model: m, Optimiser: nn.NewAdam(), Seed: seed, replicas: make([]*replica[float32], replicas)}
}

// Losses are what one step measured, before it changed the weights.
type Losses struct {
	Total, Frames, Duration, Prosody           float64 // as minimised, but for Spread
	Spread                                     float64 // what deviations of cepstra add to the loss; 0 in an evaluation
	Mel, Cepstra, Pitch, Voicing, Aperiodicity float64 // mean |error|, in normalised units
	GradientNorm                               float64
	TokenCount, FrameCount                     int
}

// Step learns from one batch: parts[i] goes to replica i. It returns ErrNaN,
// and leaves the weights alone, when the loss or the gradient is not finite.
func (t *Trainer) Step(parts [][]Sequence, learningRate float64) (Losses, error) {
	if err := t.ready(parts); err != nil {
		return Losses{}, err
	}
	tokens, frames := count(parts)
	gradients, norm, err := t.learners.Gradients(func(i int) error { return t.load(i, parts[i], tokens, frames) })
	if err != nil {
		return Losses{}, err
	}
	losses := sumLosses(t.replicas)
	if !finite(losses.Total) || !finite(norm) {
		return losses, fmt.Errorf("step %d: %w", t.steps+1, ErrNaN)
	}
	t.Optimiser.LearningRate = learningRate
	if err := t.Optimiser.Update(t.values, gradients, norm); err != nil {
		return losses, err
	}
	losses.GradientNorm = t.Optimiser.Norm
	t.steps++
	t.settle()
	return losses, nil
}

// settle gives back to the system what buffers left behind while they grew to
// the largest batch, ever more seldom: a step makes no garbage for which the
// collector would come.
func (t *Trainer) settle() {
	t.since++
	if n := uint(t.since); n >= 16 && bits.OnesCount(n) == 1 && bits.TrailingZeros(n)%2 == 0 {
		debug.FreeOSMemory()
	}
}

// Steps counts the steps since the weights were new; SetSteps goes on from a checkpoint.
func (t *Trainer) Steps() int { return t.steps }

// SetSteps is for a trainer whose weights and optimiser come from a checkpoint.
func (t *Trainer) SetSteps(n int) { t.steps = n }

// Close frees the graphs.
func (t *Trainer) Close() error {
	var errs []error
	for _, g := range t.graphs {
		errs = append(errs, g.Close())
	}
	clear(t.replicas)
	t.graphs, t.learners, t.tokens, t.frames = nil, nil, 0, 0
	return errors.Join(errs...)
}

// ready checks a batch and sees to room for it.
func (t *Trainer) ready(parts [][]Sequence) error {
	if len(parts) != len(t.replicas) {
		return fmt.Errorf("%w: %d parts for %d replicas", nn.ErrShape, len(parts), len(t.replicas))
	}
	for _, part := range parts {
		for _, s := range part {
			if err := s.check(t.Model.Config); err != nil {
				return err
			}
		}
	}
	return t.grow(parts)
}

// count is how many tokens and frames a batch has.
func count(parts [][]Sequence) (tokens, frames int) {
	for _, part := range parts {
		for _, s := range part {
			tokens += len(s.Tokens)
			frames += s.Features.Frames
		}
	}
	return tokens, frames
}

// load gives one replica its part of a batch of so many tokens and frames.
func (t *Trainer) load(i int, part []Sequence, tokens, frames int) error {
	r := t.replicas[i]
	if err := r.load(t.Model.words, t.Model.Stats, part); err != nil {
		return err
	}
	r.g.Random.Seed, r.g.Random.Step = t.Seed+uint64(i)<<32, uint64(t.steps)
	r.count(tokens, frames)
	return nil
}

// grow rebuilds the graphs when a batch needs more room than they have.
func (t *Trainer) grow(parts [][]Sequence) error {
	tokens, frames := 0, 0
	for _, p := range parts {
		n, f := rows(p)
		tokens, frames = max(tokens, n), max(frames, f)
	}
	if tokens <= t.tokens && frames <= t.frames {
		return nil
	}
	tokens, frames = max(t.tokens, tokens+tokens/4), max(t.frames, frames+frames/4)
	if len(t.graphs) > 0 {
		if err := t.Close(); err != nil {
			return err
		}
		debug.FreeOSMemory() // or the new graphs' memory would come on top of the old ones'
	}
	for i := range t.replicas {
		r, err := newReplica(t.Model.w, t.Model.Config, tokens, frames, true)
		if err != nil {
			return err
		}
		t.replicas[i] = r
		t.graphs = append(t.graphs, r.g)
	}
	t.learners = nn.NewReplicas(t.graphs...)
	t.values = t.values[:0]
	for _, w := range t.Model.w.All() {
		t.values = append(t.values, w.Data)
	}
	t.tokens, t.frames, t.since = tokens, frames, 0
	return nil
}

// sumLosses adds what the replicas measured of one batch.
func sumLosses[T nn.Float](replicas []*replica[T]) Losses {
	var l Losses
	cols := columnsOf(replicas[0].c.Params)
	sums := make([]float64, cols.width)
	for _, r := range replicas {
		l.Total += r.g.Scalar(r.loss) - r.frames.Spread
		l.Frames += r.g.Scalar(r.frames.Node) - r.frames.Spread
		l.Spread += r.frames.Spread
		l.Duration += r.g.Scalar(r.durations.Node)
		l.Prosody += r.g.Scalar(r.prosodies.Node)
		l.TokenCount, l.FrameCount = r.e.layout.Total, r.d.layout.Total
		for j, v := range r.frames.Columns {
			sums[j] += v
		}
	}
	mean := func(from, to int) float64 {
		s := 0.0
		for _, v := range sums[from:to] {
			s += v
		}
		return s / float64((to-from)*max(1, l.FrameCount))
	}
	l.Mel, l.Cepstra = mean(cols.mel, cols.cepstra), mean(cols.cepstra, cols.logF0)
	l.Pitch, l.Voicing = mean(cols.logF0, cols.voicing), mean(cols.voicing, cols.aperiodicity)
	l.Aperiodicity = mean(cols.aperiodicity, cols.width)
	return l
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

func finiteAll(parts [][]float32) bool {
	return !slices.ContainsFunc(parts, func(part []float32) bool {
		var sum float32
		for _, v := range part {
			sum += v - v // NaN for NaN and for infinities, else 0
		}
		return sum != 0 || sum != sum
	})
}
