package dataset

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"avagar/engine/phoneme"
)

// clauseBreak is the mark of "|," in phonemes.csv.
const clauseBreak = '،'

// readPhonemes reads phonemes.csv: id|tokens, or id|first|corrected. It says
// whether the inventory may be Persian.
func (d *Dataset) readPhonemes(files fs.FS) (persian bool, err error) {
	data, err := readText(files, "phonemes.csv")
	if err != nil || data == nil {
		return true, err
	}
	given, broken := parsePhonemes(data)
	for _, n := range broken {
		d.note(found("", TextUnreadable, Warning, float64(n), "phonemes.csv line %d cannot be read", n))
	}
	spelling := newSpelling(given)
	for i := range d.Utterances {
		u := &d.Utterances[i]
		tokens, ok := given[u.ID]
		if !ok {
			d.note(found(u.ID, PhonemesMissing, Note, 0, "phonemes.csv has no line for %s", u.ID))
			continue
		}
		spans, err := spelling.spans(tokens)
		if err != nil {
			d.note(found(u.ID, SymbolsUnknown, Error, 0, "phonemes.csv: %s: %v", u.ID, err))
		}
		u.spoken = spans
	}
	return spelling.persian, nil
}

// parsePhonemes gives the tokens of every id, and the numbers of lines that
// are none. Of several columns the last one that is not empty counts; of
// several lines for one id the first one.
func parsePhonemes(data []byte) (tokens map[string][]string, broken []int) {
	tokens = map[string][]string{}
	for n, line := range lines(data) {
		columns := cutPhonemes(line)
		id := PlainID(strings.TrimSpace(columns[0]))
		fields := []string(nil)
		for _, c := range columns[1:] {
			if f := strings.Fields(c); len(f) > 0 {
				fields = f
			}
		}
		if !readable(line) || !safeID(id) || fields == nil || len(fields) > maxLine {
			broken = append(broken, n)
			continue
		}
		if _, again := tokens[id]; !again {
			tokens[id] = fields
		}
	}
	return tokens, broken
}

// cutPhonemes parts a line at its column separators. A "|" or "|," that
// stands alone between spaces is a token: the end of a word or clause.
func cutPhonemes(line string) []string {
	space := func(i int) bool { return i < 0 || i >= len(line) || line[i] == ' ' || line[i] == '\t' }
	var columns []string
	start := 0
	for i := range len(line) {
		if line[i] != '|' {
			continue
		}
		after := i + 1
		if after < len(line) && line[after] == ',' {
			after++
		}
		if i > 0 && space(i-1) && space(after) {
			continue
		}
		columns = append(columns, line[start:i])
		start = i + 1
	}
	return append(columns, line[start:])
}

// spelling brings the symbols of a folder to ours.
type spelling struct {
	ours    map[string]string
	persian bool
}

func newSpelling(given map[string][]string) spelling {
	seen := map[string]bool{}
	for _, tokens := range given {
		for _, t := range tokens {
			if t != "|" && t != "|," {
				seen[t] = true
			}
		}
	}
	symbols := make([]string, 0, len(seen))
	for s := range seen {
		symbols = append(symbols, s)
	}
	slices.Sort(symbols)
	s := spelling{ours: phoneme.CanonicalSet(symbols), persian: true}
	for _, o := range s.ours {
		if o != phoneme.Pause && !slices.Contains(phoneme.Persian, o) {
			s.persian = false
		}
	}
	return s
}

// spans reads one line's tokens. Tokens that hold several phonemes are taken
// apart.
func (s spelling) spans(tokens []string) ([]phoneSpan, error) {
	words := slices.Contains(tokens, "|") || slices.Contains(tokens, "|,")
	word, mark := -1, rune(0)
	if words {
		word = 0
	}
	var out []phoneSpan
	for _, token := range tokens {
		if token == "|" || token == "|," {
			word++
			if token == "|," {
				mark = clauseBreak
			}
			continue
		}
		symbols, err := s.read(token)
		if err != nil {
			return nil, err
		}
		for _, symbol := range symbols {
			out = append(out, phoneSpan{symbol: symbol, word: word, mark: mark})
			mark = 0
		}
	}
	if !slices.ContainsFunc(out, func(p phoneSpan) bool { return !isPause(p.symbol) }) {
		return nil, fmt.Errorf("%w: nothing is spoken", phoneme.ErrSymbol)
	}
	return out, nil
}

func (s spelling) read(token string) ([]string, error) {
	symbol, ok := s.ours[token]
	if !ok {
		symbol = phoneme.Canonical(token)
	}
	if _, known := phoneme.Features(symbol); known {
		return []string{symbol}, nil
	}
	parts, err := phoneme.ParseIPA(token)
	if err == nil && len(parts) == 0 {
		return nil, nil // a mark of stress or tone that stands alone
	}
	return parts, err
}
