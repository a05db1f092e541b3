package uitest

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/views/ui"
)

// Layout fails a test where the widgets of an object of a size are not laid out
// well: two overlap, one lies outside of its scroller or of the object, is
// smaller than it has to be, or shortens its text.
func Layout(t testing.TB, o fyne.CanvasObject, size fyne.Size) {
	t.Helper()
	for _, fault := range faults(o, size) {
		t.Error(fault)
	}
}

// tolerance is how far things may be off: places are rounded to pixels.
const tolerance = 1

// part is a widget with its place in what scrolls it.
type part struct {
	widget fyne.CanvasObject
	at     fyne.Position
}

func (p part) String() string {
	return fmt.Sprintf("%T %q at %v, %v", p.widget, Texts(p.widget), p.at, p.widget.Size())
}

// sheet is what is scrolled together: its parts and its size.
type sheet struct {
	size  fyne.Size
	parts []part
}

func faults(o fyne.CanvasObject, size fyne.Size) (all []string) {
	sheets := []*sheet{{size: size}}
	gather(o, fyne.Position{}, sheets[0], &sheets)
	for _, s := range sheets {
		for i, p := range s.parts {
			if fault := p.fault(s.size); fault != "" {
				all = append(all, fmt.Sprintf("%v %s", p, fault))
			}
			for _, q := range s.parts[:i] {
				if p.overlaps(q) {
					all = append(all, fmt.Sprintf("%v overlaps %v", p, q))
				}
			}
		}
	}
	return all
}

// gather collects the widgets that hold no other widgets.
func gather(o fyne.CanvasObject, at fyne.Position, in *sheet, sheets *[]*sheet) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			gather(child, at, in, sheets)
		}
	case *container.ThemeOverride:
		gather(o.Content, at, in, sheets)
	case *container.Scroll:
		in.parts = append(in.parts, part{o, at})
		inner := &sheet{size: fyne.NewSize(o.Size().Width, o.Content.Size().Height)} // nothing has to be scrolled sideways
		*sheets = append(*sheets, inner)
		gather(o.Content, fyne.Position{}.Subtract(o.Content.Position()), inner, sheets)
	case *ui.List:
		in.parts = append(in.parts, part{o, at})
		gatherRows(o, sheets)
	case holder:
		for _, child := range o.Parts() {
			gather(child, at, in, sheets)
		}
	case fyne.Widget:
		in.parts = append(in.parts, part{o, at})
	}
}

// holder is a widget that tells what it is made of.
type holder interface{ Parts() []fyne.CanvasObject }

// gatherRows collects what each row of a list holds, for itself: rows are
// scrolled.
func gatherRows(o fyne.CanvasObject, sheets *[]*sheet) {
	if !o.Visible() {
		return
	}
	switch o := o.(type) {
	case holder:
		inner := &sheet{size: o.(fyne.CanvasObject).Size()}
		*sheets = append(*sheets, inner)
		for _, child := range o.Parts() {
			gather(child, fyne.Position{}, inner, sheets)
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			gatherRows(child, sheets)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			gatherRows(child, sheets)
		}
	}
}

func (p part) fault(in fyne.Size) string {
	size, least := p.widget.Size(), p.widget.MinSize()
	switch {
	case p.at.X < -tolerance || p.at.Y < -tolerance || p.at.X+size.Width > in.Width+tolerance || p.at.Y+size.Height > in.Height+tolerance:
		return fmt.Sprintf("is cut off: there is only %v", in)
	case size.Width < least.Width-tolerance || size.Height < least.Height-tolerance:
		return fmt.Sprintf("is smaller than %v", least)
	case shortened(p.widget):
		return "shortens its text"
	}
	return ""
}

// shortened tells whether a text has no room.
func shortened(o fyne.CanvasObject) bool {
	switch o := o.(type) {
	case *widget.Label:
		return o.Truncation != fyne.TextTruncateOff && o.Text != "" && ui.WholeWidth(o) > o.Size().Width+1+tolerance
	case *ui.Select:
		room := o.Size().Width - 2*theme.InnerPadding() - theme.IconInlineSize()
		return fyne.MeasureText(o.Selected, theme.TextSize(), fyne.TextStyle{}).Width > room+tolerance
	}
	return false
}

func (p part) overlaps(q part) bool {
	far, other := p.at.Add(p.widget.Size()), q.at.Add(q.widget.Size())
	return p.at.X+tolerance < other.X && q.at.X+tolerance < far.X && p.at.Y+tolerance < other.Y && q.at.Y+tolerance < far.Y
}

// Settle lays a page out in a window as it does before its frames: heights follow
// widths.
func Settle(w fyne.Window, page fyne.CanvasObject, size fyne.Size) {
	w.Resize(size)
	for range 3 {
		page.Resize(page.MinSize().Max(size))
		page.Refresh()
	}
}
