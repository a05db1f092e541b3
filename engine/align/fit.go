package align

import "slices"

// Fit says how well a text fits its recording, by measures that notice
// different mistakes. Each is to be compared with what is usual among the
// recordings of a speaker; the greater, the worse.
type Fit struct {
	Shortfall float64 // as in Alignment: another text
	Misheard  float64 // phonemes that the recogniser hears otherwise, as a share of the text's: another text
	Worst     float64 // shortfall of the worst 300 ms: words missing from the text, or too many in it
	Patch     float64 // misheard phonemes that lie together: the same
}

const (
	worstFrames = 60 // 300 ms
	rightPrice  = .4 // a phoneme that is heard as it should be takes so much from a patch
)

// Compare aligns an utterance as Align does, listens to it with the recogniser,
// and tells how well the two agree.
func (m *Model) Compare(u Utterance) (Alignment, Fit, error) {
	f, err := m.force(u)
	if err != nil {
		return Alignment{}, Fit{}, err
	}
	scores := m.scores(f.rows)
	short := m.shortfalls(f, scores)
	phones := withoutPauses(u.Phones)
	wrong := mistakes(phones, m.spell(m.loop(scores, m.lmScale, m.insertion)))
	a := Alignment{
		Segments:      m.segments(f.chain, f.path, f.samples),
		LogLikelihood: f.total / float64(len(f.path)),
		Shortfall:     worst(short, len(short)),
	}
	return a, Fit{a.Shortfall, float64(count(wrong)) / float64(max(1, len(phones))), worst(short, worstFrames), patch(wrong)}, nil
}

// shortfalls gives for every frame how much likelier it is under the state that
// fits it best.
func (m *Model) shortfalls(f forced, scores []float32) []float64 {
	out := make([]float64, len(f.path))
	for i, at := range f.path {
		row := scores[i*m.mix.states:][:m.mix.states]
		state := f.chain[at/statesPerPhone].symbol*statesPerPhone + int(at%statesPerPhone)
		out[i] = float64(slices.Max(row) - row[state])
	}
	return out
}

// worst is the greatest mean of so many values that follow each other.
func worst(values []float64, n int) float64 {
	n = min(n, len(values))
	sum, most := 0., 0.
	for i, v := range values {
		sum += v
		if i >= n {
			sum -= values[i-n]
		}
		if i >= n-1 {
			most = max(most, sum)
		}
	}
	return most / float64(max(1, n))
}

// mistakes lays what was heard beside what should have been, with the least
// number of differences, and tells for each place whether they differ.
func mistakes(ref, heard []string) []bool {
	width := len(heard) + 1
	price := make([]int, (len(ref)+1)*width)
	for i := range len(ref) + 1 {
		for j := range width {
			price[i*width+j] = leastEdits(price, ref, heard, i, j)
		}
	}
	var out []bool
	for i, j := len(ref), len(heard); i > 0 || j > 0; {
		here := price[i*width+j]
		switch {
		case i > 0 && j > 0 && here == price[(i-1)*width+j-1]+differ(ref[i-1], heard[j-1]):
			out = append(out, ref[i-1] != heard[j-1])
			i, j = i-1, j-1
		case i > 0 && here == price[(i-1)*width+j]+1:
			out = append(out, true)
			i--
		default:
			out = append(out, true)
			j--
		}
	}
	slices.Reverse(out)
	return out
}

func leastEdits(price []int, ref, heard []string, i, j int) int {
	width := len(heard) + 1
	if i == 0 || j == 0 {
		return i + j
	}
	return min(price[(i-1)*width+j-1]+differ(ref[i-1], heard[j-1]), price[(i-1)*width+j]+1, price[i*width+j-1]+1)
}

func differ(a, b string) int {
	if a == b {
		return 0
	}
	return 1
}

func count(wrong []bool) (n int) {
	for _, w := range wrong {
		if w {
			n++
		}
	}
	return n
}

// patch is the greatest sum of mistakes that follow each other, less a price for
// each right one among them.
func patch(wrong []bool) float64 {
	sum, most := 0., 0.
	for _, w := range wrong {
		if w {
			sum += 1 - rightPrice
		} else {
			sum = max(0, sum-rightPrice)
		}
		most = max(most, sum)
	}
	return most
}
