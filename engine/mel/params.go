// Package mel says what a frame is: its mel bands, mel-cepstra, fundamental
// frequency, voicing and aperiodicity, and computes them from a wave.
package mel

import (
	"errors"
	"fmt"
)

// Params say what a frame means. They are saved with every voice and
// checkpoint, and compared before an acoustic model meets a vocoder.
type Params struct {
	SampleRate     int     `json:"sample_rate_hz"`
	FFTSize        int     `json:"fft_size"`   // samples
	HopLength      int     `json:"hop_length"` // samples from one frame to the next
	WinLength      int     `json:"win_length"` // samples under the Hann window
	Bands          int     `json:"bands"`
	LowHz          float64 `json:"low_hz"`
	HighHz         float64 `json:"high_hz"`
	Floor          float64 `json:"floor"`          // smallest band magnitude before the natural log
	Cepstra        int     `json:"cepstra"`        // mel-cepstral coefficients, c0 included
	Warp           float64 `json:"warp"`           // all-pass constant of the mel-cepstra
	Aperiodicities int     `json:"aperiodicities"` // bands of noise share
	F0MinHz        float64 `json:"f0_min_hz"`
	F0MaxHz        float64 `json:"f0_max_hz"`
}

// ErrParams says that two parts disagree about what a frame is, or that the
// parameters make no frame at all.
var ErrParams = errors.New("mel: parameters do not fit")

// DefaultParams follow HiFi-GAN's convention (arXiv 2010.05646, V1 at 22,050 Hz):
// frame t is centred at sample t*HopLength + HopLength/2.
func DefaultParams() Params {
	return Params{
		SampleRate: 22050, FFTSize: 1024, HopLength: 256, WinLength: 1024,
		Bands: 80, LowHz: 0, HighHz: 8000, Floor: 1e-5,
		Cepstra: 60, Warp: 0.455, Aperiodicities: 6, F0MinHz: 60, F0MaxHz: 400,
	}
}

// Check reports parameters that cannot be computed with.
func (p Params) Check() error {
	switch {
	case p.SampleRate < 8000 || p.SampleRate > 96000:
		return fmt.Errorf("%w: sample rate %d Hz", ErrParams, p.SampleRate)
	case p.FFTSize < 64 || p.FFTSize > 1<<15 || p.FFTSize&(p.FFTSize-1) != 0:
		return fmt.Errorf("%w: FFT size %d", ErrParams, p.FFTSize)
	case p.HopLength < 1 || p.HopLength > p.WinLength || p.WinLength > p.FFTSize:
		return fmt.Errorf("%w: hop %d, window %d, FFT %d", ErrParams, p.HopLength, p.WinLength, p.FFTSize)
	case p.Bands < 1 || p.Bands > 512 || p.LowHz < 0 || p.HighHz <= p.LowHz || p.HighHz > float64(p.SampleRate)/2:
		return fmt.Errorf("%w: %d bands from %g to %g Hz", ErrParams, p.Bands, p.LowHz, p.HighHz)
	case p.Cepstra < 2 || p.Cepstra > p.FFTSize/2 || p.Warp <= -1 || p.Warp >= 1:
		return fmt.Errorf("%w: %d cepstra, warp %g", ErrParams, p.Cepstra, p.Warp)
	case p.Floor <= 0 || p.Aperiodicities < 1 || p.Aperiodicities > 32 || p.F0MinHz < 20 || p.F0MaxHz <= p.F0MinHz || p.F0MaxHz > 2000:
		return fmt.Errorf("%w: floor %g, %d aperiodicities, F0 %g to %g Hz", ErrParams, p.Floor, p.Aperiodicities, p.F0MinHz, p.F0MaxHz)
	}
	return nil
}

// Features are the frames of one wave, row by row.
type Features struct {
	Frames       int
	Mel          []float32 // [Frames][Bands], natural log of the band magnitude
	Cepstra      []float32 // [Frames][Cepstra], of the log-amplitude spectral envelope
	F0           []float32 // [Frames], Hz; 0 where unvoiced
	Aperiodicity []float32 // [Frames][Aperiodicities], share of noise in the power, 0 to 1
}

// Slice returns the frames from a up to b without copying them.
func (f Features) Slice(p Params, a, b int) Features {
	cut := func(x []float32, width int) []float32 {
		if len(x) == 0 {
			return nil
		}
		return x[a*width : b*width]
	}
	return Features{
		Frames: b - a, Mel: cut(f.Mel, p.Bands), Cepstra: cut(f.Cepstra, p.Cepstra),
		F0: cut(f.F0, 1), Aperiodicity: cut(f.Aperiodicity, p.Aperiodicities),
	}
}

// Join returns the frames of f followed by those of g, which may share f's memory.
func (f Features) Join(g Features) Features {
	return Features{
		Frames: f.Frames + g.Frames, Mel: append(f.Mel, g.Mel...), Cepstra: append(f.Cepstra, g.Cepstra...),
		F0: append(f.F0, g.F0...), Aperiodicity: append(f.Aperiodicity, g.Aperiodicity...),
	}
}
