package training

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"avagar/app"
	"avagar/app/jobs"
	"avagar/engine/train"
)

// ReportJob is the key of the making of a report among the jobs; only one is made
// at a time.
const ReportJob = "report"

// ErrReporting says that a report on a run is being made.
var ErrReporting = errors.New("training: a report on the run is being made")

// Reports makes reports on trainings in the background. They stand in the folders
// of their runs.
type Reports struct {
	*Service
	Jobs *jobs.Runner

	// Progress tells of every utterance that was heard, and of the end.
	Progress app.Topic[Reporting]

	mu  sync.Mutex
	now Reporting
}

// Reporting is how far the making of a report is.
type Reporting struct {
	Run         string
	Stage       string // of making recordings ready; empty while the voice speaks
	Done, Total int    // of that stage, or utterances
	Active      bool   // false once it has ended
	Err         error  // how it ended; nil where it was made or stopped
	Made        bool
}

// NewReports makes reports on the runs of a service. The jobs end with the runner.
func NewReports(s *Service, runner *jobs.Runner) *Reports {
	r := &Reports{Service: s, Jobs: runner}
	runner.Ended.Subscribe(func(e jobs.Result) {
		if e.Key == ReportJob {
			r.ended(e.Err)
		}
	})
	return r
}

// Now is the report of now, or how the last one ended.
func (s *Reports) Now() Reporting {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// Makes tells whether a report on a run is being made.
func (s *Reports) Makes(id string) bool {
	now := s.Now()
	return now.Active && now.Run == id
}

// Begin makes a report on a run in the background; text words it. Errors, where
// they can be known at once: app.ErrBusy while another one is made,
// app.ErrNotFound, train.ErrBusy while the run is being trained,
// train.ErrNoCheckpoint. The rest arrives with Progress.
func (s *Reports) Begin(id string, text func(Report) string) error {
	r, err := s.open(id)
	if err != nil {
		return err
	}
	if r.Now().State == train.StateRunning {
		return fmt.Errorf("training: report on %s: %w", id, train.ErrBusy)
	}
	if _, err := pickStep(r, PromoteOptions{}); err != nil {
		return err
	}
	return s.Jobs.Start(ReportJob, func(ctx context.Context) error { return s.make(ctx, id, text) })
}

// Stop ends the making of a report; one of before stays.
func (s *Reports) Stop() { s.Jobs.Cancel(ReportJob) }

func (s *Reports) folder(id string) string { return filepath.Join(s.dir(id), "report") }

// make writes a report beside the one of before, and then in its place.
func (s *Reports) make(ctx context.Context, id string, text func(Report) string) (err error) {
	s.tell(Reporting{Run: id, Active: true})
	folder := s.folder(id) + ".part"
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	if err := os.RemoveAll(folder); err != nil {
		return fmt.Errorf("training: report on %s: %w", id, err)
	}
	_, _, err = s.Report(ctx, id, ReportOptions{
		Folder: folder, Text: text,
		Prepare: func(e train.Event) {
			s.tell(Reporting{Run: id, Stage: e.Stage, Done: e.Done, Total: e.Total, Active: true})
		},
		Progress: func(done, total int) { s.tell(Reporting{Run: id, Done: done, Total: total, Active: true}) },
	})
	if err != nil {
		return err
	}
	if err := os.RemoveAll(s.folder(id)); err != nil {
		return fmt.Errorf("training: report on %s: %w", id, err)
	}
	if err := os.Rename(folder, s.folder(id)); err != nil {
		return fmt.Errorf("training: report on %s: %w", id, err)
	}
	return nil
}

func (s *Reports) tell(now Reporting) {
	s.mu.Lock()
	s.now = now
	s.mu.Unlock()
	s.Progress.Publish(now)
}

func (s *Reports) ended(err error) {
	now := Reporting{Run: s.Now().Run, Err: err, Made: err == nil}
	if errors.Is(err, context.Canceled) {
		now.Err = nil
	} else if err != nil {
		slog.Error("training: report", "run", now.Run, "error", err)
	}
	s.tell(now)
}

// Last is the report on a run that was made last, and its folder; app.ErrNotFound
// where there is none that can be read.
func (s *Reports) Last(id string) (r Report, folder string, err error) {
	if _, err := s.open(id); err != nil {
		return Report{}, "", err
	}
	folder = s.folder(id)
	content, err := os.ReadFile(filepath.Join(folder, "report.json"))
	if err == nil {
		err = json.Unmarshal(content, &r)
	}
	if err != nil {
		return Report{}, folder, fmt.Errorf("training: report on %s: %w: %w", id, app.ErrNotFound, err)
	}
	r.Samples = slices.DeleteFunc(r.Samples, func(p Sample) bool { return !p.here() })
	return r, folder, nil
}

// here tells whether all files of a sample are named as in a folder of their own.
func (p Sample) here() bool {
	return !slices.ContainsFunc(p.files(), func(name string) bool { return name != filepath.Base(name) || !filepath.IsLocal(name) })
}

func (p Sample) files() []string { return []string{p.Picture, p.Natural, p.Copy, p.Synthesis} }

// Export copies the last report on a run into a new folder RUN-report within the
// given one and returns its path. Errors: app.ErrNotFound where there is no
// report, app.ErrExists where there is such a folder.
func (s *Reports) Export(ctx context.Context, id, into string) (string, error) {
	r, from, err := s.Last(id)
	if err != nil {
		return "", err
	}
	to := filepath.Join(into, id+"-report")
	if _, err := os.Lstat(to); err == nil {
		return "", fmt.Errorf("training: export: %w", &app.About{Subject: to, Err: app.ErrExists})
	}
	names := []string{"report.json", "report.md"}
	for _, p := range r.Samples {
		names = append(names, p.files()...)
	}
	part := to + ".part"
	err = copyFiles(ctx, from, part, names)
	if err == nil {
		err = os.Rename(part, to)
	}
	if err != nil {
		return "", fmt.Errorf("training: export: %w", errors.Join(err, os.RemoveAll(part)))
	}
	return to, nil
}

// copyFiles copies files that are there from one folder into another.
func copyFiles(ctx context.Context, from, to string, names []string) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		err := copyFile(filepath.Join(from, name), filepath.Join(to, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
