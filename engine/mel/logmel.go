package mel

import "math"

// magnitudeGuard is added under the root of every magnitude, as HiFi-GAN does.
const magnitudeGuard = 1e-9

// Spectrogram computes log-mel frames. It serves one goroutine at a time.
type Spectrogram struct {
	*STFT
	*Filterbank
	spectrum  []complex128
	magnitude []float64
	bands     []float64
}

// NewSpectrogram prepares the tables.
func NewSpectrogram(p Params) (*Spectrogram, error) {
	stft, err := NewSTFT(p)
	if err != nil {
		return nil, err
	}
	bank, err := NewFilterbank(p)
	if err != nil {
		return nil, err
	}
	return &Spectrogram{
		STFT: stft, Filterbank: bank, spectrum: make([]complex128, p.Bins()),
		magnitude: make([]float64, p.Bins()), bands: make([]float64, p.Bands),
	}, nil
}

// LogMel gives the natural log of the band magnitudes, [frames][bands].
func (s *Spectrogram) LogMel(wave []float64) []float32 {
	out := make([]float32, s.p.Frames(len(wave))*s.p.Bands)
	for t := range s.p.Frames(len(wave)) {
		s.Frame(wave, t, s.spectrum)
		s.Log(s.spectrum, out[t*s.p.Bands:])
	}
	return out
}

// Log writes the log-mel frame [bands] of one spectrum [bins].
func (s *Spectrogram) Log(spectrum []complex128, frame []float32) {
	for k, c := range spectrum {
		s.magnitude[k] = math.Sqrt(real(c)*real(c) + imag(c)*imag(c) + magnitudeGuard)
	}
	s.Apply(s.magnitude, s.bands)
	for i, v := range s.bands {
		frame[i] = float32(math.Log(max(v, s.p.Floor)))
	}
}
