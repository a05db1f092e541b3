package train

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
)

// Metric is one line of metrics.jsonl: a step of training, or with HeldOut an
// evaluation after that many steps. It holds nothing of the clock, so equal
// runs write equal bytes.
type Metric struct {
	Step         int     `json:"step"`
	HeldOut      bool    `json:"held_out,omitempty"`
	Loss         float64 `json:"loss"`
	Frames       float64 `json:"frames"`
	Duration     float64 `json:"duration"`
	Prosody      float64 `json:"prosody"`
	Mel          float64 `json:"mel"`
	Cepstra      float64 `json:"cepstra"`
	Pitch        float64 `json:"pitch"`
	Voicing      float64 `json:"voicing"`
	Aperiodicity float64 `json:"aperiodicity"`
	Spread       float64 `json:"spread,omitempty"` // beside the loss: how far movements are from the speaker's
	GradientNorm float64 `json:"gradient_norm,omitempty"`
	LearningRate float64 `json:"learning_rate,omitempty"`

	MelL1         float64  `json:"mel_l1,omitempty"`
	DistortionDB  float64  `json:"distortion_db,omitempty"`
	PitchCents    float64  `json:"pitch_cents,omitempty"`
	VoicingErrors float64  `json:"voicing_errors,omitempty"`
	DurationMs    float64  `json:"duration_ms,omitempty"`
	PhoneErrors   *float64 `json:"phone_errors,omitempty"` // share, where measured
	Phones        int      `json:"phones,omitempty"`       // that were spoken for it
	Best          bool     `json:"best,omitempty"`         // an evaluation was the best so far
}

// heard is what an evaluation's phone errors were counted of. Those of runs from
// before Phones was written cannot be compared.
func (m *Metric) heard() Heard {
	if m.PhoneErrors == nil {
		return Heard{}
	}
	return Heard{Wrong: int(math.Round(*m.PhoneErrors * float64(m.Phones))), Of: m.Phones}
}

func metricOf(step int, l acoustic.Losses) Metric {
	return Metric{
		Step: step, Loss: l.Total, Frames: l.Frames, Duration: l.Duration, Prosody: l.Prosody,
		Mel: l.Mel, Cepstra: l.Cepstra, Pitch: l.Pitch, Voicing: l.Voicing, Aperiodicity: l.Aperiodicity,
		Spread: l.Spread, GradientNorm: l.GradientNorm,
	}
}

func metricOfEvaluation(step int, e acoustic.Evaluation) Metric {
	m := metricOf(step, e.Losses)
	m.HeldOut, m.MelL1, m.DistortionDB, m.PitchCents = true, e.MelL1, e.Distortion, e.PitchCents
	m.VoicingErrors, m.DurationMs = e.VoicingErrors, e.DurationMs
	return m
}

// metrics appends lines to a run's metrics.jsonl.
type metrics struct{ f checkpoint.DiskFile }

func metricsPath(dir string) string { return filepath.Join(dir, "metrics.jsonl") }

// openMetrics opens the file and cuts off what a run wrote behind its last
// checkpoint, where the file had the given length.
func openMetrics(d checkpoint.Disk, dir string, length int64) (*metrics, error) {
	f, err := d.Open(metricsPath(dir), os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("train: metrics: %w", err)
	}
	end, err := f.Seek(0, io.SeekEnd)
	if err == nil && end > length {
		err = f.Truncate(length)
		if err == nil {
			_, err = f.Seek(length, io.SeekStart)
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("train: metrics: %w", err), f.Close())
	}
	return &metrics{f}, nil
}

func (m *metrics) write(line Metric) error {
	b, err := json.Marshal(line)
	if err != nil {
		return fmt.Errorf("train: metrics: %w", err)
	}
	if _, err := m.f.Write(append(b, '\n')); err != nil {
		return fmt.Errorf("train: metrics: %w", err)
	}
	return nil
}

// sync makes what was written last, before a checkpoint that counts on it, and
// returns how much there is.
func (m *metrics) sync() (int64, error) {
	err := m.f.Sync()
	length, seek := m.f.Seek(0, io.SeekCurrent)
	if err = errors.Join(err, seek); err != nil {
		return 0, fmt.Errorf("train: metrics: %w", err)
	}
	return length, nil
}

// Metrics reads what a run has measured so far; a line that is still being
// written is left out.
func (r *Run) Metrics() ([]Metric, error) {
	f, err := os.Open(metricsPath(r.Dir))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("train: metrics: %w", err)
	}
	defer f.Close()
	var out []Metric
	in := bufio.NewScanner(f)
	for in.Scan() {
		var m Metric
		if json.Unmarshal(in.Bytes(), &m) == nil {
			out = append(out, m)
		}
	}
	return out, in.Err()
}
