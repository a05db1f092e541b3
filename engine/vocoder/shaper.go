package vocoder

import (
	"math"

	"avagar/engine/mel"
)

// loudestLog bounds the log amplitude of an envelope; full scale at the lowest
// pitch lies below it.
const loudestLog = 4.0

// shaper holds one frame: its envelope and its share of noise, read at any frequency.
type shaper struct {
	p          mel.Params
	cepstrum   *mel.Cepstrum
	postfilter *postfilter // nil where none is asked for
	cepstra    []float32
	log        []complex128 // [bins], even steps of the bent frequency
	f0         float64      // Hz; 0 where unvoiced
	share      []float64    // of noise, [aperiodicities]
	centres    []float64    // Hz, of the aperiodicity bands
}

func newShaper(p mel.Params, sharpness float64) (*shaper, error) {
	cepstrum, err := mel.NewCepstrum(p)
	if err != nil {
		return nil, err
	}
	s := &shaper{
		p: p, cepstrum: cepstrum, cepstra: make([]float32, p.Cepstra),
		log: make([]complex128, p.Bins()), share: make([]float64, p.Aperiodicities),
	}
	if sharpness > 0 {
		s.postfilter = newPostfilter(p, sharpness)
	}
	edges := p.NoiseEdges()
	for i := range p.Aperiodicities {
		s.centres = append(s.centres, (edges[i]+edges[i+1])/2)
	}
	return s, nil
}

func finite(x float32) bool { return x-x == 0 }

// load takes a frame. One that holds no numbers becomes silence.
func (s *shaper) load(cepstra []float32, f0 float32, share []float32) {
	copy(s.cepstra, cepstra)
	s.f0 = 0
	if finite(f0) && f0 > 0 {
		s.f0 = max(s.p.F0MinHz/2, min(float64(s.p.SampleRate)/4, float64(f0)))
	}
	for i, v := range share {
		s.share[i] = 1
		if finite(v) && s.f0 > 0 {
			s.share[i] = max(0, min(1, float64(v)))
		}
	}
	for _, v := range s.cepstra {
		if !finite(v) {
			s.silence()
			break
		}
	}
	s.cepstrum.Spectrum(s.cepstra, s.log)
	if s.postfilter != nil {
		s.postfilter.apply(s.cepstrum, s.cepstra, s.log)
	}
}

func (s *shaper) silence() {
	clear(s.cepstra)
	s.cepstra[0] = float32(math.Log(s.p.Floor))
}

// at reads the log spectrum, amplitude and phase, at a place given by
// mel.Cepstrum.Place.
func (s *shaper) at(place float64) (amplitude, phase float64) {
	i := min(int(place), len(s.log)-2)
	r := place - float64(i)
	a, b := s.log[i], s.log[i+1]
	amplitude = real(a) + r*(real(b)-real(a))
	return min(amplitude, loudestLog), imag(a) + r*(imag(b)-imag(a))
}

// noiseAt is the share of noise in the power at a frequency, linear between the
// middles of the bands.
func (s *shaper) noiseAt(hz float64) float64 {
	last := len(s.centres) - 1
	if hz <= s.centres[0] {
		return s.share[0]
	}
	for i, c := range s.centres[1:] {
		if hz < c {
			r := (hz - s.centres[i]) / (c - s.centres[i])
			return s.share[i] + r*(s.share[i+1]-s.share[i])
		}
	}
	return s.share[last]
}

// partials writes the amplitudes of the partials of F0 that lie below half the
// sample rate.
func (s *shaper) partials(out *partials) {
	out.f0 = s.f0
	out.amplitudes = out.amplitudes[:0]
	if s.f0 == 0 {
		return
	}
	rate := float64(s.p.SampleRate)
	level := 2 * math.Sqrt(s.f0/rate) // a partial has the power of the F0 hertz around it
	count := int(rate / 2 / s.f0 * topPartial)
	for h := 1; h <= count; h++ {
		hz := float64(h) * s.f0
		log, phase := s.at(s.cepstrum.Place(hz))
		sin, cos := math.Sincos(phase)
		a := level * math.Exp(log) * math.Sqrt(1-s.noiseAt(hz))
		out.amplitudes = append(out.amplitudes, complex(a*cos, a*sin))
	}
}

// topPartial is the share of the band up to half the sample rate that partials
// fill, so that a rising F0 takes none of them past it.
const topPartial = 0.98
