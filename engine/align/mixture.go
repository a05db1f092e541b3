package align

import "math"

// mixtures holds a diagonal Gaussian mixture for every state.
type mixtures struct {
	states, size int       // size: components a state
	mean         []float32 // [states][size][dimension]
	half         []float32 // [states][size][dimension], half the inverse variance
	constant     []float32 // [states][size], log weight and normalisation
}

func newMixtures(states, size int) mixtures {
	return mixtures{
		states: states, size: size, mean: make([]float32, states*size*dimension),
		half: make([]float32, states*size*dimension), constant: make([]float32, states*size),
	}
}

// score is the log likelihood of a frame under the best component, and which
// component that is.
func (m *mixtures) score(state int, x []float32) (float32, int) {
	best, which := float32(math.Inf(-1)), 0
	x = x[:dimension]
	for k := range m.size {
		at := state*m.size + k
		mean := m.mean[at*dimension:][:dimension]
		half := m.half[at*dimension:][:dimension]
		var a, b, c, d float32
		for i := 0; i+4 <= dimension; i += 4 {
			ea, eb, ec, ed := x[i]-mean[i], x[i+1]-mean[i+1], x[i+2]-mean[i+2], x[i+3]-mean[i+3]
			a += ea * ea * half[i]
			b += eb * eb * half[i+1]
			c += ec * ec * half[i+2]
			d += ed * ed * half[i+3]
		}
		if s := m.constant[at] - ((a + b) + (c + d)); s > best {
			best, which = s, k
		}
	}
	return best, which
}

// split doubles every mixture by moving each component both ways along its
// standard deviations.
func (m *mixtures) split() mixtures {
	out := newMixtures(m.states, 2*m.size)
	for from := range m.states * m.size {
		for side := range 2 {
			to := 2*from + side
			out.constant[to] = m.constant[from] - math.Ln2
			for d := range dimension {
				h := m.half[from*dimension+d]
				out.half[to*dimension+d] = h
				step := float32(0)
				if h > 0 {
					step = .2 / float32(math.Sqrt(2*float64(h)))
				}
				out.mean[to*dimension+d] = m.mean[from*dimension+d] + step*float32(1-2*side)
			}
		}
	}
	return out
}

// tally sums what the frames of each component look like.
type tally struct {
	count       []float64 // [states][size]
	sum, square []float64 // [states][size][dimension]
	likelihood  float64
	frames      int
	pairs       []float64 // [symbols+1][symbols+1] of the bigram
}

func newTally(states, size, symbols int) *tally {
	return &tally{
		count: make([]float64, states*size), sum: make([]float64, states*size*dimension),
		square: make([]float64, states*size*dimension), pairs: make([]float64, (symbols+1)*(symbols+1)),
	}
}

func (t *tally) add(component int, x []float32) {
	t.count[component]++
	sum := t.sum[component*dimension:][:dimension]
	square := t.square[component*dimension:][:dimension]
	for d, v := range x[:dimension] {
		f := float64(v)
		sum[d] += f
		square[d] += f * f
	}
}

func (t *tally) merge(o *tally) {
	for i, v := range o.count {
		t.count[i] += v
	}
	for i, v := range o.sum {
		t.sum[i] += v
		t.square[i] += o.square[i]
	}
	for i, v := range o.pairs {
		t.pairs[i] += v
	}
	t.likelihood += o.likelihood
	t.frames += o.frames
}

const (
	fewFrames     = 10 // a component with fewer keeps what it was
	priorFrames   = 3. // frames of everything that every variance starts from
	priorVariance = .3 // share of the global variance these have
	leastVariance = .2 // share of the global variance no state falls below
)

// estimate makes mixtures of what was tallied; old gives the components that
// hardly a frame belongs to.
func (t *tally) estimate(old *mixtures) mixtures {
	states := old.states
	size := old.size
	globalMean, globalVariance := t.global()
	out := newMixtures(states, size)
	for s := range states {
		total := 0.0
		for k := range size {
			total += t.count[s*size+k]
		}
		for k := range size {
			c := s*size + k
			if t.count[c] < fewFrames && len(old.constant) > 0 && old.half[c*dimension] > 0 {
				copy(out.mean[c*dimension:][:dimension], old.mean[c*dimension:][:dimension])
				copy(out.half[c*dimension:][:dimension], old.half[c*dimension:][:dimension])
				out.constant[c] = old.constant[c]
				continue
			}
			t.component(&out, c, total, globalMean, globalVariance)
		}
	}
	return out
}

// component estimates one Gaussian; with few frames it leans on all speech.
func (t *tally) component(out *mixtures, c int, total float64, globalMean, globalVariance []float64) {
	n, lean := t.count[c], 0.0
	if n < fewFrames {
		lean = priorFrames
	}
	norm := math.Log((n + 1) / (total + float64(out.size)))
	for d := range 3 * cepstra {
		i := c*dimension + d
		mean := (t.sum[i] + lean*globalMean[d]) / max(1, n+lean)
		variance := (t.square[i] - 2*mean*t.sum[i] + n*mean*mean + priorFrames*priorVariance*globalVariance[d]) / (n + priorFrames)
		variance = max(variance, leastVariance*globalVariance[d], 1e-8)
		out.mean[i] = float32(mean)
		out.half[i] = float32(.5 / variance)
		norm -= .5 * math.Log(2*math.Pi*variance)
	}
	out.constant[c] = float32(norm)
}

func (t *tally) global() (mean, variance []float64) {
	mean, variance = make([]float64, dimension), make([]float64, dimension)
	n := 0.0
	for c, count := range t.count {
		n += count
		for d := range dimension {
			mean[d] += t.sum[c*dimension+d]
			variance[d] += t.square[c*dimension+d]
		}
	}
	for d := range dimension {
		mean[d] /= max(1, n)
		variance[d] = variance[d]/max(1, n) - mean[d]*mean[d]
	}
	return mean, variance
}
