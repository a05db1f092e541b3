package audio

import (
	"math"
	"sync"
)

// The design of the resampling filter, in parts of the lower rate's Nyquist
// frequency. Kaiser's formula gives its length from the stop band's depth.
const (
	passEdge  = 0.92
	stopEdge  = 1.0
	stopDepth = 104.0 // dB
)

// maxTable bounds the coefficients held for one pair of rates; pairs with more
// phases interpolate linearly between finePhases/ratio stored ones.
const (
	maxTable   = 1 << 18
	finePhases = 2048
)

// polyphase is the windowed sinc, one row a phase. Output times fall phase/up
// of an input sample after an input sample.
type polyphase struct {
	up, down int // rates in lowest terms
	half     int // taps on each side
	phases   int // rows stored, besides the one that closes the last interval
	table    []float32
}

// sum returns one output: 2*half taps from wave[start], those outside being
// silence.
func (f *polyphase) sum(wave []float32, start, phase int) float32 {
	taps := 2 * f.half
	row := phase * f.phases / f.up
	share := float32(float64(phase)*float64(f.phases)/float64(f.up) - float64(row))
	skip := max(-start, 0)
	end := min(taps, len(wave)-start)
	if skip >= end {
		return 0
	}
	x := wave[start+skip : start+end]
	v := dot(f.table[row*taps+skip:], x)
	if share > 0 {
		v += share * (dot(f.table[(row+1)*taps+skip:], x) - v)
	}
	return v
}

// dot sums in four strands, in an order that depends on nothing but len(x).
func dot(h, x []float32) float32 {
	var a, b, c, d float32
	h = h[:len(x)]
	for len(x) >= 4 && len(h) >= 4 {
		a += h[0] * x[0]
		b += h[1] * x[1]
		c += h[2] * x[2]
		d += h[3] * x[3]
		h, x = h[4:], x[4:]
	}
	for i, v := range x {
		a += h[i] * v
	}
	return (a + b) + (c + d)
}

// newPolyphase designs the filter. Every row sums to one, so a constant stays
// constant.
func newPolyphase(up, down int) *polyphase {
	ratio := min(1, float64(up)/float64(down)) // lower rate over input rate
	width := math.Pi * (stopEdge - passEdge) * ratio
	half := int(math.Ceil(((stopDepth-7.95)/(2.285*width) + 1) / 2))
	f := &polyphase{up: up, down: down, half: half, phases: up}
	if up*2*half > maxTable {
		f.phases = min(up, max(32, int(finePhases*ratio)))
	}
	f.table = make([]float32, 0, (f.phases+1)*2*half)
	cutoff := ratio * (passEdge + stopEdge) / 2
	for row := range f.phases + 1 {
		f.table = append(f.table, sincRow(half, cutoff, float64(row)/float64(f.phases))...)
	}
	return f
}

// sincRow returns the taps for an output share of a sample after the middle.
func sincRow(half int, cutoff, share float64) []float32 {
	taps := make([]float64, 2*half)
	var sum float64
	for i := range taps {
		t := float64(i-half+1) - share // input samples from the output's time
		taps[i] = sinc(cutoff*t) * kaiser(t/float64(half))
		sum += taps[i]
	}
	row := make([]float32, len(taps))
	for i, v := range taps {
		row[i] = float32(v / sum)
	}
	return row
}

func sinc(t float64) float64 {
	if t == 0 {
		return 1
	}
	return math.Sin(math.Pi*t) / (math.Pi * t)
}

// kaiser is Kaiser's window for stopDepth, x from -1 to 1.
func kaiser(x float64) float64 {
	const beta = 0.1102 * (stopDepth - 8.7)
	if x <= -1 || x >= 1 {
		return 0
	}
	return bessel0(beta*math.Sqrt(1-x*x)) / bessel0(beta)
}

// bessel0 is the modified Bessel function of the first kind and order zero.
func bessel0(x float64) float64 {
	sum, term := 1.0, 1.0
	for k := 1.0; term > 1e-17*sum; k++ {
		term *= x / 2 / k * x / 2 / k
		sum += term
	}
	return sum
}

// designs keeps the latest filters: a folder of recordings asks for the same
// one thousands of times.
var designs = struct {
	sync.Mutex
	filters map[[2]int]*polyphase
}{filters: map[[2]int]*polyphase{}}

const keptDesigns = 8

func filterFor(from, to int) *polyphase {
	g := gcd(from, to)
	key := [2]int{to / g, from / g}
	designs.Lock()
	defer designs.Unlock()
	if f, ok := designs.filters[key]; ok {
		return f
	}
	if len(designs.filters) >= keptDesigns {
		clear(designs.filters)
	}
	f := newPolyphase(key[0], key[1])
	designs.filters[key] = f
	return f
}

func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}
