// Package training starts, continues, lists and promotes training runs. A run
// is a folder under checkpoints/ in the home folder.
package training

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"avagar/app"
	"avagar/engine/acoustic"
	"avagar/engine/dataset"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
	"avagar/engine/train"
	"avagar/engine/voice"
)

// ErrNoRecordings says that what a run has learned from is not where it was.
var ErrNoRecordings = errors.New("training: the recordings of the run are not there")

// Service trains voices in one home folder.
type Service struct{ Home string }

// StartOptions describe a new run. Zero values mean what train.DefaultPlan says, or
// where nothing is begun from its FromNothing.
type StartOptions struct {
	Folder   string       // dataset in LJSpeech form
	Name     string       // of the run; empty takes the folder's
	From     *voice.Voice // to begin from; nil begins at random
	Size     string
	Steps    int
	Seed     uint64
	Patience int // evaluations; -1 never stops early
	Adjust   func(*train.Plan)
}

func (o StartOptions) plan() train.Plan {
	p := train.DefaultPlan()
	if o.From == nil {
		p = p.FromNothing()
	}
	if o.Size != "" {
		p.Size = o.Size
	}
	if o.From != nil {
		p.Size = o.From.Model.Config.Size
	}
	if o.Steps != 0 {
		p.Steps = o.Steps
		p.EvaluateEvery = min(max(p.Steps/20, 10), 1000)
		p.CheckpointEvery = p.EvaluateEvery
	}
	if o.Seed > 0 {
		p.Seed = o.Seed
	}
	switch {
	case o.Patience > 0:
		p.Patience = o.Patience
	case o.Patience < 0:
		p.Patience = 0
	}
	if o.Adjust != nil {
		o.Adjust(&p)
	}
	return p
}

// check reports what would fail only after the recordings have been prepared.
func (o StartOptions) check() error {
	p := o.plan()
	if err := p.Check(); err != nil {
		return err
	}
	if o.From == nil {
		_, err := acoustic.ConfigFor(p.Size, []string{phoneme.Pause, "b"}, 1, mel.DefaultParams())
		return err
	}
	if o.From.Model.Config.Params != mel.DefaultParams() {
		return fmt.Errorf("training: base voice %s: %w", o.From.Info.ID, mel.ErrParams)
	}
	return nil
}

// Start prepares a folder of recordings, makes a run and trains it to the end,
// or until ctx is cancelled; the run can then be resumed.
func (s *Service) Start(ctx context.Context, o StartOptions, events func(train.Event)) (train.Summary, error) {
	if err := o.check(); err != nil {
		return train.Summary{}, err
	}
	folder, err := filepath.Abs(o.Folder)
	if err != nil {
		return train.Summary{}, fmt.Errorf("training: folder %s: %w", o.Folder, err)
	}
	corpus, err := s.prepare(ctx, folder, o.plan().Share(), events)
	if err != nil {
		return train.Summary{}, err
	}
	r, err := s.create(folder, corpus, o)
	if err != nil {
		return train.Summary{}, err
	}
	err = r.Train(ctx, corpus, events)
	return r.Summary, err
}

// Resume goes on with a run that was paused or cut off.
func (s *Service) Resume(ctx context.Context, id string, events func(train.Event)) (train.Summary, error) {
	r, err := s.open(id)
	if err != nil {
		return train.Summary{}, err
	}
	corpus, err := s.prepareFor(ctx, r, events)
	if err != nil {
		return r.Summary, err
	}
	err = r.Train(ctx, corpus, events)
	return r.Summary, err
}

// prepareFor makes the recordings of a run ready as it began with them.
func (s *Service) prepareFor(ctx context.Context, r *train.Run, events func(train.Event)) (*dataset.Corpus, error) {
	corpus, err := s.prepare(ctx, r.Summary.Dataset, r.Summary.Plan.Share(), events)
	if errors.Is(err, dataset.ErrNoFolder) {
		err = fmt.Errorf("%w: %w", ErrNoRecordings, err)
	}
	return corpus, err
}

// prepare makes recordings ready, of which a share is held out.
func (s *Service) prepare(ctx context.Context, folder string, held float64, events func(train.Event)) (*dataset.Corpus, error) {
	d, err := dataset.Open(folder)
	if err != nil {
		return nil, fmt.Errorf("training: %s: %w", folder, err)
	}
	d.HoldOut(held)
	cache := filepath.Join(s.Home, "datasets", "cache")
	if err := os.MkdirAll(cache, 0o700); err != nil {
		return nil, fmt.Errorf("training: %w", err)
	}
	c, err := d.Prepare(ctx, dataset.PrepareOptions{
		Params: mel.DefaultParams(), CacheDir: cache, Workers: runtime.GOMAXPROCS(0), G2P: phoneme.Phonemize,
		Progress: func(stage string, done, total int) {
			if events != nil {
				events(train.Event{Kind: train.EventPrepare, Stage: stage, Done: done, Total: total})
			}
		},
	})
	if err != nil {
		return nil, fmt.Errorf("training: %s: %w", folder, err)
	}
	return c, nil
}

var unfit = regexp.MustCompile(`[^\p{L}\p{N}_-]+`)

// plain is a name that may stand in a file's: letters, digits, _ and -, short
// enough for a number and an ending.
func plain(name string) string {
	name = strings.Trim(unfit.ReplaceAllString(name, "-"), "-")
	for len(name) > 200 {
		_, n := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-n]
	}
	return name
}

// create makes a run named after its folder, with a number where that is taken.
func (s *Service) create(folder string, c *dataset.Corpus, o StartOptions) (*train.Run, error) {
	name := o.Name
	if name == "" {
		name = filepath.Base(folder)
	}
	if name = plain(name); name == "" {
		name = "run"
	}
	summary := train.Summary{Dataset: folder, Language: c.Language, Plan: o.plan(), Created: time.Now().UTC().Truncate(time.Second)}
	var base *acoustic.Model
	if o.From != nil {
		summary.Base, base = o.From.Info.ID, o.From.Model
	}
	for n := 1; ; n++ {
		summary.ID = fmt.Sprintf("%s-%d", name, n)
		r, err := train.Create(s.dir(summary.ID), summary, base)
		switch {
		case err == nil:
			return r, nil
		case !errors.Is(err, fs.ErrExist): // half a run is none
			return nil, errors.Join(err, os.RemoveAll(s.dir(summary.ID)))
		case n == 10000:
			return nil, err
		}
	}
}

func (s *Service) runs() string { return filepath.Join(s.Home, "checkpoints") }

func (s *Service) dir(id string) string { return filepath.Join(s.runs(), id) }

func (s *Service) open(id string) (*train.Run, error) {
	if id == "" || id != filepath.Base(id) || id == "." || id == ".." {
		return nil, fmt.Errorf("training: run %q: %w", id, app.ErrNotFound)
	}
	r, err := train.OpenRun(s.dir(id))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("training: run %q: %w", id, app.ErrNotFound)
	}
	return r, err
}

// Pause asks whoever trains a run, in this program or another one, to save and
// to stop; train.ErrIdle where nobody does.
func (s *Service) Pause(id string) error {
	r, err := s.open(id)
	if err != nil {
		return err
	}
	return r.AskPause()
}

// List returns every run that can be read, newest first.
func (s *Service) List() ([]train.Summary, error) {
	entries, err := os.ReadDir(s.runs())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("training: list: %w", err)
	}
	var out []train.Summary
	for _, e := range entries {
		if r, err := train.OpenRun(s.dir(e.Name())); err == nil {
			out = append(out, r.Now())
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Created.After(out[j].Created) })
	return out, nil
}

// Detail is all there is to show of a run.
type Detail struct {
	train.Summary
	Checkpoints []int          `json:"checkpoints"` // steps
	Metrics     []train.Metric `json:"metrics"`
}

// Show returns a run with what it has measured.
func (s *Service) Show(id string) (Detail, error) {
	r, err := s.open(id)
	if err != nil {
		return Detail{}, err
	}
	d := Detail{Summary: r.Now()}
	if d.Checkpoints, err = r.Checkpoints(); err != nil {
		return d, err
	}
	d.Metrics, err = r.Metrics()
	return d, err
}
