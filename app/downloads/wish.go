package downloads

import (
	"context"
	"fmt"
	"strings"

	"avagar/app"
	"avagar/engine/hub"
)

// Wish is what a person wants from the hub.
type Wish struct {
	Repo     string   // org/name, datasets/org/name, or the address of a page
	Revision string   // a branch, a tag or a commit; empty is main
	Folder   string   // of the repository; empty is all of it
	Paths    []string // files one by one, instead of a folder

	// Commit and Files are what is wanted of which commit, where that is known
	// already; else the hub is asked when the download's turn comes.
	Commit string
	Files  []hub.File

	Priority int
	Forced   bool  // whatever the hour and the line
	Limit    int64 // bytes a second; 0 is none
}

// Add puts a wish at the end of the queue; no network is needed. Where the same
// wish has not ended yet it returns that download and app.ErrExists. Errors
// beside those of the store: hub.ErrRepoName, hub.ErrUnsafePath.
func (s *Service) Add(ctx context.Context, w Wish) (app.Download, error) {
	d, err := w.order()
	if err != nil {
		return app.Download{}, fmt.Errorf("downloads: %w", err)
	}
	d.User, d.AddedAt = s.User, s.Now()
	return s.Store.AddDownload(ctx, d)
}

func (w Wish) order() (app.Download, error) {
	repo, err := hub.ParseRepo(w.Repo)
	if err != nil {
		return app.Download{}, err
	}
	d := app.Download{
		Repo: repo.String(), Revision: w.Revision, Folder: strings.Trim(w.Folder, "/"), Chosen: len(w.Paths) > 0,
		Priority: w.Priority, Forced: w.Forced, Limit: max(w.Limit, 0),
	}
	if d.Revision == "" {
		d.Revision = "main"
	}
	if d.Folder != "" && !d.Chosen {
		if err := hub.CheckPath(d.Folder); err != nil {
			return d, err
		}
	}
	if d.Chosen {
		d.Folder = ""
		if err := hub.CheckPaths(w.Paths); err != nil {
			return d, err
		}
		for _, path := range w.Paths {
			d.Files = append(d.Files, app.DownloadFile{Path: path, Size: -1})
		}
	}
	if w.Commit == "" || len(w.Files) == 0 {
		return d, nil
	}
	return planned(d, w.Commit, w.Files)
}

// planned is a download of what a commit has of it: every file of its folder,
// or those that were chosen.
func planned(d app.Download, commit string, files []hub.File) (app.Download, error) {
	wanted := map[string]bool{}
	for _, f := range d.Files {
		wanted[f.Path] = d.Chosen
	}
	d.Commit, d.Files = commit, nil
	var paths []string
	for _, f := range files {
		if f.Directory || d.Chosen && !wanted[f.Path] || !below(d.Folder, f.Path) {
			continue
		}
		delete(wanted, f.Path)
		paths = append(paths, f.Path)
		d.Files = append(d.Files, app.DownloadFile{Path: f.Path, Size: f.Size, SHA1: f.SHA1, SHA256: f.SHA256})
	}
	for path, missing := range wanted {
		if missing {
			return d, &app.About{Subject: path, Err: hub.ErrEntryNotFound}
		}
	}
	if len(d.Files) == 0 {
		return d, errEmpty
	}
	return d, hub.CheckPaths(paths)
}

func below(folder, path string) bool { return folder == "" || strings.HasPrefix(path, folder+"/") }
