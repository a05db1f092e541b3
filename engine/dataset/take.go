package dataset

import "avagar/engine/audio"

// Inspect says what is wrong with a wave at rate Hz in which a text is read, as
// Scan does with a file.
func Inspect(text string, wave []float32, rate int) (audio.Measures, []Finding) {
	r := recording{wave: wave, rate: rate}
	r.measure(&Utterance{Text: text})
	return r.measures, r.findings
}
