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

func writeTable(path string, metrics []train.Metric) error {
	var content bytes.Buffer
	out := csv.NewWriter(&content)
	head := []string{"step", "held_out"}
	for _, c := range measures {
		head = append(head, string(c.part))
	}
	_ = out.Write(head) // into memory
	for _, m := range metrics {
		_ = out.Write(row(m))
	}
	out.Flush()
	return checkpoint.WriteBytes(path, content.Bytes())
}

// row leaves empty what was not measured.
func row(m train.Metric) []string {
	cells := []string{strconv.Itoa(m.Step), strconv.FormatBool(m.HeldOut)}
	for _, c := range measures {
		cell := ""
		if v, ok := c.of(&m); ok {
			cell = strconv.FormatFloat(v, 'g', -1, 64)
		}
		cells = append(cells, cell)
	}
	return cells
}
