package mel

import (
	"math"
	"sort"
)

// Slaney's scale (Auditory Toolbox, 1998): linear to 1 kHz, then 27 steps of a
// logarithm to 6.4 kHz.
const (
	linearHz   = 200.0 / 3
	breakHz    = 1000.0
	breakMel   = breakHz / linearHz
	melPerStep = 27.0
)

var logStep = math.Log(6.4) / melPerStep

// FromHz gives the place of a frequency on Slaney's mel scale.
func FromHz(hz float64) float64 {
	if hz < breakHz {
		return hz / linearHz
	}
	return breakMel + math.Log(hz/breakHz)/logStep
}

// ToHz is the inverse of FromHz.
func ToHz(mel float64) float64 {
	if mel < breakMel {
		return mel * linearHz
	}
	return breakHz * math.Exp(logStep*(mel-breakMel))
}

// Filter is one triangular band: Weights belong to the bins from First on.
type Filter struct {
	First   int
	Weights []float64
}

// Filterbank turns magnitudes of FFT bins into magnitudes of mel bands.
type Filterbank struct {
	Filters  []Filter  // [bands]
	centres  []float64 // Hz
	position []float64 // [bins], place of a bin between band centres
}

// NewFilterbank builds triangles of unit area (librosa's norm="slaney"), their
// corners evenly spaced on the mel scale from LowHz to HighHz.
func NewFilterbank(p Params) (*Filterbank, error) {
	if err := p.Check(); err != nil {
		return nil, err
	}
	corner := melCorners(p)
	b := &Filterbank{Filters: make([]Filter, p.Bands), centres: corner[1 : p.Bands+1]}
	for i := range b.Filters {
		b.Filters[i] = triangle(p, corner[i], corner[i+1], corner[i+2])
	}
	b.position = make([]float64, p.Bins())
	for k := range b.position {
		b.position[k] = b.between(p.BinHz(k))
	}
	return b, nil
}

func melCorners(p Params) []float64 {
	low, high := FromHz(p.LowHz), FromHz(p.HighHz)
	corner := make([]float64, p.Bands+2)
	for i := range corner {
		corner[i] = ToHz(low + (high-low)*float64(i)/float64(p.Bands+1))
	}
	return corner
}

func triangle(p Params, low, centre, high float64) Filter {
	var f Filter
	for k := range p.Bins() {
		hz := p.BinHz(k)
		w := min((hz-low)/(centre-low), (high-hz)/(high-centre))
		if w <= 0 {
			continue
		}
		if f.Weights == nil {
			f.First = k
		}
		f.Weights = append(f.Weights, w*2/(high-low))
	}
	return f
}

func (b *Filterbank) between(hz float64) float64 {
	j := sort.SearchFloat64s(b.centres, hz)
	switch {
	case j == 0:
		return 0
	case j == len(b.centres):
		return float64(j - 1)
	}
	return float64(j-1) + (hz-b.centres[j-1])/(b.centres[j]-b.centres[j-1])
}

// Apply writes the band magnitudes of magnitude [bins] to bands [bands].
func (b *Filterbank) Apply(magnitude, bands []float64) {
	for i, f := range b.Filters {
		sum := 0.0
		for j, w := range f.Weights {
			sum += w * magnitude[f.First+j]
		}
		bands[i] = sum
	}
}

// Spread writes to bins [bins] what bands [bands] say at each bin, linear
// between band centres and level beyond the first and the last.
func (b *Filterbank) Spread(bands, bins []float64) {
	for k, x := range b.position {
		bins[k] = lerp(bands, x)
	}
}

// lerp reads a table at a fractional, non-negative place.
func lerp(table []float64, x float64) float64 {
	i := int(x)
	if i >= len(table)-1 {
		return table[len(table)-1]
	}
	r := x - float64(i)
	return table[i] + r*(table[i+1]-table[i])
}
