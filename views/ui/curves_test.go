package ui

import (
	"image"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// inked counts the pixels of a column that have a colour.
func inked(img image.Image, x int, name fyne.ThemeColorName, c *Curves) (n int) {
	want := c.color(name)
	for y := range img.Bounds().Dy() {
		if r, g, b, _ := img.At(x, y).RGBA(); uint8(r>>8) == want.R && uint8(g>>8) == want.G && uint8(b>>8) == want.B {
			n++
		}
	}
	return n
}

// chart is one in a window, whose curve of 101 measurements falls.
func chart(t *testing.T) (*Curves, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(New(Light, 100))
	c := NewCurves()
	w := test.NewTempWindow(t, c)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(500, 240))
	falling := Curve{Color: theme.ColorNamePrimary, Width: 2, Read: true}
	for i := range 101 {
		falling.X, falling.Y = append(falling.X, float64(10*i)), append(falling.Y, 2-float64(i)/100)
	}
	c.Set([]Curve{falling}, 500)
	return c, w
}

func press(c *Curves, keys ...fyne.KeyName) {
	for _, k := range keys {
		c.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// pointing are the keys that point to the left and to the right on the screen.
func pointing() (left, right fyne.KeyName) {
	if Mirrored() {
		return fyne.KeyRight, fyne.KeyLeft
	}
	return fyne.KeyLeft, fyne.KeyRight
}

func TestCurvesAreDrawnFromLeftToRight(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(Light, 100))
	c := NewCurves()
	c.Set([]Curve{{X: []float64{1, 2, 3}, Y: []float64{5, math.NaN(), 1}, Color: theme.ColorNamePrimary, Width: 6}}, 2, 0, 99)
	img := c.image(200, 100)
	top, bottom := 0, 0
	for y := range 50 {
		if r, _, _, _ := img.At(8, y).RGBA(); uint8(r>>8) == c.color(theme.ColorNamePrimary).R {
			top++
		}
		if r, _, _, _ := img.At(191, 99-y).RGBA(); uint8(r>>8) == c.color(theme.ColorNamePrimary).R {
			bottom++
		}
	}
	if top == 0 || bottom == 0 {
		t.Errorf("the line falls from left to right: %d pixels left above, %d right below", top, bottom)
	}
	if inked(img, 199, theme.ColorNameInputBorder, c) != 100 || inked(img, 50, theme.ColorNameInputBorder, c) != 2 {
		t.Error("no frame")
	}
	if inked(img, 100, theme.ColorNameInputBorder, c) < 80 {
		t.Error("no mark at step 2")
	}
}

func TestDashesLeaveGaps(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(Light, 100))
	c := NewCurves()
	level := Curve{X: []float64{0, 1, 2}, Y: []float64{1, 1, 1}, Color: theme.ColorNamePrimary, Width: 4}
	other := Curve{X: []float64{0, 2}, Y: []float64{0, 2}, Color: ColorNameWell, Width: 1}
	columns := func() (n int) {
		img := c.image(220, 100)
		for x := 10; x < 210; x++ {
			if inked(img, x, theme.ColorNamePrimary, c) > 0 {
				n++
			}
		}
		return n
	}
	c.Set([]Curve{other, level})
	whole := columns()
	level.Dashed = true
	c.Set([]Curve{other, level})
	if dashed := columns(); whole < 195 || dashed < 90 || dashed > 150 {
		t.Errorf("%d of 200 columns without dashes, %d with", whole, dashed)
	}
}

func TestCurvesWithoutMeasurementsAreEmpty(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(Light, 100))
	c := NewCurves()
	for _, curves := range [][]Curve{nil, {{X: []float64{1}, Y: []float64{2}, Read: true}}, {{X: []float64{1, 2}, Y: []float64{math.Inf(1), math.NaN()}, Read: true}}} {
		c.Set(curves, 0, 1, 5)
		if img := c.image(50, 20); img.Bounds().Dx() != 50 {
			t.Error(img.Bounds())
		}
		press(c, fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd)
		for _, r := range "+-0" {
			c.TypedRune(r)
		}
		c.MouseMoved(&desktop.MouseEvent{})
		c.Dragged(&fyne.DragEvent{})
		c.Dragged(&fyne.DragEvent{})
		c.DragEnd()
	}
	c.Set([]Curve{{X: []float64{1, 2, 2, 3}, Y: []float64{1, 2, 3, 0}, Width: 3}, {X: []float64{1, 3}, Y: []float64{1, 2}, Dashed: true}}, 1, 3)
	for _, size := range []image.Point{{0, 0}, {1, 1}, {3, 900}, {900, 2}} {
		c.image(size.X, size.Y)
	}
}

func TestKeysMoveTheCursorAndZoomAroundIt(t *testing.T) {
	c, w := chart(t)
	told := 0
	c.OnCursor = func() { told++ }
	w.Canvas().Focus(c)
	at := func(what string, want float64) {
		t.Helper()
		if step, ok := c.At(); !ok || step != want {
			t.Errorf("%s: the cursor is at %v, want %v", what, step, want)
		}
	}
	left, right := pointing()
	at("at first", 1000)
	press(c, left)
	at("left", 980)
	press(c, right, right)
	at("right beyond the end", 1000)
	press(c, fyne.KeyHome)
	at("Home", 0)
	press(c, right, right)
	at("right twice", 40)
	for range 5 {
		c.TypedRune('+')
	}
	if c.from > 40 || c.to < 40 || c.to-c.from > 32 {
		t.Errorf("in view are %v to %v", c.from, c.to)
	}
	press(c, right)
	at("right while few are in view", 50)
	press(c, fyne.KeyEnd)
	at("End", 1000)
	if c.to != 1000 || !c.Zoomed() {
		t.Errorf("in view are %v to %v", c.from, c.to)
	}
	press(c, fyne.KeyEscape)
	if c.Zoomed() || told == 0 {
		t.Errorf("in view are %v to %v after Esc; told %d times", c.from, c.to, told)
	}
	for range 100 {
		c.TypedRune('+')
	}
	if !(c.to > c.from) {
		t.Errorf("in view are %v to %v", c.from, c.to)
	}
	c.TypedRune('۰')
	if c.Zoomed() {
		t.Error("zero does not show all")
	}
	w.Canvas().Unfocus()
	if _, ok := c.At(); ok {
		t.Error("the cursor stays without the focus")
	}
}

func TestThePointerHoversZoomsAndPans(t *testing.T) {
	c, w := chart(t)
	middle := c.raster.Position().AddXY(c.raster.Size().Width/2, 20)
	c.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: middle}})
	if step, _ := c.At(); step != 500 {
		t.Errorf("the middle is step %v", step)
	}
	c.MouseOut()
	if _, ok := c.At(); ok {
		t.Error("the cursor stays without the pointer")
	}
	wheel := &fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: middle}, Scrolled: fyne.NewDelta(0, 10)}
	if c.Scrolled(wheel); c.Zoomed() {
		t.Error("the wheel zooms before the chart has the focus")
	}
	c.Tapped(&fyne.PointEvent{Position: middle})
	if w.Canvas().Focused() != c {
		t.Fatal("a tap does not give it the focus")
	}
	c.Scrolled(wheel)
	c.Scrolled(wheel)
	if math.Abs(c.from-180) > 1 || math.Abs(c.to-820) > 1 {
		t.Errorf("in view are %v to %v", c.from, c.to)
	}
	later := float32(FromLeft(1)*2-1) * 60 // pixels to the right on the screen
	c.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: middle}})
	c.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: middle.AddXY(later, 0)}})
	c.DragEnd()
	if c.from >= 180 || math.Abs(c.to-c.from-640) > 1 {
		t.Errorf("a drag to the right brings earlier steps into view, not %v to %v", c.from, c.to)
	}
	wheel.Scrolled.DY = -10
	for range 9 {
		c.Scrolled(wheel)
	}
	if c.Zoomed() {
		t.Errorf("in view are %v to %v", c.from, c.to)
	}
}

func TestTheWheelScrollsThePageUntilTheChartHasTheFocus(t *testing.T) {
	c, w := chart(t)
	below := canvas.NewRectangle(theme.Color(theme.ColorNameForeground))
	below.SetMinSize(fyne.NewSize(100, 900))
	s := container.NewVScroll(container.NewVBox(c, below))
	w.SetContent(s)
	wheel := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -50)}
	c.Scrolled(wheel)
	if s.Offset.Y != 50 || c.Zoomed() {
		t.Errorf("the page is scrolled by %v", s.Offset.Y)
	}
	w.Canvas().Focus(c)
	at := s.Offset.Y
	wheel.Scrolled.DY = 50
	if c.Scrolled(wheel); s.Offset.Y != at || !c.Zoomed() {
		t.Errorf("the page is scrolled by %v too", s.Offset.Y-at)
	}
}

func TestTheAxesReadOnTheScreenAsChartsDo(t *testing.T) {
	c, w := chart(t)
	r := test.WidgetRenderer(c).(*curvesRenderer)
	onScreen := func(o fyne.CanvasObject) float32 {
		x := o.Position().X
		if Mirrored() {
			x = w.Canvas().Size().Width - x - o.Size().Width
		}
		return x
	}
	if r.top.Text != Number(1.95, 2) || r.bottom.Text != "۱" || r.left.Text != "۰" || r.right.Text != "۱۰۰۰" {
		t.Errorf("%q above %q; %q to %q", r.top.Text, r.bottom.Text, r.left.Text, r.right.Text)
	}
	if !(onScreen(r.left) < onScreen(r.right)) || !(onScreen(r.top) < onScreen(c.raster)) || r.top.Position().Y >= r.bottom.Position().Y {
		t.Error("the numbers do not stand where charts have them")
	}
	c.point(0)
	if x := onScreen(c.line) - onScreen(c.raster); x < 2 || x > 6 {
		t.Errorf("the cursor at the first step is %v from the left", x)
	}
	c.zoom(0.25, 500)
	if r.left.Text != "۳۷۵" || r.right.Text != "۶۲۵" {
		t.Errorf("%q to %q", r.left.Text, r.right.Text)
	}
}

func TestNothingIsPaintedWhileNothingChanges(t *testing.T) {
	c, _ := chart(t)
	paints := func(what string, want bool, do func()) {
		t.Helper()
		c.raster.Generator(400, 200)
		do()
		if c.stale != want {
			t.Errorf("%s: painted anew: %v", what, c.stale)
		}
	}
	paints("the same curves", false, func() {
		c.Set([]Curve{{X: c.curves[0].X, Y: c.curves[0].Y, Color: theme.ColorNamePrimary, Width: 2, Read: true}}, 500)
	})
	paints("a refresh", false, c.Refresh)
	paints("the cursor", false, func() { c.point(300) })
	paints("the focus", true, c.FocusGained)
	paints("another mark", true, func() { c.Set(c.curves, 600) })
	paints("another theme", true, func() { fyne.CurrentApp().Settings().SetTheme(New(Dark, 100)); c.Refresh() })
	c.raster.Generator(400, 200)
	if n := testing.AllocsPerRun(10, func() { c.raster.Generator(400, 200) }); n > 2 {
		t.Errorf("%v allocations a frame", n)
	}
}

func TestWhatIsInViewStaysWhileACurveGrows(t *testing.T) {
	c, _ := chart(t)
	c.look(200, 400)
	c.point(300)
	longer := c.curves[0]
	longer.X, longer.Y = append(longer.X, 2000), append(longer.Y, 0.5)
	c.Set([]Curve{longer})
	if step, _ := c.At(); c.from != 200 || c.to != 400 || step != 300 {
		t.Errorf("in view are %v to %v, the cursor at %v", c.from, c.to, step)
	}
	c.Set([]Curve{{X: []float64{7000, 8000}, Y: []float64{1, 2}, Read: true}})
	if c.from != 7000 || c.to != 8000 {
		t.Errorf("of another run %v to %v are in view", c.from, c.to)
	}
}

// BenchmarkCurves paints a long run at the width of a large window.
func BenchmarkCurves(b *testing.B) {
	test.NewApp().Settings().SetTheme(New(Dark, 100))
	var curves []Curve
	for i, points := range []int{800, 400, 5000} {
		curve := Curve{Color: []fyne.ThemeColorName{theme.ColorNameSeparator, ColorNameWave, ColorNameWavePlayed}[i], Width: 2, Read: i > 0}
		for p := range points {
			x := float64(p) * 1e6 / float64(points)
			curve.X, curve.Y = append(curve.X, x), append(curve.Y, 0.3+500/(x+900)+0.02*math.Sin(float64(p*p)))
		}
		curves = append(curves, curve)
	}
	c := NewCurves()
	c.Set(curves, 7e5)
	var r *canvas.Raster = c.raster
	r.Generator(1600, 280)
	for b.Loop() {
		c.stale = true
		r.Generator(1600, 280)
	}
}
