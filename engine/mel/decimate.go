package mel

import "math"

// halfLowpass is the right half, middle first, of a Hann-windowed sinc that
// cuts at 0.45 of the thinned-out rate.
func halfLowpass(factor int) []float64 {
	if factor == 1 {
		return []float64{1}
	}
	half := make([]float64, 6*factor)
	cut := 0.9 / float64(factor)
	sum := 0.0
	for i := range half {
		x := float64(i) * cut
		half[i] = 1.0
		if i > 0 {
			half[i] = math.Sin(math.Pi*x) / (math.Pi * x)
		}
		half[i] *= 0.5 + 0.5*math.Cos(math.Pi*float64(i)/float64(len(half)))
		sum += half[i]
	}
	scale := 1 / (2*sum - half[0])
	for i := range half {
		half[i] *= scale
	}
	return half
}

// decimate writes every factor-th sample of the low-passed wave to thin.
func (e *Pitch) decimate(wave []float64) {
	e.thin = grown(e.thin, (len(wave)+e.factor-1)/e.factor)
	for i := range e.thin {
		at := i * e.factor
		sum := e.lowpass[0] * wave[at]
		if at >= len(e.lowpass) && at+len(e.lowpass) <= len(wave) {
			for k := 1; k < len(e.lowpass); k++ {
				sum += e.lowpass[k] * (wave[at-k] + wave[at+k])
			}
		} else {
			sum += e.nearEnd(wave, at)
		}
		e.thin[i] = sum
	}
}

func (e *Pitch) nearEnd(wave []float64, at int) float64 {
	sum := 0.0
	for k := 1; k < len(e.lowpass); k++ {
		if at >= k {
			sum += e.lowpass[k] * wave[at-k]
		}
		if at+k < len(wave) {
			sum += e.lowpass[k] * wave[at+k]
		}
	}
	return sum
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(max(1, len(x)))
}

func peakAround(x []float64, middle float64) float64 {
	peak := 0.0
	for _, v := range x {
		peak = max(peak, math.Abs(v-middle))
	}
	return peak
}
