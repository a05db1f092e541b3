package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Colours of our own widgets, beside the toolkit's.
const (
	ColorNameWave       fyne.ThemeColorName = "wave"       // sound that is still to be heard
	ColorNameWavePlayed fyne.ThemeColorName = "wavePlayed" // sound that was heard
	ColorNamePlayhead   fyne.ThemeColorName = "playhead"
	ColorNameCompared   fyne.ThemeColorName = "compared"  // what stands beside ColorNameWavePlayed
	ColorNameSpoken     fyne.ThemeColorName = "spoken"    // under the sentence that is being heard
	ColorNameGuessed    fyne.ThemeColorName = "guessed"   // a word whose reading is uncertain
	ColorNameCorrected  fyne.ThemeColorName = "corrected" // a word whose reading the person gave
	ColorNameWell       fyne.ThemeColorName = "well"      // behind a waveform or a picture
)

// palette gives each name its colour, as 0xRRGGBBAA.
type palette map[fyne.ThemeColorName]uint32

func (p palette) color(name fyne.ThemeColorName) (color.NRGBA, bool) {
	c, ok := p[name]
	return color.NRGBA{R: uint8(c >> 24), G: uint8(c >> 16), B: uint8(c >> 8), A: uint8(c)}, ok
}

var light = palette{
	theme.ColorNameBackground:                0xf6f8f9ff,
	theme.ColorNameForeground:                0x17212bff,
	theme.ColorNameButton:                    0xe3e9ecff,
	theme.ColorNameDisabledButton:            0xebeff1ff,
	theme.ColorNameDisabled:                  0x7d8891ff,
	theme.ColorNamePlaceHolder:               0x5b6770ff,
	theme.ColorNameInputBackground:           0xffffffff,
	theme.ColorNameInputBorder:               0x7f8b94ff,
	theme.ColorNameHeaderBackground:          0xe9eef1ff,
	theme.ColorNameMenuBackground:            0xffffffff,
	theme.ColorNameOverlayBackground:         0xffffffff,
	theme.ColorNameSeparator:                 0xcfd8ddff,
	theme.ColorNameHover:                     0x17212b14,
	theme.ColorNamePressed:                   0x17212b26,
	theme.ColorNameFocus:                     0x00707a38,
	theme.ColorNameSelection:                 0x00707a3d,
	theme.ColorNameShadow:                    0x17212b38,
	theme.ColorNameScrollBar:                 0x6a767fff,
	theme.ColorNameScrollBarBackground:       0xe3e9ecff,
	theme.ColorNamePrimary:                   0x006a74ff,
	theme.ColorNameHyperlink:                 0x00626bff,
	theme.ColorNameForegroundOnPrimary:       0xffffffff,
	theme.ColorNameError:                     0xb3261eff,
	theme.ColorNameForegroundOnError:         0xffffffff,
	theme.ColorNameSuccess:                   0x1b6e34ff,
	theme.ColorNameForegroundOnSuccess:       0xffffffff,
	theme.ColorNameWarning:                   0x855400ff,
	theme.ColorNameForegroundOnWarning:       0xffffffff,
	theme.ColorNameInnerWindowBorder:         0xcfd8ddff,
	theme.ColorNameInnerWindowBorderInactive: 0xe3e9ecff,
	ColorNameWell:                            0xffffffff,
	ColorNameWave:                            0x75838dff,
	ColorNameWavePlayed:                      0x007a85ff,
	ColorNamePlayhead:                        0xb3261eff,
	ColorNameCompared:                        0x9a4a00ff,
	ColorNameSpoken:                          0xc9eef0ff,
	ColorNameGuessed:                         0x855400ff,
	ColorNameCorrected:                       0x00626bff,
}

var dark = palette{
	theme.ColorNameBackground:                0x14191dff,
	theme.ColorNameForeground:                0xe8eef1ff,
	theme.ColorNameButton:                    0x2a333aff,
	theme.ColorNameDisabledButton:            0x20272cff,
	theme.ColorNameDisabled:                  0x75818aff,
	theme.ColorNamePlaceHolder:               0xa3b0b8ff,
	theme.ColorNameInputBackground:           0x1c2328ff,
	theme.ColorNameInputBorder:               0x75828bff,
	theme.ColorNameHeaderBackground:          0x1e262bff,
	theme.ColorNameMenuBackground:            0x20282dff,
	theme.ColorNameOverlayBackground:         0x1b2227ff,
	theme.ColorNameSeparator:                 0x333e46ff,
	theme.ColorNameHover:                     0xffffff14,
	theme.ColorNamePressed:                   0xffffff26,
	theme.ColorNameFocus:                     0x4cc7d03d,
	theme.ColorNameSelection:                 0x4cc7d047,
	theme.ColorNameShadow:                    0x00000080,
	theme.ColorNameScrollBar:                 0x88949cff,
	theme.ColorNameScrollBarBackground:       0x20272cff,
	theme.ColorNamePrimary:                   0x4cc7d0ff,
	theme.ColorNameHyperlink:                 0x68d3dbff,
	theme.ColorNameForegroundOnPrimary:       0x04262aff,
	theme.ColorNameError:                     0xff8a80ff,
	theme.ColorNameForegroundOnError:         0x3b0703ff,
	theme.ColorNameSuccess:                   0x6fd08cff,
	theme.ColorNameForegroundOnSuccess:       0x04280fff,
	theme.ColorNameWarning:                   0xf2b84bff,
	theme.ColorNameForegroundOnWarning:       0x2e1d00ff,
	theme.ColorNameInnerWindowBorder:         0x333e46ff,
	theme.ColorNameInnerWindowBorderInactive: 0x262f35ff,
	ColorNameWell:                            0x0f1316ff,
	ColorNameWave:                            0x75838dff,
	ColorNameWavePlayed:                      0x4cc7d0ff,
	ColorNamePlayhead:                        0xff8a80ff,
	ColorNameCompared:                        0xf5a45dff,
	ColorNameSpoken:                          0x13484dff,
	ColorNameGuessed:                         0xf2b84bff,
	ColorNameCorrected:                       0x68d3dbff,
}

// contrastLight and contrastDark are the palettes of high contrast: text at
// seven to one and every edge drawn.
var contrastLight = light.with(palette{
	theme.ColorNameBackground:          0xffffffff,
	theme.ColorNameForeground:          0x000000ff,
	theme.ColorNameButton:              0xe0e0e0ff,
	theme.ColorNameDisabledButton:      0xf0f0f0ff,
	theme.ColorNameDisabled:            0x595959ff,
	theme.ColorNamePlaceHolder:         0x3d3d3dff,
	theme.ColorNameInputBorder:         0x000000ff,
	theme.ColorNameHeaderBackground:    0xf0f0f0ff,
	theme.ColorNameSeparator:           0x4d4d4dff,
	theme.ColorNameSelection:           0x00707a38,
	theme.ColorNameScrollBar:           0x333333ff,
	theme.ColorNameScrollBarBackground: 0xe0e0e0ff,
	theme.ColorNamePrimary:             0x00474eff,
	theme.ColorNameHyperlink:           0x00474eff,
	theme.ColorNameError:               0x8a1009ff,
	theme.ColorNameSuccess:             0x0b4a1eff,
	theme.ColorNameWarning:             0x5a3700ff,
	ColorNameWave:                      0x595959ff,
	ColorNameWavePlayed:                0x00474eff,
	ColorNamePlayhead:                  0x8a1009ff,
	ColorNameCompared:                  0x7a3000ff,
	ColorNameGuessed:                   0x5a3700ff,
	ColorNameCorrected:                 0x00474eff,
})

var contrastDark = dark.with(palette{
	theme.ColorNameBackground:          0x000000ff,
	theme.ColorNameForeground:          0xffffffff,
	theme.ColorNameButton:              0x262626ff,
	theme.ColorNameDisabledButton:      0x141414ff,
	theme.ColorNameDisabled:            0xa6a6a6ff,
	theme.ColorNamePlaceHolder:         0xd0d0d0ff,
	theme.ColorNameInputBackground:     0x000000ff,
	theme.ColorNameInputBorder:         0xffffffff,
	theme.ColorNameHeaderBackground:    0x141414ff,
	theme.ColorNameMenuBackground:      0x0d0d0dff,
	theme.ColorNameOverlayBackground:   0x000000ff,
	theme.ColorNameSeparator:           0xb0b0b0ff,
	theme.ColorNameScrollBar:           0xd9d9d9ff,
	theme.ColorNameScrollBarBackground: 0x262626ff,
	theme.ColorNamePrimary:             0x6ee7f0ff,
	theme.ColorNameHyperlink:           0x8cf0f7ff,
	theme.ColorNameForegroundOnPrimary: 0x001214ff,
	theme.ColorNameError:               0xffb3acff,
	theme.ColorNameForegroundOnError:   0x200000ff,
	theme.ColorNameSuccess:             0x95ebb0ff,
	theme.ColorNameForegroundOnSuccess: 0x001a08ff,
	theme.ColorNameWarning:             0xffd27aff,
	theme.ColorNameForegroundOnWarning: 0x1a1000ff,
	ColorNameWell:                      0x000000ff,
	ColorNameWave:                      0xb0b0b0ff,
	ColorNameWavePlayed:                0x6ee7f0ff,
	ColorNamePlayhead:                  0xffb3acff,
	ColorNameCompared:                  0xffbf85ff,
	ColorNameSpoken:                    0x003a40ff,
	ColorNameGuessed:                   0xffd27aff,
	ColorNameCorrected:                 0x8cf0f7ff,
})

// with is the palette with some colours replaced.
func (p palette) with(others palette) palette {
	all := make(palette, len(p))
	for name, c := range p {
		all[name] = c
	}
	for name, c := range others {
		all[name] = c
	}
	return all
}
