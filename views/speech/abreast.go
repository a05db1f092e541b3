package speech

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/views/ui"
)

// abreast puts labels side by side in columns of one width, which a long text
// may leave where the others have room to spare. Only where all together are too
// long is the last but one shortened.
type abreast struct{}

// Layout gives each label its column, or what its text needs.
func (abreast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	widths := shares(objects, size.Width)
	var x float32
	for i, o := range objects {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(widths[i], size.Height))
		x += widths[i]
	}
}

// shares are the widths of the labels.
func shares(labels []fyne.CanvasObject, width float32) []float32 {
	whole := make([]float32, len(labels))
	spare := width
	for i, o := range labels {
		whole[i] = ui.WholeWidth(o.(*widget.Label))
		spare -= whole[i]
	}
	if spare < 0 {
		if i := max(len(whole)-2, 0); whole[i]+spare > 0 {
			whole[i] += spare
		}
		return whole
	}
	column := width / float32(len(labels))
	for i := range whole {
		more := min(max(column-whole[i], 0), spare)
		whole[i] += more
		spare -= more
	}
	return whole
}

// MinSize is that of labels which can be shortened.
func (abreast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(size.Width+least.Width, max(size.Height, least.Height))
	}
	return size
}
