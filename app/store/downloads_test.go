package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"avagar/app"

	"github.com/google/go-cmp/cmp"
)

func order(repo string, paths ...string) app.Download {
	d := app.Download{User: local, Repo: repo, Revision: "main", AddedAt: time.UnixMilli(1_700_000_000_123)}
	for _, path := range paths {
		d.Files = append(d.Files, app.DownloadFile{Path: path, Size: 100, SHA1: "1a", SHA256: "2b"})
	}
	return d
}

func added(t *testing.T, s *Store, d app.Download) app.Download {
	t.Helper()
	d, err := s.AddDownload(t.Context(), d)
	must(t, err)
	return d
}

// queue is the repositories of the queue in order.
func queue(t *testing.T, s *Store) (repos []string) {
	t.Helper()
	list, err := s.Queue(t.Context(), local)
	must(t, err)
	for _, d := range list {
		repos = append(repos, d.Repo)
	}
	return repos
}

func TestADownloadReadsAsItWasAdded(t *testing.T) {
	s := fresh(t)
	want := order("a/b", "config.json", "model.onnx")
	want.Commit, want.Folder, want.Limit, want.Forced, want.Priority = "c0", "fa", 2000, true, 1
	got := added(t, s, want)
	want.ID, want.State, want.Position, want.Count, want.Total = 1, app.DownloadWaiting, 1, 2, 200
	for i := range want.Files {
		want.Files[i].State = app.DownloadWaiting
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	must(t, s.SaveProgress(t.Context(), 1, map[string]int64{"model.onnx": 40}))
	must(t, s.FinishFile(t.Context(), 1, want.Files[0]))
	got, err := s.Download(t.Context(), local, 1)
	if err != nil || got.Done != 140 || got.Files[0].State != app.DownloadDone || got.Files[1].Done != 40 {
		t.Errorf("then it reads %+v, %v", got, err)
	}
	if _, err := s.Download(t.Context(), local+1, 1); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("another's download gives %v", err)
	}
}

func TestTheSameOrderIsTakenOnceUntilItEnds(t *testing.T) {
	s := fresh(t)
	chosen := order("a/b", "x", "y")
	chosen.Chosen = true
	other := order("a/b", "x")
	other.Chosen = true
	for i, d := range []app.Download{order("a/b"), chosen, other} {
		if got := added(t, s, d); got.ID != int64(i+1) {
			t.Errorf("order %d has id %d", i, got.ID)
		}
	}
	for i, d := range []app.Download{order("a/b"), chosen, other} {
		if got, err := s.AddDownload(t.Context(), d); !errors.Is(err, app.ErrExists) || got.ID != int64(i+1) {
			t.Errorf("once more it is %d, %v", got.ID, err)
		}
	}
	end(t, s, 2)
	if got := added(t, s, chosen); got.ID != 4 {
		t.Errorf("after its end it is %d", got.ID)
	}
}

func end(t *testing.T, s *Store, id int64) {
	t.Helper()
	turn := Turn{State: app.DownloadDone, EndedAt: time.UnixMilli(1000 * id)}
	if ok, err := s.TurnDownload(t.Context(), local, id, turn, app.DownloadWaiting); err != nil || !ok {
		t.Fatal(ok, err)
	}
}

func TestTheQueueIsOrderedByPriorityAndThenByHand(t *testing.T) {
	s := fresh(t)
	for _, repo := range []string{"a", "b", "c", "d"} {
		added(t, s, order(repo))
	}
	for _, c := range []struct {
		do   func() error
		want []string
	}{
		{func() error { return nil }, []string{"a", "b", "c", "d"}},
		{func() error { return s.MoveDownload(t.Context(), local, 4, 2) }, []string{"a", "d", "b", "c"}},
		{func() error { return s.MoveDownload(t.Context(), local, 1, 0) }, []string{"d", "b", "c", "a"}},
		{func() error { return s.MoveDownload(t.Context(), local, 1, 1) }, []string{"d", "b", "c", "a"}},
		{func() error { return s.SetDownloadPriority(t.Context(), local, 3, app.PriorityHigh) }, []string{"c", "d", "b", "a"}},
		{func() error { return s.SetDownloadPriority(t.Context(), local, 4, app.PriorityLow) }, []string{"c", "b", "a", "d"}},
		{func() error { return s.MoveDownload(t.Context(), local, 1, 3) }, []string{"a", "c", "b", "d"}},
		{func() error { return s.MoveDownload(t.Context(), local, 2, 0) }, []string{"a", "c", "d", "b"}},
	} {
		must(t, c.do())
		if got := queue(t, s); !slices.Equal(got, c.want) {
			t.Errorf("the queue is %q, want %q", got, c.want)
		}
	}
	if d, err := s.Download(t.Context(), local, 1); err != nil || d.Priority != app.PriorityHigh {
		t.Errorf("what was put before one of high priority is of %d, %v", d.Priority, err)
	}
	for _, err := range []error{
		s.MoveDownload(t.Context(), local, 9, 0), s.MoveDownload(t.Context(), local, 1, 9), s.MoveDownload(t.Context(), local+1, 1, 0),
		s.SetDownloadPriority(t.Context(), local, 9, 0), s.SetDownloadLimit(t.Context(), local, 9, 0), s.ForceDownload(t.Context(), local, 9, true),
	} {
		if !errors.Is(err, app.ErrNotFound) {
			t.Errorf("what is not there gives %v", err)
		}
	}
}

func TestATurnIsTakenOnlyFromTheStatesNamed(t *testing.T) {
	s := fresh(t)
	added(t, s, order("a"))
	held := Turn{State: app.DownloadHeld, Reason: app.ReasonNetwork, Subject: "x", Tries: 2, RetryAt: time.UnixMilli(5000)}
	if ok, err := s.TurnDownload(t.Context(), local, 1, held, app.DownloadRunning, app.DownloadPaused); err != nil || ok {
		t.Errorf("from another state it gives %v, %v", ok, err)
	}
	if ok, err := s.TurnDownload(t.Context(), local, 1, held, app.DownloadRunning, app.DownloadWaiting); err != nil || !ok {
		t.Errorf("it gives %v, %v", ok, err)
	}
	d, err := s.Download(t.Context(), local, 1)
	if err != nil || d.State != app.DownloadHeld || d.Reason != app.ReasonNetwork || d.Subject != "x" || d.Tries != 2 || d.RetryAt.UnixMilli() != 5000 {
		t.Errorf("it reads %+v, %v", d, err)
	}
}

func TestAPlanReplacesTheFiles(t *testing.T) {
	s := fresh(t)
	d := added(t, s, order("a", "old"))
	d.Commit, d.Files = "c1", order("a", "new", "other").Files
	must(t, s.PlanDownload(t.Context(), d))
	got, err := s.Download(t.Context(), local, d.ID)
	if err != nil || got.Commit != "c1" || len(got.Files) != 2 || got.Files[0].Path != "new" {
		t.Errorf("planned it reads %+v, %v", got, err)
	}
	must(t, s.UnplanDownload(t.Context(), local, d.ID))
	end(t, s, d.ID)
	if err := s.PlanDownload(t.Context(), d); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("an ended one gives %v", err)
	}
}

func TestEndedDownloadsAreListedAndCleared(t *testing.T) {
	s := fresh(t)
	for _, repo := range []string{"a", "b", "c", "d"} {
		added(t, s, order(repo, "f"))
	}
	for _, id := range []int64{2, 1, 3} {
		end(t, s, id)
	}
	list, err := s.EndedDownloads(t.Context(), local, 2)
	if err != nil || len(list) != 2 || list[0].ID != 3 || list[1].ID != 2 || list[0].EndedAt.UnixMilli() != 3000 {
		t.Errorf("ended are %+v, %v", list, err)
	}
	must(t, s.RemoveDownload(t.Context(), local, 3))
	if err := s.RemoveDownload(t.Context(), local, 4); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("removing one of the queue gives %v", err)
	}
	must(t, s.ClearDownloads(t.Context(), local))
	if list, err := s.EndedDownloads(t.Context(), local, 9); err != nil || len(list) != 0 {
		t.Errorf("left %+v, %v", list, err)
	}
	var files int
	must(t, s.read.QueryRow("SELECT count(*) FROM download_files").Scan(&files))
	if got := queue(t, s); !slices.Equal(got, []string{"d"}) || files != 1 {
		t.Errorf("the queue is %q with %d files", got, files)
	}
}

func TestTwoProgramsAddTheSameOrderOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), File)
	a, b := opened(t, path), opened(t, path)
	errs := make(chan error)
	for _, s := range []*Store{a, b} {
		go func() {
			_, err := s.AddDownload(t.Context(), order("x"))
			errs <- err
		}()
	}
	one, two := <-errs, <-errs
	if (one == nil) == (two == nil) || one != nil && !errors.Is(one, app.ErrExists) || two != nil && !errors.Is(two, app.ErrExists) {
		t.Errorf("they got %v and %v", one, two)
	}
}

func TestProgressIsNoNews(t *testing.T) {
	s := fresh(t)
	added(t, s, order("a", "f"))
	defer s.Changed.Subscribe(func(struct{}) { t.Error("news of progress") })()
	must(t, s.SaveProgress(t.Context(), 1, map[string]int64{"f": 7, "gone": 1}))
	must(t, s.FinishFile(t.Context(), 1, app.DownloadFile{Path: "f", Size: 90}))
	if d, err := s.Download(t.Context(), local, 1); err != nil || d.Done != 90 || d.Total != 90 {
		t.Errorf("it reads %+v, %v", d, err)
	}
}

func TestAQueueOfManyFilesIsListedByItsSums(t *testing.T) {
	s := fresh(t)
	var paths []string
	for i := range 2000 {
		paths = append(paths, fmt.Sprintf("clips/%04d.wav", i))
	}
	added(t, s, order("data", paths...))
	list, err := s.Queue(t.Context(), local)
	if err != nil || len(list) != 1 || list[0].Count != 2000 || list[0].Total != 200000 || list[0].Files != nil {
		t.Errorf("listed as %+v, %v", list, err)
	}
}
