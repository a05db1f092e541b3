package dataset

import (
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"
)

// ScanOptions steer a scan.
type ScanOptions struct {
	Progress func(done, total int) // utterances; never called by two goroutines at once
	Workers  int                   // default: all cores
}

// Row is what a scan says about one utterance.
type Row struct {
	ID       string
	Text     string
	Seconds  float64 // of the whole recording; 0 where it cannot be read
	HeldOut  bool
	Usable   bool
	Findings []Finding
	Audio    string // path in the folder; empty: missing
	Sound    string // SHA-256 of what is heard, in hexadecimal; empty where it cannot be read
}

// Report is the result of a scan.
type Report struct {
	Rows          []Row     // in the order of metadata.csv
	Findings      []Finding // that belong to no row: about the folder, files without text
	Minutes       float64
	UsableMinutes float64
	Usable        int
	Speakers      int
}

// Scan decodes every recording, one a worker at a time, and says what is
// wrong with it.
func (d *Dataset) Scan(ctx context.Context, o ScanOptions) (Report, error) {
	root, err := os.OpenRoot(d.Dir)
	if err != nil {
		return Report{}, fmt.Errorf("%w: %w", ErrNoFolder, err)
	}
	defer root.Close()
	seen := make([]recording, len(d.Utterances))
	report := counter(o.Progress, len(seen))
	err = each(ctx, len(seen), o.Workers, func() func(int) error {
		return func(i int) error {
			if u := &d.Utterances[i]; u.audio != "" {
				seen[i] = read(root, u)
				seen[i].wave = nil
			}
			report()
			return nil
		}
	})
	if err != nil {
		return Report{}, err
	}
	return d.report(seen), nil
}

func (d *Dataset) report(seen []recording) Report {
	r := Report{Speakers: 1}
	rows := make(map[string]int, len(seen))
	copies, others := duplicates(d.Utterances, seen), otherVoices(d.Utterances, seen)
	for i, u := range d.Utterances {
		row := Row{ID: u.ID, Text: u.Text, HeldOut: u.HeldOut, Seconds: seen[i].measures.Duration.Seconds(), Audio: u.audio}
		if seen[i].heard() {
			row.Sound = hex.EncodeToString(seen[i].sound[:])
		}
		row.Findings = append(row.Findings, seen[i].findings...)
		for _, f := range []*Finding{copies[i], others[i]} {
			if f != nil {
				row.Findings = append(row.Findings, *f)
			}
		}
		rows[u.ID] = i
		r.Rows = append(r.Rows, row)
	}
	for _, f := range d.Findings {
		if i, ok := rows[f.ID]; ok {
			r.Rows[i].Findings = append(r.Rows[i].Findings, f)
		} else {
			r.Findings = append(r.Findings, f)
		}
	}
	for i := range r.Rows {
		row := &r.Rows[i]
		row.Usable = usable(row.Findings)
		r.Minutes += row.Seconds / 60
		if row.Usable {
			r.Usable++
			r.UsableMinutes += row.Seconds / 60
		}
	}
	return r
}

// duplicates finds recordings that sound as an earlier one, bit for bit.
func duplicates(utts []Utterance, seen []recording) []*Finding {
	out := make([]*Finding, len(utts))
	first := map[[32]byte]string{}
	for i, u := range utts {
		if !seen[i].heard() {
			continue
		}
		if id, again := first[seen[i].sound]; again {
			f := found(u.ID, DuplicateAudio, Error, 0, "the same sound as %s", id)
			out[i] = &f
			continue
		}
		first[seen[i].sound] = u.ID
	}
	return out
}

// counter makes a func that counts calls and reports them in order.
func counter(progress func(done, total int), total int) func() {
	var mu sync.Mutex
	done := 0
	return func() {
		mu.Lock()
		defer mu.Unlock()
		done++
		if progress != nil {
			progress(done, total)
		}
	}
}

// each runs job(0) … job(n-1), every worker with its own job and buffers. At
// an error or when ctx ends the rest is left.
func each(ctx context.Context, n, workers int, worker func() func(int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	group, ctx := errgroup.WithContext(ctx)
	turn := make(chan int)
	group.Go(func() error {
		defer close(turn)
		for i := range n {
			select {
			case turn <- i:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for range min(n, workers) {
		group.Go(func() error {
			job := worker()
			for i := range turn {
				if err := job(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}
