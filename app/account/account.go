// Package account knows a person's settings: what each is called, what it may
// be, and what it is now.
package account

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"sync"
	"time"

	"avagar/app"
	"avagar/app/store"
	"avagar/engine/hub"
)

// Settings are all that a person may choose.
type Settings struct {
	Appearance string  // one of Appearances
	TextSize   int     // percent
	Numerals   string  // one of Numerals
	Voice      string  // id; empty is the built-in one
	Speed      float64 // 1 as the voice learned it
	Pitch      float64 // semitones higher
	Volume     float64 // 0 to 1
	Page       string  // id of the page that was open last; empty is the first one
	Width      int     // of the window, in units of the toolkit
	Height     int

	Endpoint          string // address of the hub
	Mirrors           string // addresses to ask where it cannot answer, a space between
	TrustMirrors      bool   // they may see the token
	Proxy             string // address, perhaps with a password; empty is none
	ParallelDownloads int    // downloads at once
	SpeedLimit        int    // of all downloads together, kB/s; 0 is none
	DownloadWindow    string // hours of the day to download in, as Window reads them
	Metered           bool   // the line is paid by volume: only what the person forces
	Offline           bool   // no network at all

	Microphone     string // name of the one that the recorder hears; empty is the system's own
	TrainOnBattery bool   // a training goes on while the computer is not plugged in
}

// Choices of a setting, the default first.
var (
	Appearances = []string{"system", "light", "dark", "contrast"}
	Numerals    = []string{"persian", "latin"}
)

// Default is what nobody has chosen otherwise.
func Default() Settings {
	return Settings{Appearance: Appearances[0], TextSize: 100, Numerals: Numerals[0], Speed: 1, Volume: 1, Width: 1100, Height: 760,
		Endpoint: hub.DefaultEndpoint, ParallelDownloads: 3}
}

// Service reads and writes the settings of one person. New makes it.
type Service struct {
	Store  *store.Store
	User   int64
	Getenv func(string) string

	// Changed tells the settings after any of them changed, by whomever.
	Changed app.Topic[Settings]

	mu      sync.Mutex
	told    Settings // what Changed told last
	looking bool     // a goroutine is in follow
	again   bool     // and has to look once more
}

// New returns the settings of a person. They follow the store for as long as
// that is open.
func New(s *store.Store, user int64) *Service {
	a := &Service{Store: s, User: user, Getenv: os.Getenv}
	s.Changed.Subscribe(func(struct{}) { a.follow() })
	return a
}

// Settings are the settings as they are now. A row which this version of the
// program cannot use counts as not chosen.
func (s *Service) Settings(ctx context.Context) (Settings, error) {
	rows, err := s.Store.Settings(ctx, s.User)
	if err != nil {
		return Default(), fmt.Errorf("account: %w", err)
	}
	return of(rows), nil
}

func of(rows map[string]string) Settings {
	now := Default()
	for _, f := range fields {
		if value, ok := rows[f.name]; ok {
			_ = f.set(&now, value) // else the default stays
		}
	}
	return now
}

// Set changes one setting. A name or value that there cannot be gives an error
// that wraps ErrSetting or ErrValue, and app.ErrBadInput.
func (s *Service) Set(ctx context.Context, name, value string) error {
	f, err := named(name)
	if err != nil {
		return err
	}
	now, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	if err := f.set(&now, value); err != nil {
		return fmt.Errorf("account: %s: %w", name, err)
	}
	if err := s.Store.SetSettings(ctx, s.User, map[string]string{name: f.get(now)}); err != nil {
		return fmt.Errorf("account: %w", err)
	}
	return nil
}

// Reset takes one setting back to its default.
func (s *Service) Reset(ctx context.Context, name string) error {
	if _, err := named(name); err != nil {
		return err
	}
	if err := s.Store.ClearSetting(ctx, s.User, name); err != nil {
		return fmt.Errorf("account: %w", err)
	}
	return nil
}

// Item is one setting as it is shown: without its password, where it has one.
type Item struct {
	Name, Value, Default string
	Allowed              string // the choices, or the range of a number
	// Override is the variable of the environment that outweighs the setting,
	// where one does.
	Override *Override
}

// List is every setting, in the order of the settings page.
func (s *Service) List(ctx context.Context) ([]Item, error) {
	now, err := s.Settings(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]Item, len(fields))
	for i, f := range fields {
		list[i] = Item{Name: f.name, Value: f.shown(f.get(now)), Default: f.get(Default()), Allowed: f.allowed, Override: f.overridden(s.Getenv)}
	}
	return list, nil
}

// Names are the names of all settings.
func Names() []string {
	names := map[string]bool{}
	for _, f := range fields {
		names[f.name] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// followTimeout bounds how long telling a change may wait for the database.
const followTimeout = 5 * time.Second

// follow tells of settings that are new. Where a goroutine is at it already,
// that one looks once more: a subscriber may change settings, and the last to
// be told are the last to be written.
func (s *Service) follow() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.again = true
	if s.looking {
		return
	}
	s.looking = true
	defer func() { s.looking = false }()
	for s.again {
		s.again = false
		s.tell()
	}
}

// tell is called with the lock held and lets go of it meanwhile.
func (s *Service) tell() {
	s.mu.Unlock()
	defer s.mu.Lock()
	ctx, cancel := context.WithTimeout(context.Background(), followTimeout)
	defer cancel()
	now, err := s.Settings(ctx)
	if err != nil || now == s.told {
		return // the next change is looked at anew
	}
	s.told = now
	s.Changed.Publish(now)
}
