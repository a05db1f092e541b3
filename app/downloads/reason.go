package downloads

import (
	"errors"
	"io/fs"
	"syscall"
	"time"

	"avagar/app"
	"avagar/engine/download"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

// errEmpty says that nothing of a repository is what was asked for.
var errEmpty = errors.New("downloads: no file to fetch")

// why pairs what a download meets with the reason that its row keeps. Those
// that held tells of pass by themselves.
var why = []struct {
	err    error
	reason string
	held   bool
}{
	{hub.ErrOffline, app.ReasonOffline, true},
	{hub.ErrRateLimited, app.ReasonLimited, true},
	{hub.ErrFiltered, app.ReasonFilter, true},
	{hub.ErrAnswer, app.ReasonFilter, true},
	{download.ErrNotFile, app.ReasonFilter, true},
	{hub.ErrProxy, app.ReasonProxy, true},
	{hub.ErrServer, app.ReasonServer, true},
	{download.ErrServer, app.ReasonServer, true},
	{hub.ErrUnreachable, app.ReasonNetwork, true},
	{download.ErrUnreachable, app.ReasonNetwork, true},
	{download.ErrStalled, app.ReasonNetwork, true},
	{download.ErrBusy, app.ReasonBusy, true},
	{cache.ErrInUse, app.ReasonBusy, true},

	{hub.ErrGated, app.ReasonGated, false},
	{hub.ErrGatedDenied, app.ReasonDenied, false},
	{hub.ErrForbidden, app.ReasonForbidden, false},
	{hub.ErrBadToken, app.ReasonToken, false},
	{hub.ErrRepoNotFound, app.ReasonNoRepo, false},
	{hub.ErrRepoName, app.ReasonNoRepo, false},
	{hub.ErrRevisionNotFound, app.ReasonNoCommit, false},
	{hub.ErrEntryNotFound, app.ReasonNoFile, false},
	{download.ErrGone, app.ReasonNoFile, false},
	{errEmpty, app.ReasonEmpty, false},
	{hub.ErrDisabled, app.ReasonDisabled, false},
	{hub.ErrNotHub, app.ReasonNotHub, false},
	{hub.ErrForeignLink, app.ReasonNotHub, false},
	{hub.ErrEndpoint, app.ReasonNotHub, false},
	{hub.ErrClock, app.ReasonClock, false},
	{hub.ErrUnsafePath, app.ReasonName, false},
	{download.ErrUnsafeName, app.ReasonName, false},
	{cache.ErrName, app.ReasonName, false},
	{download.ErrChanged, app.ReasonChanged, false},
	{download.ErrCorrupt, app.ReasonCorrupt, false},
	{cache.ErrWrongSum, app.ReasonCorrupt, false},
	{download.ErrSize, app.ReasonSize, false},
	{download.ErrRefused, app.ReasonRefused, false},
	{download.ErrNoSpace, app.ReasonNoSpace, false},
	{cache.ErrNoSpace, app.ReasonNoSpace, false},
	{syscall.ENOSPC, app.ReasonNoSpace, false},
	{download.ErrReadOnly, app.ReasonReadOnly, false},
	{cache.ErrReadOnly, app.ReasonReadOnly, false},
	{fs.ErrPermission, app.ReasonReadOnly, false},
}

// reasonOf is the reason for an error, and whether it passes by itself.
func reasonOf(err error) (reason string, held bool) {
	for _, w := range why {
		if errors.Is(err, w.err) {
			return w.reason, w.held
		}
	}
	return app.ReasonUnknown, false
}

// subjectOf is the file that an error is about, where there is one.
func subjectOf(err error) string {
	var about *app.About
	if errors.As(err, &about) {
		return about.Subject
	}
	return ""
}

const (
	firstPause   = 5 * time.Second
	longestPause = 5 * time.Minute
)

// pauseAfter is how long a download is held after that many tries in a row that
// brought nothing, or for as long as the hub asks.
func pauseAfter(tries int, err error) time.Duration {
	var e *hub.Error
	if errors.As(err, &e) && e.RetryAfter > 0 {
		return min(e.RetryAfter+time.Second, longestPause)
	}
	return min(firstPause<<min(tries, 10), longestPause)
}
