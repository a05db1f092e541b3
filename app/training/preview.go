package training

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"avagar/engine/acoustic"
	"avagar/engine/audio"
	"avagar/engine/dataset"
	"avagar/engine/train"
	"avagar/engine/voice"
)

// previewLanguage is the one that Studio.Text is written in.
const previewLanguage = "fa"

// Preview is what a run said at a checkpoint.
type Preview struct {
	Step int
	Path string // of a WAV file
}

func (s *Service) previews(id string) string { return filepath.Join(s.dir(id), "previews") }

func previewName(step int) string { return fmt.Sprintf("step-%08d.wav", step) }

// present keeps how a checkpoint sounds and what it looks like. A training does
// not end because that cannot be kept.
func (s *Studio) present(ctx context.Context, r *train.Run, c *dataset.Corpus, step int) {
	speaks := r.Summary.Language == previewLanguage && s.Text != ""
	if step == 0 || ctx.Err() != nil || !speaks && len(c.HeldOut) == 0 {
		return
	}
	m, err := r.Model(step)
	if err == nil && len(c.HeldOut) > 0 {
		err = s.keepSpectra(r.Summary.ID, m, &c.HeldOut[0], step)
	}
	if m != nil && speaks {
		err = errors.Join(err, s.speak(ctx, r, m, step))
	}
	if err != nil && ctx.Err() == nil {
		slog.Warn("training: a checkpoint is not presented whole", "run", r.Summary.ID, "step", step, "error", err)
	}
	s.Changed.Publish(struct{}{})
}

func (s *Studio) speak(ctx context.Context, r *train.Run, m *acoustic.Model, step int) error {
	folder := s.previews(r.Summary.ID)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	v := &voice.Voice{Info: voice.Info{ID: r.Summary.ID, Language: r.Summary.Language}, Model: m}
	return writeSpeech(ctx, v, s.Text, filepath.Join(folder, previewName(step)))
}

// writeSpeech writes what a voice says into a WAV file, which appears whole or
// not at all.
func writeSpeech(ctx context.Context, v *voice.Voice, text, path string) error {
	w, err := audio.CreateWAV(path, v.SampleRate())
	if err != nil {
		return err
	}
	if err := v.Speak(ctx, strings.NewReader(text), voice.Options{Speed: 1, Range: 1}, w.Write); err != nil {
		return errors.Join(err, w.Abort())
	}
	return w.Close()
}

var previewFile = regexp.MustCompile(`^step-([0-9]{8,})\.wav$`)

// Previews lists what a run said at its checkpoints, by step.
func (s *Service) Previews(id string) ([]Preview, error) {
	r, err := s.open(id)
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(s.previews(r.Summary.ID))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("training: previews of %s: %w", id, err)
	}
	var list []Preview
	for _, e := range entries {
		if m := previewFile.FindStringSubmatch(e.Name()); m != nil {
			if step, err := strconv.Atoi(m[1]); err == nil {
				list = append(list, Preview{step, filepath.Join(s.previews(id), e.Name())})
			}
		}
	}
	slices.SortFunc(list, func(a, b Preview) int { return a.Step - b.Step })
	return list, nil
}
