// Package app holds the words that the parts of the program share: records,
// errors to branch on, and topics that news travels on. It imports nothing of
// ours, so everyone may import it.
package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

var (
	// ErrNotFound says that nothing goes by the name that was asked for.
	ErrNotFound = errors.New("app: not found")
	// ErrExists says that something of that name is there already.
	ErrExists = errors.New("app: exists already")
	// ErrBadInput says that what a person gave cannot be used.
	ErrBadInput = errors.New("app: unusable input")
	// ErrTooLong says that a line of text is longer than the program takes in.
	ErrTooLong = errors.New("app: line too long")
	// ErrMuteVoice says that a voice could be opened but gave no sound.
	ErrMuteVoice = errors.New("app: the voice is mute")
	// ErrBuiltIn says that a part of the program itself cannot be removed.
	ErrBuiltIn = errors.New("app: part of the program")
	// ErrBusy says that a task of that name is running already.
	ErrBusy = errors.New("app: running already")
	// ErrClosed says that the program is shutting down.
	ErrClosed = errors.New("app: shutting down")
	// ErrOpen says that another copy of the program owns the home folder, and was
	// asked to bring its window to the front.
	ErrOpen = errors.New("app: open already")
	// ErrNoWindow says that a window did not open where one was needed.
	ErrNoWindow = errors.New("app: no window")
	// ErrNoHome says that there is no folder to keep things in.
	ErrNoHome = errors.New("app: no home folder")
	// ErrHome says that the home folder cannot be made or written to.
	ErrHome = errors.New("app: unusable home folder")
)

// Home finds the folder that everything is kept in: AVAGAR_HOME, else avagar in
// the platform's folder for data. getenv is os.Getenv or a test's own.
// It creates nothing.
func Home(getenv func(string) string) (string, error) {
	if dir := getenv("AVAGAR_HOME"); dir != "" {
		return filepath.Abs(dir)
	}
	if dir := dataFolder(getenv); dir != "" {
		return filepath.Join(dir, "avagar"), nil
	}
	return "", ErrNoHome
}

func dataFolder(getenv func(string) string) string {
	home := getenv("HOME")
	switch {
	case runtime.GOOS == "windows":
		return getenv("LocalAppData")
	case runtime.GOOS == "darwin" && home != "":
		return filepath.Join(home, "Library", "Application Support")
	case filepath.IsAbs(getenv("XDG_DATA_HOME")):
		return getenv("XDG_DATA_HOME")
	case home != "":
		return filepath.Join(home, ".local", "share")
	}
	return ""
}

// MakeHome is Home, made where it is missing and open to its owner alone. It
// returns ErrHome where that cannot be done.
func MakeHome(getenv func(string) string) (string, error) {
	dir, err := Home(getenv)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return dir, UnusableHome(dir, err)
	}
	return dir, nil
}

// UnusableHome is ErrHome about a folder, with its cause.
func UnusableHome(dir string, cause error) error {
	return &About{Subject: dir, Err: fmt.Errorf("%w: %w", ErrHome, cause)}
}

// About is an error with the thing it is about as the person named it: a path,
// a voice, a word of the command line.
type About struct {
	Subject string
	Err     error
}

func (a *About) Error() string { return a.Subject + ": " + a.Err.Error() }

func (a *About) Unwrap() error { return a.Err }
