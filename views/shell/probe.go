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

	mu      sync.Mutex
	counts  bool
	painted []time.Time
}

// paint is called while a frame is painted.
func (p *probe) paint(w, h int) image.Image {
	p.first.Do(func() { go p.begin() })
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.counts {
		p.painted = append(p.painted, time.Now())
	}
	dot := image.NewNRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	dot.SetNRGBA(0, 0, color.NRGBA{A: 1 + byte(len(p.painted)%2)})
	return dot
}

// begin reports the first frame once it is on the screen, then does as it is
// told until its input ends. It lasts as long as the process.
func (p *probe) begin() {
	fyne.DoAndWait(func() { p.say(probeReport{Event: "first"}) })
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		switch strings.TrimSpace(lines.Text()) {
		case "speak":
			p.speak()
		case "quit":
			fyne.Do(p.shell.quit)
			return
		}
	}
	fyne.Do(p.shell.quit)
}

// probeReport is one line of what the window says. Gaps are milliseconds from
// frame to frame.
type probeReport struct {
	Event  string  `json:"event"`
	Worst  float64 `json:"worst_frame_ms,omitempty"`
	P99    float64 `json:"p99_frame_ms,omitempty"`
	Frames int     `json:"frames,omitempty"`
	Error  string  `json:"error,omitempty"`
}

func (p *probe) say(r probeReport) { _ = json.NewEncoder(os.Stdout).Encode(r) }

// speakTime is how long frames are counted at most.
const speakTime = 10 * time.Second

// speak has a text spoken and counts the frames that are painted meanwhile.
func (p *probe) speak() {
	ctx, cancel := context.WithTimeout(p.shell.ctx, speakTime)
	defer cancel()
	stop := p.shell.boot.Speech.Progress.Subscribe(func(now speech.Progress) {
		if now.State == speech.Idle {
			cancel()
		}
	})
	defer stop()
	ticks := fyne.NewAnimation(time.Second, func(float32) { p.dot.Refresh() })
	ticks.RepeatCount = fyne.AnimationRepeatForever
	var err error
	fyne.DoAndWait(func() {
		err = p.shell.boot.Speech.Speak(speech.Request{Text: strings.Repeat(persian.Yardstick+"\n", 2), Volume: 1})
		ticks.Start()
		p.count(true)
	})
	if err == nil {
		<-ctx.Done()
	}
	fyne.DoAndWait(func() { ticks.Stop(); p.shell.boot.Speech.Stop() })
	p.count(false)
	report := gaps(p.painted)
	if err != nil {
		report.Error = ui.Error(err)
	}
	p.say(report)
}

func (p *probe) count(on bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.counts = on
}

// gaps measures the time from frame to frame.
func gaps(painted []time.Time) probeReport {
	r := probeReport{Event: "spoke", Frames: len(painted)}
	var between []float64
	for i := 1; i < len(painted); i++ {
		between = append(between, painted[i].Sub(painted[i-1]).Seconds()*1e3)
	}
	if len(between) == 0 {
		return r
	}
	slices.Sort(between)
	r.Worst, r.P99 = between[len(between)-1], between[len(between)*99/100]
	return r
}
