package training

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
	"avagar/engine/dataset"
	"avagar/engine/phoneme"
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
	FrameMs             float64
	Phones              []PhoneTime // in their order, pauses among them; none in files of before
}

// PhoneTime is how long a phoneme lasts, in frames: as the aligner found it in the
// recording, and as it is predicted.
type PhoneTime struct {
	Symbol              string // phoneme.Pause for a pause
	Recorded, Predicted int
}

// DurationError is the mean difference of predicted durations in milliseconds a
// phoneme, pauses left out; false where there is none.
func (s Spectra) DurationError() (ms float64, ok bool) {
	n := 0
	for _, p := range s.Phones {
		if p.Symbol != phoneme.Pause {
			ms += math.Abs(float64(p.Predicted-p.Recorded)) * s.FrameMs
			n++
		}
	}
	return ms / float64(max(n, 1)), n > 0
}

// times are how long the phonemes of an utterance last.
func times(e *dataset.Example, predicted []int) (all []PhoneTime) {
	for i, t := range e.Tokens {
		all = append(all, PhoneTime{t.Symbol, e.Durations[i], predicted[i]})
	}
	return all
}

func (s *Service) spectraPath(id string) string { return filepath.Join(s.previews(id), "spectra.gob") }

func (s *Service) keepSpectra(id string, m *acoustic.Model, e *dataset.Example, step int) error {
	recorded, err := e.Features()
	if err != nil {
		return err
	}
	v := acoustic.NewSynthesizer(m)
	defer v.Close()
	spoken, err := train.Speak(v, m.Config.Params, e)
	if err != nil {
		return err
	}
	p := m.Config.Params
	return s.keep(id, Spectra{
		Step: step, ID: e.ID, Text: e.Text, Bands: p.Bands, Recorded: recorded.Mel, Predicted: spoken.Features.Mel,
		FrameMs: 1000 * float64(p.HopLength) / float64(p.SampleRate), Phones: times(e, spoken.Durations),
	})
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
