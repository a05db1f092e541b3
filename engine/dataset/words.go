package dataset

import (
	"math"
	"strings"

	"avagar/engine/phoneme"
)

// script is what an utterance says, before its pauses are known.
type script struct {
	phones []string // no pauses
	word   []int    // [phones] index of the word; it never falls
	breaks []bool   // [phones+1] whether a pause may stand before the phone, or at the end
	marks  []rune   // [phones+1] punctuation before the phone, or at the end; 0 for none
}

func newScript(n int) script {
	s := script{word: make([]int, n), breaks: make([]bool, n+1), marks: make([]rune, n+1)}
	s.breaks[0], s.breaks[n] = true, true
	return s
}

// fromUtterance lays out what the text front end says.
func fromUtterance(u phoneme.Utterance) script {
	n := 0
	for _, p := range u.Phrases {
		n += p.Len()
	}
	s := newScript(n)
	word := 0
	for _, p := range u.Phrases {
		for _, w := range p.Words {
			if len(w.Phones) == 0 {
				continue
			}
			s.breaks[len(s.phones)] = true
			for _, symbol := range w.Phones {
				s.word[len(s.phones)] = word
				s.phones = append(s.phones, symbol)
			}
			word++
		}
		if p.Len() > 0 {
			s.marks[len(s.phones)] = p.Mark
		}
	}
	return s
}

// fromSpans lays out the phonemes of a file. Words are those of the file;
// where it has none, what stands between two pauses counts as one.
func fromSpans(spans []phoneSpan, text string) script {
	n := 0
	for _, p := range spans {
		if !isPause(p.symbol) {
			n++
		}
	}
	s := newScript(n)
	word, last := -1, -2
	for _, p := range spans {
		at := len(s.phones)
		if p.mark != 0 {
			s.marks[at] = p.mark
		}
		if isPause(p.symbol) {
			s.breaks[at] = true
			last = -2
			continue
		}
		if p.word != last {
			word, last = word+1, p.word
			s.breaks[at] = true
		}
		s.word[at] = word
		s.phones = append(s.phones, p.symbol)
	}
	s.marks[n] = closing(text)
	return s
}

// closing is the mark at the end of a text in any script.
func closing(text string) rune {
	text = strings.TrimRight(text, " \t\"'»”’)]\u200f\u200e")
	for _, m := range []struct {
		ends string
		mark rune
	}{{"...", '…'}, {"…", '…'}, {".", '.'}, {"؟", '؟'}, {"?", '؟'}, {"!", '!'}, {"؛", '؛'}, {";", '؛'}, {":", ':'}, {"،", '،'}, {",", '،'}} {
		if strings.HasSuffix(text, m.ends) {
			return m.mark
		}
	}
	return 0
}

// borrowWords takes words and punctuation for the phones of s from what the
// text front end makes of the text: both sequences are laid beside each other
// so that like sounds meet.
func (s *script) borrowWords(front script) {
	if len(front.phones) == 0 {
		return
	}
	partner := meet(s.phones, front.phones)
	word := make([]int, len(s.phones))
	last := front.word[firstPartner(partner)]
	for i, j := range partner {
		if j >= 0 {
			last = front.word[j]
		}
		word[i] = last
	}
	s.word = word
	for i := 1; i < len(word); i++ {
		if word[i] != word[i-1] {
			s.breaks[i] = true
			s.marks[i] = front.markBetween(word[i-1], word[i])
		}
	}
	s.marks[len(word)] = front.marks[len(front.phones)]
}

func firstPartner(partner []int) int {
	for _, j := range partner {
		if j >= 0 {
			return j
		}
	}
	return 0
}

// markBetween is the first punctuation after word a and not after word b.
func (s *script) markBetween(a, b int) rune {
	for i, w := range s.word {
		if w > a && w <= b && s.marks[i] != 0 {
			return s.marks[i]
		}
	}
	return 0
}

// Prices of laying two sequences beside each other; a substitution costs as
// much as the sounds differ, at most as leaving both out.
const (
	leaveOut   = .6
	mostDiffer = 1.1
)

// meet gives for every phone of a its partner in b, or -1, at the least price.
func meet(a, b []string) []int {
	width := len(b) + 1
	price := make([]float32, (len(a)+1)*width)
	differ := differences{}
	for i := range len(a) + 1 {
		for j := range width {
			price[i*width+j] = cheapest(price, differ, a, b, i, j)
		}
	}
	partner := make([]int, len(a))
	for i, j := len(a), len(b); i > 0; {
		here := price[i*width+j]
		switch {
		case j > 0 && here == price[(i-1)*width+j-1]+differ.of(a[i-1], b[j-1]):
			partner[i-1] = j - 1
			i, j = i-1, j-1
		case here == price[(i-1)*width+j]+leaveOut:
			partner[i-1] = -1
			i--
		default:
			j--
		}
	}
	return partner
}

func cheapest(price []float32, differ differences, a, b []string, i, j int) float32 {
	width := len(b) + 1
	if i == 0 && j == 0 {
		return 0
	}
	best := float32(math.Inf(1))
	if i > 0 {
		best = price[(i-1)*width+j] + leaveOut
	}
	if j > 0 {
		best = min(best, price[i*width+j-1]+leaveOut)
	}
	if i > 0 && j > 0 {
		best = min(best, price[(i-1)*width+j-1]+differ.of(a[i-1], b[j-1]))
	}
	return best
}

// differences remembers how unlike pairs of sounds are.
type differences map[[2]string]float32

func (d differences) of(a, b string) float32 {
	if a == b {
		return 0
	}
	if v, ok := d[[2]string{a, b}]; ok {
		return v
	}
	v := float32(mostDiffer)
	fa, oka := phoneme.Features(a)
	fb, okb := phoneme.Features(b)
	if oka && okb {
		sum := 0.0
		for i := range fa {
			sum += float64(fa[i]-fb[i]) * float64(fa[i]-fb[i])
		}
		v = float32(min(mostDiffer, .15+.2*math.Sqrt(sum)))
	}
	d[[2]string{a, b}] = v
	return v
}
