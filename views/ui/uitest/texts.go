package uitest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// Texts are all texts that an object and the visible ones in it show, without
// what a person typed. A text that wraps counts as one.
func Texts(o fyne.CanvasObject) []string {
	var all []string
	walk(o, func(text string) {
		if text != "" {
			all = append(all, text)
		}
	})
	return all
}

func walk(o fyne.CanvasObject, say func(string)) {
	if o == nil || !o.Visible() {
		return
	}
	switch o := o.(type) {
	case *canvas.Text:
		say(o.Text)
	case *widget.Label:
		say(o.Text)
	case *widget.Hyperlink:
		say(o.Text)
	case *widget.Entry:
		say(o.PlaceHolder)
	case *widget.RichText:
		for _, s := range o.Segments {
			say(s.Textual())
		}
	case *widget.Select:
		for _, option := range o.Options {
			say(option)
		}
		if o.Selected == "" {
			say(o.PlaceHolder)
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, say)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, say)
		}
	}
}
