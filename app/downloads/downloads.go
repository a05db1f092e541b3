// Package downloads is the queue of what comes from the hub. What a person
// wants of it stands in the rows of the store, whichever program wrote them;
// one program at a time works the queue and obeys the rows.
package downloads

import (
	"context"
	"net/http"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/jobs"
	"avagar/app/store"
	"avagar/engine/download"
	"avagar/engine/hub"
)

// Hub is what the queue asks of the hub: *hub.Client has it.
type Hub interface {
	Info(ctx context.Context, r hub.Repo, revision string) (hub.Info, error)
	Tree(ctx context.Context, r hub.Repo, revision, folder string, recursive bool) ([]hub.File, error)
	Resolve(ctx context.Context, r hub.Repo, revision, path string) (hub.Location, error)
	HTTP() *http.Client
}

// Cache is where whole files go: *cache.Cache has it.
type Cache interface {
	Put(ctx context.Context, r hub.Repo, commit string, f hub.File, from string) error
	Link(ctx context.Context, r hub.Repo, commit string, f hub.File) (bool, error)
	SetRef(r hub.Repo, name, commit string) error
	WriteTree(r hub.Repo, commit string, files []hub.File) error
	SnapshotFolder(r hub.Repo, commit string) string
}

// Fetch brings one file: download.Fetch does.
type Fetch func(context.Context, download.Request, func(download.Progress)) (download.Result, error)

// settings is *account.Service.
type settings interface {
	Settings(ctx context.Context) (account.Settings, error)
}

// Needs is what a Service works with.
type Needs struct {
	Store    *store.Store
	Jobs     *jobs.Runner
	User     int64
	Home     string // partial files lie in its folder downloads
	Getenv   func(string) string
	Settings settings
	Hub      func() Hub // as it is now
	Cache    Cache

	Fetch   Fetch            // nil is download.Fetch
	Now     func() time.Time // nil is time.Now; hours are those of the place it gives
	Network func() string    // nil is Interfaces
}

// Service is a person's queue. Start has it worked; everything else may be
// called in any program, and is obeyed within a second by the one that works.
type Service struct {
	Needs

	// Changed tells that the queue may have changed: by a person, by itself or
	// by another program.
	Changed app.Topic[struct{}]
	// Progress tells twice a second how far each running download is. Only the
	// program that works the queue knows.
	Progress app.Topic[app.DownloadProgress]
	// Finished tells of downloads that are done, and of those that failed.
	Finished app.Topic[app.Download]
	// Installed tells of a folder that is whole now, once it is in the store.
	Installed app.Topic[app.Model]

	limit *download.Limit // of all downloads together
	space *download.Space

	wake     chan struct{}
	cameBack atomic.Bool // there may be a network again

	mu     sync.Mutex
	works  bool
	live   map[int64]app.DownloadProgress
	limits map[int64]*download.Limit // of running downloads
}

// keep is how much of the disk is left for everything else, in bytes.
const keep = 128 << 20

// New returns a queue that nobody works yet.
func New(n Needs) *Service {
	if n.Fetch == nil {
		n.Fetch = download.Fetch
	}
	if n.Now == nil {
		n.Now = time.Now
	}
	if n.Network == nil {
		n.Network = Interfaces
	}
	s := &Service{
		Needs: n, limit: download.NewLimit(0), space: &download.Space{Keep: keep}, wake: make(chan struct{}, 1),
		live: map[int64]app.DownloadProgress{}, limits: map[int64]*download.Limit{},
	}
	n.Store.Changed.Subscribe(func(struct{}) {
		s.look()
		s.Changed.Publish(struct{}{})
	})
	return s
}

// look has the program that works the queue look at its rows; one look serves
// many changes.
func (s *Service) look() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Folder is where partial files lie, in a folder for each download.
func (s *Service) folder() string { return filepath.Join(s.Home, "downloads") }

// Queue is what has not ended, in the order of its turns, without files.
func (s *Service) Queue(ctx context.Context) ([]app.Download, error) {
	list, err := s.Store.Queue(ctx, s.User)
	for i, d := range list {
		list[i] = s.fresher(d)
	}
	return list, err
}

// Ended is what has ended, the newest first, without files.
func (s *Service) Ended(ctx context.Context, limit int) ([]app.Download, error) {
	return s.Store.EndedDownloads(ctx, s.User, limit)
}

// Get is one download with its files, or app.ErrNotFound.
func (s *Service) Get(ctx context.Context, id int64) (app.Download, error) {
	d, err := s.Store.Download(ctx, s.User, id)
	return s.fresher(d), err
}

// fresher has what arrived since the row was written.
func (s *Service) fresher(d app.Download) app.Download {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, ok := s.live[d.ID]; ok && d.State == app.DownloadRunning && p.Total == d.Total {
		d.Done = p.Done
	}
	return d
}

// Live is how far each running download is, where this program works the queue.
func (s *Service) Live() map[int64]app.DownloadProgress {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make(map[int64]app.DownloadProgress, len(s.live))
	for id, p := range s.live {
		all[id] = p
	}
	return all
}

// Works tells whether this program is the one that works the queue.
func (s *Service) Works() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.works
}

// Wait returns a download once it does not go on by itself any more: it is
// done, cancelled, failed or paused. Other programs' changes are heard while
// the store is followed.
func (s *Service) Wait(ctx context.Context, id int64) (app.Download, error) {
	news := make(chan struct{}, 1)
	defer s.Changed.Subscribe(func(struct{}) {
		select {
		case news <- struct{}{}:
		default:
		}
	})()
	for {
		d, err := s.Get(ctx, id)
		if err != nil || d.State.Ended() || d.State == app.DownloadFailed || d.State == app.DownloadPaused {
			return d, err
		}
		select {
		case <-news:
		case <-ctx.Done():
			return d, ctx.Err()
		}
	}
}
