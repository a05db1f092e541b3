package align

// Timbre is how a recording sounds on the whole: the mean cepstrum of what is
// not silent, without the first coefficient, which is loudness. It tells voices
// and rooms apart; what is said matters little after a few seconds. nil for
// recordings of less than a second, and rates below 16 kHz.
func Timbre(wave []float32, rate int) []float64 {
	if rate < timbreRate || rate > greatestRate || len(wave) < rate {
		return nil
	}
	f := newFront(rate)
	static, energy := f.static(wave)
	quiet := quietFrames(energy)
	out := make([]float64, cepstra-1)
	n := 0.
	for t, silent := range quiet {
		if silent {
			continue
		}
		n++
		for d := range out {
			out[d] += (static[t*cepstra+1+d] - out[d]) / n
		}
	}
	return out
}

// timbreRate in Hz gives all bands their frequencies.
const timbreRate = 16000
