// Package recorder has a person read sentences aloud, one after the other, and
// makes a dataset of it: a folder in LJSpeech form below datasets/ in the home
// folder. What is read is on the disk before anyone judges it, so that a loss of
// power costs the take that was going on and nothing else.
package recorder

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"avagar/app"
	"avagar/engine/capture"
	"avagar/engine/checkpoint"
)

var (
	// ErrName says that a name cannot be that of a set.
	ErrName = errors.New("recorder: unusable name")
	// ErrConsent says that the speaker is not named or has not agreed.
	ErrConsent = errors.New("recorder: no consent of the speaker")
	// ErrSet says that a folder is none of the recorder's, or is damaged.
	ErrSet = errors.New("recorder: not a set to be recorded")
	// ErrNoSet says that no set is open.
	ErrNoSet = errors.New("recorder: no set is open")
	// ErrNoTake says that there is no take of the sentence.
	ErrNoTake = errors.New("recorder: no take of this sentence")
	// ErrBusy says that a take is being recorded.
	ErrBusy = errors.New("recorder: recording")
	// ErrMicrophone says that no microphone has that name.
	ErrMicrophone = errors.New("recorder: no such microphone")
	// ErrNothing says that a take ended before anything was heard.
	ErrNothing = errors.New("recorder: nothing was recorded")
)

// State is what the recorder does.
type State string

// States.
const (
	Idle      State = "idle"
	Opening   State = "opening"   // the microphone is not open yet
	Recording State = "recording" // speak now
	Saving    State = "saving"
)

// Recorder records one set at a time. Its methods may be called from several
// goroutines; all but Stop and Now wait for the disk.
type Recorder struct {
	Changed app.Topic[struct{}] // ask Now
	Level   app.Topic[Level]    // while a take is recorded, some 20 times a second

	// Added, unless nil, is told of every take that was accepted: of its set, and
	// its id there.
	Added func(ctx context.Context, s Set, id string) error

	// Settings are the person's; where they are nil the system's own microphone is
	// heard.
	Settings Settings

	home        string
	prompts     []string
	microphones func() ([]string, error)
	listen      func(ctx context.Context, microphone string, opened func(capture.Opened), hear func(wave []float32) error) error
	play        func(ctx context.Context, wave []float32, rate int, from float64, at func(share float64)) error

	mu      sync.Mutex
	set     *set
	at      int
	take    *Take // of the sentence at hand
	before  *Take // that was accepted, where another one waits
	missing string
	state   State
	stop    context.CancelFunc // of the take that is recorded
}

// Level is how loud a take is, and what is wrong with it so far.
type Level struct {
	capture.Level
	Time  time.Duration
	Fault Fault // empty: nothing
}

// New is a recorder over a home folder; sentences are those that new sets are
// made of.
func New(home string, sentences []string) *Recorder {
	return &Recorder{home: home, prompts: sentences, microphones: capture.Microphones, listen: capture.Listen, play: play, state: Idle}
}

// Set is a set of recordings.
type Set struct {
	Name    string
	Speaker string
	License string
	Dir     string
}

func (r *Recorder) folder() string { return filepath.Join(r.home, "datasets") }

// Sets are the names of all sets, the one recorded last first.
func (r *Recorder) Sets() ([]string, error) {
	found, err := filepath.Glob(filepath.Join(glob(r.folder()), "*", promptsFile))
	if err != nil {
		return nil, fmt.Errorf("recorder: %w", err)
	}
	var names []string
	at := map[string]time.Time{}
	for _, path := range found {
		dir := filepath.Dir(path)
		name := filepath.Base(dir)
		if info, err := os.Stat(filepath.Join(dir, takesFolder)); err == nil {
			at[name] = info.ModTime() // that of its last take
		}
		names = append(names, name)
	}
	slices.SortStableFunc(names, func(a, b string) int { return at[b].Compare(at[a]) })
	return names, nil
}

// glob quotes what has a meaning in a pattern.
func glob(path string) string {
	return strings.NewReplacer("*", `\*`, "?", `\?`, "[", `\[`, `\`, `\\`).Replace(path)
}

// NewSet is what a person says about a set before they read.
type NewSet struct {
	Name    string
	Speaker string
	License string
	Consent string // the sentence that the speaker agreed to; empty: they did not
}

// Create makes a set and opens it. Errors: ErrName, ErrConsent, app.ErrExists,
// ErrBusy.
func (r *Recorder) Create(n NewSet, now time.Time) error {
	n.Name, n.Speaker = strings.TrimSpace(n.Name), strings.TrimSpace(n.Speaker)
	if !validName(n.Name) {
		return fmt.Errorf("recorder: %w", &app.About{Subject: n.Name, Err: ErrName})
	}
	if n.Speaker == "" || n.Consent == "" {
		return ErrConsent
	}
	dir := filepath.Join(r.folder(), n.Name)
	if _, err := os.Lstat(dir); err == nil {
		return fmt.Errorf("recorder: %w", &app.About{Subject: n.Name, Err: app.ErrExists})
	}
	if err := r.write(dir, n, now); err != nil {
		return errors.Join(err, os.RemoveAll(dir))
	}
	return r.Open(n.Name)
}

// write makes the folder of a set. The sentences come last: they make it one.
func (r *Recorder) write(dir string, n NewSet, now time.Time) error {
	ordered, err := order(r.prompts)
	if err != nil {
		return err
	}
	for _, sub := range []string{wavsFolder, takesFolder} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			return fmt.Errorf("recorder: %w", err)
		}
	}
	s := &set{dir: dir}
	a := about{Name: n.Name, Language: "fa", License: n.License, Speaker: n.Speaker, Consent: n.Consent, Agreed: now.UTC().Truncate(time.Second)}
	if err := s.writeJSON(aboutFile, a); err != nil {
		return err
	}
	var lines strings.Builder
	for i, text := range ordered {
		fmt.Fprintf(&lines, "r%04d|%s\n", i+1, text)
	}
	if err := checkpoint.WriteBytes(s.path(promptsFile), []byte(lines.String())); err != nil {
		return fmt.Errorf("recorder: %w", err)
	}
	return nil
}

// validName takes names that can be a folder's, everywhere.
func validName(name string) bool {
	return name != "" && len(name) <= 100 && name != "cache" && !strings.HasPrefix(name, "-") &&
		!strings.ContainsFunc(name, func(c rune) bool {
			return !unicode.In(c, unicode.L, unicode.M, unicode.N) && !strings.ContainsRune("-_ \u200c", c)
		})
}

// Open opens a set where its reader stopped. Errors: ErrName, ErrSet, ErrBusy.
func (r *Recorder) Open(name string) error {
	if !validName(name) {
		return fmt.Errorf("recorder: %w", &app.About{Subject: name, Err: ErrName})
	}
	s, err := openSet(filepath.Join(r.folder(), name))
	if err != nil {
		return fmt.Errorf("recorder: %w", &app.About{Subject: name, Err: err})
	}
	return r.change(func() error {
		r.set = s
		return r.show(s.next(0))
	})
}

// change alters what is shown, unless a take is being recorded.
func (r *Recorder) change(do func() error) error {
	r.mu.Lock()
	if r.state != Idle {
		r.mu.Unlock()
		return ErrBusy
	}
	err := do()
	r.mu.Unlock()
	r.Changed.Publish(struct{}{})
	return err
}
