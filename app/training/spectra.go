package training

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
	"avagar/engine/dataset"
	"avagar/engine/train"
)

// Spectra are the mel frames of an utterance that the run does not learn from,
// as it was recorded and as the newest checkpoint says it.
type Spectra struct {
	Step                int
	ID                  string // of the utterance
	Text                string
	Bands               int
	Recorded, Predicted []float32 // [frames][Bands], natural log of the band magnitude
}

func (s *Service) spectraPath(id string) string { return filepath.Join(s.previews(id), "spectra.gob") }

// compare keeps the spectra of a checkpoint. A training does not end because
// they cannot be kept.
func (s *Studio) compare(ctx context.Context, r *train.Run, c *dataset.Corpus, step int) {
	if len(c.HeldOut) == 0 || step == 0 || ctx.Err() != nil {
		return
	}
	sp, err := spectra(r, &c.HeldOut[0], step)
	if err == nil {
		err = s.keep(r.Summary.ID, sp)
	}
	if err != nil {
		slog.Warn("training: no spectra", "run", r.Summary.ID, "step", step, "error", err)
	}
}

func spectra(r *train.Run, e *dataset.Example, step int) (Spectra, error) {
	m, err := r.Model(step)
	if err != nil {
		return Spectra{}, err
	}
	recorded, err := e.Features()
	if err != nil {
		return Spectra{}, err
	}
	sp := Spectra{Step: step, ID: e.ID, Text: e.Text, Bands: m.Config.Params.Bands, Recorded: recorded.Mel}
	v := acoustic.NewSynthesizer(m)
	defer v.Close()
	plan, err := v.Plan(e.Tokens, acoustic.Controls{Speaker: e.Speaker})
	if err != nil {
		return Spectra{}, err
	}
	for i := range plan.Segments() {
		f, err := v.Frames(plan, i)
		if err != nil {
			return Spectra{}, err
		}
		sp.Predicted = append(sp.Predicted, f.Mel...)
	}
	return sp, nil
}

func (s *Service) keep(id string, sp Spectra) error {
	if err := os.MkdirAll(s.previews(id), 0o700); err != nil {
		return err
	}
	var content bytes.Buffer
	if err := gob.NewEncoder(&content).Encode(sp); err != nil {
		return err
	}
	return checkpoint.WriteBytes(s.spectraPath(id), content.Bytes())
}

// Spectra are those of a run's newest checkpoint; empty where there are none.
func (s *Service) Spectra(id string) (sp Spectra, err error) {
	if _, err := s.open(id); err != nil {
		return Spectra{}, err
	}
	content, err := os.ReadFile(s.spectraPath(id))
	if errors.Is(err, fs.ErrNotExist) {
		return Spectra{}, nil
	}
	if err != nil {
		return Spectra{}, fmt.Errorf("training: spectra of %s: %w", id, err)
	}
	if err := gob.NewDecoder(bytes.NewReader(content)).Decode(&sp); err != nil {
		return Spectra{}, nil // they come anew with the next checkpoint
	}
	return sp, nil
}
