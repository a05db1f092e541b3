package ui_test

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"avagar/views/ui"
)

// luminance is the relative luminance of WCAG.
func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

func contrast(a, b color.NRGBA) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// over lays a translucent colour over an opaque one.
func over(top, ground color.NRGBA) color.NRGBA {
	mix := func(t, g uint8) uint8 {
		return uint8(math.Round((float64(t)*float64(top.A) + float64(g)*float64(255-top.A)) / 255))
	}
	return color.NRGBA{mix(top.R, ground.R), mix(top.G, ground.G), mix(top.B, ground.B), 255}
}

type pair struct {
	front  fyne.ThemeColorName
	ground []fyne.ThemeColorName // each over the one before
}

func on(front fyne.ThemeColorName, ground ...fyne.ThemeColorName) pair { return pair{front, ground} }

// texts are what is read, with what lies behind it.
var texts = []pair{
	on(theme.ColorNameForeground, theme.ColorNameBackground),
	on(theme.ColorNameForeground, theme.ColorNameInputBackground),
	on(theme.ColorNameForeground, theme.ColorNameMenuBackground),
	on(theme.ColorNameForeground, theme.ColorNameOverlayBackground),
	on(theme.ColorNameForeground, theme.ColorNameHeaderBackground),
	on(theme.ColorNameForeground, theme.ColorNameButton),
	on(theme.ColorNameForeground, theme.ColorNameButton, theme.ColorNameHover),
	on(theme.ColorNameForeground, theme.ColorNameButton, theme.ColorNamePressed),
	on(theme.ColorNameForeground, theme.ColorNameButton, theme.ColorNameFocus),
	on(theme.ColorNameForeground, theme.ColorNameBackground, theme.ColorNameHover),
	on(theme.ColorNameForeground, theme.ColorNameBackground, theme.ColorNameSelection),
	on(theme.ColorNameForeground, theme.ColorNameInputBackground, theme.ColorNameSelection),
	on(theme.ColorNameForeground, ui.ColorNameSpoken),
	on(theme.ColorNameForeground, ui.ColorNameSpoken, theme.ColorNameSelection),
	on(theme.ColorNamePlaceHolder, theme.ColorNameInputBackground),
	on(theme.ColorNamePlaceHolder, theme.ColorNameBackground),
	on(theme.ColorNamePrimary, theme.ColorNameBackground),
	on(theme.ColorNamePrimary, theme.ColorNameOverlayBackground),
	on(theme.ColorNameHyperlink, theme.ColorNameBackground),
	on(theme.ColorNameHyperlink, theme.ColorNameOverlayBackground),
	on(theme.ColorNameError, theme.ColorNameBackground),
	on(theme.ColorNameError, theme.ColorNameOverlayBackground),
	on(theme.ColorNameWarning, theme.ColorNameBackground),
	on(theme.ColorNameSuccess, theme.ColorNameBackground),
	on(theme.ColorNameForegroundOnPrimary, theme.ColorNamePrimary),
	on(theme.ColorNameForegroundOnError, theme.ColorNameError),
	on(theme.ColorNameForegroundOnSuccess, theme.ColorNameSuccess),
	on(theme.ColorNameForegroundOnWarning, theme.ColorNameWarning),
	on(ui.ColorNameGuessed, theme.ColorNameBackground),
	on(ui.ColorNameGuessed, theme.ColorNameInputBackground),
	on(ui.ColorNameCorrected, theme.ColorNameBackground),
	on(ui.ColorNameCorrected, theme.ColorNameInputBackground),
}

// parts are what is seen without being read.
var parts = []pair{
	on(theme.ColorNameInputBorder, theme.ColorNameBackground),
	on(theme.ColorNameInputBorder, theme.ColorNameInputBackground),
	on(theme.ColorNamePrimary, theme.ColorNameInputBackground),
	on(theme.ColorNameScrollBar, theme.ColorNameBackground),
	on(theme.ColorNameScrollBar, theme.ColorNameScrollBarBackground),
	on(theme.ColorNameDisabled, theme.ColorNameBackground),
	on(theme.ColorNameDisabled, theme.ColorNameInputBackground),
	on(ui.ColorNameWave, ui.ColorNameWell),
	on(ui.ColorNameWavePlayed, ui.ColorNameWell),
	on(ui.ColorNamePlayhead, ui.ColorNameWell),
	on(ui.ColorNameCompared, ui.ColorNameWell),
	on(theme.ColorNameForeground, ui.ColorNameWell),
}

func TestColoursAreFarEnoughApart(t *testing.T) {
	for _, c := range []struct {
		appearance  string
		variant     fyne.ThemeVariant
		text, parts float64
	}{
		{ui.Light, theme.VariantDark, 4.5, 3},
		{ui.Dark, theme.VariantLight, 4.5, 3},
		{ui.Contrast, theme.VariantLight, 7, 4.5},
		{ui.Contrast, theme.VariantDark, 7, 4.5},
	} {
		th := ui.New(c.appearance, 100)
		check := func(p pair, least float64) {
			t.Helper()
			ground := th.Color(p.ground[0], c.variant).(color.NRGBA)
			for _, layer := range p.ground[1:] {
				ground = over(th.Color(layer, c.variant).(color.NRGBA), ground)
			}
			front := th.Color(p.front, c.variant).(color.NRGBA)
			if got := contrast(front, ground); got < least {
				t.Errorf("%s %v: %s on %s has %.2f, needs %.1f", c.appearance, c.variant, p.front, fmt.Sprint(p.ground), got, least)
			}
		}
		for _, p := range texts {
			check(p, c.text)
		}
		for _, p := range parts {
			check(p, c.parts)
		}
	}
}

func TestSystemAppearanceFollowsTheDesktop(t *testing.T) {
	th := ui.New(ui.System, 100)
	for _, v := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		fixed := map[fyne.ThemeVariant]string{theme.VariantLight: ui.Light, theme.VariantDark: ui.Dark}[v]
		if got, want := th.Color(theme.ColorNameBackground, v), ui.New(fixed, 100).Color(theme.ColorNameBackground, 9); got != want {
			t.Errorf("%v: %v, want %v", v, got, want)
		}
	}
}

func TestTextGrowsWithTheTextSizeWithinItsBounds(t *testing.T) {
	size := func(percent int) float32 { return ui.New(ui.Light, percent).Size(theme.SizeNameText) }
	if size(200) != 2*size(100) || size(1000) != size(200) || size(0) != size(80) {
		t.Errorf("80 %%: %v, 100 %%: %v, 200 %%: %v", size(80), size(100), size(200))
	}
}
