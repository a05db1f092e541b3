package mel

import "math"

// compared is how many mel-cepstral coefficients, from c1 on, a distortion
// counts: the custom of the field.
const compared = 24

// CepstralDistortion is the mean mel-cepstral distortion in dB between rows of
// mel-cepstra [frames][width] that belong together: 10/ln 10 times the root of
// twice the squared differences of c1 to c24 (Kubichek, 1993). The shorter of
// the two decides how many frames count; a frame that audible rejects does not.
// Without any frame it is 0.
func CepstralDistortion(width int, reference, other []float32, audible func(t int) bool) float64 {
	sum, frames := 0.0, 0
	for t := range min(len(reference), len(other)) / width {
		if audible != nil && !audible(t) {
			continue
		}
		square := 0.0
		for m := 1; m <= min(compared, width-1); m++ {
			d := float64(reference[t*width+m]) - float64(other[t*width+m])
			square += d * d
		}
		sum += 10 / math.Ln10 * math.Sqrt(2*square)
		frames++
	}
	return sum / float64(max(1, frames))
}

// AudibleDistortion is the CepstralDistortion of the frames that are Audible in the
// reference, and how many there are.
func AudibleDistortion(width int, reference, other []float32) (dB float64, frames int) {
	audible := Audible(width, reference)
	for t := range min(len(reference), len(other)) / width {
		if audible(t) {
			frames++
		}
	}
	return CepstralDistortion(width, reference, other, audible), frames
}

// PitchDistance says how one F0 track differs from another.
type PitchDistance struct {
	Frames  int     // compared
	Voiced  int     // voiced in both
	Cents   float64 // root mean square over frames voiced in both, gross errors left out
	Gross   float64 // share of the frames voiced in both that are off by more than 20 %
	Voicing float64 // share of all frames voiced in one alone
}

// ComparePitch compares F0 in Hz, 0 where unvoiced, frame by frame; the shorter
// of the two decides how many.
func ComparePitch(reference, other []float32) PitchDistance {
	d := PitchDistance{Frames: min(len(reference), len(other))}
	square, gross, apart := 0.0, 0, 0
	for t := range d.Frames {
		a, b := float64(reference[t]), float64(other[t])
		switch {
		case (a > 0) != (b > 0):
			apart++
		case a > 0:
			d.Voiced++
			if math.Abs(b/a-1) > 0.2 {
				gross++
				continue
			}
			cents := 1200 * math.Log2(b/a)
			square += cents * cents
		}
	}
	d.Cents = math.Sqrt(square / float64(max(1, d.Voiced-gross)))
	d.Gross = float64(gross) / float64(max(1, d.Voiced))
	d.Voicing = float64(apart) / float64(max(1, d.Frames))
	return d
}

// Distance says how one wave differs from another of the same words in time
// with it, such as a recording and its copy from a vocoder.
type Distance struct {
	MelCepstral float64 // dB, over frames that are not silent
	LogMel      float64 // mean absolute difference, natural log
	Pitch       PitchDistance
}

// silentPower is the mean square below which a frame counts as silent: -50 dB.
const silentPower = 1e-5

// Compare measures wave against reference. Both envelopes are taken at the
// reference's F0 and are level above HighHz, where the mel bands end.
func (a *Analyzer) Compare(reference, wave []float32) Distance {
	n := min(a.p.Frames(len(reference)), a.p.Frames(len(wave))) * a.p.HopLength
	first, second := cleaned(nil, reference[:n]), cleaned(nil, wave[:n])
	f0 := a.pitch.Track(first)
	d := Distance{Pitch: ComparePitch(f0, a.pitch.Track(second))}
	d.LogMel = meanDifference(a.spectrogram.LogMel(first), a.spectrogram.LogMel(second))
	d.MelCepstral = CepstralDistortion(a.p.Cepstra, a.levelCepstra(first, f0), a.levelCepstra(second, f0), func(t int) bool {
		return meanSquare(first[t*a.p.HopLength:(t+1)*a.p.HopLength]) >= silentPower
	})
	return d
}

func (a *Analyzer) levelCepstra(wave []float64, f0 []float32) []float32 {
	top := min(len(a.row)-1, int(a.p.HighHz*float64(a.p.FFTSize)/float64(a.p.SampleRate))-9)
	out := make([]float32, len(f0)*a.p.Cepstra)
	for t, hz := range f0 {
		a.envelope.At(wave, a.p.Centre(t), float64(hz), a.row)
		for k := max(1, top); k < len(a.row); k++ {
			a.row[k] = a.row[k-1]
		}
		a.cepstrum.FromEnvelope(a.row, out[t*a.p.Cepstra:(t+1)*a.p.Cepstra])
	}
	return out
}

func meanDifference(a, b []float32) float64 {
	sum := 0.0
	for i, v := range a {
		sum += math.Abs(float64(v) - float64(b[i]))
	}
	return sum / float64(max(1, len(a)))
}

func meanSquare(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v * v
	}
	return sum / float64(max(1, len(x)))
}
