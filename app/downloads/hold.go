package downloads

import (
	"net"
	"slices"
	"strings"
	"time"

	"avagar/app"
	"avagar/app/account"
)

// rules are what decides whether a download may run now.
type rules struct {
	now      time.Time
	offline  bool
	metered  bool
	open     bool // the hours are those that were chosen
	parallel int
	cameBack bool // there may be a network again
}

func (s *Service) rules(set account.Settings, cameBack bool) rules {
	now := s.Now()
	window, err := account.ParseWindow(set.DownloadWindow)
	return rules{
		now: now, offline: set.StaysOffline(s.Getenv), metered: set.Metered, open: err != nil || window.Open(now),
		parallel: max(set.ParallelDownloads, 1), cameBack: cameBack,
	}
}

// holds is why a download may not run now, or empty.
func (r rules) holds(d app.Download) string {
	switch {
	case r.offline:
		return app.ReasonOffline
	case !r.open && !d.Forced:
		return app.ReasonWindow
	case r.metered && !d.Forced:
		return app.ReasonMetered
	case d.State == app.DownloadHeld && passing(d.Reason) && !r.due(d):
		return d.Reason
	}
	return ""
}

// passing tells the reasons that are waited out until RetryAt.
func passing(reason string) bool {
	return !in(reason, []string{app.ReasonWindow, app.ReasonMetered})
}

// due tells whether it is time for another try. A clock that was set back does
// not make a pause longer than the longest.
func (r rules) due(d app.Download) bool {
	limited := d.Reason == app.ReasonLimited
	return !d.RetryAt.After(r.now) || d.RetryAt.After(r.now.Add(longestPause)) || r.cameBack && !limited
}

const (
	glance = 5 * time.Second  // how often the network is looked at while one is missed
	stroll = 30 * time.Second // how often the clock on the wall is
)

// next is how long nothing can change by itself, or 0 where nothing can. The
// time that a computer sleeps does not count, so that no look is far away.
func (r rules) next(list []app.Download, window bool) time.Duration {
	next := time.Duration(0)
	sooner := func(d time.Duration) {
		if d = max(d, time.Millisecond); next == 0 || d < next {
			next = d
		}
	}
	for _, d := range list {
		switch {
		case !in(d.State, goesOn):
		case d.State == app.DownloadHeld && passing(d.Reason) && !d.RetryAt.IsZero():
			sooner(min(d.RetryAt.Sub(r.now), glance))
		case window:
			sooner(stroll)
		}
	}
	return next
}

// Interfaces names the addresses this computer has in networks, so that a
// network which comes back is noticed.
func Interfaces() string {
	list, err := net.InterfaceAddrs()
	if err != nil {
		return ""
	}
	var names []string
	for _, a := range list {
		if ip, ok := a.(*net.IPNet); ok && !ip.IP.IsLoopback() && !ip.IP.IsLinkLocalUnicast() {
			names = append(names, a.String())
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func in[T comparable](v T, list []T) bool { return slices.Contains(list, v) }
