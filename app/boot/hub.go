package boot

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"sync"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/catalogue"
	"avagar/app/downloads"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

// openHub opens what deals with the hub. No request is made before somebody asks.
func (a *App) openHub() (err error) {
	if a.Cache, err = cache.Open(cacheFolder(a.Home, a.Getenv)); err != nil {
		return fmt.Errorf("boot: %w", err)
	}
	a.Cache.CopyFiles = cache.CopyFiles(a.Getenv)
	a.Token = &account.Token{Home: a.Home, Getenv: a.Getenv}
	a.line = &line{account: a.Account, token: a.Token, getenv: a.Getenv}
	a.Catalogue = catalogue.New(a.Store, a.User.ID, a.Cache, a.line.options)
	a.Downloads = downloads.New(downloads.Needs{
		Store: a.Store, Jobs: a.Jobs, User: a.User.ID, Home: a.Home, Getenv: a.Getenv,
		Settings: a.Account, Hub: a.line.hub, Cache: a.Cache,
	})
	a.Catalogue.Queue, a.Catalogue.Voices = a.Downloads, a.Library
	a.Downloads.Installed.Subscribe(func(m app.Model) {
		if err := a.Catalogue.Settle(context.Background(), m); err != nil {
			slog.Error("boot: a download is whole but not in use", "repo", m.Repo, "error", err)
			a.Catalogue.Failed.Publish(err)
		}
	})
	a.Account.Changed.Subscribe(func(now account.Settings) {
		if a.line.change(now) {
			a.Downloads.Reconnect()
		}
	})
	return nil
}

// Probe tries out an address as a hub, with the proxy and the token of now. Errors are those of
// hub.Client.Probe, and of settings that no client can be made of.
func (a *App) Probe(ctx context.Context, address string) (hub.Probe, error) {
	c, err := a.line.connect(ctx)
	if err != nil {
		return hub.Probe{}, err
	}
	return c.Probe(ctx, address)
}

// WhoAmI tells whose the token of now is. Errors are those of hub.Client.WhoAmI, and of settings
// that no client can be made of.
func (a *App) WhoAmI(ctx context.Context) (hub.Who, error) {
	c, err := a.line.connect(ctx)
	if err != nil {
		return hub.Who{}, err
	}
	return c.WhoAmI(ctx)
}

// cacheFolder is where models lie. The usual home folder shares the cache of the hub's own
// programs; one that was chosen keeps its own beside the rest, unless the environment names a cache.
func cacheFolder(home string, getenv func(string) string) string {
	usual, err := app.Home(func(name string) string {
		if name == "AVAGAR_HOME" {
			return ""
		}
		return getenv(name)
	})
	named := getenv("HF_HUB_CACHE") != "" || getenv("HUGGINGFACE_HUB_CACHE") != "" || getenv("HF_HOME") != ""
	if named || err == nil && usual == home {
		return hub.CacheDir(getenv)
	}
	return filepath.Join(home, "models")
}

// line is how the hub is reached: by one client for as long as the settings want no other.
type line struct {
	account *account.Service
	token   *account.Token
	getenv  func(string) string

	mu     sync.Mutex
	client downloads.Hub
	means  string // what client was made of
}

func (l *line) options(ctx context.Context) (hub.Options, error) {
	now, err := l.account.Settings(ctx)
	if err != nil {
		return hub.Options{}, err
	}
	o := now.HubOptions(l.getenv)
	o.Token = l.token.Value
	return o, nil
}

// connect makes a client for one question.
func (l *line) connect(ctx context.Context) (*hub.Client, error) {
	o, err := l.options(ctx)
	if err != nil {
		return nil, err
	}
	return hub.New(o)
}

// means tells two ways of reaching the hub apart.
func means(o hub.Options) string {
	return fmt.Sprintf("%q %t %q %q %t", o.Endpoints, o.TrustMirrors, o.Proxy, o.NoProxy, o.Offline)
}

// change tells whether the settings want another client than the one that was handed out.
func (l *line) change(now account.Settings) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.client != nil && l.means != means(now.HubOptions(l.getenv))
}

// hub is the client of now.
func (l *line) hub() downloads.Hub {
	o, err := l.options(context.Background())
	if err != nil {
		return nobody{err}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if m := means(o); l.client == nil || l.means != m {
		l.client, l.means = clientOf(o), m
	}
	return l.client
}

func clientOf(o hub.Options) downloads.Hub {
	c, err := hub.New(o)
	if err != nil {
		return nobody{err}
	}
	return c
}

// nobody answers in place of a hub that cannot be asked.
type nobody struct{ err error }

func (n nobody) Info(context.Context, hub.Repo, string) (hub.Info, error) { return hub.Info{}, n.err }

func (n nobody) Tree(context.Context, hub.Repo, string, string, bool) ([]hub.File, error) {
	return nil, n.err
}

func (n nobody) Resolve(context.Context, hub.Repo, string, string) (hub.Location, error) {
	return hub.Location{}, n.err
}

func (nobody) HTTP() *http.Client { return http.DefaultClient }
