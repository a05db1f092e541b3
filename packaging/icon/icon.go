// Package icon holds the icon of the program, drawn for it.
package icon

import _ "embed"

// The icon at 256 pixels as PNG, for a light and for a dark desktop.
var (
	//go:embed avagar-256.png
	Light []byte
	//go:embed avagar-dark-256.png
	Dark []byte
)
