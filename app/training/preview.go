package training

import (
	"context"
	"encoding/json"
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
	"avagar/engine/align"
	"avagar/engine/audio"
	"avagar/engine/checkpoint"
	"avagar/engine/dataset"
	"avagar/engine/phoneme"
	"avagar/engine/train"
	"avagar/engine/voice"
)

// previewLanguage is the one that Studio.Text is written in.
const previewLanguage = "fa"

// Preview is what a run said at a checkpoint.
type Preview struct {
	Step   int
	Path   string // of a WAV file
	Phones int    // phonemes that were to be said; 0 where nobody listened
	Wrong  int    // of them, as the aligner of the recordings hears them
}

// PhoneErrors is the share of phonemes that are heard wrong; 0 where nobody
// listened.
func (p Preview) PhoneErrors() float64 { return float64(p.Wrong) / float64(max(p.Phones, 1)) }

func (s *Service) previews(id string) string { return filepath.Join(s.dir(id), "previews") }

func previewName(step int) string { return fmt.Sprintf("step-%08d.wav", step) }

// heardPath is where it stands how a preview was heard.
func heardPath(preview string) string { return strings.TrimSuffix(preview, ".wav") + ".json" }

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
		err = errors.Join(err, s.speak(ctx, r, m, c.Aligner, step))
	}
	if err != nil && ctx.Err() == nil {
		slog.Warn("training: a checkpoint is not presented whole", "run", r.Summary.ID, "step", step, "error", err)
	}
	s.Changed.Publish(struct{}{})
}

// speak writes what a checkpoint says and, where there is an ear, how that hears
// it.
func (s *Studio) speak(ctx context.Context, r *train.Run, m *acoustic.Model, ear *align.Model, step int) error {
	folder := s.previews(r.Summary.ID)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	v := &voice.Voice{Info: voice.Info{ID: r.Summary.ID, Language: r.Summary.Language}, Model: m}
	path := filepath.Join(folder, previewName(step))
	if err := writeSpeech(ctx, v, s.Text, path); err != nil || ear == nil {
		return err
	}
	return listenTo(path, s.Text, ear)
}

// hearing is how a preview was understood.
type hearing struct {
	Phones int `json:"phones"`
	Wrong  int `json:"wrong"`
}

// listenTo has a recogniser write down what it hears in a preview.
func listenTo(path, text string, ear *align.Model) error {
	clip, err := audio.ReadFile(path)
	if err != nil {
		return err
	}
	said, err := phoneme.Phonemize(text)
	if err != nil {
		return err
	}
	phones := train.Phones(said.Tokens())
	content, err := json.Marshal(hearing{len(phones), align.Errors(phones, ear.Recognize(clip.Channels[0]))})
	if err != nil {
		return err
	}
	return checkpoint.WriteBytes(heardPath(path), content)
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
				list = append(list, understood(Preview{Step: step, Path: filepath.Join(s.previews(id), e.Name())}))
			}
		}
	}
	slices.SortFunc(list, func(a, b Preview) int { return a.Step - b.Step })
	return list, nil
}

// understood says how a preview was heard, where that is known.
func understood(p Preview) Preview {
	content, err := os.ReadFile(heardPath(p.Path))
	if err != nil {
		return p
	}
	var h hearing
	if json.Unmarshal(content, &h) == nil && h.Phones > 0 && h.Wrong >= 0 {
		p.Phones, p.Wrong = h.Phones, h.Wrong
	}
	return p
}
