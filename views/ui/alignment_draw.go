package ui

import (
	"image"
	"image/color"
	"image/draw"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/vector"
)

// Shares of the height of a picture that are the spectra; between them stand the
// names and the lines.
const spectrumShare = 0.33

// image paints only what changed since the last time.
func (a *Alignment) image(w, h int) image.Image {
	if a.pixels == nil || a.pixels.Rect.Dx() != w || a.pixels.Rect.Dy() != h {
		a.pixels, a.stale = image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1))), true
	}
	if a.stale {
		a.stale, a.painted = false, a.shades()
		a.draw(a.pixels)
	}
	return a.pixels
}

func (a *Alignment) draw(img *image.RGBA) {
	paint(img, a.color(ColorNameWell))
	scale := float32(1)
	if shown := a.raster.Size().Width; shown > 0 {
		scale = float32(img.Rect.Dx()) / shown
	}
	high := int(spectrumShare * float64(img.Rect.Dy()))
	if a.to > a.from && len(a.timings) > 0 {
		a.mark(img, high)
	}
	a.spectrum(img, a.above, image.Rect(0, 0, img.Rect.Dx(), high))
	a.spectrum(img, a.below, image.Rect(0, img.Rect.Dy()-high, img.Rect.Dx(), img.Rect.Dy()))
	if a.to > a.from {
		a.borders(img, high, scale)
	}
	thick := max(int(scale+0.5), 1)
	if a.focused {
		thick *= 2
	}
	frame(img, thick, a.shades()[3])
}

// mark fills what lies between the spectra of the chosen phoneme.
func (a *Alignment) mark(img *image.RGBA, high int) {
	if a.chosen < 0 {
		return
	}
	pen := vector.NewRasterizer(img.Rect.Dx(), img.Rect.Dy())
	corner := func(row, i int) (x, y float32) {
		return a.column(img, a.starts[row][i]), float32([...]int{high, img.Rect.Dy() - high}[row])
	}
	pen.MoveTo(corner(0, a.chosen))
	pen.LineTo(corner(0, a.chosen+1))
	pen.LineTo(corner(1, a.chosen+1))
	pen.LineTo(corner(1, a.chosen))
	pen.ClosePath()
	pen.Draw(img, img.Rect, image.NewUniform(a.color(ColorNameSpoken)), image.Point{})
}

// column is where a frame lies in a picture, in pixels.
func (a *Alignment) column(img *image.RGBA, frame int) float32 {
	return float32(a.place(frame)) * float32(img.Rect.Dx())
}

// spectrum paints the frames in view into an area.
func (a *Alignment) spectrum(img *image.RGBA, mel []float32, area image.Rectangle) {
	if a.bands <= 0 || len(mel) < a.bands || !(a.to > a.from) {
		return
	}
	first := min(int(a.from), len(mel)/a.bands-1)
	last := min(int(a.to+0.999), len(mel)/a.bands)
	if last <= first {
		return
	}
	left, right := int(a.column(img, first)), int(a.column(img, last))
	part := image.NewRGBA(image.Rect(0, 0, max(right-left, 1), max(area.Dy(), 1)))
	a.heat.mel, a.heat.bands = mel[first*a.bands:last*a.bands], a.bands
	a.heat.draw(part)
	draw.Draw(img, image.Rect(left, area.Min.Y, right, area.Max.Y).Intersect(area), part, image.Pt(max(-left, 0), 0), draw.Src)
}

// borders draws where phonemes begin: fine lines over the spectra, and from one
// to the other.
func (a *Alignment) borders(img *image.RGBA, high int, scale float32) {
	ink := a.color(theme.ColorNameForeground)
	pen := vector.NewRasterizer(img.Rect.Dx(), img.Rect.Dy())
	s := stroke{pen: pen, width: max(scale, 1)}
	bottom := float32(img.Rect.Dy())
	for i := range a.starts[0] {
		above, below := a.column(img, a.starts[0][i]), a.column(img, a.starts[1][i])
		s.to(fyne.NewPos(above, 0), fyne.NewPos(above, float32(high)))
		s.to(fyne.NewPos(above, float32(high)), fyne.NewPos(below, bottom-float32(high)))
		s.to(fyne.NewPos(below, bottom-float32(high)), fyne.NewPos(below, bottom))
	}
	ink.A = 0xff
	pen.Draw(img, img.Rect, image.NewUniform(color.NRGBA{ink.R, ink.G, ink.B, 0x90}), image.Point{})
}

// CreateRenderer draws the picture with the names over it.
func (a *Alignment) CreateRenderer() fyne.WidgetRenderer {
	r := &alignmentRenderer{a: a}
	r.update()
	return r
}

// alignmentRenderer holds a text for each phoneme above, and then for each below.
type alignmentRenderer struct {
	a     *Alignment
	names []*canvas.Text
}

func (r *alignmentRenderer) Destroy() {}

// Objects are the picture and the names.
func (r *alignmentRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.a.raster}
	for _, n := range r.names {
		all = append(all, n)
	}
	return all
}

// MinSize has room for both spectra and two rows of names.
func (r *alignmentRenderer) MinSize() fyne.Size {
	name := canvas.NewText("ʃ", color.Transparent)
	name.TextSize = theme.CaptionTextSize()
	return fyne.NewSize(120, 2*HeatmapHeight*0.7+3*name.MinSize().Height)
}

// Layout stretches the picture and puts the names where their phonemes are.
func (r *alignmentRenderer) Layout(size fyne.Size) {
	r.a.raster.Resize(size)
	used := [2]float32{-1, -1} // up to where names stand
	n := len(r.a.timings)
	for i := range n {
		for row := range used {
			used[row] = r.put(r.names[row*n+i], size, row, i, used[row])
		}
	}
}

// put places a name unless it would stand over the one before; the chosen one
// stands in any case, and hides that.
func (r *alignmentRenderer) put(name *canvas.Text, size fyne.Size, row, i int, used float32) float32 {
	a, s := r.a, name.MinSize()
	middle := (a.place(a.starts[row][i]) + a.place(a.starts[row][i+1])) / 2
	left := float32(middle)*size.Width - s.Width/2
	name.Hidden = !(middle >= 0 && middle <= 1) || left < used || r.besideChosen(i, row, left+s.Width, size.Width) || left < 0 || left+s.Width > size.Width
	if i == a.chosen && middle >= 0 && middle <= 1 {
		name.Hidden, left = false, min(max(left, 0), size.Width-s.Width)
	}
	if name.Hidden {
		return used
	}
	top := float32(spectrumShare) * size.Height
	if row == 1 {
		top = size.Height - top - s.Height
	}
	x := left
	if Mirrored() {
		x = size.Width - left - s.Width
	}
	name.Move(fyne.NewPos(x, top))
	name.Resize(s)
	return left + s.Width
}

// besideChosen tells whether a name would reach into that of the chosen phoneme
// behind it.
func (r *alignmentRenderer) besideChosen(i, row int, right, width float32) bool {
	a := r.a
	if a.chosen <= i {
		return false
	}
	middle := (a.place(a.starts[row][a.chosen]) + a.place(a.starts[row][a.chosen+1])) / 2
	return right > float32(middle)*width-r.names[row*len(a.timings)+a.chosen].MinSize().Width/2
}

// update words the names and takes the colours of the theme.
func (r *alignmentRenderer) update() {
	n := len(r.a.timings)
	if len(r.names) != 2*n {
		r.names = make([]*canvas.Text, 2*n)
		for i := range r.names {
			r.names[i] = canvas.NewText("", color.Transparent)
			r.names[i].TextStyle = Phonetic
		}
	}
	for i, t := range r.names {
		t.Text, t.Color, t.TextSize = r.a.timings[i%n].Name, r.a.color(theme.ColorNameForeground), theme.CaptionTextSize()
		t.TextStyle.Bold = i%n == r.a.chosen
	}
}

// Refresh comes with other spectra, with another theme, and with every refresh
// of the page, for which nothing is painted anew.
func (r *alignmentRenderer) Refresh() {
	r.update()
	r.Layout(r.a.Size())
	if r.a.shades() != r.a.painted {
		r.a.stale = true
	}
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
