// Package bench measures the engine: how fast it trains and speaks, and what
// memory that takes.
package bench

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"time"

	"avagar/engine/acoustic"
	"avagar/engine/gemm"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
	"avagar/engine/train"
)

// TrainOptions say what to measure; zeros take the values of train.DefaultPlan.
type TrainOptions struct {
	Size                         string
	Steps, BatchFrames, Replicas int
	Progress                     func(done, total int)
}

// TrainReport is what was measured.
type TrainReport struct {
	Size        string  `json:"size"`
	Weights     int     `json:"weights"`
	Kernel      string  `json:"kernel"`
	Cores       int     `json:"cores"`
	Replicas    int     `json:"replicas"`
	Steps       int     `json:"steps"`
	BatchFrames int     `json:"batch_frames"`
	FramesPerS  float64 `json:"frames_per_s"`
	StepMs      float64 `json:"step_ms"`
	StartRSSMB  float64 `json:"start_rss_mb"` // once the first steps have made all buffers
	RSSMB       float64 `json:"rss_mb"`       // at the end
	PeakRSSMB   float64 `json:"peak_rss_mb"`
	Loss        float64 `json:"loss"`
}

// warmUp is how many steps pass before the clock and the memory count begin:
// by then every buffer has had the longest utterance in it.
const warmUp = 20

// Train trains on features that are made up in memory, so that disks and
// datasets play no part: phonemes of random Persian words, lengths as in read
// Persian (see utterance), every frame different.
func Train(ctx context.Context, o TrainOptions) (TrainReport, error) {
	plan := o.plan()
	if err := plan.Check(); err != nil {
		return TrainReport{}, err
	}
	corpus := newCorpus(mel.DefaultParams(), 64)
	t, err := trainer(corpus, plan)
	if err != nil {
		return TrainReport{}, err
	}
	defer t.Close()
	m := measurement{trainer: t, plan: plan, corpus: corpus}
	if err := m.run(ctx, min(warmUp, plan.Steps), nil); err != nil {
		return TrainReport{}, err
	}
	runtime.GC()
	start, _ := residentMB()
	m.frames = 0
	began := time.Now()
	if err := m.run(ctx, plan.Steps, o.Progress); err != nil {
		return TrainReport{}, err
	}
	return m.report(time.Since(began), start), nil
}

func (o TrainOptions) plan() train.Plan {
	p := train.DefaultPlan()
	if o.Size != "" {
		p.Size = o.Size
	}
	if o.BatchFrames > 0 {
		p.BatchFrames = o.BatchFrames
	}
	if o.Replicas > 0 {
		p.Replicas = o.Replicas
	}
	p.Steps = o.Steps
	return p
}

func trainer(corpus []acoustic.Sequence, plan train.Plan) (*acoustic.Trainer, error) {
	model, err := newModel(corpus, plan.Size, plan.Seed)
	if err != nil {
		return nil, err
	}
	return acoustic.NewTrainer(model, plan.Replicas, plan.Seed), nil
}

// newModel makes an untrained network for a corpus.
func newModel(corpus []acoustic.Sequence, size string, seed uint64) (*acoustic.Model, error) {
	p := mel.DefaultParams()
	config, err := acoustic.ConfigFor(size, append([]string{phoneme.Pause}, phoneme.Persian...), 1, p)
	if err != nil {
		return nil, fmt.Errorf("bench: %w", err)
	}
	config.Liveliness = acoustic.Liveliness // as in a training that begins from a voice, which is what one does by itself
	moments := acoustic.NewMoments(p)
	for _, s := range corpus {
		moments.Add(s.Features)
	}
	model, err := acoustic.New(config, moments.Stats(), seed)
	if err != nil {
		return nil, fmt.Errorf("bench: %w", err)
	}
	return model, nil
}

type measurement struct {
	trainer *acoustic.Trainer
	plan    train.Plan
	corpus  []acoustic.Sequence
	next    int // utterance
	frames  int
	loss    float64
}

func (m *measurement) run(ctx context.Context, steps int, progress func(done, total int)) error {
	for i := range steps {
		if err := ctx.Err(); err != nil {
			return err
		}
		losses, err := m.trainer.Step(m.batch(), m.plan.LearningRate)
		if err != nil {
			return fmt.Errorf("bench: step %d: %w", i, err)
		}
		m.frames += losses.FrameCount
		m.loss = losses.Total
		if progress != nil {
			progress(i+1, steps)
		}
	}
	return nil
}

// batch takes utterances in turn until the plan's frames are reached, each for
// the replica that has the fewest so far.
func (m *measurement) batch() [][]acoustic.Sequence {
	parts := make([][]acoustic.Sequence, m.plan.Replicas)
	load := make([]int, m.plan.Replicas)
	for total := 0; total < m.plan.BatchFrames || load[least(load)] == 0; m.next++ {
		s := m.corpus[m.next%len(m.corpus)]
		r := least(load)
		parts[r] = append(parts[r], s)
		load[r] += s.Features.Frames
		total += s.Features.Frames
	}
	return parts
}

// parts gives the utterances of a batch, the longest first, each to the replica
// that has the fewest frames so far.
func (w workload) parts(batch, replicas int) [][]acoustic.Sequence {
	parts, load := make([][]acoustic.Sequence, replicas), make([]int, replicas)
	chosen := slices.Clone(w.batches[batch%len(w.batches)])
	slices.SortStableFunc(chosen, func(a, b int) int { return w.corpus[b].Features.Frames - w.corpus[a].Features.Frames })
	for _, u := range chosen {
		r := least(load)
		parts[r] = append(parts[r], w.corpus[u])
		load[r] += w.corpus[u].Features.Frames
	}
	return parts
}

func least(load []int) int {
	best := 0
	for i, v := range load {
		if v < load[best] {
			best = i
		}
	}
	return best
}

func (m *measurement) report(took time.Duration, start float64) TrainReport {
	end, peak := residentMB()
	return TrainReport{
		Size: m.plan.Size, Weights: m.trainer.Model.Weights(), Kernel: gemm.Kernel(), Cores: runtime.GOMAXPROCS(0),
		Replicas: m.plan.Replicas, Steps: m.plan.Steps, BatchFrames: m.plan.BatchFrames,
		FramesPerS: tenth(float64(m.frames) / took.Seconds()), StepMs: tenth(took.Seconds() * 1e3 / float64(m.plan.Steps)),
		StartRSSMB: tenth(start), RSSMB: tenth(end), PeakRSSMB: tenth(peak), Loss: m.loss,
	}
}

func tenth(v float64) float64 { return math.Round(v*10) / 10 }

// newCorpus makes utterances of 25 to 90 phonemes, as Persian sentences have.
func newCorpus(p mel.Params, utterances int) []acoustic.Sequence {
	random := rand.New(rand.NewPCG(1, 2))
	corpus := make([]acoustic.Sequence, utterances)
	for i := range corpus {
		corpus[i] = utterance(p, random)
	}
	return corpus
}
