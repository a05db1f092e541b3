package training

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"avagar/app"
	"avagar/engine/checkpoint"
	"avagar/engine/train"
)

// Export writes a picture of a run's curves and a table of all that it measured
// into a folder, as RUN.png and RUN.csv, and returns their paths. app.ErrExists
// where one of them is there already.
func (s *Service) Export(id, folder string) (picture, table string, err error) {
	d, err := s.Show(id)
	if err != nil {
		return "", "", err
	}
	picture, table = filepath.Join(folder, id+".png"), filepath.Join(folder, id+".csv")
	for _, path := range []string{picture, table} {
		if _, err := os.Lstat(path); err == nil {
			return "", "", fmt.Errorf("training: export: %w", &app.About{Subject: path, Err: app.ErrExists})
		}
	}
	if err := WriteChart(picture, d); err != nil {
		return "", "", err
	}
	if err := writeTable(table, d.Metrics); err != nil {
		return "", "", fmt.Errorf("training: table of %s: %w", id, err)
	}
	return picture, table, nil
}

// columns of the table, in their order.
var tableColumns = []struct {
	name  string
	value func(train.Metric) float64
}{
	{"loss", func(m train.Metric) float64 { return m.Loss }},
	{"frames", func(m train.Metric) float64 { return m.Frames }},
	{"duration", func(m train.Metric) float64 { return m.Duration }},
	{"prosody", func(m train.Metric) float64 { return m.Prosody }},
	{"mel", func(m train.Metric) float64 { return m.Mel }},
	{"cepstra", func(m train.Metric) float64 { return m.Cepstra }},
	{"pitch", func(m train.Metric) float64 { return m.Pitch }},
	{"voicing", func(m train.Metric) float64 { return m.Voicing }},
	{"aperiodicity", func(m train.Metric) float64 { return m.Aperiodicity }},
	{"gradient_norm", func(m train.Metric) float64 { return m.GradientNorm }},
	{"learning_rate", func(m train.Metric) float64 { return m.LearningRate }},
	{"distortion_db", func(m train.Metric) float64 { return m.DistortionDB }},
	{"pitch_cents", func(m train.Metric) float64 { return m.PitchCents }},
	{"duration_ms", func(m train.Metric) float64 { return m.DurationMs }},
}

func writeTable(path string, metrics []train.Metric) error {
	var content bytes.Buffer
	out := csv.NewWriter(&content)
	head := []string{"step", "held_out"}
	for _, c := range tableColumns {
		head = append(head, c.name)
	}
	_ = out.Write(append(head, "phone_errors")) // into memory
	for _, m := range metrics {
		_ = out.Write(row(m))
	}
	out.Flush()
	return checkpoint.WriteBytes(path, content.Bytes())
}

// row leaves empty what was not measured.
func row(m train.Metric) []string {
	cells := []string{strconv.Itoa(m.Step), strconv.FormatBool(m.HeldOut)}
	for _, c := range tableColumns {
		cells = append(cells, number(c.value(m)))
	}
	if m.PhoneErrors == nil {
		return append(cells, "")
	}
	return append(cells, strconv.FormatFloat(*m.PhoneErrors, 'g', -1, 64))
}

func number(v float64) string {
	if v == 0 {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}
