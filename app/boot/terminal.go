package boot

import (
	"context"
	"errors"
	"path/filepath"

	"avagar/app/library"

	"github.com/gofrs/flock"
)

// OpenTerminal opens what a command of the terminal needs over a home folder,
// which has to exist, beside a copy of the program that may own it: nothing
// speaks, what others ask is left to that copy, and the queue of downloads is
// worked once Work is called. The App has to be closed.
func OpenTerminal(ctx context.Context, home string, getenv func(string) string) (*App, error) {
	a := &App{Home: home, Getenv: getenv, lock: flock.New(filepath.Join(home, lockFile)), Library: &library.Library{Home: home}}
	err := a.openRecords(ctx)
	if err == nil {
		err = a.openHub()
	}
	if err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// Follow hears of changes by others until the App is closed.
func (a *App) Follow() error { return a.Jobs.Start(followJob, a.Store.Follow) }

// Work works the queue of downloads until the App is closed, as soon as no other
// copy of the program does.
func (a *App) Work() error { return errors.Join(a.Follow(), a.Downloads.Start()) }
