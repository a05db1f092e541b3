package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Reveal scrolls what lies around an object so that it is seen: the Tab key may
// go to one that is not.
func Reveal(o fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	root := c.Content()
	if d, ok := c.Overlays().Top().(*Dialog); ok {
		root = d.scroll
	}
	around, _ := scrollsAround(o, root)
	for _, s := range around {
		reveal(s, o)
	}
}

// scrollsAround finds an object in another one and what scrolls it there, from
// the outermost.
func scrollsAround(o, in fyne.CanvasObject) (around []*container.Scroll, found bool) {
	if o == in {
		return nil, true
	}
	switch in := in.(type) {
	case *fyne.Container:
		for _, child := range in.Objects {
			if around, found = scrollsAround(o, child); found {
				return around, true
			}
		}
	case *container.ThemeOverride:
		return scrollsAround(o, in.Content)
	case *container.Scroll:
		if around, found = scrollsAround(o, in.Content); found {
			return append([]*container.Scroll{in}, around...), true
		}
	}
	return nil, false
}

// reveal scrolls, unless the object is seen well enough.
func reveal(s *container.Scroll, o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	top := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(s.Content).Y
	height, view := o.Size().Height, s.Size().Height
	seen := min(top+height, s.Offset.Y+view) - max(top, s.Offset.Y)
	if seen < min(height, view/2) {
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, min(max(top-Section, 0), max(s.Content.Size().Height-view, 0))))
	}
}

// ScrollBy scrolls by a key: a page, or to an end. It is false for other keys.
func ScrollBy(s *container.Scroll, key fyne.KeyName) bool {
	page := s.Size().Height * 0.9
	by := map[fyne.KeyName]float32{
		fyne.KeyPageUp: -page, fyne.KeyPageDown: page,
		fyne.KeyHome: -s.Offset.Y, fyne.KeyEnd: s.Content.Size().Height,
	}[key]
	if by == 0 {
		return false
	}
	s.ScrollToOffset(fyne.NewPos(s.Offset.X, min(max(s.Offset.Y+by, 0), max(s.Content.Size().Height-s.Size().Height, 0))))
	return true
}
