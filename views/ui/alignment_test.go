package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// alignment is one in a window, of ten phonemes that last longer below.
func alignment(t *testing.T) (*Alignment, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(New(Light, 100))
	a := NewAlignment()
	w := test.NewTempWindow(t, a)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(500, 240))
	var timings []Timing
	for range 10 {
		timings = append(timings, Timing{"ʃ", 10, 12})
	}
	a.Set(make([]float32, 100*4), make([]float32, 120*4), 4, timings)
	return a, w
}

func TestPhonemesAreChosenAndZoomedToWithKeysAlone(t *testing.T) {
	a, w := alignment(t)
	told := 0
	a.OnChosen = func() { told++ }
	chosen := func(what string, want int) {
		t.Helper()
		if i, ok := a.Chosen(); i != want || ok != (want >= 0) {
			t.Errorf("%s: phoneme %d, want %d", what, i, want)
		}
	}
	type_ := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			a.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	left, right := pointing()
	w.Canvas().Focus(a)
	chosen("at first", 0)
	type_(left)
	chosen("left of the first", 0)
	type_(right, right)
	chosen("right twice", 2)
	a.TypedRune('+')
	a.TypedRune('+')
	if !a.Zoomed() || a.from > 20 || a.to < 36 {
		t.Errorf("in view are frames %v to %v", a.from, a.to)
	}
	type_(fyne.KeyEnd)
	chosen("End", 9)
	if a.to != 120 {
		t.Errorf("the last phoneme is out of sight: %v to %v", a.from, a.to)
	}
	type_(right)
	chosen("right of the last", 9)
	type_(fyne.KeyEscape)
	if a.Zoomed() {
		t.Error("Esc does not show all")
	}
	w.Canvas().Unfocus()
	chosen("without the focus", -1)
	if told == 0 {
		t.Error("nobody is told")
	}
}

func TestThePointerChoosesThePhonemeUnderIt(t *testing.T) {
	a, w := alignment(t)
	size := a.raster.Size()
	for _, c := range []struct {
		share, y float32
		want     int
	}{{0.02, 5, 0}, {0.45, 5, 5}, {0.45, size.Height - 5, 4}, {0.98, 5, 9}} {
		x := float32(FromLeft(float64(c.share))) * size.Width
		a.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, c.y)}})
		if i, _ := a.Chosen(); i != c.want {
			t.Errorf("at %v of the width, %v from above: phoneme %d, want %d", c.share, c.y, i, c.want)
		}
	}
	a.MouseOut()
	if _, ok := a.Chosen(); ok {
		t.Error("one stays chosen without the pointer")
	}
	a.Tapped(&fyne.PointEvent{Position: fyne.NewPos(3, 3)})
	if w.Canvas().Focused() != a {
		t.Error("a tap does not give it the focus")
	}
}

func TestNamesDoNotLieOverEachOther(t *testing.T) {
	a, w := alignment(t)
	r := test.WidgetRenderer(a).(*alignmentRenderer)
	for _, width := range []float32{500, 120, 40} {
		w.Resize(fyne.NewSize(width, 240))
		a.choose(4)
		for row := range 2 {
			end := float32(-1)
			for i, n := range r.names[row*10 : row*10+10] {
				left := n.Position().X
				if Mirrored() {
					left = a.Size().Width - left - n.Size().Width
				}
				switch {
				case i == 4 && n.Hidden:
					t.Error("the chosen one has no name")
				case n.Hidden:
				case left < end-0.01:
					t.Errorf("at width %v name %d of row %d begins at %v, the one before ends at %v", width, i, row, left, end)
				default:
					end = left + n.Size().Width
				}
			}
		}
	}
}

func TestAnAlignmentWithoutPhonemesIsTwoSpectra(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(Light, 100))
	a := NewAlignment()
	look := func() {
		for _, size := range [][2]int{{0, 0}, {1, 1}, {300, 90}} {
			a.image(size[0], size[1])
		}
		for _, k := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyEscape} {
			a.TypedKey(&fyne.KeyEvent{Name: k})
		}
		for _, r := range "+-0" {
			a.TypedRune(r)
		}
		a.MouseMoved(&desktop.MouseEvent{})
		if _, ok := a.Chosen(); ok {
			t.Error("a phoneme is chosen, of none")
		}
	}
	look()
	a.Set(make([]float32, 40), make([]float32, 44), 4, nil)
	look()
	a.Set(make([]float32, 40), nil, 4, []Timing{{"s", 10, 0}})
	a.image(300, 90)
	a.Set(nil, nil, 0, nil)
	look()
}

func TestTheAlignmentIsNotPaintedWhileNothingChanges(t *testing.T) {
	a, _ := alignment(t)
	a.raster.Generator(400, 200)
	a.Refresh()
	a.Set(a.above, a.below, a.bands, a.timings)
	if a.stale {
		t.Error("it is painted anew")
	}
	a.choose(3)
	if !a.stale {
		t.Error("what is chosen is not shown")
	}
}
