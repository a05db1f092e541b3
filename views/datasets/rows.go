package datasets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// lowRows is the height of the list of utterances at least, in ems of the text.
const lowRows = 10

// rows keeps a list so high that some of its rows are seen.
type rows struct{}

// Layout gives the list all there is.
func (rows) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// MinSize has room for a few rows.
func (rows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	return fyne.NewSize(least.Width, max(least.Height, lowRows*theme.TextSize()))
}
