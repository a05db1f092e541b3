package training

import (
	"context"
	"fmt"

	"avagar/engine/dataset"
)

// Checked is what was found about a folder of recordings.
type Checked struct {
	Name     string
	Language string // BCP 47
	Report   dataset.Report
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
