package downloads

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/jobs"
	"avagar/app/store"
	"avagar/engine/download"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
	"avagar/engine/hub/hubtest"
)

const (
	model = "fa/model.onnx"
	token = "hf_sara"
)

// line is a queue with the real client, engine and cache, and a hub on which all can go
// wrong. Nobody waits between tries.
type line struct {
	*Service
	t       *testing.T
	hub     *hubtest.Server
	cache   *cache.Cache
	runner  *jobs.Runner
	content []byte // of the model
	times   int    // that it was put into a repository
	repo    hub.Repo
	commit  string

	mu     sync.Mutex
	token  string
	stall  time.Duration // a connection without a byte for so long is given up
	errors []string
}

func newLine(t *testing.T) *line {
	home := t.TempDir()
	s, err := store.Open(t.Context(), filepath.Join(home, store.File))
	must(t, err)
	l := &line{t: t, hub: hubtest.New(t), runner: jobs.New(context.Background()), stall: time.Minute, content: make([]byte, 9<<20)}
	hubtest.Generated("", 7, int64(len(l.content))).Content.ReadAt(l.content, 0)
	l.hub.AddUser(hubtest.User{Name: "sara", Token: token})
	l.cache, err = cache.Open(filepath.Join(home, "hub"))
	must(t, err)
	nap := func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	client, err := hub.New(hub.Options{Endpoints: []string{l.hub.Endpoint()}, Token: l.shown, Sleep: nap})
	must(t, err)
	t.Cleanup(client.HTTP().CloseIdleConnections)
	l.Service = New(Needs{
		Store: s, Jobs: l.runner, User: 1, Home: home, Getenv: func(string) string { return "" },
		Settings: account.New(s, 1), Hub: func() Hub { return client }, Cache: l.cache, Network: func() string { return "home" },
		Fetch: func(ctx context.Context, r download.Request, report func(download.Progress)) (download.Result, error) {
			l.mu.Lock()
			r.Sleep, r.StallAfter = nap, l.stall
			l.mu.Unlock()
			result, err := download.Fetch(ctx, r, report)
			if err != nil {
				l.mu.Lock()
				l.errors = append(l.errors, err.Error())
				l.mu.Unlock()
			}
			return result, err
		},
	})
	must(t, l.Start())
	l.begin(t, hubtest.Repo{})
	t.Cleanup(func() {
		l.runner.Close()
		must(t, s.Close())
	})
	return l
}

// begin puts a test before a repository of its own, with a line where all is well.
func (l *line) begin(t *testing.T, r hubtest.Repo) {
	l.t = t
	l.times++
	l.repo = hub.Repo{Kind: hub.Model, ID: fmt.Sprintf("sara/voices-%d", l.times)}
	l.stock(r)
	l.hub.Mend()
	l.hub.Forget()
	l.set(time.Minute)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.errors = nil
}

// stock puts the model and two small files into the repository.
func (l *line) stock(r hubtest.Repo) {
	r.ID = l.repo.ID
	r.Files = []hubtest.File{hubtest.Binary(model, l.content), hubtest.Text("README.md", "# A voice\n"), hubtest.Text("fa/config.json", "{}")}
	l.commit = l.hub.Add(r)
}

func (l *line) set(stall time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stall = stall
}

func (l *line) shown() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.token
}

func (l *line) show(token string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.token = token
}

func (l *line) order() int64 {
	l.t.Helper()
	d, err := l.Add(l.t.Context(), Wish{Repo: l.repo.ID})
	must(l.t, err)
	return d.ID
}

// becomes waits until a download neither waits nor runs, and tells its state and reason.
func (l *line) becomes(id int64) string {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(l.t.Context(), time.Minute)
	defer cancel()
	news := make(chan struct{}, 1)
	defer l.Changed.Subscribe(func(struct{}) {
		select {
		case news <- struct{}{}:
		default:
		}
	})()
	for {
		d, err := l.Get(ctx, id)
		must(l.t, err)
		if d.State != app.DownloadWaiting && d.State != app.DownloadRunning {
			return strings.TrimSuffix(string(d.State)+" "+d.Reason, " ")
		}
		select {
		case <-news:
		case <-ctx.Done():
			l.t.Fatalf("it stays %s: %q", d.State, l.errors)
		}
	}
}

// arrives expects every file whole in the cache, nothing beside, and a token at its place.
func (l *line) arrives(id int64) {
	l.t.Helper()
	if state := l.becomes(id); state != "done" {
		l.t.Fatalf("it is %s: %q", state, l.errors)
	}
	at := filepath.Join(l.cache.SnapshotFolder(l.repo, l.commit), filepath.FromSlash(model))
	if got, err := os.ReadFile(at); err != nil || !bytes.Equal(got, l.content) {
		l.t.Errorf("the model has %d bytes, %v", len(got), err)
	}
	if missing, err := l.cache.Complete(l.repo, l.commit); err != nil || len(missing) > 0 {
		l.t.Errorf("missing are %q, %v", missing, err)
	}
	l.empty()
}

// empty expects nothing of a download outside of the cache, no temporary file within it, and
// no token or signature where one does not belong.
func (l *line) empty() {
	l.t.Helper()
	filepath.WalkDir(l.Home, func(path string, e fs.DirEntry, err error) error {
		name, _ := filepath.Rel(l.Home, path)
		if strings.HasPrefix(name, "downloads"+string(filepath.Separator)) || strings.Contains(name, "incomplete") || strings.Contains(name, ".part") {
			l.t.Errorf("left behind: %s, %v", name, err)
		}
		return nil
	})
	if tokens := l.hub.Counters().Tokens; len(tokens) > 0 {
		l.t.Errorf("the content host saw %q", tokens)
	}
	for _, text := range l.errors {
		if strings.Contains(text, "Signature") || strings.Contains(text, token) {
			l.t.Errorf("an error shows a secret: %s", text)
		}
	}
}

// short is what a reply may bring twice: a piece of each connection.
const short = 4 << 20

// served expects the model to have been fetched so many times and hardly more.
func (l *line) served(times int64) {
	l.t.Helper()
	size := int64(len(l.content))
	if n := l.hub.Served(model); n < times*size || n > times*size+short {
		l.t.Errorf("%d bytes of a file of %d were served", n, size)
	}
}

func TestWhatPassesOnTheWayIsNotEvenNoticed(t *testing.T) {
	l := newLine(t)
	for name, x := range map[string]struct {
		faults []*hubtest.Fault
		times  int64 // that the model is fetched
	}{
		"dropped connections":          {[]*hubtest.Fault{hubtest.Drop(300_000).Times(20)}, 1},
		"addresses good for two times": {[]*hubtest.Fault{hubtest.ExpireAfter(2)}, 1},
		"an address that has expired":  {[]*hubtest.Fault{hubtest.Expired().Times(1)}, 1},
		"a stall":                      {[]*hubtest.Fault{hubtest.Stall(200_000).On(model).Times(1)}, 1},
		"a busy hub":                   {[]*hubtest.Fault{hubtest.Status(503).Times(3), hubtest.RateLimited(2).Times(1)}, 1},
		"a wrong bit":                  {[]*hubtest.Fault{hubtest.Flip(5_000_000).On(model).Times(1)}, 2},
		"a host without ETags to keep": {[]*hubtest.Fault{hubtest.ChangeStoredETag()}, 1},
		"an absent bit of patience":    {[]*hubtest.Fault{hubtest.WrongLength(-70_000).On(model).Times(2)}, 1},
		"compressed answers":           {[]*hubtest.Fault{hubtest.Gzip()}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			l.begin(t, hubtest.Repo{})
			if strings.Contains(name, "stall") {
				l.set(200 * time.Millisecond)
			}
			l.hub.Break(x.faults...)
			l.arrives(l.order())
			l.served(x.times)
		})
	}
}

func TestWhatGoesWrongIsToldAndComesOnceItIsMended(t *testing.T) {
	l := newLine(t)
	for name, x := range map[string]struct {
		fault *hubtest.Fault
		want  string
	}{
		"a portal":                    {hubtest.Portal(), "held filter"},
		"a filter":                    {hubtest.HTMLForbidden(), "held filter"},
		"a filter for files":          {hubtest.HTMLForbidden().Of(hubtest.Stored), "held filter"},
		"resets":                      {hubtest.Reset(), "held network"},
		"resets of files":             {hubtest.Reset().Of(hubtest.Stored), "held network"},
		"silence":                     {hubtest.Stall(0).On(model), "held network"},
		"half an answer":              {hubtest.Mangle(), "held filter"},
		"trouble of the hub":          {hubtest.Status(500), "held server"},
		"too many requests":           {hubtest.RateLimited(300), "held limited"},
		"a gate":                      {hubtest.Gate(401), "failed gated"},
		"a list one is not on":        {hubtest.Gate(403), "failed denied"},
		"a mirror without headers":    {hubtest.NoHeaders(), "failed not_hub"},
		"a mirror that sends on":      {hubtest.Mirror308(), "failed not_hub"},
		"another hub's next page":     {hubtest.ForeignLink("http://127.0.0.1:1"), "failed not_hub"},
		"a file that changes":         {hubtest.ChangeETag(), "failed changed"},
		"wrong bits, always":          {hubtest.Flip(5_000_000).On(model), "failed corrupt"},
		"a size that is one too few":  {hubtest.LieSize(-1), "failed size"},
		"a size that is one too many": {hubtest.LieSize(1), "failed size"},
		"a size beyond every disk":    {hubtest.LieSize(1 << 60).On(model), "failed no_space"},
		"hostile names":               {hubtest.HostileNames(), "failed name"},
		"one name in two cases":       {hubtest.HostileNames("FA/model.onnx"), "failed name"},
		"a name of 300 letters":       {hubtest.HostileNames(strings.Repeat("a", 300)), "failed name"},
	} {
		t.Run(name, func(t *testing.T) {
			l.begin(t, hubtest.Repo{})
			if l.hub.SetPage(2); name == "silence" {
				l.set(200 * time.Millisecond)
			}
			l.hub.Break(x.fault)
			id := l.order()
			if state := l.becomes(id); state != x.want {
				t.Fatalf("it is %s, want %s: %q", state, x.want, l.errors)
			}
			l.hub.Mend()
			l.set(time.Minute)
			must(t, l.Resume(t.Context(), id))
			l.arrives(id)
		})
	}
}

func TestALineThatIsGoneForAWhileCostsAlmostNothing(t *testing.T) {
	l := newLine(t)
	l.hub.Break(hubtest.Slow(256 << 10).On(model))
	gone := make(chan struct{})
	var once sync.Once
	stop := l.Progress.Subscribe(func(p app.DownloadProgress) {
		if p.Done > 1<<18 {
			once.Do(func() {
				l.hub.Down()
				close(gone)
			})
		}
	})
	id := l.order()
	<-gone
	if state := l.becomes(id); state != "held network" {
		t.Fatalf("it is %s: %q", state, l.errors)
	}
	stop()
	before, _ := l.Get(t.Context(), id)
	l.hub.Mend()
	l.hub.Up()
	must(t, l.Resume(t.Context(), id))
	l.arrives(id)
	if l.served(1); before.Done < 1<<18 {
		t.Errorf("only %d bytes were there while the line was gone", before.Done)
	}
}

func TestTokensAndWhatTheyOpen(t *testing.T) {
	l := newLine(t)
	l.hub.AddUser(hubtest.User{Name: "omid", Token: "hf_omid"})
	for name, x := range map[string]struct {
		repo  hubtest.Repo
		token string
		want  string
	}{
		"gated without a token":        {hubtest.Repo{Gated: "auto", Readers: []string{"sara"}}, "", "failed gated"},
		"private without a token":      {hubtest.Repo{Private: true, Readers: []string{"sara"}}, "", "failed no_repo"},
		"private with a wrong token":   {hubtest.Repo{Private: true, Readers: []string{"sara"}}, "hf_wrong", "failed token"},
		"gated for somebody else":      {hubtest.Repo{Gated: "manual", Readers: []string{"sara"}}, "hf_omid", "failed denied"},
		"public, with a wrong token":   {hubtest.Repo{}, "hf_wrong", "done"},
		"public, without any, as ever": {hubtest.Repo{}, "", "done"},
	} {
		t.Run(name, func(t *testing.T) {
			l.begin(t, x.repo)
			l.show(x.token)
			id := l.order()
			if state := l.becomes(id); state != x.want {
				t.Fatalf("it is %s, want %s", state, x.want)
			}
			if x.want != "done" {
				l.show(token)
				must(t, l.Resume(t.Context(), id))
			}
			l.arrives(id)
		})
	}
}

func TestARepositoryThatMovesOrGoesMeanwhile(t *testing.T) {
	l := newLine(t)
	l.hub.Break(hubtest.Status(503).Of(hubtest.Resolve))
	id := l.order()
	if state := l.becomes(id); state != "held server" {
		t.Fatal(state) // it is planned, no file is here
	}
	l.hub.Mend()
	l.hub.Remove(l.repo.ID)
	must(t, l.Resume(t.Context(), id))
	if state := l.becomes(id); state != "failed no_repo" {
		t.Errorf("without the repository it is %s", state)
	}
	l.stock(hubtest.Repo{})
	l.hub.Rename(l.repo.ID, "sara/persian")
	must(t, l.Resume(t.Context(), id))
	l.arrives(id)
}

func TestAFullDiskFailsBeforeTheFirstByteAndGoesOnOnceThereIsRoom(t *testing.T) {
	l := newLine(t)
	l.space.Keep = 1 << 60
	id := l.order()
	if state := l.becomes(id); state != "failed no_space" {
		t.Fatal(state)
	}
	if n := l.hub.Served(model); n > 0 {
		t.Errorf("%d bytes came", n)
	}
	l.runner.Cancel(queueJob) // nobody looks at the room meanwhile
	must(t, ignore(l.runner.Wait(t.Context(), queueJob)))
	l.space.Keep = 0
	must(t, l.Start())
	must(t, l.Resume(t.Context(), id))
	l.arrives(id)
}

// ignore leaves out that a job was cancelled.
func ignore(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func TestAFolderThatCannotBeWrittenIsTold(t *testing.T) {
	if os.Getuid() <= 0 {
		t.Skip("who may write anywhere cannot be refused")
	}
	l := newLine(t)
	must(t, os.MkdirAll(l.folder(), 0o700))
	must(t, os.Chmod(l.folder(), 0o500))
	t.Cleanup(func() { os.Chmod(l.folder(), 0o700) })
	id := l.order()
	if state := l.becomes(id); state != "failed read_only" {
		t.Errorf("it is %s", state)
	}
	must(t, os.Chmod(l.folder(), 0o700))
	must(t, l.Resume(t.Context(), id))
	l.arrives(id)
}

func TestOnlyTheFolderThatWasWantedComes(t *testing.T) {
	l := newLine(t)
	d, err := l.Add(t.Context(), Wish{Repo: l.repo.ID, Folder: "fa"})
	must(t, err)
	if state := l.becomes(d.ID); state != "done" {
		t.Fatal(state)
	}
	var names []string
	snapshot := l.cache.SnapshotFolder(l.repo, l.commit)
	must(t, filepath.WalkDir(snapshot, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			name, _ := filepath.Rel(snapshot, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	}))
	if !slices.Equal(names, []string{"fa/config.json", model}) {
		t.Errorf("there are %q", names)
	}
	l.empty()
}
