package training

import (
	"context"
	"fmt"

	"avagar/engine/dataset"
	"avagar/engine/mel"
)

// Checked is what was found about a folder of recordings.
type Checked struct {
	Name     string
	Language string // BCP 47
	Report   dataset.Report
}

// Room is how many bytes the features of the recordings take on the disk.
func (c Checked) Room() int64 {
	p := mel.DefaultParams()
	frame := 4 * (p.Bands + p.Cepstra + 1 + p.Aperiodicities)
	return int64(c.Report.UsableMinutes * 60 * float64(p.SampleRate) / float64(p.HopLength) * float64(frame))
}

// Check listens to a folder of recordings and says what is wrong with them; what
// is wrong with single ones is in the report, and no error. progress, unless
// nil, is told how many were heard.
func (s *Service) Check(ctx context.Context, folder string, progress func(done, total int)) (Checked, error) {
	d, err := dataset.Open(folder)
	if err != nil {
		return Checked{}, fmt.Errorf("training: check %s: %w", folder, err)
	}
	report, err := d.Scan(ctx, dataset.ScanOptions{Progress: progress})
	if err != nil {
		return Checked{}, fmt.Errorf("training: check %s: %w", folder, err)
	}
	return Checked{Name: d.Name, Language: d.Language, Report: report}, nil
}
