// Package fonts holds the typeface of the window, Vazirmatn (SIL Open Font
// License, beside).
package fonts

import _ "embed"

// The weights of Vazirmatn, TrueType.
var (
	//go:embed Vazirmatn-Regular.ttf
	Regular []byte
	//go:embed Vazirmatn-Medium.ttf
	Medium []byte
	//go:embed Vazirmatn-Bold.ttf
	Bold []byte
)
