package train

import (
	"context"
	"errors"
	"fmt"
	"time"

	"avagar/engine/acoustic"
	"avagar/engine/dataset"
	"avagar/engine/gemm"
)

// Kinds of events.
const (
	EventPrepare    = "prepare" // recordings are being read, aligned, analysed
	EventDoubted    = "doubted" // of Total texts that do not seem to fit their recordings, Done are left out; told before the first step
	EventStep       = "step"
	EventEvaluate   = "evaluate"
	EventCheckpoint = "checkpoint"
	EventStopped    = "stopped_early"
	EventDamaged    = "checkpoint_damaged" // an older one is used
	EventSlower     = "slower"             // it diverged, and goes on from the newest checkpoint at a lower rate
	EventKernel     = "other_kernel"       // this machine rounds differently; the last bits may differ
	EventDone       = "done"
)

// Event is news of a run, for whoever watches. It is sent on the goroutine that
// trains, which waits for the receiver.
type Event struct {
	Kind            string
	Stage           string // of preparing
	Done, Total     int    // of that stage; of texts that are doubted
	Step, Steps     int
	Metric          Metric // of a step or an evaluation
	FramesPerSecond float64
	Elapsed         time.Duration // of training in this session
	Best            bool          // an evaluation is the best so far
	BestBy          string        // then: ByPhones or ByLoss
}

// session is a run while it is being trained.
type session struct {
	*Run
	corpus  *dataset.Corpus
	events  func(Event)
	state   state
	trainer *acoustic.Trainer
	judge   *acoustic.Evaluator
	order   *order
	ahead   ahead
	metrics *metrics
	speeds  *speeds
	saved   state // of the newest checkpoint
	began   time.Time
	before  float64 // seconds of earlier sessions
	frames  int
}

// Train teaches until the plan's steps are done, neither held-out loss nor phone
// errors have improved for the plan's patience, ctx is cancelled, or AskPause asks
// it to end; then it saves and returns ctx.Err() or ErrAsked. It goes on from the
// newest readable checkpoint. Where a loss is not a number it goes back to that
// checkpoint, once in the life of a run, and on at a lower rate; the second time it
// ends with acoustic.ErrNaN before anything is saved.
func (r *Run) Train(ctx context.Context, corpus *dataset.Corpus, events func(Event)) error {
	unlock, err := r.lock()
	if err != nil {
		return err
	}
	defer unlock()
	ctx, end := r.heed(ctx)
	defer end()
	slower, err := r.session(ctx, corpus, events, false)
	if slower {
		_, err = r.session(ctx, corpus, events, true)
	}
	if err != nil && context.Cause(ctx) == ErrAsked && errors.Is(err, context.Canceled) {
		return ErrAsked
	}
	return err
}

// session trains from the newest checkpoint on, at a lower rate if it is asked
// to, and tells whether the run has diverged and may be tried at one.
func (r *Run) session(ctx context.Context, corpus *dataset.Corpus, events func(Event), slower bool) (diverged bool, err error) {
	s, err := r.begin(ctx, corpus, events)
	if err != nil && r.Summary.Step > 0 {
		return false, err // a session that never began says nothing about what was learned before
	}
	if err != nil {
		return false, r.end(err)
	}
	if slower {
		s.state.Slower++
		s.tell(Event{Kind: EventSlower})
	} else if left, all := doubted(corpus); all > 0 {
		s.tell(Event{Kind: EventDoubted, Done: left, Total: all})
	}
	err = errors.Join(s.loop(ctx), s.close())
	if errors.Is(err, acoustic.ErrNaN) && s.state.Slower == 0 {
		return true, err
	}
	return false, r.end(err)
}

// doubted counts the texts that do not seem to fit, and those of them that are
// left out.
func doubted(c *dataset.Corpus) (left, all int) {
	for _, f := range c.Excluded {
		if f.Code == dataset.BadTranscript {
			all++
			if f.Severity == dataset.Error {
				left++
			}
		}
	}
	return left, all
}

// slowerBy is what a learning rate is multiplied with after a run diverged.
const slowerBy = 0.3

// rate is the learning rate of the next step.
func (s *session) rate() float64 {
	rate := s.Summary.Plan.Rate(s.state.Step)
	if s.state.Slower > 0 {
		rate *= slowerBy
	}
	return rate
}

func (s *session) loop(ctx context.Context) error {
	plan := s.Summary.Plan
	for ctx.Err() == nil {
		if s.due() {
			if err := s.evaluate(ctx); err != nil && ctx.Err() == nil {
				return err
			}
		}
		if ctx.Err() != nil || s.finished() {
			break
		}
		if s.state.Step%plan.CheckpointEvery == 0 {
			if err := s.save(); err != nil {
				return err
			}
		}
		if err := s.step(s.rate()); err != nil {
			return err
		}
	}
	if err := errors.Join(s.save(), ctx.Err()); err != nil {
		return err
	}
	s.tell(Event{Kind: EventDone})
	return nil
}

// due says whether the present step is to be evaluated and has not been.
func (s *session) due() bool {
	plan, step := s.Summary.Plan, s.state.Step
	return step > s.state.Evaluated && (step%plan.EvaluateEvery == 0 || step == plan.Steps)
}

func (s *session) finished() bool {
	if p := s.Summary.Plan.Patience; p > 0 && s.state.Since >= p {
		s.tell(Event{Kind: EventStopped})
		return true
	}
	return s.state.Step >= s.Summary.Plan.Steps
}

// step learns from one batch and writes down what it measured.
func (s *session) step(rate float64) error {
	began := time.Now()
	parts, err := s.batch(s.state.Step)
	if err != nil {
		return err
	}
	losses, err := s.trainer.Step(parts, rate)
	if err != nil {
		return err
	}
	s.state.Step++
	s.frames += losses.FrameCount
	m := metricOf(s.state.Step, losses)
	m.LearningRate = rate
	s.Summary.Step, s.Summary.Loss = s.state.Step, m.Loss
	s.tell(Event{Kind: EventStep, Metric: m})
	if err := s.speeds.add(s.state.Step, losses.FrameCount, time.Since(began)); err != nil {
		return err
	}
	return s.metrics.write(m)
}

func sequence(e *dataset.Example) (acoustic.Sequence, error) {
	f, err := e.Features()
	if err != nil {
		return acoustic.Sequence{}, fmt.Errorf("train: features of %s: %w", e.ID, err)
	}
	return acoustic.Sequence{Tokens: e.Tokens, Durations: e.Durations, Speaker: e.Speaker, Features: f}, nil
}

// evaluate measures held-out utterances, spread evenly over all there are.
func (s *session) evaluate(ctx context.Context) error {
	examples := s.heldOut()
	if len(examples) == 0 {
		return nil
	}
	i := 0
	e, err := s.judge.Evaluate(func() (acoustic.Sequence, bool, error) {
		if i == len(examples) || ctx.Err() != nil {
			return acoustic.Sequence{}, false, ctx.Err()
		}
		i++
		q, err := sequence(examples[i-1])
		return q, true, err
	})
	if err != nil {
		return err
	}
	m := metricOfEvaluation(s.state.Step, e)
	if err := s.spread(ctx, m.Frames); err != nil {
		return err
	}
	if err := s.listen(ctx, examples, &m); err != nil {
		return err
	}
	return s.judged(m)
}

// judged writes an evaluation down and keeps the checkpoint of the best so far.
func (s *session) judged(m Metric) error {
	m.Best = s.state.Add(m)
	s.state.Evaluated = s.state.Step
	s.Summary.stand(s.state.Standing)
	if err := s.metrics.write(m); err != nil {
		return err
	}
	e := Event{Kind: EventEvaluate, Metric: m, Best: m.Best}
	if m.Best {
		e.BestBy = s.state.By()
	}
	s.tell(e)
	if m.Best {
		return s.save()
	}
	return nil
}

func (s *session) heldOut() []*dataset.Example {
	all := make([]*dataset.Example, len(s.corpus.HeldOut))
	for i := range all {
		all[i] = &s.corpus.HeldOut[i]
	}
	return spread(all, s.Summary.Plan.HeldOut)
}

// spread picks at most n, evenly over all there are.
func spread(all []*dataset.Example, n int) []*dataset.Example {
	n = min(len(all), n)
	out := make([]*dataset.Example, 0, n)
	for i := range n {
		out = append(out, all[i*len(all)/n])
	}
	return out
}

// save writes a checkpoint of the present state, unless there is one.
func (s *session) save() error {
	s.Summary.Seconds = s.before + time.Since(s.began).Seconds()
	s.state.Kernel, s.state.Replicas, s.state.Adam = gemm.Kernel(), s.Summary.Plan.Replicas, s.trainer.Optimiser.Steps
	var err error
	if s.state.Metrics, err = s.metrics.sync(); err != nil {
		return err
	}
	if s.saved == s.state {
		return s.Run.save()
	}
	if err := s.write(s.trainer.Model, s.trainer.Optimiser, s.state); err != nil {
		return err
	}
	s.saved = s.state
	s.tell(Event{Kind: EventCheckpoint})
	return errors.Join(s.Run.save(), s.prune(s.state.BestStep))
}

func (s *session) tell(e Event) {
	e.Step, e.Steps, e.Elapsed = s.state.Step, s.Summary.Plan.Steps, time.Since(s.began)
	e.FramesPerSecond = float64(s.frames) / max(1e-9, e.Elapsed.Seconds())
	if s.events != nil {
		s.events(e)
	}
}

func (s *session) close() error {
	s.ahead.wait()
	var err error
	if s.metrics != nil {
		err = s.metrics.f.Close()
	}
	if s.speeds != nil {
		err = errors.Join(err, s.speeds.close())
	}
	return errors.Join(err, s.trainer.Close(), s.judge.Close())
}
