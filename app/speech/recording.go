package speech

import (
	"math"
	"sort"
	"time"
)

// Peak is the lowest and highest sample of a short time.
type Peak struct{ Min, Max float32 }

// Picture is what there is to draw of a speech. Its slices are shared and must
// not be changed; later ones only add to them.
type Picture struct {
	Start          time.Duration // of the first peak and frame: the beginning of a long speech is given up
	Duration       time.Duration // of all that is made
	Peaks          []Peak
	SamplesPerPeak int
	Rate           int       // Hz
	Mel            []float32 // [frames][bands], natural log; somewhat ahead of Peaks
	Bands          int
	HopLength      int // samples from one frame to the next
}

const (
	kept    = 20 * time.Minute // of wave and picture
	chunked = 1 << 15          // samples in a chunk of the wave
)

// span is a sentence and the sample it begins at.
type span struct{ from, to, at int }

// recording holds the wave and its picture. Its session guards it.
type recording struct {
	rate, hop, bands int
	keep             int       // samples
	chunks           [][]int16 // nil for those given up
	first, made      int       // samples kept, and made
	spans            []span
	peaks            []Peak
	open             Peak // of the samples since the last one in peaks
	mel              []float32
	start            int // frame that peaks and mel begin with
}

func newRecording(rate, hop, bands int) *recording {
	return &recording{rate: rate, hop: hop, bands: bands, keep: int(kept.Seconds()) * rate}
}

// add appends samples, and gives up the oldest beyond keep.
func (r *recording) add(wave []float32) {
	for _, v := range wave {
		r.sample(v)
	}
	for r.made-r.first > r.keep {
		r.chunks[r.first/chunked] = nil
		r.first = (r.first/chunked + 1) * chunked
	}
	r.trim()
}

func (r *recording) sample(v float32) {
	if r.made%chunked == 0 {
		r.chunks = append(r.chunks, make([]int16, 0, chunked))
	}
	last := len(r.chunks) - 1
	r.chunks[last] = append(r.chunks[last], quantize(v))
	r.made++
	r.open.Min, r.open.Max = min(r.open.Min, v), max(r.open.Max, v)
	if r.made%r.hop == 0 {
		r.peaks = append(r.peaks, r.open)
		r.open = Peak{}
	}
}

// quantize is how a WAV file rounds, so that what is heard is what is saved.
func quantize(v float32) int16 {
	if v != v {
		return 0
	}
	return int16(max(math.MinInt16, min(math.MaxInt16, math.Round(float64(v)*32768))))
}

// trim gives up the beginning of a picture that has grown too long. Who draws
// an older Picture keeps its slices.
func (r *recording) trim() {
	most := r.keep / r.hop
	if len(r.peaks) <= most+most/8 {
		return
	}
	cut := len(r.peaks) - most
	r.peaks = append([]Peak(nil), r.peaks[cut:]...)
	r.mel = append([]float32(nil), r.mel[min(cut*r.bands, len(r.mel)):]...)
	r.start += cut
}

// within holds a sample inside what is kept.
func (r *recording) within(at int) int { return max(r.first, min(at, r.made)) }

// read returns up to n samples from at on, as loud as volume says.
func (r *recording) read(at, n int, volume float32) []float32 {
	n = min(n, r.made-at)
	out := make([]float32, 0, max(n, 0))
	for len(out) < n {
		chunk := r.chunks[at/chunked]
		part := chunk[at%chunked:]
		part = part[:min(len(part), n-len(out))]
		for _, v := range part {
			out = append(out, float32(v)/32768*volume)
		}
		at += len(part)
	}
	return out
}

// sentence is the one that sounds at a sample.
func (r *recording) sentence(at int) (from, to int) {
	i := sort.Search(len(r.spans), func(i int) bool { return r.spans[i].at > at })
	if i == 0 {
		return 0, 0
	}
	return r.spans[i-1].from, r.spans[i-1].to
}

func (r *recording) time(samples int) time.Duration {
	return time.Duration(float64(samples) / float64(r.rate) * float64(time.Second))
}

func (r *recording) samples(d time.Duration) int {
	return int(math.Round(d.Seconds() * float64(r.rate)))
}

func (r *recording) picture() Picture {
	return Picture{
		Start: r.time(r.start * r.hop), Duration: r.time(r.made),
		Peaks: r.peaks[:len(r.peaks):len(r.peaks)], SamplesPerPeak: r.hop, Rate: r.rate,
		Mel: r.mel[:len(r.mel):len(r.mel)], Bands: r.bands, HopLength: r.hop,
	}
}
