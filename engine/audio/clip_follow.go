package audio

import (
	"context"
	"time"
)

// toldEvery is how often FollowClip tells how far it is.
const toldEvery = 40 * time.Millisecond

// FollowClip plays a wave at rate Hz from a share of it to its end, or until ctx is
// cancelled, which is no error; at is told how much of it was heard. Errors:
// ErrNoDevice.
func FollowClip(ctx context.Context, wave []float32, rate int, from float64, at func(share float64)) error {
	player, err := OpenClip(wave, rate)
	if err != nil {
		return err
	}
	defer player.Close()
	player.Seek(time.Duration(from * float64(player.Duration())))
	player.Resume()
	following, stop := context.WithCancel(ctx)
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		player.follow(following, at)
	}()
	err = player.Wait(ctx)
	stop()
	<-followed
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func (c *ClipPlayer) follow(ctx context.Context, at func(share float64)) {
	tick := time.NewTicker(toldEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			at(float64(c.Position()) / float64(max(c.Duration(), 1)))
		}
	}
}
