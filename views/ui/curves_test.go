package ui

import (
	"image"
	"math"
	"testing"

	"fyne.io/fyne/v2"
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

func TestCurvesAreDrawnFromLeftToRight(t *testing.T) {
	a := test.NewTempApp(t)
	a.Settings().SetTheme(New(Light, 100))
	c := NewCurves()
	c.Resize(fyne.NewSize(200, 100))
	c.Set([]Curve{{X: []float64{1, 2, 3}, Y: []float64{5, math.NaN(), 1}, Color: theme.ColorNamePrimary, Width: 6}}, 2, 0, 99)
	img := c.draw(200, 100)
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
	if inked(img, 100, theme.ColorNameInputBorder, c) < 80 {
		t.Error("no mark at step 2")
	}
}

func TestCurvesWithoutMeasurementsAreAnEmptyFrame(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(Light, 100))
	c := NewCurves()
	for _, curves := range [][]Curve{nil, {{X: []float64{1}, Y: []float64{2}}}, {{X: []float64{1, 2}, Y: []float64{math.Inf(1), math.NaN()}}}} {
		c.Set(curves, 0, 1, 5)
		if img := c.draw(50, 20); img.Bounds().Dx() != 50 {
			t.Error(img.Bounds())
		}
	}
	c.draw(0, 0)
	c.draw(1, 1)
}
