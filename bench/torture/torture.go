package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"avagar/engine/hub/hubtest"
)

const (
	model     = "model.onnx"
	token     = "hf_torture"
	mostCost  = 16 << 20 // bytes that a kill may have fetched again
	mostAbove = 64 << 20 // bytes of memory above those of the idle program
)

// rack is what the program is put through.
type rack struct {
	options
	hub    *hubtest.Server
	chance *rand.Rand
	home   string
	commit string
	sum    string // SHA-256 of the file, hex

	idle     int64   // bytes of memory
	peak     int64   // the most of all runs
	lasting  int64   // bytes of both fetches that survived the last kill
	costs    []int64 // bytes fetched again, by kill
	began    time.Time
	hindered int // requests that something went wrong with
}

func torture(ctx context.Context, o options) (err error) {
	home, err := os.MkdirTemp(o.folder, "avagar-torture-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(home)) }()
	hub, err := hubtest.Start()
	if err != nil {
		return err
	}
	defer hub.Close()
	r := &rack{options: o, hub: hub, chance: rand.New(rand.NewPCG(o.seed, 4)), home: filepath.Join(home, "home"), began: time.Now()}
	r.fill()
	for _, part := range []func(context.Context) error{r.rest, r.kill, r.finish} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	r.tell()
	return r.judge()
}

// fill puts the file into the hub; a bit of its first fetch is wrong, so that there is a second.
func (r *rack) fill() {
	file := hubtest.Generated(model, r.seed, r.size)
	r.sum = file.SHA256
	r.hub.AddUser(hubtest.User{Name: "sara", Token: token})
	r.commit = r.hub.Add(hubtest.Repo{ID: repo, Task: "text-to-speech", Files: []hubtest.File{file, hubtest.Text("config.json", "{}")}})
	r.hub.Break(hubtest.Flip(r.chance.Int64N(r.size)).On(model).Times(1))
}

// rest measures the program with nothing to do.
func (r *rack) rest(ctx context.Context) error {
	c, err := r.start(ctx, "-idle")
	if err != nil {
		return err
	}
	select {
	case <-time.After(2 * time.Second): // what it does at its start is over
	case <-ctx.Done():
	}
	r.idle, _ = memory(c.Process.Pid)
	return c.end(nil)
}

// kill lets the program work a while and kills it, again and again, so that some is left to do
// in the end. One in eight dies at its start.
func (r *rack) kill(ctx context.Context) error {
	for n := range r.kills {
		fault := r.hinder(n)
		before := r.hub.Served(model)
		c, err := r.start(ctx)
		if err != nil {
			return err
		}
		if n%8 == 7 {
			err = c.until(ctx, r, func(age time.Duration) bool { return age > time.Duration(n)*time.Millisecond })
		} else {
			mean := (2*r.size - r.lasting) / int64(r.kills-n+2)
			most := before + mean/4 + r.chance.Int64N(mean*3/2)
			err = c.until(ctx, r, func(time.Duration) bool { return r.hub.Served(model) >= most })
		}
		if err := c.end(err); err != nil {
			return fmt.Errorf("before kill %d: %w", n+1, err)
		}
		r.hub.Cut() // as the system does soon: nobody reads any more
		lasts, err := r.lasts()
		if err != nil {
			return err
		}
		cost := r.still(ctx) - before - (lasts - r.lasting)
		r.costs, r.lasting = append(r.costs, cost), lasts
		r.hindered += fault.Hits()
		r.hub.Mend(fault)
		fmt.Printf("kill %2d: %7.1f MiB are there, %5.2f MiB to fetch again\n", n+1, mib(lasts), mib(cost))
	}
	return nil
}

// hinder has something else go wrong in every run.
func (r *rack) hinder(n int) *hubtest.Fault {
	at := r.chance.Int64N(2 << 20)
	var f *hubtest.Fault
	switch n % 5 {
	case 0:
		f = hubtest.Drop(at).Times(3)
	case 1:
		f = hubtest.Stall(at).Times(2) // two of four segments stay silent
	case 2:
		f = hubtest.Slow(8 << 20)
	case 3:
		f = hubtest.ExpireAfter(4)
	default: // the fastest line costs a kill the most
		f = hubtest.Status(503).Times(1)
	}
	r.hub.Break(f)
	return f
}

// finish lets the program come to its end, past a stall that nobody mends.
func (r *rack) finish(ctx context.Context) error {
	stall, drop := hubtest.Stall(1<<20).Times(1), hubtest.Drop(1<<20).Times(2)
	r.hub.Break(stall, drop)
	c, err := r.start(ctx)
	if err != nil {
		return err
	}
	err = c.until(ctx, r, func(time.Duration) bool { return false })
	r.hindered += stall.Hits() + drop.Hits()
	if !errors.Is(err, errEnded) {
		return c.end(err)
	}
	return nil
}
