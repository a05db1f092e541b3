package ui_test

import (
	"image"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"avagar/views/ui"
)

type player interface {
	fyne.Widget
	fyne.Focusable
	fyne.Tappable
	fyne.Draggable
	SetPlayhead(float64)
	Playhead() float64
}

// players are both pictures of sound, whose last wish to seek is kept in at.
func players(at *float64, toggled *int) map[string]player {
	w, h := waveform(), heatmap()
	w.OnSeek, h.OnSeek = func(f float64) { *at = f }, func(f float64) { *at = f }
	w.OnToggle, h.OnToggle = func() { *toggled++ }, func() { *toggled++ }
	return map[string]player{"waveform": w, "heatmap": h}
}

func TestPicturesOfSoundSeekByTapDragAndKey(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.New(ui.Light, 100))
	var at float64
	var toggled int
	for name, p := range players(&at, &toggled) {
		w := test.NewTempWindow(t, p)
		w.SetPadded(false)
		w.Resize(fyne.NewSize(400, 100))
		near := func(what string, want float64) {
			t.Helper()
			if math.Abs(at-want) > 1e-6 {
				t.Errorf("%s: %s seeks to %v, want %v", name, what, at, want)
			}
		}
		p.Tapped(&fyne.PointEvent{Position: fyne.NewPos(100, 5)})
		near("a tap", ui.FromLeft(0.25))
		p.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5000, 5)}})
		p.DragEnd()
		near("a drag beyond the edge", ui.FromLeft(1))
		p.SetPlayhead(0.5)
		key := map[bool]fyne.KeyName{false: fyne.KeyRight, true: fyne.KeyLeft}[ui.Mirrored()]
		p.TypedKey(&fyne.KeyEvent{Name: key})
		near("the key to the right", 0.52)
		p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		near("End", 1)
		p.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	}
	if toggled != 2 {
		t.Errorf("space toggled %d times", toggled)
	}
}

// rasters finds the rasters that an object draws.
func raster(t *testing.T, w fyne.Widget) *canvas.Raster {
	t.Helper()
	for _, o := range test.WidgetRenderer(w).Objects() {
		if r, ok := o.(*canvas.Raster); ok {
			return r
		}
	}
	t.Fatal("no raster")
	return nil
}

func TestPicturesOfOddSoundAreDrawn(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.New(ui.Dark, 100))
	nan := float32(math.NaN())
	w, h := ui.NewWaveform(), ui.NewHeatmap()
	draw := func() {
		for _, size := range []image.Point{{1, 1}, {300, 40}, {3, 500}, {0, 0}} {
			raster(t, w).Generator(size.X, size.Y)
			raster(t, h).Generator(size.X, size.Y)
		}
	}
	draw()
	for _, v := range []float32{nan, float32(math.Inf(1)), float32(math.Inf(-1)), 1e30} {
		w.SetPeaks(7, func(int) (float32, float32) { return -v, v })
		h.SetFrames([]float32{v, v, v, v, 0, 1}, 2)
		w.SetPlayhead(float64(v))
		h.SetPlayhead(float64(v))
		draw()
	}
	h.SetFrames([]float32{1}, 80)
	draw()
}

func TestAMovingPlayheadDoesNotPaintTheMelAnew(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.New(ui.Dark, 100))
	h := heatmap()
	r := raster(t, h)
	r.Generator(800, 120)
	if n := testing.AllocsPerRun(10, func() { h.SetPlayhead(h.Playhead() + 0.01); r.Generator(800, 120) }); n > 4 {
		t.Errorf("%v allocations a frame", n)
	}
}

func BenchmarkWaveformFrame(b *testing.B) {
	a := test.NewApp()
	a.Settings().SetTheme(ui.New(ui.Dark, 100))
	w := waveform()
	for i := 0; b.Loop(); i++ {
		w.SetPeaks(20000, func(i int) (float32, float32) { return -0.5, 0.5 })
		for _, o := range test.WidgetRenderer(w).Objects() {
			if r, ok := o.(*canvas.Raster); ok {
				r.Generator(800, 120)
			}
		}
	}
}

func BenchmarkHeatmapTenMinutes(b *testing.B) {
	a := test.NewApp()
	a.Settings().SetTheme(ui.New(ui.Dark, 100))
	h, mel := heatmap(), melFrames(52000, 80)
	for i := 0; b.Loop(); i++ {
		h.SetFrames(mel[:len(mel)-80*(i%2)], 80)
		for _, o := range test.WidgetRenderer(h).Objects() {
			if r, ok := o.(*canvas.Raster); ok {
				r.Generator(800, 120)
			}
		}
	}
}
