package training

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"avagar/app"
	"avagar/app/jobs"
	"avagar/engine/train"
)

// judged is a run of recordings of which four are held out, and its id.
func judged(t *testing.T) (*Reports, string) {
	t.Helper()
	runner := jobs.New(t.Context())
	t.Cleanup(runner.Close)
	s := NewReports(&Service{Home: t.TempDir()}, runner)
	folder := recordings(t, "sara")
	put(t, folder, "heldout.txt", "u1\nu2\nu3\nu4\n")
	sum, err := s.Start(t.Context(), short(folder), nil)
	if err != nil {
		t.Fatal(err)
	}
	return s, sum.ID
}

func words(r Report) string { return "report on " + r.Run }

func TestAReportIsMadeInTheBackgroundAndExported(t *testing.T) {
	s, id := judged(t)
	if _, _, err := s.Last(id); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("a report of before: %v", err)
	}
	if _, err := s.Export(t.Context(), id, t.TempDir()); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("no report was exported: %v", err)
	}
	var seen []Reporting
	s.Progress.Subscribe(func(now Reporting) { seen = append(seen, now) })
	if err := s.Begin(id, words); err != nil {
		t.Fatal(err)
	}
	if err := s.Jobs.Wait(t.Context(), ReportJob); err != nil {
		t.Fatal(err)
	}
	s.Jobs.Close() // all has been told
	if last := seen[len(seen)-1]; last != (Reporting{Run: id, Made: true}) || s.Now() != last {
		t.Errorf("it ended with %+v", last)
	}
	if before := seen[len(seen)-2]; before.Done != 4 || before.Total != 4 || !before.Active {
		t.Errorf("%+v", seen)
	}
	r, folder, err := s.Last(id)
	if err != nil || r.Run != id || len(r.Samples) != 3 {
		t.Fatalf("%+v, error %v", r, err)
	}
	carried(t, s, id, folder)
	if left, err := filepath.Glob(folder + ".*"); err != nil || len(left) > 0 {
		t.Errorf("%v is left behind", left)
	}
}

func carried(t *testing.T, s *Reports, id, folder string) {
	t.Helper()
	into := t.TempDir()
	to, err := s.Export(t.Context(), id, into)
	if err != nil || filepath.Dir(to) != into {
		t.Fatal(to, err)
	}
	for _, name := range []string{"report.md", "report.json", "1.png", "1-natural.wav", "3-synthesis.wav"} {
		if got, want := content(t, filepath.Join(to, name)), content(t, filepath.Join(folder, name)); !slices.Equal(got, want) || len(got) == 0 {
			t.Errorf("%s is another one", name)
		}
	}
	if _, err := s.Export(t.Context(), id, into); !errors.Is(err, app.ErrExists) {
		t.Errorf("a second export gave %v", err)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	other := t.TempDir()
	if _, err := s.Export(stopped, id, other); !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped export gave %v", err)
	}
	if left, err := os.ReadDir(other); err != nil || len(left) > 0 {
		t.Errorf("%v is left behind", left)
	}
}

func TestAReportThatIsStoppedLeavesTheOneOfBefore(t *testing.T) {
	s, id := judged(t)
	if err := os.Mkdir(s.folder(id), 0o700); err != nil {
		t.Fatal(err)
	}
	put(t, s.folder(id), "report.json", `{"run":"of before","samples":[{"picture":"../../x"}]}`)
	studio := NewStudio(s.Service, s.Jobs)
	studio.Reporting = s.Makes
	s.Progress.Subscribe(func(now Reporting) {
		if now.Active && now.Done == 1 && now.Stage == "" {
			if _, err := studio.Remove(id); !errors.Is(err, ErrReporting) {
				t.Errorf("removing what is reported on gave %v", err)
			}
			s.Stop()
			if err := s.Begin(id, words); !errors.Is(err, app.ErrBusy) {
				t.Errorf("a second one gave %v", err)
			}
		}
	})
	if err := s.Begin(id, words); err != nil {
		t.Fatal(err)
	}
	if err := s.Jobs.Wait(t.Context(), ReportJob); !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	s.Jobs.Close()
	if now := s.Now(); now != (Reporting{Run: id}) {
		t.Errorf("it ended with %+v", now)
	}
	if r, _, err := s.Last(id); err != nil || r.Run != "of before" || len(r.Samples) != 0 {
		t.Errorf("%+v, error %v", r, err)
	}
}

func TestWhatCannotBeReportedOnIsSaidAtOnce(t *testing.T) {
	s, id := judged(t)
	if err := s.Begin("none", words); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("a run that there is not gave %v", err)
	}
	steps, err := filepath.Glob(filepath.Join(s.dir(id), "step-*"))
	if err != nil || len(steps) == 0 {
		t.Fatal(steps, err)
	}
	for _, path := range steps {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Begin(id, words); !errors.Is(err, train.ErrNoCheckpoint) {
		t.Errorf("a run without checkpoints gave %v", err)
	}
}
