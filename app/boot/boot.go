// Package boot puts the program together: it opens every service from the
// bottom up and closes them from the top down. It alone knows them all.
package boot

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/catalogue"
	"avagar/app/datasets"
	"avagar/app/downloads"
	"avagar/app/fa"
	"avagar/app/jobs"
	"avagar/app/library"
	"avagar/app/recorder"
	"avagar/app/speech"
	"avagar/app/store"
	"avagar/app/training"
	"avagar/engine/hub/cache"
	"avagar/engine/power"

	"github.com/gofrs/flock"
)

// lockFile in the home folder is locked by the copy of the program that owns it.
const lockFile = "avagar.lock"

// App is the program without a face: the services over one home folder.
type App struct {
	Home    string
	Getenv  func(string) string
	User    app.User
	Store   *store.Store
	Jobs    *jobs.Runner
	Library *library.Library
	Account *account.Service
	Speech  *speech.Service

	Cache     *cache.Cache
	Token     *account.Token
	Catalogue *catalogue.Service
	Downloads *downloads.Service
	Studio    *training.Studio
	Reports   *training.Reports
	Datasets  *datasets.Service
	Recorder  *recorder.Recorder

	// Asked carries what another copy of the program, or the terminal, asks.
	Asked app.Topic[app.Request]

	lock *flock.Flock
	line *line
	used presence
}

// Open opens the services over a home folder, which is made where it is
// missing; where it cannot be made or written to the error is app.ErrHome. Where
// another copy of the program owns the folder, that one is asked to raise its
// window and the error is app.ErrOpen. The App has to be closed.
func Open(ctx context.Context, home string, getenv func(string) string) (*App, error) {
	lock, err := own(home)
	if errors.Is(err, app.ErrOpen) {
		return nil, raise(ctx, home)
	}
	if err != nil {
		return nil, err
	}
	a := &App{Home: home, Getenv: getenv, lock: lock, Library: &library.Library{Home: home}}
	if err := a.open(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// own takes the home folder for this copy of the program; app.ErrOpen where
// another one has it.
func own(home string) (*flock.Flock, error) {
	if err := os.MkdirAll(home, 0o700); err != nil {
		return nil, fmt.Errorf("boot: %w", app.UnusableHome(home, err))
	}
	lock := flock.New(filepath.Join(home, lockFile))
	mine, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("boot: lock: %w", app.UnusableHome(home, err))
	}
	if !mine {
		return nil, app.ErrOpen
	}
	return lock, nil
}

// SetAside moves the database of a home folder out of the way, so that Open
// begins a new one, and returns where it is kept. No other copy of the program
// may own the folder.
func SetAside(home string, at time.Time) (kept string, err error) {
	lock, err := own(home)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	if kept, err = store.SetAside(filepath.Join(home, store.File), at); err != nil {
		return "", fmt.Errorf("boot: %w", err)
	}
	return kept, nil
}

// open builds from the bottom up; what it built is closed by Close.
func (a *App) open(ctx context.Context) error {
	if err := a.openRecords(ctx); err != nil {
		return err
	}
	a.Studio = training.NewStudio(&training.Service{Home: a.Home}, a.Jobs)
	a.Studio.Text = fa.TrainingPreview
	a.Reports = training.NewReports(a.Studio.Service, a.Jobs)
	a.Studio.Reporting = a.Reports.Makes
	a.Studio.Store, a.Studio.User, a.Studio.Voice, a.Studio.Battery = a.Store, a.User.ID, a.Library.Get, a.onBattery
	a.Studio.Works = a.works
	a.Speech = speech.New(a.Library, a.Store, a.Jobs, a.User.ID)
	if err := a.openHub(); err != nil {
		return err
	}
	if err := a.Jobs.Start(followJob, a.follow); err != nil {
		return err
	}
	if err := a.Jobs.Start(queueJob, a.Studio.Work); err != nil {
		return err
	}
	return a.Downloads.Start()
}

// queueJob is the job that has trainings begin in their turn.
const queueJob = "boot:trainings"

// settingTimeout bounds how long a question about one setting may wait for the
// database.
const settingTimeout = time.Second

// onBattery tells whether the computer runs on its battery and the person wants
// that spared.
func (a *App) onBattery() bool {
	if !power.OnBattery() {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), settingTimeout)
	defer cancel()
	now, err := a.Account.Settings(ctx)
	return err == nil && !now.TrainOnBattery
}

// recorded keeps a take that was accepted as an utterance of a dataset.
func (a *App) recorded(ctx context.Context, s recorder.Set, id string) error {
	return a.Datasets.Arrived(ctx, app.Dataset{Name: s.Name, Path: s.Dir, Kind: "recorded", Language: "fa", License: s.License, Speaker: s.Speaker}, id)
}

// openRecords opens what a person keeps.
func (a *App) openRecords(ctx context.Context) (err error) {
	if a.Store, err = store.Open(ctx, filepath.Join(a.Home, store.File)); err != nil {
		return fmt.Errorf("boot: %w", err)
	}
	if a.User, err = a.Store.LocalUser(ctx); err != nil {
		return fmt.Errorf("boot: %w", err)
	}
	a.Jobs = jobs.New(context.WithoutCancel(ctx))
	a.Account = account.New(a.Store, a.User.ID)
	a.Account.Getenv = a.Getenv
	a.Datasets = &datasets.Service{Home: a.Home, Store: a.Store, User: a.User.ID}
	a.Recorder = recorder.New(a.Home, fa.Prompts())
	a.Recorder.Added, a.Recorder.Settings = a.recorded, a.Account
	return nil
}

// Close takes down from the top: it stops speaking, ends every job and waits
// for it, and closes the database.
func (a *App) Close() error {
	var errs []error
	if a.Speech != nil {
		errs = append(errs, a.Speech.Close())
	}
	if a.Jobs != nil {
		a.Jobs.Close()
	}
	if a.Store != nil {
		errs = append(errs, a.Store.Close())
	}
	return errors.Join(append(errs, a.lock.Unlock())...)
}

// raise asks the copy that owns the home folder for its window.
func raise(ctx context.Context, home string) error {
	s, err := store.Open(ctx, filepath.Join(home, store.File))
	if err != nil {
		return fmt.Errorf("boot: %w", err)
	}
	return errors.Join(app.ErrOpen, s.Ask(ctx, app.RequestRaise, ""), s.Close())
}
