package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"avagar/app"
	"avagar/app/fa"
	"avagar/bench"
)

// window shows the program's window, or that of the copy that is open already.
func (s *session) window() error {
	err := s.Window(s.ctx)
	if errors.Is(err, app.ErrOpen) {
		s.tell(fa.RaisedOther)
		return nil
	}
	return err
}

// display tells whether there is a screen to open a window on.
func display(getenv func(string) string) bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return getenv("DISPLAY") != "" || getenv("WAYLAND_DISPLAY") != ""
}

// Run swallows sound as fast as a device plays it.
func (benchPace) Run(s *session) error { return bench.Pace(s.ctx, s.In) }

// Run measures the window of this very program over a home folder of its own.
func (c *benchStart) Run(s *session) (err error) {
	if !display(s.Getenv) {
		return app.ErrNoWindow
	}
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("cli: %w", err)
	}
	home, err := os.MkdirTemp("", "avagar-bench-")
	if err != nil {
		return fmt.Errorf("cli: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(home)) }()
	env := []string{bench.WindowVariable + "=1", "AVAGAR_HOME=" + home}
	card, err := bench.Card(program, home)
	if err != nil {
		return err
	}
	folder := c.Train
	if folder != "" {
		if folder, err = filepath.Abs(folder); err != nil {
			return fmt.Errorf("cli: %w", err)
		}
	}
	r, err := bench.Start(s.ctx, program, append(env, card...), bench.Meanwhile{Folder: folder, Time: time.Duration(max(c.Seconds, 1)) * time.Second})
	if err != nil {
		return err
	}
	if s.json {
		return s.object(r)
	}
	if err := s.say(fa.BenchStarted, r.FirstFrameMs, r.IdleRSSMB, r.IdleCPUPercent); err != nil {
		return err
	}
	if r.Frames == 0 {
		err = s.say(fa.BenchNoSpeech)
	} else {
		err = s.say(fa.BenchFrames, r.WorstFrameMs, r.P99FrameMs)
	}
	if t := r.Training; err == nil && t != nil {
		err = s.say(fa.BenchMeanwhile, t.Seconds, t.WorstMs, t.P99Ms, t.FramesPerSecond)
	}
	return err
}
