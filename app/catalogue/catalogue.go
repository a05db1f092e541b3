// Package catalogue is what there is to get and what is here: repositories of
// the hub, found, opened and told apart by their files, those seen before when
// the hub is out of reach, and those whose files lie on this computer.
package catalogue

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"avagar/app"
	"avagar/app/library"
	"avagar/app/store"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

// Service is the catalogue of one person. New makes it.
type Service struct {
	Store *store.Store
	User  int64
	Cache *cache.Cache
	// Options say how the hub is asked; they are asked for anew each time.
	Options func(ctx context.Context) (hub.Options, error)
	Now     func() time.Time
	Queue   Queue            // what Install puts downloads into
	Voices  *library.Library // what Settle brings Avagar's own voices into

	// Changed tells that something came to this computer, or went.
	Changed app.Topic[struct{}]
	// Failed tells why what was downloaded is whole but of no use.
	Failed app.Topic[error]

	mu     sync.Mutex
	client *hub.Client
	means  string // what client was made of
}

// New returns the catalogue of a person over the cache folder of the hub's
// programs. Its Queue and Voices are set before Install and Settle are called.
func New(s *store.Store, user int64, c *cache.Cache, options func(context.Context) (hub.Options, error)) *Service {
	return &Service{Store: s, User: user, Cache: c, Options: options, Now: time.Now}
}

// Somebody waits for each answer, and what was seen before stands in for one
// that does not come; so little is waited for and tried again.
const (
	tries    = 1
	timeout  = 15 * time.Second
	patience = 3 * time.Second // for a limit of requests
)

// hub is the client as the settings of now want it.
func (s *Service) hub(ctx context.Context) (*hub.Client, error) {
	o, err := s.Options(ctx)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	means := fmt.Sprint(strings.Join(o.Endpoints, " "), o.TrustMirrors, o.Proxy, o.NoProxy, o.Offline)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.client != nil && s.means == means {
		return s.client, nil
	}
	o.Tries, o.Timeout, o.Patience = tries, timeout, patience
	c, err := hub.New(o)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	s.client, s.means = c, means
	return c, nil
}
