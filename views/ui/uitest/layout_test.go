package uitest

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"avagar/views/ui"
)

func TestFaultsOfALayoutAreFound(t *testing.T) {
	test.NewTempApp(t)
	size := fyne.NewSize(200, 100)
	short := widget.NewLabel("a text that is far too long for this")
	short.Truncation = fyne.TextTruncateEllipsis
	side := widget.NewLabel("a text that is far too long for this")
	for _, c := range []struct {
		what, fault string
		o           fyne.CanvasObject
	}{
		{"good", "", container.NewVBox(widget.NewLabel("a"), widget.NewLabel("b"))},
		{"a high one that scrolls", "", container.NewVScroll(container.NewGridWithRows(9, widget.NewLabel("a"), widget.NewLabel("b")))},
		{"two in one place", "overlaps", container.NewStack(widget.NewLabel("a"), widget.NewLabel("b"))},
		{"three below each other", "cut off", container.NewVBox(widget.NewLabel("a"), widget.NewLabel("b"), widget.NewLabel("c"))},
		{"a wide one", "cut off", container.NewHBox(side)},
		{"a wide one that scrolls", "cut off", container.NewHScroll(side)},
		{"a small one", "smaller", container.NewGridWithColumns(3, widget.NewButton("press this one", nil), widget.NewLabel("a"))},
		{"a row that is too narrow", "shortens", container.NewGridWithRows(1, ui.NewList(
			func() int { return 1 },
			func() fyne.CanvasObject { l := widget.NewLabel(""); l.Truncation = fyne.TextTruncateEllipsis; return l },
			func(_ int, o fyne.CanvasObject) { o.(*widget.Label).SetText(short.Text) }, nil))},
		{"a short one", "shortens", container.NewVBox(short)},
	} {
		o := c.o
		w := test.NewTempWindow(t, container.NewWithoutLayout(o))
		w.Resize(size)
		o.Resize(size)
		got := strings.Join(faults(o, size), "; ")
		if c.fault == "" && got != "" || !strings.Contains(got, c.fault) {
			t.Errorf("%s: %q", c.what, got)
		}
	}
}
