package shell

import (
	"bufio"
	"context"
	"encoding/json"
	"image"
	"image/color"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"avagar/app/speech"
	"avagar/bench"
	"avagar/engine/persian"
	"avagar/views/ui"
)

// letProbe lets the window be measured from outside, if that is asked for.
func (s *Shell) letProbe() {
	if s.boot.Getenv(bench.WindowVariable) == "" {
		return
	}
	p := &probe{shell: s}
	p.dot = canvas.NewRaster(p.paint)
	p.dot.SetMinSize(fyne.NewSize(2, 2))
	s.status.line.Add(p.dot)
}

// probe is a dot in the status line that knows when it is painted.
type probe struct {
	shell *Shell
	dot   *canvas.Raster
	first sync.Once

	// in the window's goroutine
	asked  time.Time // for a frame that is not painted yet
	blinks int
	frames []float64 // ms from asking for a frame until it was on the screen
}

// paint is called while a frame is painted.
func (p *probe) paint(w, h int) image.Image {
	p.first.Do(func() { go p.begin() })
	if asked := p.asked; !asked.IsZero() {
		p.asked = time.Time{}
		fyne.Do(func() { p.frames = append(p.frames, time.Since(asked).Seconds()*1e3) }) // comes after this frame
	}
	p.blinks++
	dot := image.NewNRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	dot.SetNRGBA(0, 0, color.NRGBA{A: 1 + byte(p.blinks%2)})
	return dot
}

// ask wants the next frame, unless one is wanted already.
func (p *probe) ask() {
	if p.asked.IsZero() {
		p.asked = time.Now()
		p.dot.Refresh()
	}
}

// begin reports the first frame once it is on the screen, then does as it is
// told until its input ends. It lasts as long as the process.
func (p *probe) begin() {
	fyne.DoAndWait(func() { p.say(probeReport{Event: "first"}) })
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		word, rest, _ := strings.Cut(strings.TrimSpace(lines.Text()), " ")
		switch word {
		case "speak":
			p.speak()
		case "train":
			p.train(rest)
		case "quit":
			fyne.Do(p.shell.quit)
			return
		}
	}
	fyne.Do(p.shell.quit)
}

// probeReport is one line of what the window says. A frame is measured from
// asking for it until it is on the screen.
type probeReport struct {
	Event  string  `json:"event"`
	Worst  float64 `json:"worst_frame_ms,omitempty"`
	P99    float64 `json:"p99_frame_ms,omitempty"`
	Frames int     `json:"frames,omitempty"`
	Speed  float64 `json:"trained_frames_per_s,omitempty"`
	Error  string  `json:"error,omitempty"`
}

func (p *probe) say(r probeReport) { _ = json.NewEncoder(os.Stdout).Encode(r) }

const (
	speakTime = 10 * time.Second      // how long frames are counted at most
	frameTime = 50 * time.Millisecond // from asking for a frame to asking again
)

// speak has a text spoken and measures frames meanwhile, beside those that the
// page draws.
func (p *probe) speak() {
	ctx, cancel := context.WithTimeout(p.shell.ctx, speakTime)
	defer cancel()
	stop := p.shell.boot.Speech.Progress.Subscribe(func(now speech.Progress) {
		if now.State == speech.Idle {
			cancel()
		}
	})
	defer stop()
	err := p.shell.boot.Speech.Speak(speech.Request{Text: strings.Repeat(persian.Yardstick+"\n", 2), Volume: 1})
	if err != nil {
		cancel()
	}
	p.askUntil(ctx)
	p.shell.boot.Speech.Stop()
	var report probeReport
	fyne.DoAndWait(func() { report = summary("spoke", p.frames) })
	if err != nil {
		report.Error = ui.Error(err)
	}
	p.say(report)
}

func (p *probe) askUntil(ctx context.Context) {
	tick := time.NewTicker(frameTime)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			fyne.Do(p.ask)
		case <-ctx.Done():
			return
		}
	}
}

// summary says the worst of frames, and what 99 in a hundred keep to.
func summary(event string, frames []float64) probeReport {
	r := probeReport{Event: event, Frames: len(frames)}
	if len(frames) == 0 {
		return r
	}
	sorted := slices.Sorted(slices.Values(frames))
	r.Worst, r.P99 = sorted[len(sorted)-1], sorted[(len(sorted)-1)*99/100]
	return r
}
