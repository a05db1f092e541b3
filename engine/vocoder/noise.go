package vocoder

import (
	"math"

	"gonum.org/v1/gonum/dsp/fourier"

	"avagar/engine/mel"
)

const (
	phaseBits = 10 // of a random phase
	phases    = 1 << phaseBits
)

// noise makes grains of two hops under a sine window, one a frame: random
// phases, magnitudes from the envelope. Neighbours overlap by half and their
// powers add up to one.
type noise struct {
	seed   uint64
	frame  uint64 // of the next grain; with the seed and the bin it is all that chance hangs on
	fft    *fourier.FFT
	window []float64 // [2*hop]
	places []float64 // [bins], where the envelope is read
	hz     []float64 // [bins]
	circle [phases]complex128
	bins   []complex128
	wave   []float64
	grain  []float32 // [2*hop]
}

func newNoise(p mel.Params, seed uint64) *noise {
	size := 2 * p.HopLength
	n := &noise{
		seed: seed, fft: fourier.NewFFT(size), window: make([]float64, size),
		bins: make([]complex128, size/2+1), wave: make([]float64, size), grain: make([]float32, size),
	}
	for i := range n.window {
		n.window[i] = math.Sin(math.Pi*(float64(i)+0.5)/float64(size)) / math.Sqrt(float64(size))
	}
	for i := range n.circle {
		n.circle[i] = rotor(float64(i) / phases)
	}
	for k := range n.bins {
		n.hz = append(n.hz, float64(k)*float64(p.SampleRate)/float64(size))
	}
	return n
}

// next makes the grain of the frame in s, [2*hop]; the next call overwrites it.
func (n *noise) next(s *shaper) []float32 {
	n.place(s)
	for k := range n.bins {
		log, _ := s.at(n.places[k])
		n.bins[k] = complex(math.Exp(log)*math.Sqrt(s.noiseAt(n.hz[k])), 0)
	}
	n.scatter()
	n.frame++
	n.fft.Sequence(n.wave, n.bins)
	for i, w := range n.window {
		n.grain[i] = float32(n.wave[i] * w)
	}
	return n.grain
}

func (n *noise) place(s *shaper) {
	if n.places != nil {
		return
	}
	for _, hz := range n.hz {
		n.places = append(n.places, s.cepstrum.Place(hz))
	}
}

// scatter turns every bin by a phase drawn from seed, frame and bin; six bins
// share one draw of 64 bits. The ends of the spectrum are real and take a sign.
func (n *noise) scatter() {
	const perDraw = 64 / phaseBits
	var draw uint64
	for k := range n.bins {
		if k%perDraw == 0 {
			draw = mixed(n.seed ^ mixed(n.frame<<20|uint64(k)))
		}
		n.bins[k] *= n.circle[draw&(phases-1)]
		draw >>= phaseBits
	}
	n.bins[0] = complex(real(n.bins[0]), 0)
	last := len(n.bins) - 1
	n.bins[last] = complex(real(n.bins[last]), 0)
}

// mixed is the finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014)
// after one step of its counter.
func mixed(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
