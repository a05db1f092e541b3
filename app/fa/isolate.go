package fa

// Isolate keeps a text that runs from left to right together inside Persian: a
// Latin name, a path, a number with its unit, phonemes.
func Isolate(text string) string {
	if text == "" {
		return ""
	}
	return isolateLeft + text + isolateEnd
}
