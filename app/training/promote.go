package training

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"avagar/app"
	"avagar/app/library"
	"avagar/engine/train"
	"avagar/engine/voice"
)

// PromoteOptions describe the voice that a run becomes.
type PromoteOptions struct {
	ID      string // file name in voices/; empty takes the run's
	Name    string // for people; empty takes the ID
	License string
	Speaker string
	Step    int  // of the checkpoint; 0 takes the run's best, as train.Standing has it
	Newest  bool // take the newest checkpoint instead
	// Synthetic says that the recordings were a machine's.
	Synthetic   bool
	Description string
	Picture     []byte // as voice.ReadPicture makes it; empty keeps that of the voice that is replaced
	Out         string // file to write; empty writes into voices/
}

// Promote makes a voice out of a checkpoint and returns it with its path. An
// earlier voice of the same run is replaced; any other of that ID is
// app.ErrExists, and an ID that is no plain name app.ErrBadInput.
func (s *Service) Promote(id string, o PromoteOptions) (voice.Info, string, error) {
	r, err := s.open(id)
	if err != nil {
		return voice.Info{}, "", err
	}
	if o.ID == "" {
		o.ID = strings.ToLower(id)
	}
	if o.ID != plain(o.ID) {
		return voice.Info{}, "", fmt.Errorf("training: voice ID %q: %w", o.ID, app.ErrBadInput)
	}
	path, picture, err := s.place(id, o)
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
	loss, err := lossAt(r, step)
	if err != nil {
		return voice.Info{}, "", err
	}
	if o.Name == "" {
		o.Name = o.ID
	}
	v := &voice.Voice{Model: m, Picture: picture, Info: voice.Info{
		ID: o.ID, Name: o.Name, Language: r.Summary.Language, License: o.License, Speaker: o.Speaker,
		Description: o.Description, Synthetic: o.Synthetic, Dataset: filepath.Base(r.Summary.Dataset), Run: id,
		Utterances: r.Summary.Utterances, Minutes: r.Summary.Minutes, Steps: step, HeldOutLoss: loss,
		Base: r.Summary.Base, Created: r.Summary.Created.Format(time.DateOnly),
	}}
	return v.Info, path, v.Save(path)
}

// place is where the voice of a run goes, and the picture that it has there.
func (s *Service) place(run string, o PromoteOptions) (path string, picture []byte, err error) {
	if o.Out != "" {
		return o.Out, o.Picture, nil
	}
	l := library.Library{Home: s.Home}
	there, err := l.Find(o.ID)
	if err == nil && (there.BuiltIn || there.Info.Run != run) {
		return "", nil, fmt.Errorf("training: promote to %s: %w", o.ID, app.ErrExists)
	}
	if err := os.MkdirAll(l.Folder(), 0o700); err != nil {
		return "", nil, fmt.Errorf("training: promote: %w", err)
	}
	if picture = o.Picture; len(picture) == 0 {
		picture = there.Picture // none where there was no voice
	}
	return l.Path(o.ID), picture, nil
}

// pickStep takes the newest checkpoint also where a loss of power took the best
// away.
func pickStep(r *train.Run, o PromoteOptions) (int, error) {
	if o.Step > 0 {
		return o.Step, nil
	}
	steps, err := r.Checkpoints()
	if err != nil {
		return 0, err
	}
	if best := r.Summary.BestStep; !o.Newest && best > 0 && slices.Contains(steps, best) {
		return best, nil
	}
	if len(steps) == 0 || steps[len(steps)-1] == 0 {
		return 0, fmt.Errorf("training: run %s: %w", r.Summary.ID, train.ErrNoCheckpoint)
	}
	return steps[len(steps)-1], nil
}
