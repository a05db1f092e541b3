package train

import (
	"context"
	"errors"
	"fmt"
	"time"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
	"avagar/engine/dataset"
	"avagar/engine/disk"
	"avagar/engine/gemm"
	"avagar/engine/mel"
	"avagar/engine/nn"
)

// begin loads the newest checkpoint, or makes the first.
func (r *Run) begin(ctx context.Context, corpus *dataset.Corpus, events func(Event)) (*session, error) {
	if len(corpus.Train) == 0 {
		return nil, ErrTooLittle
	}
	s := &session{Run: r, corpus: corpus, events: events, began: time.Now(), before: r.Summary.Seconds}
	r.Summary.Utterances, r.Summary.Minutes = len(corpus.Train), minutes(corpus)
	m, a, err := s.resume()
	if errors.Is(err, ErrNoCheckpoint) {
		m, a, err = s.initial(ctx)
	}
	if err != nil {
		return nil, err
	}
	s.order = newOrder(r.Summary.Plan, corpus.Train)
	s.trainer = acoustic.NewTrainer(m, r.Summary.Plan.Replicas, r.Summary.Plan.Seed)
	s.trainer.Optimiser = a
	s.trainer.SetSteps(s.state.Step)
	s.judge = acoustic.NewEvaluator(m)
	r.Summary.State, r.Summary.Step, r.Summary.Error = StateRunning, s.state.Step, ""
	// run.json may be older or newer than the checkpoint that the run goes on from
	r.Summary.stand(s.state.Standing)
	if err := r.save(); err != nil {
		return nil, err
	}
	if s.metrics, err = openMetrics(r.disk, r.Dir, s.state.Metrics); err != nil {
		return s, err
	}
	s.speeds, err = openSpeeds(r.Dir, s.state.Step)
	return s, err
}

func minutes(c *dataset.Corpus) float64 {
	frames := 0
	for _, e := range c.Train {
		frames += e.Frames
	}
	return float64(frames) * float64(c.Params.HopLength) / float64(c.Params.SampleRate) / 60
}

// resume reads the newest checkpoint that can be read.
func (s *session) resume() (*acoustic.Model, *nn.Adam, error) {
	steps, err := s.Checkpoints()
	if err != nil {
		return nil, nil, err
	}
	for i := len(steps) - 1; i >= 0; i-- {
		m, a, err := s.load(steps[i])
		switch {
		case err == nil:
			s.saved = s.state
			return m, a, nil
		case errors.Is(err, checkpoint.ErrCorrupt) && i > 0:
			s.tell(Event{Kind: EventDamaged})
			// out of the way: among the newest it would push sound ones out
			path := s.CheckpointPath(steps[i])
			if err := s.disk.Rename(path, path+".damaged"); err != nil {
				return nil, nil, fmt.Errorf("train: damaged checkpoint: %w", err)
			}
		default:
			return nil, nil, err
		}
	}
	return nil, nil, fmt.Errorf("%w: %s", ErrNoCheckpoint, s.Dir)
}

func (s *session) load(step int) (*acoustic.Model, *nn.Adam, error) {
	f, err := checkpoint.ReadFile(s.CheckpointPath(step))
	if err != nil {
		return nil, nil, err
	}
	m, a, state, err := unpack(f)
	if err != nil {
		return nil, nil, err
	}
	if state.Corpus != digest(s.corpus) {
		return nil, nil, fmt.Errorf("%w: run %s", ErrCorpusChanged, s.Summary.ID)
	}
	if n := s.Summary.Plan.Replicas; state.Replicas != n {
		return nil, nil, fmt.Errorf("%w: run %s began with %d replicas, not %d", ErrPlan, s.Summary.ID, state.Replicas, n)
	}
	if !state.useKernel() {
		s.tell(Event{Kind: EventKernel})
	}
	s.state = state
	return m, a, nil
}

// initial makes the untrained network, or the base adapted to the corpus, and
// saves it as step 0.
func (s *session) initial(ctx context.Context) (*acoustic.Model, *nn.Adam, error) {
	stats, err := gather(ctx, s.corpus)
	if err != nil {
		return nil, nil, err
	}
	m, err := s.model(stats)
	if err != nil {
		return nil, nil, err
	}
	s.state = state{Corpus: digest(s.corpus), Kernel: gemm.Kernel(), Replicas: s.Summary.Plan.Replicas}
	a := nn.NewAdam()
	if err := s.write(m, a, s.state); err != nil {
		return nil, nil, err
	}
	s.saved = s.state
	return m, a, s.forgetBase()
}

func (s *session) model(stats acoustic.Stats) (*acoustic.Model, error) {
	plan, speakers := s.Summary.Plan, max(1, len(s.corpus.Speakers))
	base, err := s.base()
	if err != nil {
		return nil, err
	}
	if base != nil {
		if base.Config.Params != s.corpus.Params {
			return nil, fmt.Errorf("train: base voice: %w", mel.ErrParams)
		}
		return base.Adapt(s.corpus.Symbols, speakers, stats, plan.Seed)
	}
	c, err := acoustic.ConfigFor(plan.Size, s.corpus.Symbols, speakers, s.corpus.Params)
	if err != nil {
		return nil, err
	}
	return acoustic.New(c, stats, plan.Seed)
}

// gather reads the whole corpus once for its means and scales.
func gather(ctx context.Context, c *dataset.Corpus) (acoustic.Stats, error) {
	m := acoustic.NewMoments(c.Params)
	for i := range c.Train {
		if err := ctx.Err(); err != nil {
			return acoustic.Stats{}, err
		}
		q, err := sequence(&c.Train[i])
		if err != nil {
			return acoustic.Stats{}, err
		}
		m.Add(q.Features)
	}
	return m.Stats(), nil
}

func (r *Run) write(m *acoustic.Model, a *nn.Adam, s state) error {
	f, err := pack(m, a, s, r.Summary.Plan)
	if err != nil {
		return err
	}
	if err := checkpoint.WriteFileOn(r.disk, r.CheckpointPath(s.Step), f); err != nil {
		return fmt.Errorf("train: save: %w", err)
	}
	return nil
}

// end notes in run.json how a session ended and hands its error on.
func (r *Run) end(err error) error {
	switch {
	case err == nil:
		r.Summary.State = StateDone
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		r.Summary.State = StatePaused
		if err != context.Canceled && err != context.DeadlineExceeded { // saving failed as well
			r.Summary.Error = err.Error()
		}
	case disk.Full(err): // what is behind the newest checkpoint is computed again
		r.Summary.State, r.Summary.Error = StatePaused, err.Error()
	default:
		r.Summary.State, r.Summary.Error = StateFailed, err.Error()
	}
	return errors.Join(err, r.save())
}
