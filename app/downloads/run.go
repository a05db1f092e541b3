package downloads

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"sync"

	"avagar/app"
	"avagar/app/store"
	"avagar/engine/download"
	"avagar/engine/hub"

	"golang.org/x/sync/errgroup"
)

// run is one download at work.
type run struct {
	*Service
	d     app.Download
	repo  hub.Repo
	root  *os.Root
	meter *meter
	limit *download.Limit // of this download alone

	mu    sync.Mutex
	etags map[string]*sync.Mutex // contents at work: one content is fetched once
}

// filesAtOnce is how many files of one download are fetched side by side.
const filesAtOnce = 3

// run brings a download and writes how that went into its row. It returns the
// error for the log alone.
func (s *Service) run(ctx context.Context, id int64) error {
	d, err := s.Store.Download(ctx, s.User, id)
	if err != nil || d.State != app.DownloadRunning { // its last run has ended it meanwhile
		return err
	}
	r := &run{Service: s, d: d, meter: newMeter(d.ID), limit: s.limitOf(d), etags: map[string]*sync.Mutex{}}
	if err = r.all(ctx); err == nil {
		_ = os.RemoveAll(filepath.Join(s.folder(), strconv.FormatInt(id, 10))) // else the next look does
	}
	s.forget(id)
	return errors.Join(err, r.settle(context.WithoutCancel(ctx), ctx.Err() != nil, err))
}

func (r *run) all(ctx context.Context) (err error) {
	if r.repo, err = hub.ParseRepo(r.d.Repo); err != nil {
		return err
	}
	if err := r.plan(ctx); err != nil {
		return err
	}
	if r.root, err = openFolder(r.folder(), r.d.ID); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.root.Close()) }()
	stop := r.tell(ctx)
	err = r.files(ctx)
	stop()
	if err != nil {
		return err
	}
	return r.complete()
}

// openFolder opens the folder of one download's partial files.
func openFolder(all string, id int64) (*os.Root, error) {
	root, err := os.OpenRoot(all)
	if err != nil {
		return nil, err
	}
	name := strconv.FormatInt(id, 10)
	if err := root.MkdirAll(name, 0o700); err != nil {
		return nil, errors.Join(err, root.Close())
	}
	folder, err := root.OpenRoot(name)
	return folder, errors.Join(err, root.Close())
}

// plan finds out which files of which commit are meant, unless that is known.
func (r *run) plan(ctx context.Context) error {
	if r.d.Commit != "" && len(r.d.Files) > 0 {
		return nil
	}
	info, err := r.Hub().Info(ctx, r.repo, r.d.Revision)
	if err != nil {
		return err
	}
	if info.SHA == "" {
		return hub.ErrNotHub
	}
	files, err := r.Hub().Tree(ctx, r.repo, info.SHA, r.d.Folder, true)
	if errors.Is(err, hub.ErrEntryNotFound) {
		return &app.About{Subject: r.d.Folder, Err: err}
	}
	if err != nil {
		return err
	}
	if r.d, err = planned(r.d, info.SHA, files); err != nil {
		return err
	}
	return r.Store.PlanDownload(ctx, r.d)
}

// files brings every file that is not here yet.
func (r *run) files(ctx context.Context) error {
	r.meter.begin(r.d.Files)
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(filesAtOnce)
	for i, f := range r.d.Files {
		if f.State == app.DownloadDone {
			continue
		}
		group.Go(func() error {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			whole, err := r.file(ctx, f)
			if err != nil {
				return &app.About{Subject: f.Path, Err: err}
			}
			r.d.Files[i] = whole
			return nil
		})
	}
	return group.Wait()
}

// complete has others find the commit in the cache, and keeps the folder as a
// model.
func (r *run) complete() error {
	if r.d.Folder == "" && !r.d.Chosen {
		if err := r.Cache.WriteTree(r.repo, r.d.Commit, r.hubFiles()); err != nil {
			return err
		}
	}
	if err := r.Cache.SetRef(r.repo, r.d.Revision, r.d.Commit); err != nil {
		return err
	}
	m := app.Model{User: r.User, Repo: r.d.Repo, Commit: r.d.Commit, Folder: r.modelFolder(), AddedAt: r.Now()}
	m.Path = filepath.Join(r.Cache.SnapshotFolder(r.repo, r.d.Commit), filepath.FromSlash(m.Folder))
	for _, f := range r.d.Files {
		m.Bytes += max(f.Size, 0)
	}
	id, err := r.Store.PutModel(context.Background(), m)
	if err != nil {
		return err
	}
	m.ID = id
	r.Installed.Publish(m)
	return nil
}

func (r *run) hubFiles() []hub.File {
	var files []hub.File
	for _, f := range r.d.Files {
		files = append(files, hubFile(f))
	}
	return files
}

func hubFile(f app.DownloadFile) hub.File {
	return hub.File{Path: f.Path, Size: f.Size, SHA1: f.SHA1, SHA256: f.SHA256}
}

// modelFolder is the folder that was ordered, or the one that all chosen files
// lie in.
func (r *run) modelFolder() string {
	if !r.d.Chosen {
		return r.d.Folder
	}
	common := path.Dir(r.d.Files[0].Path)
	for _, f := range r.d.Files {
		for common != "." && !below(common, f.Path) {
			common = path.Dir(common)
		}
	}
	if common == "." {
		return ""
	}
	return common
}

// settle writes how a run ended, unless somebody has decided otherwise: then
// the row is not running any more.
func (r *run) settle(ctx context.Context, stopped bool, err error) error {
	r.save(ctx)
	turn := store.Turn{State: app.DownloadDone, EndedAt: r.Now()}
	switch reason, held := reasonOf(err); {
	case err == nil:
	case stopped:
		turn = store.Turn{State: app.DownloadWaiting}
	case held:
		tries := r.d.Tries
		if r.meter.came() > 0 {
			tries = 0
		}
		turn = store.Turn{State: app.DownloadHeld, Reason: reason, Subject: subjectOf(err), Tries: tries + 1, RetryAt: r.Now().Add(pauseAfter(tries, err))}
	default:
		turn = store.Turn{State: app.DownloadFailed, Reason: reason, Subject: subjectOf(err)}
		slog.Error("downloads: failed", "repo", r.d.Repo, "error", err)
	}
	turned, err := r.Store.TurnDownload(ctx, r.User, r.d.ID, turn, app.DownloadRunning)
	if err != nil || !turned || turn.State != app.DownloadDone && turn.State != app.DownloadFailed {
		return err
	}
	d, err := r.Store.Download(ctx, r.User, r.d.ID)
	if err == nil {
		r.Finished.Publish(d)
	}
	return err
}
