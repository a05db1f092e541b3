package downloads

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"avagar/app/account"
	"avagar/app/jobs"
	"avagar/app/store"
	"avagar/engine/download"
	"avagar/engine/hub"
)

// bench is a queue over a real store, in a bubble whose clock stands still
// until all wait, with a hub whose files come when the test says so.
type bench struct {
	*Service
	t       *testing.T
	account *account.Service
	hub     *fakeHub
	cache   *fakeCache

	mu      sync.Mutex
	network string
	offset  time.Duration            // of the clock on the wall
	answer  map[string]error         // what fetching from a repository meets at once
	working map[string]chan struct{} // repositories being fetched: closed, they are here
	begun   []string                 // repositories in the order they began to be fetched
}

const oneCommit = "1111111111111111111111111111111111111111"

// file is the one every repository of the fake hub has.
var file = hub.File{Path: "model.onnx", Size: 1000, SHA1: oneCommit}

type fakeHub struct{ infoErr error }

func (h *fakeHub) Info(context.Context, hub.Repo, string) (hub.Info, error) {
	return hub.Info{SHA: oneCommit}, h.infoErr
}

func (h *fakeHub) Tree(context.Context, hub.Repo, string, string, bool) ([]hub.File, error) {
	return []hub.File{file}, nil
}

func (h *fakeHub) Resolve(_ context.Context, r hub.Repo, _, _ string) (hub.Location, error) {
	return hub.Location{Commit: oneCommit, ETag: file.SHA1, Size: file.Size, URL: "https://hub.example/" + r.ID}, nil
}

func (h *fakeHub) HTTP() *http.Client { return nil }

type fakeCache struct {
	mu   sync.Mutex
	puts []string
}

func (c *fakeCache) Put(_ context.Context, r hub.Repo, _ string, _ hub.File, from string) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.puts = append(c.puts, r.ID)
	return os.Remove(from)
}

func (c *fakeCache) Link(context.Context, hub.Repo, string, hub.File) (bool, error) {
	return false, nil
}
func (c *fakeCache) SetRef(hub.Repo, string, string) error        { return nil }
func (c *fakeCache) WriteTree(hub.Repo, string, []hub.File) error { return nil }
func (c *fakeCache) SnapshotFolder(hub.Repo, string) string       { return "/cache" }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// inBench runs a test in a bubble, over an empty queue that is worked.
func inBench(t *testing.T, test func(*testing.T, *bench)) {
	t.Helper()
	home := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		s, err := store.Open(t.Context(), filepath.Join(home, store.File))
		must(t, err)
		runner := jobs.New(context.Background())
		b := newBench(t, home, s, runner)
		must(t, b.Start())
		synctest.Wait()
		test(t, b)
		runner.Close()
		must(t, s.Close())
	})
}

func newBench(t *testing.T, home string, s *store.Store, runner *jobs.Runner) *bench {
	b := &bench{t: t, account: account.New(s, 1), hub: &fakeHub{}, cache: &fakeCache{}, network: "home",
		answer: map[string]error{}, working: map[string]chan struct{}{}}
	b.Service = New(Needs{
		Store: s, Jobs: runner, User: 1, Home: home, Getenv: func(string) string { return "" },
		Settings: b.account, Hub: func() Hub { return b.hub }, Cache: b.cache, Fetch: b.fetch,
		Now: b.clock, Network: b.place,
	})
	return b
}

func (b *bench) clock() time.Time {
	b.mu.Lock()
	defer b.mu.Unlock()
	return time.Now().UTC().Add(b.offset)
}

func (b *bench) place() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.network
}

// moves takes the computer to another network.
func (b *bench) moves(network string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.network = network
}

// setClock puts the clock on the wall off from the true time.
func (b *bench) setClock(offset time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.offset = offset
}

// fetch comes to its end when the test lets it.
func (b *bench) fetch(ctx context.Context, r download.Request, report func(download.Progress)) (download.Result, error) {
	target, err := r.Source(ctx, false)
	if err != nil {
		return download.Result{}, err
	}
	repo := strings.TrimPrefix(target.URL, "https://hub.example/")
	come := make(chan struct{})
	b.mu.Lock()
	b.begun = append(b.begun, repo)
	b.working[repo] = come
	err = b.answer[repo]
	b.mu.Unlock()
	defer func() {
		b.mu.Lock()
		delete(b.working, repo)
		b.mu.Unlock()
	}()
	if err != nil {
		return download.Result{}, err
	}
	select {
	case <-come:
	case <-ctx.Done():
		return download.Result{}, ctx.Err()
	}
	report(download.Progress{Done: r.Size, Total: r.Size, Received: r.Size})
	f, err := r.Root.Create(r.Name)
	return download.Result{Size: r.Size, Received: r.Size}, errors.Join(err, f.Close())
}

// comes lets the file of a repository be here.
func (b *bench) comes(repo string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.working[repo] == nil {
		b.t.Fatalf("%s is not being fetched", repo)
	}
	close(b.working[repo])
}

func (b *bench) meets(repo string, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.answer[repo] = err
}

func (b *bench) add(repo string) int64 {
	b.t.Helper()
	d, err := b.Add(b.t.Context(), Wish{Repo: repo})
	must(b.t, err)
	return d.ID
}

func (b *bench) set(name, value string) {
	b.t.Helper()
	must(b.t, b.account.Set(b.t.Context(), name, value))
}

// queue is the state of the queue once everything has settled, a letter for
// each download and its reason after it.
func (b *bench) queue() string {
	b.t.Helper()
	synctest.Wait()
	list, err := b.Queue(b.t.Context())
	must(b.t, err)
	var words []string
	for _, d := range list {
		word := d.Repo + ":" + string(d.State)
		if d.Reason != "" {
			word += "(" + d.Reason + ")"
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

func (b *bench) wants(when, want string) {
	b.t.Helper()
	if got := b.queue(); got != want {
		b.t.Errorf("%s the queue is %q, want %q", when, got, want)
	}
}

// after lets time pass.
func (b *bench) after(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}
