package ui_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"avagar/views/ui"
)

func TestMirroredTellsWhatThePainterDoes(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(ui.New(ui.Light, 100))
	r := canvas.NewRectangle(color.NRGBA{R: 255, A: 255})
	r.Resize(fyne.NewSize(10, 10))
	w := test.NewTempWindow(t, container.NewWithoutLayout(r))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(100, 10))
	red, green, _, _ := w.Canvas().Capture().At(95, 5).RGBA()
	if painted := red > 0xf000 && green < 0x1000; painted != ui.Mirrored() {
		t.Errorf("what begins the line is painted at the right: %v, Mirrored: %v", painted, ui.Mirrored())
	}
}
