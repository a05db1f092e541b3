package vocoder

import "math"

// knee is the amplitude up to which samples stay as they are.
const knee = 0.9

// limit bends what is above the knee so that nothing passes full scale.
func limit(wave []float32) {
	for i, v := range wave {
		if v > knee || v < -knee {
			wave[i] = float32(bent(float64(v)))
		}
	}
}

func bent(x float64) float64 {
	over := (math.Abs(x) - knee) / (1 - knee)
	return math.Copysign(knee+(1-knee)*math.Tanh(over), x)
}
