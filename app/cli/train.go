package cli

import (
	"cmp"
	"context"
	"errors"
	"time"

	"avagar/app/fa"
	"avagar/app/jobs"
	"avagar/app/training"
	"avagar/engine/disk"
	"avagar/engine/train"
	"avagar/engine/voice"
)

type trainCommands struct {
	Start   trainStart   `cmd:"" help:"${train_start}"`
	List    trainList    `cmd:"" help:"${train_list}"`
	Show    trainShow    `cmd:"" help:"${train_show}"`
	Resume  trainResume  `cmd:"" help:"${train_resume}"`
	Pause   trainPause   `cmd:"" help:"${train_pause}"`
	Cancel  trainCancel  `cmd:"" help:"${train_cancel}"`
	Move    trainMove    `cmd:"" help:"${train_move}"`
	Promote trainPromote `cmd:"" help:"${train_promote}"`
	Report  trainReport  `cmd:"" help:"${train_report}"`
}

type trainStart struct {
	Folder       string   `arg:"" help:"${dataset_folder}"`
	Name         string   `placeholder:"NAME" help:"${train_name}"`
	From         string   `placeholder:"VOICE" help:"${train_from}"`
	Size         string   `enum:"base,high," default:"" placeholder:"base|high" help:"${train_size}"`
	Steps        int      `placeholder:"N" help:"${train_steps}"`
	Patience     int      `placeholder:"N" help:"${train_patience}"`
	Evaluate     int      `name:"evaluate-every" placeholder:"N" help:"${train_evaluate}"`
	BatchFrames  *int     `placeholder:"N" help:"${train_batch}"`
	LearningRate *float64 `placeholder:"RATE" help:"${train_rate}"`
	WarmUp       *int     `placeholder:"N" help:"${train_warm_up}"`
	Threads      *int     `placeholder:"N" help:"${train_threads}"`
	Validation   *float64 `placeholder:"PERCENT" help:"${train_validation}"`
	Seed         *uint64  `placeholder:"N" help:"${train_seed}"`
}

type trainResume struct {
	ID string `arg:"" name:"run" help:"${train_run}"`
}

type trainPause struct {
	ID string `arg:"" name:"run" help:"${train_run}"`
}

// Run asks the window, or another terminal, to save a training and to stop it.
func (c *trainPause) Run(s *session) error {
	t, err := s.training()
	if err != nil {
		return err
	}
	if err := t.Pause(c.ID); err != nil {
		return about(c.ID, err)
	}
	if s.json {
		return s.object(map[string]any{"id": c.ID, "asked": "pause"})
	}
	return s.say(fa.TrainAsked, c.ID, "avagar train resume "+c.ID)
}

// runObject is what --json says of a training.
type runObject struct {
	train.Summary
	FramesPerS float64 `json:"frames_per_s,omitempty"`
}

// Run trains a voice on a folder, until done or Ctrl+C.
func (c *trainStart) Run(s *session) error {
	t, err := s.training()
	if err != nil {
		return err
	}
	folder, _, err := s.folder(c.Folder)
	if err != nil {
		return err
	}
	o := training.StartOptions{Folder: folder, Name: c.Name, Size: c.Size, Steps: c.Steps, Patience: c.Patience, Adjust: c.adjust}
	if o.From, err = c.beginning(s); err != nil {
		return err
	}
	return s.train(c.Folder, func(ctx context.Context, events func(train.Event)) (train.Summary, error) {
		return t.Start(ctx, o, events)
	})
}

// fromNothing asks for a training that begins at random.
const fromNothing = "nothing"

// beginning is the voice that a training begins from; nil where it begins at
// random. Unasked it is the built-in one, which wins at every amount of speech
// that was measured (docs/figures.md), unless another size is asked for.
func (c *trainStart) beginning(s *session) (*voice.Voice, error) {
	switch c.From {
	case fromNothing:
		return nil, nil
	case "":
		v, err := voice.BuiltIn()
		if err != nil || c.Size != "" && c.Size != v.Model.Config.Size {
			return nil, err
		}
		return v, nil
	}
	return s.voice(c.From)
}

// adjust puts the numbers that were given into a plan, which says itself what
// is wrong with them.
func (c *trainStart) adjust(p *train.Plan) {
	p.EvaluateEvery = cmp.Or(c.Evaluate, p.EvaluateEvery)
	given(c.BatchFrames, &p.BatchFrames)
	given(c.LearningRate, &p.LearningRate)
	given(c.WarmUp, &p.WarmUp)
	given(c.Threads, &p.Replicas)
	given(c.Seed, &p.Seed)
	if c.Validation != nil {
		p.Hold(*c.Validation / 100)
	}
}

func given[T any](flag, to *T) {
	if flag != nil {
		*to = *flag
	}
}

// Run goes on with a training.
func (c *trainResume) Run(s *session) error {
	t, err := s.training()
	if err != nil {
		return err
	}
	return s.train(c.ID, func(ctx context.Context, events func(train.Event)) (train.Summary, error) {
		return t.Resume(ctx, c.ID, events)
	})
}

func (s *session) training() (*training.Service, error) {
	home, err := s.home()
	return &training.Service{Home: home}, err
}

// train runs a training as a job and reports how it ended.
func (s *session) train(subject string, work func(context.Context, func(train.Event)) (train.Summary, error)) error {
	runner := jobs.New(s.ctx)
	defer runner.Close()
	w := &watcher{session: s, bar: s.bar()}
	var run train.Summary
	err := runner.Start("train", func(ctx context.Context) (err error) {
		run, err = work(ctx, w.see)
		return err
	})
	if err != nil {
		return err
	}
	err = runner.Wait(context.Background(), "train") // it hears s.ctx itself, and saves first
	w.bar.clear()
	if (errors.Is(err, context.Canceled) || disk.Full(err)) && run.ID != "" {
		s.tell(fa.TrainPaused, run.Step, run.Steps, "avagar train resume "+run.ID)
	}
	if err != nil {
		return about(subject, err)
	}
	if s.json {
		return s.object(runObject{Summary: run, FramesPerS: w.speed})
	}
	return s.say(fa.TrainDone, run.ID, run.Step, run.BestStep, finite(run.BestLoss), "avagar train promote "+run.ID)
}

// watcher turns events into a bar on a terminal, or into lines elsewhere.
type watcher struct {
	*session
	bar   *bar
	speed float64 // frames a second
	pace  *pace
}

// pace is where the counting of time began.
type pace struct {
	step    int
	elapsed time.Duration
}

func (w *watcher) see(e train.Event) {
	if e.FramesPerSecond > 0 {
		w.speed = round(e.FramesPerSecond, 1)
	}
	switch e.Kind {
	case train.EventPrepare:
		w.bar.show(e.Done, e.Total, fa.Stage(e.Stage))
	case train.EventStep:
		w.bar.show(e.Step, e.Steps, fa.TrainStep, e.Metric.Loss, w.speed, w.left(e))
	case train.EventEvaluate:
		w.evaluated(e)
	case train.EventDoubted:
		w.note(fa.TrainDoubted, e.Total, e.Done)
	case train.EventDamaged:
		w.note(fa.TrainOlder)
	case train.EventSlower:
		w.note(fa.TrainSlower)
	case train.EventKernel:
		w.note(fa.TrainKernel)
	case train.EventStopped:
		w.note(fa.TrainEarly)
	}
}

// left is how long the rest will take at the pace since this session's first
// step.
func (w *watcher) left(e train.Event) time.Duration {
	if w.pace == nil {
		w.pace = &pace{e.Step, e.Elapsed}
	}
	steps := e.Step - w.pace.step
	if steps == 0 {
		return 0
	}
	each := (e.Elapsed - w.pace.elapsed) / time.Duration(steps)
	return each * time.Duration(e.Steps-e.Step)
}

func (w *watcher) note(sentence fa.Sentence, args ...any) {
	w.bar.clear()
	w.tell(sentence, args...)
}

func (w *watcher) evaluated(e train.Event) {
	if w.json {
		return
	}
	mark := fa.Words("")
	if e.Best {
		mark = fa.Words(w.locale.Say(fa.BestSoFar))
	}
	w.note(fa.TrainEvaluated, e.Step, e.Steps, e.Metric.Frames, e.Metric.DistortionDB, mark)
	if e.Metric.PhoneErrors != nil {
		w.note(fa.TrainHeard, *e.Metric.PhoneErrors*100)
	}
}
