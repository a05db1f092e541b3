package ui

import (
	"fyne.io/fyne/v2"

	"avagar/app/fa"
)

// Shortcut is a key that does something on a page. Says is what the keyboard
// map tells about it.
type Shortcut struct {
	Modifier fyne.KeyModifier
	Key      fyne.KeyName
	Says     fa.Sentence
	Do       func()
}
