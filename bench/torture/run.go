package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"time"
)

// run is the program at work.
type run struct {
	*exec.Cmd
	open   time.Time
	stderr bytes.Buffer
	ended  chan error
}

// errEnded says that the program came to its end and all went well.
var errEnded = errors.New("the program ended")

// start returns once the program is open.
func (r *rack) start(ctx context.Context, flags ...string) (*run, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := &run{Cmd: exec.CommandContext(ctx, self, append(flags, "-child", r.home)...), ended: make(chan error, 1)}
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + r.home, "HF_ENDPOINT=" + r.hub.Endpoint(), "HF_TOKEN=" + token}
	c.Stderr = &c.stderr
	out, err := c.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	go func() { c.ended <- c.Wait() }()
	if err != nil || line != "open\n" {
		return nil, fmt.Errorf("the program did not open: %w\n%s", c.end(nil), c.stderr.String())
	}
	c.open = time.Now()
	return c, nil
}

// until watches the program's memory until it has done enough, or ends by itself: errEnded, or
// what it said.
func (c *run) until(ctx context.Context, r *rack, enough func(age time.Duration) bool) error {
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !enough(time.Since(c.open)) {
		_, peak := memory(c.Process.Pid)
		r.peak = max(r.peak, peak)
		select {
		case err := <-c.ended:
			if err == nil {
				return errEnded
			}
			return fmt.Errorf("%w\n%s", err, c.stderr.String())
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
	return nil
}

// end kills the program, unless it has ended with an error.
func (c *run) end(err error) error {
	if err != nil && c.ProcessState != nil {
		return err
	}
	kill := c.Process.Kill()
	<-c.ended // killed, as it should be
	return errors.Join(err, kill)
}

// memory is what a process holds now and the most it ever held, in bytes; zero where the system
// does not tell.
func memory(pid int) (now, peak int64) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, 0
	}
	field := func(name string) int64 {
		_, rest, _ := bytes.Cut(status, []byte(name))
		words := bytes.Fields(rest)
		if len(words) == 0 {
			return 0
		}
		kib, _ := strconv.ParseInt(string(words[0]), 10, 64)
		return kib << 10
	}
	return field("VmRSS:"), field("VmHWM:")
}
