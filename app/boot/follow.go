package boot

import (
	"context"

	"avagar/app"
)

// followJob is the job that watches what others write into the database.
const followJob = "boot:follow"

// follow hears of changes by others until ctx ends, and passes on what they ask.
func (a *App) follow(ctx context.Context) error {
	woken := make(chan struct{}, 1)
	stop := a.Store.Changed.Subscribe(func(struct{}) {
		select {
		case woken <- struct{}{}:
		default: // one look serves many changes
		}
	})
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- a.Store.Follow(ctx) }()
	for {
		a.look(ctx)
		select {
		case <-woken:
		case err := <-ended:
			return err
		}
	}
}

// look takes up the requests and the settings that others have written.
func (a *App) look(ctx context.Context) {
	requests, err := a.Store.TakeRequests(ctx)
	if err != nil {
		return // the next change is looked at anew
	}
	for _, r := range requests {
		if r.Kind == app.RequestStop {
			a.Speech.Stop()
		}
		a.Asked.Publish(r)
	}
}
