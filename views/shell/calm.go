package shell

import (
	"runtime"

	"fyne.io/fyne/v2"
)

// calm is the toolkit without animations. Its caret fades in and out, and every
// step of that paints the whole window anew: a fifth of a processor without a
// graphics card, for a window at rest.
type calm struct{ fyne.App }

// beCalm stops the toolkit's animations; on macOS the toolkit insists on its own
// settings, and they stay.
func beCalm(toolkit fyne.App) fyne.App {
	if runtime.GOOS != "linux" && runtime.GOOS != "windows" {
		return toolkit
	}
	fyne.SetCurrentApp(calm{toolkit})
	return calm{toolkit}
}

// Settings are the toolkit's but for the animations.
func (c calm) Settings() fyne.Settings { return still{c.App.Settings()} }

type still struct{ fyne.Settings }

// ShowAnimations is no.
func (still) ShowAnimations() bool { return false }

// RightToLeft is what a toolkit that can mirror the window says.
func (s still) RightToLeft() bool {
	m, ok := s.Settings.(interface{ RightToLeft() bool })
	return ok && m.RightToLeft()
}
