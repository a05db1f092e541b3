package downloads

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"avagar/app"
	"avagar/engine/download"
	"avagar/engine/hub"
)

func TestTheFirstOfTheQueueRun(t *testing.T) {
	inBench(t, func(t *testing.T, b *bench) {
		b.set("parallel_downloads", "2")
		one, _, three := b.add("a"), b.add("b"), b.add("c")
		b.wants("at first", "a:running b:running c:waiting")
		must(t, b.Move(t.Context(), three, one))
		b.wants("moved to the front", "c:running a:running b:waiting")
		b.comes("a")
		b.wants("after one has come", "c:running b:running")
		b.set("parallel_downloads", "1")
		b.wants("with one at a time", "c:running b:waiting")
		must(t, b.SetPriority(t.Context(), three, app.PriorityLow))
		b.wants("of low priority", "b:running c:waiting")
		b.comes("b")
		synctest.Wait()
		b.comes("c")
		b.wants("in the end", "")
		ended, err := b.Ended(t.Context(), 9)
		if err != nil || len(ended) != 3 || ended[0].Repo != "c" || ended[0].State != app.DownloadDone || ended[0].Done != 1000 {
			t.Errorf("ended are %+v, %v", ended, err)
		}
	})
}

func TestPauseResumeAndCancel(t *testing.T) {
	inBench(t, func(t *testing.T, b *bench) {
		id, other := b.add("a"), b.add("b")
		b.wants("at first", "a:running b:running")
		must(t, b.Pause(t.Context(), id))
		b.wants("paused", "a:paused b:running")
		if len(b.working) != 1 {
			t.Errorf("%d are being fetched", len(b.working))
		}
		must(t, b.Resume(t.Context(), id))
		must(t, b.Cancel(t.Context(), other))
		b.wants("resumed", "a:running")
		must(t, b.PauseAll(t.Context()))
		b.wants("all paused", "a:paused")
		must(t, b.ResumeAll(t.Context()))
		b.wants("all resumed", "a:running")
		must(t, b.Pause(t.Context(), id))
		must(t, b.Resume(t.Context(), id)) // before its last run has ended
		b.wants("paused and resumed at once", "a:running")
		must(t, b.CancelAll(t.Context()))
		b.wants("all cancelled", "")
		if left, err := os.ReadDir(b.folder()); err != nil || len(left) != 0 || len(b.working) != 0 {
			t.Errorf("left %v, %v; %d are being fetched", left, err, len(b.working))
		}
		for _, err := range []error{b.Pause(t.Context(), 99), b.Resume(t.Context(), 99), b.Cancel(t.Context(), 99)} {
			if !errors.Is(err, app.ErrNotFound) {
				t.Errorf("what is not there gives %v", err)
			}
		}
	})
}

func TestWhatPassesIsTriedAgainAfterGrowingPauses(t *testing.T) {
	inBench(t, func(t *testing.T, b *bench) {
		b.meets("a", download.ErrUnreachable)
		b.add("a")
		b.wants("without a network", "a:held(network)")
		b.after(2 * time.Hour)
		n := len(b.begun)
		if n < 20 || n > 35 { // 5 s, 10 s, ... and then every 5 minutes
			t.Errorf("%d tries in two hours", n)
		}
		must(t, b.ResumeAll(t.Context()))
		b.wants("resumed", "a:held(network)")
		if len(b.begun) != n+1 {
			t.Errorf("%d tries after a resume, %d before", len(b.begun), n)
		}
		b.meets("a", nil)
		b.moves("office")
		b.after(2 * glance)
		b.wants("in another network", "a:running")
		b.comes("a")
		b.wants("in the end", "")
	})
}

func TestOneThatGetsThroughBringsTheOthersBack(t *testing.T) {
	inBench(t, func(t *testing.T, b *bench) {
		b.meets("a", hub.ErrServer)
		b.meets("b", &hub.Error{Kind: hub.ErrRateLimited, RetryAfter: 2 * time.Minute})
		b.add("a")
		b.add("b")
		b.after(time.Minute)
		b.wants("after a while", "a:held(server) b:held(limited)")
		b.meets("a", nil)
		b.meets("b", nil)
		b.add("c")
		synctest.Wait()
		b.comes("c")
		b.wants("once another has come", "a:running b:held(limited)")
		b.after(2 * time.Minute)
		b.wants("once the hub allows it", "a:running b:running")
	})
}

func TestWhatNeedsThePersonWaitsForThem(t *testing.T) {
	inBench(t, func(t *testing.T, b *bench) {
		var mu sync.Mutex
		var told []string
		b.Finished.Subscribe(func(d app.Download) {
			mu.Lock()
			defer mu.Unlock()
			told = append(told, d.Repo+" "+d.Reason+" "+d.Subject)
		})
		b.meets("a", &hub.Error{Kind: hub.ErrGated})
		b.meets("b", fmt.Errorf("x: %w", download.ErrCorrupt))
		id := b.add("a")
		b.add("b")
		b.after(time.Hour)
		b.wants("after an hour", "a:failed(gated) b:failed(corrupt)")
		if len(b.begun) != 2 || !slices.Contains(told, "a gated model.onnx") || len(told) != 2 {
			t.Errorf("tried %q, told %q", b.begun, told)
		}
		must(t, b.ResumeAll(t.Context()))
		b.wants("all resumed", "a:failed(gated) b:failed(corrupt)")
		b.meets("a", nil)
		must(t, b.Resume(t.Context(), id))
		b.wants("tried by the person", "a:running b:failed(corrupt)")
		must(t, b.RetryAll(t.Context()))
		b.wants("all tried again", "a:running b:failed(corrupt)")
		if len(b.begun) != 4 {
			t.Errorf("tried %q", b.begun)
		}
	})
}

func TestDownloadsKeepToTheChosenHours(t *testing.T) {
	inBench(t, func(t *testing.T, b *bench) { // the bubble's clock begins at midnight, UTC
		b.set("download_window", "1-6")
		id := b.add("a")
		b.wants("at midnight", "a:held(window)")
		b.after(time.Hour + time.Minute)
		b.wants("after one", "a:running")
		b.after(5 * time.Hour)
		b.wants("after six", "a:held(window)")
		must(t, b.Force(t.Context(), id, true))
		b.wants("forced", "a:running")
		must(t, b.Force(t.Context(), id, false))
		b.wants("not forced any more", "a:held(window)")
		b.setClock(-4 * time.Hour) // somebody sets the clock
		b.after(time.Minute)
		b.wants("by a clock that was set back", "a:running")
		b.set("download_window", "22-1")
		b.wants("with hours over midnight", "a:held(window)")
		b.set("download_window", "")
		b.wants("with all hours", "a:running")
	})
}

func TestAPaidOrMissingLineHoldsEverything(t *testing.T) {
	inBench(t, func(t *testing.T, b *bench) {
		id := b.add("a")
		b.add("b")
		b.set("metered", "on")
		b.wants("on a paid line", "a:held(metered) b:held(metered)")
		must(t, b.Force(t.Context(), id, true))
		b.wants("with one forced", "a:running b:held(metered)")
		b.set("offline", "on")
		b.wants("offline", "a:held(offline) b:held(offline)")
		b.set("offline", "off")
		b.set("metered", "off")
		b.wants("on again", "a:running b:running")
	})
}

func TestAClockSetBackMakesNoPauseLonger(t *testing.T) {
	inBench(t, func(t *testing.T, b *bench) {
		b.meets("a", download.ErrStalled)
		b.add("a")
		b.wants("at first", "a:held(network)")
		b.meets("a", nil)
		b.setClock(-1000 * time.Hour)
		b.after(longestPause)
		b.wants("after a pause", "a:running")
	})
}

func TestTheSameWishIsOneDownload(t *testing.T) {
	inBench(t, func(t *testing.T, b *bench) {
		id := b.add("a")
		if d, err := b.Add(t.Context(), Wish{Repo: "https://huggingface.co/a/tree/main"}); !errors.Is(err, app.ErrExists) || d.ID != id {
			t.Errorf("the same is %+v, %v", d, err)
		}
		for _, w := range []Wish{{Repo: "a/b/c"}, {Repo: ""}} {
			if _, err := b.Add(t.Context(), w); !errors.Is(err, hub.ErrRepoName) {
				t.Errorf("%+v gives %v", w, err)
			}
		}
		for _, w := range []Wish{{Repo: "x", Folder: "../y"}, {Repo: "x", Paths: []string{"a", "A"}}, {Repo: "x", Paths: []string{"/etc/passwd"}}} {
			if _, err := b.Add(t.Context(), w); !errors.Is(err, hub.ErrUnsafePath) {
				t.Errorf("%+v gives %v", w, err)
			}
		}
	})
}

func TestAPlanTakesTheFolderOrWhatWasChosen(t *testing.T) {
	tree := []hub.File{{Path: "fa", Directory: true}, {Path: "fa/a.onnx", Size: 1}, {Path: "fa/b.json", Size: 2}, {Path: "README.md", Size: 3}, {Path: "fab", Size: 4}}
	for _, c := range []struct {
		wish  Wish
		total int64
		err   error
	}{
		{Wish{}, 10, nil},
		{Wish{Folder: "/fa/"}, 3, nil},
		{Wish{Paths: []string{"README.md", "fab"}}, 7, nil},
		{Wish{Folder: "gone"}, 0, errEmpty},
		{Wish{Paths: []string{"README.md", "gone"}}, 0, hub.ErrEntryNotFound},
	} {
		c.wish.Repo, c.wish.Commit, c.wish.Files = "a", oneCommit, tree
		d, err := c.wish.order()
		var total int64
		for _, f := range d.Files {
			total += f.Size
		}
		if !errors.Is(err, c.err) || err == nil && total != c.total {
			t.Errorf("%+v is %d bytes, %v", c.wish, total, err)
		}
		if reason, held := reasonOf(err); err != nil && (held || reason == app.ReasonUnknown) {
			t.Errorf("the reason for %v is %q", err, reason)
		}
	}
}

func TestSpeedIsHonest(t *testing.T) {
	m := newMeter(1)
	m.begin([]app.DownloadFile{{Path: "a", Size: 100_000, Done: 50_000}, {Path: "b", Size: 500, State: app.DownloadDone}})
	if p := m.progress(time.Unix(998, 0)); p.Done != 50_500 {
		t.Errorf("before its turn %d bytes are here", p.Done)
	}
	m.file("a", 50_000)
	m.report("a", download.Progress{Total: -1}) // before the partial file was looked at
	if p := m.progress(time.Unix(999, 0)); p.Done != 50_500 {
		t.Errorf("at first %d bytes are here", p.Done)
	}
	m.samples, m.n = [ticks]sample{}, 0
	now := time.Unix(1000, 0)
	for i := range 21 { // 1000 bytes a second for ten seconds
		m.report("a", download.Progress{Done: 50_000 + int64(500*i), Total: 100_000, Received: int64(500 * i)})
		p := m.progress(now)
		if i == 0 && p.PerSecond != 0 {
			t.Errorf("what was here before counts as %v", p.PerSecond)
		}
		if i == 20 && (p.PerSecond != 1000 || p.Done != 60_500 || p.Total != 100_500 || p.Left != 40*time.Second) {
			t.Errorf("then it is %+v", p)
		}
		now = now.Add(tellEvery)
	}
	for range ticks {
		m.report("a", download.Progress{Done: 60_000, Total: 100_000, Received: 10_000, Stalled: true})
		m.progress(now)
		now = now.Add(tellEvery)
	}
	if p := m.progress(now); p.PerSecond != 0 || !p.Stalled || p.Left != 0 {
		t.Errorf("in a stall it is %+v", p)
	}
	m.report("a", download.Progress{Done: 0, Total: 100_000, Received: 10_000, Again: true})
	m.report("a", download.Progress{Done: 45_000, Total: 100_000, Received: 55_000, Again: true})
	if m.came() != 55_000 {
		t.Errorf("%d bytes count as come", m.came())
	}
	m.received("a", 60_000)
	m.settle("a", 100_000)
	if p := m.progress(now); p.Done != 100_500 || m.came() != 60_000 || p.Stalled || p.Verifying {
		t.Errorf("in the end it is %+v, %d bytes came", p, m.came())
	}
}
