package cli

import (
	"math"
	"os"
	"path/filepath"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/store"
	"avagar/app/training"
	"avagar/engine/train"
)

type (
	trainList struct{}
	trainShow struct {
		Chart string `placeholder:"FILE.png" help:"${train_chart}"`
		ID    string `arg:"" name:"run" help:"${train_run}"`
	}
	trainPromote struct {
		ID          string `arg:"" name:"run" help:"${train_run}"`
		Voice       string `name:"id" placeholder:"ID" help:"${promote_id}"`
		Name        string `placeholder:"NAME" help:"${promote_name}"`
		License     string `placeholder:"SPDX" help:"${promote_license}"`
		Speaker     string `placeholder:"NAME" help:"${promote_speaker}"`
		Description string `placeholder:"TEXT" help:"${promote_description}"`
		Step        int    `placeholder:"N" help:"${promote_step}"`
		Newest      bool   `help:"${promote_newest}"`
		Picture     string `placeholder:"FILE|-" help:"${voice_picture_file}"`
		Synthetic   bool   `help:"${promote_synthetic}"`
		Out         string `short:"o" placeholder:"FILE" help:"${promote_out}"`
	}
)

// Run lists the trainings, newest first, and those that wait for their turn.
func (trainList) Run(s *session) error {
	t, err := s.training()
	if err != nil {
		return err
	}
	list, err := t.List()
	if err != nil {
		return err
	}
	for _, r := range list {
		if err := s.listedRun(r); err != nil {
			return err
		}
	}
	waiting := s.waiting()
	for _, j := range waiting {
		if err := s.listedWaiting(j); err != nil {
			return err
		}
	}
	if len(list)+len(waiting) == 0 && !s.json {
		s.tell(fa.NoTrainings)
	}
	return nil
}

// waiting are the trainings that wait for their turn. What cannot be read does
// not keep the runs from being listed.
func (s *session) waiting() (list []app.TrainingJob) {
	home, err := s.home()
	if err != nil {
		return nil
	}
	if _, err := os.Stat(filepath.Join(home, store.File)); err != nil {
		return nil // no window was opened here yet
	}
	err = s.records(func(kept *store.Store, user app.User) (err error) {
		list, err = kept.WaitingTrainings(s.ctx, user.ID)
		return err
	})
	if err != nil {
		s.log(err)
	}
	return list
}

func (s *session) listedRun(r train.Summary) error {
	if s.json {
		return s.object(r)
	}
	return s.say(fa.TrainLine, r.ID, fa.State(r.State), r.Step, r.Steps, finite(r.Loss), finite(r.BestLoss), r.Dataset)
}

// Run tells what a training has measured; with --json all of it.
func (c *trainShow) Run(s *session) error {
	t, err := s.training()
	if err != nil {
		return err
	}
	d, err := t.Show(c.ID)
	if err != nil {
		return about(c.ID, err)
	}
	if c.Chart != "" {
		if err := training.WriteChart(c.Chart, d); err != nil {
			return about(c.Chart, err)
		}
	}
	if s.json {
		return s.object(d)
	}
	if err := s.listedRun(d.Summary); err != nil {
		return err
	}
	for _, m := range d.Metrics {
		if !m.HeldOut {
			continue
		}
		if err := s.say(fa.TrainEvaluated, m.Step, d.Steps, m.Frames, m.DistortionDB, fa.Words(s.best(d, m))); err != nil {
			return err
		}
		if m.PhoneErrors == nil {
			continue
		}
		if err := s.say(fa.TrainHeard, *m.PhoneErrors*100); err != nil {
			return err
		}
	}
	return nil
}

func (s *session) best(d training.Detail, m train.Metric) string {
	if m.Step != d.BestStep {
		return ""
	}
	return s.locale.Say(fa.BestSoFar)
}

// Run makes a voice out of a training.
func (c *trainPromote) Run(s *session) error {
	t, err := s.training()
	if err != nil {
		return err
	}
	var picture []byte
	if c.Picture != "" {
		if picture, err = s.picture(c.Picture); err != nil {
			return about(c.Picture, err)
		}
	}
	info, path, err := t.Promote(c.ID, training.PromoteOptions{
		ID: c.Voice, Name: c.Name, License: c.License, Speaker: c.Speaker, Description: c.Description,
		Step: c.Step, Newest: c.Newest, Synthetic: c.Synthetic, Picture: picture, Out: c.Out,
	})
	if err != nil {
		return about(c.ID, err)
	}
	if s.json {
		return s.object(struct {
			ID   string `json:"id"`
			File string `json:"file"`
			Step int    `json:"step"`
		}{info.ID, path, info.Steps})
	}
	if c.Out != "" {
		return s.say(fa.VoiceExported, info.ID, path)
	}
	return s.say(fa.Promoted, info.ID, "avagar say --voice "+info.ID)
}

// finite is v, or 0 where it is no number that JSON can hold.
func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return v
}
