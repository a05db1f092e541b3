package bench

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"avagar/app"
)

// StartReport is what was measured of the window.
type StartReport struct {
	FirstFrameMs   float64 `json:"first_frame_ms"` // from the start of the process
	IdleRSSMB      float64 `json:"idle_rss_mb"`
	IdleCPUPercent float64 `json:"idle_cpu_percent"` // of one core
	WorstFrameMs   float64 `json:"worst_frame_ms"`   // from asking for a frame until it is on the screen, while speaking
	P99FrameMs     float64 `json:"p99_frame_ms"`
	Frames         int     `json:"frames"`
	SpeechError    string  `json:"speech_error,omitempty"` // why there are no frames

	Training *TrainingFrames `json:"training,omitempty"`
}

// TrainingFrames are the frames of the window while a voice was trained in it on
// all cores, its page being shown.
type TrainingFrames struct {
	Seconds         float64 `json:"seconds"`
	WorstMs         float64 `json:"worst_frame_ms"`
	P99Ms           float64 `json:"p99_frame_ms"`
	Frames          int     `json:"frames"`
	FramesPerSecond float64 `json:"trained_frames_per_s"` // of speech
	Error           string  `json:"error,omitempty"`
}

// Meanwhile is a training during which the window is measured too.
type Meanwhile struct {
	Folder string // of recordings; empty for no training
	Time   time.Duration
}

// WindowVariable is set in the environment of the window that is measured. That
// window says on its standard output when it is painted, and obeys the lines
// speak, train SECONDS FOLDER and quit on its standard input.
const WindowVariable = "AVAGAR_BENCH_START"

const (
	settle   = 3 * time.Second // from the first frame until the window is idle
	idleTime = 5 * time.Second // how long idleness is watched
)

// window is the measured copy of the program.
type window struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Scanner
}

// said is one line of what the window reports.
type said struct {
	Event  string  `json:"event"`
	Worst  float64 `json:"worst_frame_ms"`
	P99    float64 `json:"p99_frame_ms"`
	Frames int     `json:"frames"`
	Speed  float64 `json:"trained_frames_per_s"`
	Error  string  `json:"error"`
}

// Start opens the program's window in a process of its own, with the variables
// of env beside ours, and measures it: until it is painted, while it is idle,
// while it speaks and, if that is asked for, while it trains.
func Start(ctx context.Context, program string, env []string, t Meanwhile) (StartReport, error) {
	began := time.Now()
	w, err := openWindow(ctx, program, env)
	if err != nil {
		return StartReport{}, err
	}
	r, err := w.measure(ctx, began)
	if err == nil && t.Folder != "" {
		r.Training, err = w.train(t)
	}
	if closing := w.close(); err == nil {
		err = closing
	}
	return r, err
}

func openWindow(ctx context.Context, program string, env []string) (*window, error) {
	cmd := exec.CommandContext(ctx, program)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stderr = os.Stderr
	cmd.WaitDelay = 5 * time.Second
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("bench: start: %w", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("bench: start: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("bench: start: %w", err)
	}
	return &window{cmd, in, bufio.NewScanner(out)}, nil
}

func (w *window) measure(ctx context.Context, began time.Time) (r StartReport, err error) {
	if _, err := w.hear("first"); err != nil {
		return r, err
	}
	r.FirstFrameMs = tenth(time.Since(began).Seconds() * 1e3)
	if err := pause(ctx, settle); err != nil {
		return r, err
	}
	before := w.processor()
	if err := pause(ctx, idleTime); err != nil {
		return r, err
	}
	r.IdleCPUPercent = tenth(float64(w.processor()-before) / float64(idleTime) * 100)
	r.IdleRSSMB = tenth(w.resident())
	if _, err := fmt.Fprintln(w.in, "speak"); err != nil {
		return r, fmt.Errorf("%w: %w", app.ErrNoWindow, err)
	}
	spoke, err := w.hear("spoke")
	r.WorstFrameMs, r.P99FrameMs, r.Frames, r.SpeechError = tenth(spoke.Worst), tenth(spoke.P99), spoke.Frames, spoke.Error
	return r, err
}

// train has the window train a voice and reports its frames meanwhile.
func (w *window) train(t Meanwhile) (*TrainingFrames, error) {
	if _, err := fmt.Fprintf(w.in, "train %d %s\n", int(t.Time.Seconds()), t.Folder); err != nil {
		return nil, fmt.Errorf("%w: %w", app.ErrNoWindow, err)
	}
	s, err := w.hear("trained")
	return &TrainingFrames{Seconds: t.Time.Seconds(), WorstMs: tenth(s.Worst), P99Ms: tenth(s.P99), Frames: s.Frames, FramesPerSecond: tenth(s.Speed), Error: s.Error}, err
}

// hear waits for the line of an event.
func (w *window) hear(event string) (s said, err error) {
	for w.out.Scan() {
		if json.Unmarshal(w.out.Bytes(), &s) == nil && s.Event == event {
			return s, nil
		}
	}
	return s, errors.Join(app.ErrNoWindow, w.out.Err())
}

// close has the window quit and waits for it.
func (w *window) close() error {
	_, quit := fmt.Fprintln(w.in, "quit")
	if err := errors.Join(w.in.Close(), w.cmd.Wait()); err != nil || quit != nil {
		return fmt.Errorf("bench: start: %w", errors.Join(quit, err))
	}
	return nil
}

// resident is the window's memory in MB of 10^6 bytes, 0 where /proc is not.
func (w *window) resident() float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", w.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	return field(status, "VmRSS:")
}

// tick is the unit of processor time in /proc, which Linux fixes at 1/100 s.
const tick = 10 * time.Millisecond

// processor is the processor time that the window has taken so far.
func (w *window) processor() time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", w.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ") // the name may hold spaces
	const user, system = 11, 12                   // fields behind the name
	words := strings.Fields(rest)
	if len(words) <= system {
		return 0
	}
	u, _ := strconv.Atoi(words[user])
	s, _ := strconv.Atoi(words[system])
	return time.Duration(u+s) * tick
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
