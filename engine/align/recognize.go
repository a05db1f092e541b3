package align

import (
	"context"
	"math"
)

// setBigram smooths the counts of pairs towards single phonemes.
func (m *Model) setBigram(pairs []float64) {
	n := len(m.symbols) + 1
	single, total := make([]float64, n), 0.0
	for i, v := range pairs {
		single[i%n] += v
		total += v
	}
	m.bigram = make([]float32, n*n)
	const lean = 8
	for p := range n {
		sum := 0.0
		for q := range n {
			sum += pairs[p*n+q]
		}
		for q := range n {
			share := (single[q] + .2) / (total + .2*float64(n))
			m.bigram[p*n+q] = float32(math.Log((pairs[p*n+q] + lean*share) / (sum + lean)))
		}
	}
}

// Recognize writes down the phonemes of a recording at the model's rate,
// without its pauses. It knows no words: a free loop of phonemes, each as
// likely after the one before as in training.
func (m *Model) Recognize(wave []float32) []string {
	rows, _ := newFront(m.rate).features(wave)
	return m.spell(m.loop(m.scores(rows), m.lmScale, m.insertion))
}

// scores is [frames][states].
func (m *Model) scores(rows []float32) []float32 {
	t := len(rows) / dimension
	out := make([]float32, t*m.mix.states)
	for f := range t {
		for s := range m.mix.states {
			out[f*m.mix.states+s], _ = m.mix.score(s, rows[f*dimension:])
		}
	}
	return out
}

func (m *Model) spell(phones []int) []string {
	out := make([]string, 0, len(phones))
	for _, p := range phones {
		if p != m.pause {
			out = append(out, m.symbols[p])
		}
	}
	return out
}

// loop finds the best sequence of phonemes for scores [frames][states].
func (m *Model) loop(scores []float32, scale, insertion float64) []int {
	states, phones := m.mix.states, len(m.symbols)
	t := len(scores) / states
	if t == 0 {
		return nil
	}
	bigram := make([]float32, len(m.bigram))
	for i, v := range m.bigram {
		bigram[i] = float32(scale)*v - float32(insertion)
	}
	score, from := make([]float32, states), make([]float32, states)
	back := make([]int32, t*states)
	for f := range t {
		row := scores[f*states:]
		for p := range phones {
			for part := range statesPerPhone {
				j := p*statesPerPhone + part
				best, source := never, int32(j)
				switch {
				case f == 0 && part == 0:
					best = bigram[phones*(phones+1)+p]
				case f == 0:
				case part == 0:
					best, source = m.enterPhone(bigram, from, p)
				default:
					best = from[j]
					if from[j-1] > best {
						best, source = from[j-1], int32(j-1)
					}
				}
				score[j], back[f*states+j] = best+row[j], source
			}
		}
		score, from = from, score
	}
	return m.unwind(bigram, from, back)
}

func (m *Model) enterPhone(bigram, from []float32, p int) (float32, int32) {
	first := p * statesPerPhone
	best, source := from[first], int32(first)
	width := len(m.symbols) + 1
	for q := range len(m.symbols) {
		last := q*statesPerPhone + statesPerPhone - 1
		if v := from[last] + bigram[q*width+p]; v > best {
			best, source = v, int32(last)
		}
	}
	return best, source
}

func (m *Model) unwind(bigram, from []float32, back []int32) []int {
	width := len(m.symbols) + 1
	best, at := never, int32(-1)
	for p := range len(m.symbols) {
		last := p*statesPerPhone + statesPerPhone - 1
		if v := from[last] + bigram[p*width+width-1]; v > best {
			best, at = v, int32(last)
		}
	}
	if at < 0 {
		return nil
	}
	states := m.mix.states
	var reversed []int
	for f := len(back)/states - 1; f >= 0; f-- {
		source := back[f*states+int(at)]
		if f == 0 || at%statesPerPhone == 0 && source != at {
			reversed = append(reversed, int(at)/statesPerPhone)
		}
		at = source
	}
	out := make([]int, len(reversed))
	for i, p := range reversed {
		out[len(out)-1-i] = p
	}
	return out
}

// Tune chooses the weight of the bigram and the price of a phoneme so that
// the recogniser errs least on recordings which the model was not trained on,
// and gives the error rate there.
func (m *Model) Tune(ctx context.Context, development []Utterance) (float64, error) {
	scores := make([][]float32, len(development))
	refs := make([][]string, len(development))
	err := parallel(ctx, len(development), func() func(int) error {
		f := newFront(m.rate)
		return func(i int) error {
			wave, err := development[i].wave()
			if err != nil {
				return err
			}
			rows, _ := f.features(wave)
			scores[i], refs[i] = m.scores(rows), withoutPauses(development[i].Phones)
			return nil
		}
	})
	if err != nil || len(development) == 0 {
		return 0, err
	}
	return m.grid(ctx, scores, refs)
}

func (m *Model) grid(ctx context.Context, scores [][]float32, refs [][]string) (float64, error) {
	scales, prices := []float64{3, 5, 8, 12, 16}, []float64{0, 8, 16, 24, 34}
	rates := make([]float64, len(scales)*len(prices))
	err := parallel(ctx, len(rates), func() func(int) error {
		return func(i int) error {
			hyps := make([][]string, len(scores))
			for u := range scores {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				hyps[u] = m.spell(m.loop(scores[u], scales[i/len(prices)], prices[i%len(prices)]))
			}
			rates[i] = ErrorRate(refs, hyps)
			return nil
		}
	})
	if err != nil {
		return 0, err
	}
	best := 0
	for i, r := range rates {
		if r < rates[best] {
			best = i
		}
	}
	m.lmScale, m.insertion = scales[best/len(prices)], prices[best%len(prices)]
	return rates[best], nil
}

func withoutPauses(phones []string) []string {
	out := make([]string, 0, len(phones))
	for _, p := range phones {
		if p != Pause {
			out = append(out, p)
		}
	}
	return out
}

// ErrorRate is the least number of substitutions, insertions and deletions
// that make every hyp its ref, as a share of the phonemes in ref. Where hyp is
// shorter than ref, its missing sequences count as empty.
func ErrorRate(ref, hyp [][]string) float64 {
	errs, total := 0, 0
	for i, r := range ref {
		var h []string
		if i < len(hyp) {
			h = hyp[i]
		}
		errs += Errors(r, h)
		total += len(r)
	}
	return float64(errs) / float64(max(1, total))
}

// Errors is the least number of substitutions, insertions and deletions that
// make hyp ref.
func Errors(ref, hyp []string) int {
	row := make([]int, len(hyp)+1)
	for j := range row {
		row[j] = j
	}
	for i := range ref {
		diagonal := row[0]
		row[0] = i + 1
		for j := range hyp {
			cost := diagonal
			if ref[i] != hyp[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(hyp)]
}
