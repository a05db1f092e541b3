package audio

import (
	"errors"
	"fmt"
)

// ErrRate says that a wave cannot be brought from one rate to another.
var ErrRate = errors.New("audio: sample rate out of range")

// Resample changes the rate of a wave by a polyphase windowed-sinc filter:
// linear phase with its delay taken out, flat within 0.01 dB to 0.92 of the
// lower rate's Nyquist frequency, at least 90 dB down from that frequency on.
//
// Output sample j stands at time j/to, and there is one for every such time
// inside the wave: ceil(len(wave)*to/from) samples. Beyond its ends the wave
// counts as silence. Both rates lie between MinRate and MaxRate.
func Resample(wave []float32, from, to int) ([]float32, error) {
	r, err := NewResampler(from, to)
	if err != nil {
		return nil, err
	}
	if r.filter == nil {
		return append([]float32(nil), wave...), nil
	}
	out := make([]float32, 0, r.outputs(len(wave)))
	out = r.run(out, wave, r.outputs(len(wave)))
	return out, nil
}

// Resampler changes the rate of a wave that arrives in blocks. However it is
// cut, what comes out in all equals Resample of the whole, bit for bit.
type Resampler struct {
	filter *polyphase // nil when the rates are equal
	wave   []float32  // what later outputs still need
	first  int        // index of wave[0] in the whole
	taken  int        // samples taken in
	next   int        // index of the next output
}

// NewResampler prepares a change from one rate to another, both in Hz.
func NewResampler(from, to int) (*Resampler, error) {
	for _, rate := range []int{from, to} {
		if rate < MinRate || rate > MaxRate {
			return nil, fmt.Errorf("%w: %d Hz to %d Hz", ErrRate, from, to)
		}
	}
	if from == to {
		return &Resampler{}, nil
	}
	return &Resampler{filter: filterFor(from, to)}, nil
}

// Write takes in a block and returns the samples that are complete by now.
func (r *Resampler) Write(wave []float32) []float32 {
	if r.filter == nil {
		return append([]float32(nil), wave...)
	}
	r.wave = append(r.wave, wave...)
	r.taken += len(wave)
	// The last output whose taps all lie inside what has come.
	ready := max(r.outputs(r.taken-r.filter.half), r.next)
	out := r.run(make([]float32, 0, ready-r.next), r.wave, ready)
	r.forget()
	return out
}

// Flush returns the rest; the Resampler is then ready for another wave.
func (r *Resampler) Flush() []float32 {
	if r.filter == nil {
		return nil
	}
	end := r.outputs(r.taken)
	out := r.run(make([]float32, 0, end-r.next), r.wave, end)
	*r = Resampler{filter: r.filter}
	return out
}

// outputs returns how many output times lie inside n samples.
func (r *Resampler) outputs(n int) int {
	if n <= 0 {
		return 0
	}
	return int((int64(n)*int64(r.filter.up) + int64(r.filter.down) - 1) / int64(r.filter.down))
}

// run appends the outputs from next up to end.
func (r *Resampler) run(out, wave []float32, end int) []float32 {
	f := r.filter
	for ; r.next < end; r.next++ {
		at := int64(r.next) * int64(f.down)
		start := int(at/int64(f.up)) - f.half + 1 - r.first // of the taps, in wave
		out = append(out, f.sum(wave, start, int(at%int64(f.up))))
	}
	return out
}

// forget drops what no later output needs.
func (r *Resampler) forget() {
	start := int(int64(r.next)*int64(r.filter.down)/int64(r.filter.up)) - r.filter.half + 1
	if drop := min(start-r.first, len(r.wave)); drop > 0 {
		r.wave = append(r.wave[:0], r.wave[drop:]...)
		r.first += drop
	}
}
