package cli

import (
	"strconv"
	"strings"

	"avagar/app"
	"avagar/app/boot"
	"avagar/app/downloads"
	"avagar/app/fa"
	"avagar/engine/hub"
)

type downloadCommands struct {
	List   downloadList   `cmd:"" help:"${download_list}"`
	Add    downloadAdd    `cmd:"" help:"${download_add}"`
	Run    downloadRun    `cmd:"" help:"${download_run}"`
	Pause  downloadPause  `cmd:"" help:"${download_pause}"`
	Resume downloadResume `cmd:"" help:"${download_resume}"`
	Retry  downloadRetry  `cmd:"" help:"${download_retry}"`
	Cancel downloadCancel `cmd:"" help:"${download_cancel}"`
	Move   downloadMove   `cmd:"" help:"${download_move}"`
	Limit  downloadLimit  `cmd:"" help:"${download_limit}"`
}

type (
	downloadList struct {
		Ended int `placeholder:"N" help:"${download_ended}"`
	}
	downloadAdd struct {
		Repo     string   `arg:"" help:"${hub_repo}"`
		Files    []string `arg:"" optional:"" name:"file" help:"${download_files}"`
		Folder   string   `placeholder:"FOLDER" help:"${hub_folder}"`
		Revision string   `placeholder:"NAME" help:"${hub_revision}"`
		Limit    int64    `placeholder:"KB" help:"${download_kb}"`
		Anyway   bool     `help:"${download_anyway}"`
	}
)

// downloadObject is what --json says of a download.
type downloadObject struct {
	ID       int64             `json:"id"`
	Repo     string            `json:"repo"`
	Revision string            `json:"revision"`
	Commit   string            `json:"commit,omitempty"`
	Folder   string            `json:"folder,omitempty"`
	Files    int               `json:"files"`
	State    app.DownloadState `json:"state"`
	Reason   string            `json:"reason,omitempty"` // a code
	Subject  string            `json:"subject,omitempty"`
	Error    string            `json:"error,omitempty"` // reason in words
	Priority int               `json:"priority"`
	Forced   bool              `json:"forced"`
	LimitKBS int64             `json:"limit_kb_s"`
	Done     int64             `json:"done_bytes"`
	Total    int64             `json:"total_bytes"` // 0 until the hub was asked
	Retry    string            `json:"retry,omitempty"`
	Added    string            `json:"added"`
	Ended    string            `json:"ended,omitempty"`
	Path     string            `json:"path,omitempty"` // of what is done
}

func (s *session) downloadOf(a *boot.App, d app.Download) downloadObject {
	o := downloadObject{
		ID: d.ID, Repo: d.Repo, Revision: d.Revision, Commit: d.Commit, Folder: d.Folder, Files: max(d.Count, len(d.Files)), State: d.State,
		Reason: d.Reason, Subject: d.Subject, Error: s.locale.DownloadReason(d), Priority: d.Priority, Forced: d.Forced,
		LimitKBS: d.Limit / 1000, Done: d.Done, Total: d.Total, Retry: stamp(d.RetryAt), Added: stamp(d.AddedAt), Ended: stamp(d.EndedAt),
	}
	if r, err := hub.ParseRepo(d.Repo); err == nil && d.State == app.DownloadDone {
		o.Path = a.Cache.SnapshotFolder(r, d.Commit)
	}
	return o
}

// download writes one download in one line.
func (s *session) download(a *boot.App, d app.Download) error {
	if s.json {
		return s.object(s.downloadOf(a, d))
	}
	l, what, much := s.locale, s.locale.Name(d.Repo), ""
	switch {
	case d.Folder != "":
		what = l.Say(fa.DownloadName, d.Repo, d.Folder)
	case d.Chosen:
		what = l.Say(fa.DownloadChosen, d.Repo, max(d.Count, len(d.Files)))
	}
	if d.Total > 0 {
		much = l.Say(fa.DownloadOf, fa.Bytes(d.Done), fa.Bytes(d.Total), fa.Words(l.Percent(float64(d.Done)/float64(d.Total))))
	}
	return s.line(l.Digits(strconv.FormatInt(d.ID, 10)), what, l.Say(fa.DownloadState(d.State)), much, l.DownloadReason(d))
}

// Run lists the queue in the order of its turns, or what has ended.
func (c *downloadList) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		list, err := a.Downloads.Queue(s.ctx)
		if c.Ended > 0 {
			list, err = a.Downloads.Ended(s.ctx, c.Ended)
		}
		if err != nil {
			return err
		}
		for _, d := range list {
			if err := s.download(a, d); err != nil {
				return err
			}
		}
		if len(list) == 0 && c.Ended == 0 && !s.json {
			s.tell(fa.DownloadsEmpty)
		}
		return nil
	})
}

// Run puts a download into the queue and asks the hub nothing.
func (c *downloadAdd) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		if c.Limit < 0 {
			return about("--limit", app.ErrBadInput)
		}
		d, err := a.Downloads.Add(s.ctx, downloads.Wish{
			Repo: c.Repo, Revision: c.Revision, Folder: strings.Trim(c.Folder, "/"), Paths: c.Files, Limit: c.Limit * 1000, Forced: c.Anyway,
		})
		if err != nil {
			return about(c.Repo, err)
		}
		return s.download(a, d)
	})
}
