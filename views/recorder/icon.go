package recorder

import (
	_ "embed"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

//go:embed microphone.svg
var microphone []byte

// microphoneIcon is a microphone in the colour of text; the toolkit has none.
func microphoneIcon() fyne.Resource {
	return theme.NewThemedResource(fyne.NewStaticResource("microphone.svg", microphone))
}
