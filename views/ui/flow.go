package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// NewFlow puts objects side by side as wide as they are, and those that there is
// no room for into further rows. The trailing ones stand at the far edge.
func NewFlow(leading []fyne.CanvasObject, trailing ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flow{lead: len(leading)}, append(leading, trailing...)...)
}

// flow remembers the width that it was given last, on which its height depends.
type flow struct {
	lead  int // how many stand at the near edge
	width float32
}

// Layout places the objects for a width.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.arrange(objects, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
}

// MinSize is as wide as the widest object and as high as the last width needs.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	for _, o := range objects {
		if o.Visible() {
			width = max(width, o.MinSize().Width)
		}
	}
	return fyne.NewSize(width, f.arrange(objects, nil))
}

// arrange finds a place for each object that is seen and returns the height of
// all.
func (f *flow) arrange(objects []fyne.CanvasObject, place func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	gap, y, begun := theme.Padding(), float32(0), 0
	for len(objects) > 0 {
		row, size := f.row(objects, gap)
		if place != nil {
			f.fill(objects[:row], size, begun, fyne.NewPos(0, y), place)
			begun += row
		}
		objects = objects[row:]
		if y += size.Height; len(objects) > 0 && size.Height > 0 {
			y += gap
		}
	}
	return y
}

// row is how many of the objects go into one row, and its size.
func (f *flow) row(objects []fyne.CanvasObject, gap float32) (count int, size fyne.Size) {
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		s := f.size(o)
		wider := s.Width
		if size.Width > 0 {
			wider += size.Width + gap
		}
		if size.Width > 0 && wider > f.width {
			return i, size
		}
		size = fyne.NewSize(wider, max(size.Height, s.Height))
	}
	return len(objects), size
}

// fill places the objects of one row, before which there are so many.
func (f *flow) fill(row []fyne.CanvasObject, size fyne.Size, before int, at fyne.Position, place func(fyne.CanvasObject, fyne.Position, fyne.Size)) {
	spare := max(f.width-size.Width, 0)
	for i, o := range row {
		if before+i >= f.lead {
			at.X += spare
			spare = 0
		}
		if o.Visible() {
			width := f.size(o).Width
			place(o, at, fyne.NewSize(width, size.Height))
			at.X += width + theme.Padding()
		}
	}
}

// size is what an object takes in a row: a label that may be shortened its whole
// text, if there is room.
func (f *flow) size(o fyne.CanvasObject) fyne.Size {
	size := o.MinSize()
	l, ok := o.(*widget.Label)
	if !ok || l.Truncation == fyne.TextTruncateOff {
		return size
	}
	return fyne.NewSize(max(size.Width, min(WholeWidth(l), f.width)), size.Height)
}

// WholeWidth is what a label needs so as not to be shortened.
func WholeWidth(l *widget.Label) float32 {
	th := l.Theme()
	name := l.SizeName
	if name == "" {
		name = theme.SizeNameText
	}
	return fyne.MeasureText(l.Text, th.Size(name), l.TextStyle).Width + 2*th.Size(theme.SizeNameInnerPadding) + 1
}

// NewGrid puts objects into columns of one width: as many as have room for the
// widest, and no row much emptier than the others.
func NewGrid(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&grid{}, objects...)
}

type grid struct{ width float32 }

// Layout places the objects for a width.
func (g *grid) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	g.width = size.Width
	seen, cell, columns := g.measure(objects)
	gap := theme.Padding()
	width := (size.Width - gap*float32(columns-1)) / float32(columns)
	for i, o := range seen {
		o.Move(fyne.NewPos(float32(i%columns)*(width+gap), float32(i/columns)*(cell.Height+gap)))
		o.Resize(fyne.NewSize(width, cell.Height))
	}
}

// MinSize is one cell wide and as high as the last width needs.
func (g *grid) MinSize(objects []fyne.CanvasObject) fyne.Size {
	seen, cell, columns := g.measure(objects)
	rows := (len(seen) + columns - 1) / columns
	return fyne.NewSize(cell.Width, float32(rows)*cell.Height+float32(max(rows-1, 0))*theme.Padding())
}

// measure is the objects seen, the size that each needs and the number of
// columns.
func (g *grid) measure(objects []fyne.CanvasObject) (seen []fyne.CanvasObject, cell fyne.Size, columns int) {
	for _, o := range objects {
		if o.Visible() {
			seen, cell = append(seen, o), cell.Max(o.MinSize())
		}
	}
	gap := theme.Padding()
	columns = min(max(int((g.width+gap)/(cell.Width+gap)), 1), max(len(seen), 1))
	rows := (len(seen) + columns - 1) / columns
	return seen, cell, max((len(seen)+max(rows, 1)-1)/max(rows, 1), 1)
}

// NewColumn puts objects below each other, each over the whole width and as high
// as it is at that width; the one that fills takes what is left, nil for none.
func NewColumn(fills fyne.CanvasObject, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{fills}, objects...)
}

type column struct{ fills fyne.CanvasObject }

// Layout places the objects.
func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Padding()
	spare := size.Height + gap
	for _, o := range objects {
		if o.Visible() {
			spare -= HeightAt(o, size.Width) + gap
		}
	}
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		height := o.MinSize().Height
		if o == c.fills {
			height += max(spare, 0)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, height))
		y += height + gap
	}
}

// MinSize is that of all objects at the width that they have.
func (c *column) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if least := o.MinSize(); size.Height > 0 {
			size = fyne.NewSize(max(size.Width, least.Width), size.Height+theme.Padding()+least.Height)
		} else {
			size = least
		}
	}
	return size
}

// HeightAt gives an object a width and returns the height that it needs then:
// text that wraps knows it only once it has its width.
func HeightAt(o fyne.CanvasObject, width float32) float32 {
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
	return o.MinSize().Height
}
