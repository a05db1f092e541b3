package cli

import (
	"fmt"
	"path/filepath"

	"avagar/app/fa"
	"avagar/app/training"
	"avagar/engine/checkpoint"
)

type trainReport struct {
	Runs []string `arg:"" name:"run" help:"${train_runs}"`
	Out  string   `short:"o" placeholder:"FOLDER" help:"${train_report_out}"`
}

// gainObject is what --json says of two trainings: the phone errors of one less
// those of the other.
type gainObject struct {
	Run        string            `json:"run"`
	Against    string            `json:"against"`
	Difference training.Interval `json:"difference"`
}

// Run writes a report on each training; those on the same recordings are
// compared with the first.
func (c *trainReport) Run(s *session) error {
	t, err := s.training()
	if err != nil {
		return err
	}
	var all []training.Report
	for _, id := range c.Runs {
		r, err := s.report(t, id, c.folder(id))
		if err != nil {
			return about(id, err)
		}
		if len(all) == 0 || all[0].Dataset == r.Dataset {
			all = append(all, r)
		}
	}
	if len(all) < 2 {
		return nil
	}
	return c.compare(s, all)
}

// folder is where the report on one training goes; empty: into its run.
func (c *trainReport) folder(id string) string {
	if c.Out == "" || len(c.Runs) == 1 {
		return c.Out
	}
	return filepath.Join(c.Out, filepath.Base(id))
}

func (s *session) report(t *training.Service, id, folder string) (training.Report, error) {
	w := &watcher{session: s, bar: s.bar()}
	r, folder, err := t.Report(s.ctx, id, training.ReportOptions{
		Folder: folder, Text: s.locale.Report, Prepare: w.see,
		Progress: func(done, total int) { w.bar.show(done, total, fa.ReportListening) },
	})
	w.bar.clear()
	if err != nil {
		return r, err
	}
	if s.json {
		return r, s.object(r)
	}
	if _, err := fmt.Fprintln(s.Out, s.locale.Bar(r)); err != nil {
		return r, err
	}
	return r, s.say(fa.ReportWritten, folder)
}

func (c *trainReport) compare(s *session, all []training.Report) error {
	text := s.locale.Reports(all)
	if c.Out != "" {
		if err := checkpoint.WriteBytes(filepath.Join(c.Out, "report.md"), []byte(text)); err != nil {
			return about(c.Out, err)
		}
	}
	if !s.json {
		_, err := fmt.Fprint(s.Out, text)
		return err
	}
	for _, r := range all[1:] {
		if d, ok := r.Against(all[0]); ok {
			if err := s.object(gainObject{r.Run, all[0].Run, d}); err != nil {
				return err
			}
		}
	}
	return nil
}
