package training

import (
	"context"
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/training"
	"avagar/engine/train"
	"avagar/views/ui"
)

// counting tells how often what is drawn is asked for.
type counting struct {
	*fake
	asked int
}

func (c *counting) Overview(id string) (training.Overview, error) {
	c.asked++
	return c.fake.Overview(id)
}

func TestStepsThatComeFastAreDrawnSeldom(t *testing.T) {
	s := full(t)
	studio := &counting{fake: s.fake}
	s.page.needs.Studio = studio
	now, told := s.now, 0
	for step := range 60 * 50 { // a minute of fifty steps a second
		s.clock = s.clock.Add(20 * time.Millisecond)
		now.Event.Step = 421 + step
		before := s.page.detail.state.Text
		s.progress.Publish(now)
		if s.page.detail.state.Text != before {
			told++
		}
	}
	if told < 50 || told > 2*60 {
		t.Errorf("the state was told %d times in a minute", told)
	}
	if studio.asked < 6 || studio.asked > 60/5+1 {
		t.Errorf("the chart was drawn %d times in a minute", studio.asked)
	}
	now.Active = false
	s.now = now
	s.progress.Publish(now) // the end is never passed over
	if got := s.page.detail.turn.Text; got != ui.Say(fa.TrainingGoOn) {
		t.Errorf("at the end the button says %q", got)
	}
}

// BenchmarkLive is what the page costs in a second of a training that has made a
// million steps: two sentences and a fifth of a chart, of an alignment, and of
// all around them.
func BenchmarkLive(b *testing.B) {
	test.NewApp().Settings().SetTheme(ui.New(ui.Dark, 100))
	f := &fake{}
	filled(f)
	for step := 421; step <= 1_000_000; step++ {
		loss := 0.26 + 25/float64(step+90)
		f.runs[0].Add(&train.Metric{Step: step, Loss: 2 * loss, Frames: loss + 0.04*math.Sin(float64(step))})
		if step%100 == 0 {
			f.runs[0].Add(&train.Metric{Step: step, HeldOut: true, Frames: loss + 0.03})
		}
	}
	clock := noon
	var progress app.Topic[training.Progress]
	var changed app.Topic[struct{}]
	var reporting app.Topic[training.Reporting]
	w := test.NewWindow(nil)
	defer w.Close()
	p := New(Needs{
		Studio: f, Progress: &progress, Changed: &changed, Reports: &reports{fake: f}, Reporting: &reporting, Voices: voices{}, Window: w,
		Now: func() time.Time { return clock }, Notify: func(string) {},
		Beside: func(do func(context.Context) error) { _ = do(b.Context()) },
	})
	w.SetContent(p.Content())
	w.Resize(fyne.NewSize(1600, 900))
	p.Shown()
	defer p.Hidden()
	rasters := []*canvas.Raster{raster(b, p.detail.chart.curves), raster(b, p.detail.spectra.picture)}
	now, step := f.now, 1_000_000
	seconds := 0
	for b.Loop() {
		seconds++
		for range 50 {
			clock = clock.Add(20 * time.Millisecond)
			step++
			f.runs[0].Add(&train.Metric{Step: step, Frames: 0.3 + 0.04*math.Sin(float64(step))})
			now.Event.Step = step
			progress.Publish(now)
		}
		for _, r := range rasters {
			r.Generator(1600, 280)
		}
	}
	b.ReportMetric(100*b.Elapsed().Seconds()/float64(seconds), "%cpu")
}

// raster is what a widget paints itself.
func raster(b *testing.B, o fyne.Widget) *canvas.Raster {
	b.Helper()
	for _, part := range test.WidgetRenderer(o).Objects() {
		if r, ok := part.(*canvas.Raster); ok {
			return r
		}
	}
	b.Fatalf("%T paints nothing", o)
	return nil
}
