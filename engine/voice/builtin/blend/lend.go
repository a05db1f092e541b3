package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
)

// loan is what the voice that stays takes from another speaker: a share of the
// way from its own speaker to the other, in some symbols or in all. Sounds that
// the language of its recordings lacks were learned from others alone.
type loan struct {
	from    string
	share   float64  // 0 nothing, 1 the other speaker; more goes beyond
	symbols []string // all where there are none
}

// loans reads SPEAKER*SHARE[=SYMBOL,SYMBOL…], several with spaces between.
func loans(s string) ([]loan, error) {
	var out []loan
	for _, word := range strings.Fields(s) {
		whose, symbols, some := strings.Cut(word, "=")
		from, number, ok := strings.Cut(whose, "*")
		share, err := strconv.ParseFloat(number, 64)
		if !ok || err != nil || !(share >= 0 && share <= 2) {
			return nil, fmt.Errorf("%s: not SPEAKER*SHARE, with a share of 0 to 2", word)
		}
		l := loan{from: from, share: share}
		if some {
			l.symbols = strings.Split(symbols, ",")
		}
		out = append(out, l)
	}
	return out, nil
}

// lend adds loans from the speakers of m to alone, which is its first speaker.
// The network sums the rows of a symbol and of a speaker, so that a speaker's
// share in a symbol can lie in the symbol's row.
func lend(alone, m *acoustic.Model, speakers []string, all []loan) error {
	rows, width := table(m, "embed.speaker"), m.Config.Width
	to := table(alone, "embed.symbol")
	for _, l := range all {
		n := slices.Index(speakers, l.from)
		if n < 0 {
			return fmt.Errorf("nothing to lend: nobody is called %s", l.from)
		}
		if l.symbols == nil {
			l.symbols = alone.Config.Symbols
		}
		for _, s := range l.symbols {
			k := slices.Index(alone.Config.Symbols, s)
			if k < 0 {
				return fmt.Errorf("nothing to lend: nobody says %s", s)
			}
			for i := range width {
				to[k*width+i] += float32(l.share) * (rows[n*width+i] - rows[i])
			}
		}
	}
	return nil
}

func table(m *acoustic.Model, name string) []float32 {
	all := m.Tensors()
	return all[slices.IndexFunc(all, func(t checkpoint.Tensor) bool { return t.Name == name })].Data
}
