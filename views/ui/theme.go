// Package ui is what every page of the window is built from: its theme, its
// pictures of sound, the way news reach a page and the words on it.
package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"avagar/fonts"
)

// Appearances of the window.
const (
	System   = "system" // light or dark as the desktop is
	Light    = "light"
	Dark     = "dark"
	Contrast = "contrast" // high contrast, light or dark as the desktop is
)

// The text sizes that a person can choose, in percent.
const (
	SmallestText = 80
	LargestText  = 200
)

// Theme is the look of the window. It does not change: another setting is
// another Theme.
type Theme struct {
	appearance string
	scale      float32 // of text, 1 at 100 %
}

// New is the theme of an appearance at a text size in percent; both are brought
// into what there is.
func New(appearance string, textSize int) *Theme {
	return &Theme{appearance: appearance, scale: float32(min(max(textSize, SmallestText), LargestText)) / 100}
}

// RightToLeft tells a toolkit that can mirror the window that it shall.
func (t *Theme) RightToLeft() bool { return true }

// Color is the colour of a name. The toolkit's variant counts only where the
// appearance follows the system.
func (t *Theme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	p := t.palette(variant)
	if c, ok := p.color(name); ok {
		return c
	}
	return theme.DefaultTheme().Color(name, t.variant(variant))
}

func (t *Theme) variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.appearance {
	case Light:
		return theme.VariantLight
	case Dark:
		return theme.VariantDark
	}
	return system
}

func (t *Theme) palette(system fyne.ThemeVariant) palette {
	isLight := t.variant(system) == theme.VariantLight
	switch {
	case t.appearance == Contrast && isLight:
		return contrastLight
	case t.appearance == Contrast:
		return contrastDark
	case isLight:
		return light
	}
	return dark
}

var (
	regular = fyne.NewStaticResource("Vazirmatn-Regular.ttf", fonts.Regular)
	medium  = fyne.NewStaticResource("Vazirmatn-Medium.ttf", fonts.Medium)
	bold    = fyne.NewStaticResource("Vazirmatn-Bold.ttf", fonts.Bold)
)

// Phonetic is the style of phonemes: the one whose typeface has their brackets
// too.
var Phonetic = fyne.TextStyle{Monospace: true}

// Font is the typeface of a style. Persian knows no italics: what would be
// italic is of medium weight. Monospace and symbols are the toolkit's.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace:
		return theme.DefaultTextMonospaceFont()
	case style.Symbol:
		return theme.DefaultSymbolFont()
	case style.Bold:
		return bold
	case style.Italic:
		return medium
	}
	return regular
}

// Icon is the toolkit's.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }
