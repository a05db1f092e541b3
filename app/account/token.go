package account

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"avagar/app"
	"avagar/engine/hub"

	"github.com/zalando/go-keyring"
)

// ErrToken says that a text cannot be a token of the hub.
var ErrToken = fmt.Errorf("account: not a token: %w", app.ErrBadInput)

// Place is where a token is kept.
type Place string

// Places of a token. A person should be warned of File: whoever can read their
// files can read it.
const (
	Nowhere     Place = ""
	Environment Place = "environment" // HF_TOKEN, which outweighs the others
	Keyring     Place = "keyring"     // the system's
	File        Place = "file"        // in the home folder, for its owner alone
	Shared      Place = "shared"      // what Hugging Face's own programs wrote at login
)

const (
	keyringService = "avagar"
	keyringUser    = "hub-token"
	tokenFile      = "hub-token"

	longestToken = 1024 // bytes
	// freshToken is how long a token is used before it is looked for again,
	// since another program may have changed it.
	freshToken = 20 * time.Second
	// laterToken is the same where the keyring did not answer.
	laterToken = 10 * time.Minute
	// patience bounds how long a keyring may think: it may be asking for a password.
	patience = 5 * time.Second
)

// Token keeps a person's token of the hub: in the system's keyring or, where
// there is none, in a file for its owner alone. It is never part of an error.
type Token struct {
	Home   string
	Getenv func(string) string

	mu      sync.Mutex
	token   string
	place   Place
	staleAt time.Time // when it is looked for again
}

// Value is the token as it is now, or empty. It suits hub.Options.
func (t *Token) Value() string {
	token, _ := t.current()
	return token
}

// Place is where the token of now comes from.
func (t *Token) Place() Place {
	_, place := t.current()
	return place
}

func (t *Token) current() (string, Place) {
	if token := clean(t.Getenv("HF_TOKEN")); token != "" {
		return token, Environment
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if time.Now().After(t.staleAt) {
		t.read()
	}
	return t.token, t.place
}

func (t *Token) read() {
	token, err := fromKeyring()
	t.staleAt = time.Now().Add(freshToken)
	if errors.Is(err, errPatience) {
		t.staleAt = time.Now().Add(laterToken)
	}
	if err == nil && token != "" {
		t.token, t.place = token, Keyring
		return
	}
	t.token, t.place = t.elsewhere()
}

func (t *Token) elsewhere() (string, Place) {
	if b, err := os.ReadFile(t.path()); err == nil && usable(clean(string(b))) == nil {
		return clean(string(b)), File
	}
	if shared := hub.FromEnvironment(t.Getenv).Token; shared != nil {
		if token := shared(); usable(token) == nil {
			return token, Shared
		}
	}
	return "", Nowhere
}

// Set keeps a token in place of the one before, and tells where. Errors:
// ErrToken, and those of writing a file.
func (t *Token) Set(token string) (Place, error) {
	token = clean(token)
	if err := usable(token); err != nil {
		return Nowhere, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.staleAt = time.Time{}
	_, err := inKeyring(func() (string, error) { return "", keyring.Set(keyringService, keyringUser, token) })
	if err == nil {
		return Keyring, t.removeFile()
	}
	if err := t.writeFile(token); err != nil {
		return Nowhere, err
	}
	return File, nil
}

// Forget deletes the token wherever Set kept it. One of the environment or of
// another program stays.
func (t *Token) Forget() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.staleAt = time.Time{}
	_, err := inKeyring(func() (string, error) { return "", keyring.Delete(keyringService, keyringUser) })
	if _, left := fromKeyring(); left != nil {
		err = nil // there is none, or no keyring
	}
	return errors.Join(err, t.removeFile())
}

func (t *Token) path() string { return filepath.Join(t.Home, tokenFile) }

// writeFile writes beside the name, syncs and renames.
func (t *Token) writeFile(token string) (err error) {
	f, err := os.CreateTemp(t.Home, tokenFile+"-*") // 0600
	if err != nil {
		return fmt.Errorf("account: token: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.WriteString(token + "\n")
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("account: token: %w", err)
	}
	return os.Rename(f.Name(), t.path())
}

func (t *Token) removeFile() error {
	if err := os.Remove(t.path()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("account: token: %w", err)
	}
	return nil
}

func fromKeyring() (string, error) {
	token, err := inKeyring(func() (string, error) { return keyring.Get(keyringService, keyringUser) })
	return clean(token), err
}

var errPatience = errors.New("account: the keyring does not answer")

// inKeyring asks the keyring, but not for ever.
func inKeyring(ask func() (string, error)) (string, error) {
	type answer struct {
		token string
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		token, err := ask()
		answers <- answer{token, err}
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case a := <-answers:
		return a.token, a.err
	case <-timer.C:
		return "", errPatience
	}
}

// clean takes away what comes with copying.
func clean(token string) string {
	return strings.TrimSpace(strings.NewReplacer("\r", "", "\n", "").Replace(token))
}

func usable(token string) error {
	odd := func(r rune) bool { return r <= ' ' || r > '~' }
	if token == "" || len(token) > longestToken || strings.ContainsFunc(token, odd) {
		return ErrToken
	}
	return nil
}
