package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Distances of the window at 100 %, in the toolkit's units (a pixel where the
// screen is not scaled). They do not grow with the text.
const (
	Gap     float32 = 8  // between things that belong together
	Section float32 = 16 // between parts of a page
	Margin  float32 = 20 // around a page
)

// Heights of the pictures of sound, in the toolkit's units.
const (
	WaveHeight    float32 = 96
	HeatmapHeight float32 = 120
)

// SizeNameReading is the size of a text that is read aloud from a distance.
const SizeNameReading fyne.ThemeSizeName = "reading"

// sizes are the toolkit's sizes at 100 %.
var sizes = map[fyne.ThemeSizeName]float32{
	theme.SizeNameText:           15,
	theme.SizeNameCaptionText:    12.5,
	theme.SizeNameHeadingText:    24,
	theme.SizeNameSubHeadingText: 18,
	SizeNameReading:              34,
	theme.SizeNameInlineIcon:     20,
	theme.SizeNamePadding:        4,
	theme.SizeNameInnerPadding:   8,
	theme.SizeNameLineSpacing:    4,
	theme.SizeNameScrollBar:      14,
	theme.SizeNameScrollBarSmall: 5,
}

// Size is the size of a name. Text and icons grow with the text size, distances
// half as much, edges and corners not at all.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	size, ok := sizes[name]
	if !ok {
		return theme.DefaultTheme().Size(name)
	}
	switch name {
	case theme.SizeNameText, theme.SizeNameCaptionText, theme.SizeNameHeadingText, theme.SizeNameSubHeadingText, theme.SizeNameInlineIcon, SizeNameReading:
		return size * t.scale
	case theme.SizeNameScrollBar, theme.SizeNameScrollBarSmall:
		return size
	}
	return size * (1 + t.scale) / 2
}
