package hub

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// What asking the hub can meet. Every error of a Client's request is an *Error that is one
// of these, or the context's own.
var (
	ErrOffline          = errors.New("hub: working without the network")
	ErrUnreachable      = errors.New("hub: unreachable")
	ErrFiltered         = errors.New("hub: something between answered in the hub's place")
	ErrClock            = errors.New("hub: its certificate does not hold on this computer's date")
	ErrProxy            = errors.New("hub: the proxy does not work")
	ErrNotHub           = errors.New("hub: the server does not speak as the hub does")
	ErrRateLimited      = errors.New("hub: too many requests")
	ErrServer           = errors.New("hub: trouble at the server")
	ErrGated            = errors.New("hub: access must be asked for")
	ErrGatedDenied      = errors.New("hub: access is not granted to this person")
	ErrForbidden        = errors.New("hub: the token does not allow it")
	ErrRepoNotFound     = errors.New("hub: no such repository, or a private one")
	ErrRevisionNotFound = errors.New("hub: no such revision")
	ErrEntryNotFound    = errors.New("hub: no such file in the repository")
	ErrBadToken         = errors.New("hub: the token is not valid")
	ErrDisabled         = errors.New("hub: the repository is closed by the hub")
	ErrForeignLink      = errors.New("hub: a link to a foreign server")
	ErrAnswer           = errors.New("hub: an answer that makes no sense")
	ErrEndpoint         = errors.New("hub: not the address of a hub")
)

// Error is a request that failed. It holds nothing secret: no token, no query of a URL.
type Error struct {
	Kind       error         // one of the package's sentinels
	Status     int           // of the answer; 0 if there was none
	Code       string        // X-Error-Code
	Message    string        // the server's own words, one line
	RequestID  string        // X-Request-Id, for a report to the hub
	URL        string        // without its query
	RetryAfter time.Duration // how long the hub asks to wait, with ErrRateLimited
	Commit     string        // the revision's commit, with ErrEntryNotFound
	cause      string        // what the network said; text alone, so that nobody branches on it
}

// Error is the line for the log.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Kind.Error())
	for _, s := range []string{e.status(), e.Message, e.cause} {
		if s != "" {
			b.WriteString(": " + s)
		}
	}
	fmt.Fprintf(&b, " (%s", e.URL)
	if e.RequestID != "" {
		b.WriteString(", request " + e.RequestID)
	}
	return b.String() + ")"
}

func (e *Error) status() string {
	if e.Status == 0 {
		return ""
	}
	return strings.TrimSpace(fmt.Sprint(e.Status, " ", e.Code))
}

// Unwrap makes the error its Kind.
func (e *Error) Unwrap() error { return e.Kind }

// transient reports whether the same question may be answered a moment later.
func transient(err error) bool {
	return errors.Is(err, ErrUnreachable) || errors.Is(err, ErrServer) || errors.Is(err, ErrProxy)
}

// elsewhere reports whether another mirror may know better.
func elsewhere(err error) bool {
	return transient(err) || errors.Is(err, ErrFiltered) || errors.Is(err, ErrNotHub) ||
		errors.Is(err, ErrAnswer) || errors.Is(err, ErrClock) || errors.Is(err, ErrForeignLink)
}
