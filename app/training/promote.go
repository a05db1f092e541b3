package training

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"avagar/engine/train"
	"avagar/engine/voice"
)

// PromoteOptions describe the voice that a run becomes.
type PromoteOptions struct {
	ID      string // file name in voices/; empty takes the run's
	Name    string // for people; empty takes the ID
	License string
	Speaker string
	Step    int  // of the checkpoint; 0 takes the newest
	Best    bool // take the checkpoint with the lowest held-out loss
	// Synthetic says that the recordings were a machine's.
	Synthetic   bool
	Description string
	Out         string // file to write; empty writes into voices/
}

// Promote makes a voice out of a checkpoint and returns it with its path. A voice
// of that ID is replaced.
func (s *Service) Promote(id string, o PromoteOptions) (voice.Info, string, error) {
	r, err := s.open(id)
	if err != nil {
		return voice.Info{}, "", err
	}
	step, err := pickStep(r, o)
	if err != nil {
		return voice.Info{}, "", err
	}
	m, err := r.Model(step)
	if err != nil {
		return voice.Info{}, "", err
	}
	if o.ID == "" {
		o.ID = strings.ToLower(id)
	}
	if o.Name == "" {
		o.Name = o.ID
	}
	v := &voice.Voice{Model: m, Info: voice.Info{
		ID: o.ID, Name: o.Name, Language: r.Summary.Language, License: o.License, Speaker: o.Speaker,
		Description: o.Description, Synthetic: o.Synthetic, Dataset: filepath.Base(r.Summary.Dataset),
		Utterances: r.Summary.Utterances, Minutes: r.Summary.Minutes, Steps: step, HeldOutLoss: r.Summary.BestLoss,
		Base: r.Summary.Base, Created: r.Summary.Created.Format(time.DateOnly),
	}}
	path := o.Out
	if path == "" {
		path = filepath.Join(s.Home, "voices", o.ID+voice.Extension)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return voice.Info{}, "", fmt.Errorf("training: promote: %w", err)
		}
	}
	return v.Info, path, v.Save(path)
}

func pickStep(r *train.Run, o PromoteOptions) (int, error) {
	if o.Step > 0 {
		return o.Step, nil
	}
	if o.Best && r.Summary.BestStep > 0 {
		return r.Summary.BestStep, nil
	}
	steps, err := r.Checkpoints()
	if err != nil {
		return 0, err
	}
	if len(steps) == 0 || steps[len(steps)-1] == 0 {
		return 0, fmt.Errorf("training: run %s: %w", r.Summary.ID, train.ErrNoCheckpoint)
	}
	return steps[len(steps)-1], nil
}
