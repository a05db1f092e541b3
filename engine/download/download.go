// Package download brings one file over a bad line: in several segments, resumed after
// anything that ends the program or the line, checked before it gets its name.
//
//	Source ─ aim ─ segments ─ partial (NAME.part) ─ sum ─ rename
//	               └ board: what is written, saved, still to do
package download

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"
)

// Request asks for one file. Its parts lie beside its name until it is whole: NAME.part
// has the bytes, NAME.part.json says which of them are there.
type Request struct {
	Root   *os.Root
	Name   string // slash-separated, below Root; folders are made
	Size   int64  // bytes; -1 when not known
	Sum    Sum    // the zero Sum checks the size alone
	Source Source

	Segments   int           // connections side by side, 1 to 16; 0 means 4
	Client     *http.Client  // its transport is used; nil means http.DefaultClient. Redirects are followed here
	Limits     []*Limit      // all of them are kept to
	Space      *Space        // that of the disk of Root; nil where no other file is fetched to it
	StallAfter time.Duration // a connection without a byte for so long is given up; 0 means 30 s
	Tries      int           // failures in a row, without any new byte, that end it; 0 means 5

	// Sleep waits between tries; nil waits by the clock.
	Sleep func(context.Context, time.Duration) error
}

// Result is what a whole file took.
type Result struct {
	Size     int64
	Received int64 // bytes that came over the line
	Kept     int64 // bytes that were there before
	Replaced int64 // bytes that the second fetch corrected, after a wrong sum
}

// Fetch returns once the file is whole under its name and its sum is right. Cancelling ctx
// stops it, and what has arrived is kept, as after any error but ErrCorrupt; the next
// Fetch of the same content goes on from there. report hears of the progress about four
// times a second, one call at a time, and may be nil.
func Fetch(ctx context.Context, r Request, report func(Progress)) (Result, error) {
	t, err := newTransfer(r)
	if err != nil {
		return Result{}, err
	}
	stop := t.tell(report)
	defer stop()
	result, err := t.run(ctx)
	if err != nil {
		return result, fmt.Errorf("download %s: %w", r.Name, err)
	}
	return result, nil
}

const (
	defaultSegments = 4
	mostSegments    = 16
	defaultStall    = 30 * time.Second
	defaultTries    = 5
)

var errRequest = errors.New("download: a request without folder or source")

func newTransfer(r Request) (*transfer, error) {
	if r.Root == nil || r.Source == nil {
		return nil, errRequest
	}
	if err := errors.Join(checkName(r.Name), r.Sum.check()); err != nil {
		return nil, err
	}
	if r.Segments == 0 {
		r.Segments = defaultSegments
	}
	r.Segments = min(max(r.Segments, 1), mostSegments)
	if r.StallAfter <= 0 {
		r.StallAfter = defaultStall
	}
	if r.Tries <= 0 {
		r.Tries = defaultTries
	}
	if r.Space == nil {
		r.Space = &Space{}
	}
	if r.Sleep == nil {
		r.Sleep = sleep
	}
	client := http.Client{Transport: http.DefaultTransport}
	if r.Client != nil {
		client.Transport = r.Client.Transport
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &transfer{Request: r, client: &client, board: newBoard(), aims: &aims{source: r.Source, size: r.Size}}, nil
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
