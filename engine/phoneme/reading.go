package phoneme

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"avagar/engine/persian"
)

// Reading is how a written word is read where it stands.
type Reading struct {
	Text      string
	From, To  int        // bytes of the source
	Phones    []string   // IPA symbols, with an ezafe that links the word to the next
	Base      []string   // Phones without that ezafe: what a correction replaces
	Others    [][]string // other ways to read the word, as Base
	Guessed   bool       // by rule, for want of a lexicon entry
	Corrected bool       // as the person wants it
}

// Readings gives the words of a text with their places, as they are spoken where
// they stand. What normalising reads as one (a number, a verb written in two
// parts) is one Reading; signs that are not spoken are none.
func (g *G2P) Readings(text string) iter.Seq[Reading] {
	return func(yield func(Reading) bool) {
		for piece, err := range persian.Pieces(strings.NewReader(text)) {
			if err != nil {
				return
			}
			for _, r := range g.pieceReadings(text, piece) {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// chunk is what stands between two spaces.
type chunk struct {
	from, to int
	words    []string // as it is normalised alone
}

func (g *G2P) pieceReadings(text string, piece persian.Piece) []Reading {
	chunks := chunksOf(text, piece.From, piece.To)
	var alone []string
	var owner []int // chunk of each word of alone
	for i, c := range chunks {
		for _, w := range c.words {
			alone, owner = append(alone, w), append(owner, i)
		}
	}
	var said []spoken
	for _, p := range persian.Normalize(piece.Text).Phrases {
		said = append(said, g.resolved(p.Words)...)
	}
	var out []Reading
	for _, b := range together(alone, owner, said) {
		if r, ok := g.read(text, chunks, b, said); ok {
			out = append(out, r)
		}
	}
	return out
}

func chunksOf(text string, from, to int) []chunk {
	var out []chunk
	for at := from; at < to; {
		end := at
		for end < to {
			r, n := utf8.DecodeRuneInString(text[end:to])
			if unicode.IsSpace(r) || r == utf8.RuneError && n == 1 {
				break
			}
			end += n
		}
		if end == at {
			_, n := utf8.DecodeRuneInString(text[at:to])
			at += n
			continue
		}
		if words := wordsOf(persian.Normalize(text[at:end])); len(words) > 0 {
			out = append(out, trimmedChunk(text, at, end, words))
		}
		at = end
	}
	return out
}

// trimmedChunk leaves brackets and stops beside a word out of its place.
func trimmedChunk(text string, from, to int, words []string) chunk {
	aside := func(r rune) bool { return unicode.IsPunct(r) || unicode.Is(unicode.Bidi_Control, r) }
	if inner := strings.TrimFunc(text[from:to], aside); inner != "" {
		from += strings.Index(text[from:to], inner)
		to = from + len(inner)
	}
	return chunk{from, to, words}
}

func wordsOf(t persian.Text) []string {
	var out []string
	for _, p := range t.Phrases {
		out = append(out, p.Words...)
	}
	return out
}

// block pairs chunks with the spoken words that they became; both end before
// their second number.
type block struct{ chunks, said [2]int }

// together finds which chunks became which words: words that are the same alone
// and in their sentence belong together, and what lies between such pairs does.
func together(alone []string, owner []int, said []spoken) []block {
	var out []block
	i, j := 0, 0
	add := func(i2, j2 int) { // words up to there belong to one another
		if i2 > i && j2 > j {
			b := block{[2]int{owner[i], owner[i2-1] + 1}, [2]int{j, j2}}
			if n := len(out); n > 0 && out[n-1].chunks[1] > b.chunks[0] { // more words of the same chunk
				out[n-1].chunks[1], out[n-1].said[1] = b.chunks[1], j2
			} else {
				out = append(out, b)
			}
		} else if n := len(out); n > 0 && j2 > j {
			out[n-1].said[1] = j2
		}
		i, j = i2, j2
	}
	for _, m := range matches(alone, said) {
		add(m[0], m[1])
		add(m[0]+1, m[1]+1)
	}
	add(len(alone), len(said))
	return out
}

// matches is the longest common subsequence, as pairs of indices.
func matches(alone []string, said []spoken) [][2]int {
	n, m := len(alone), len(said)
	table := make([]uint16, (n+1)*(m+1)) // [n+1][m+1] lengths from there on
	at := func(i, j int) *uint16 { return &table[i*(m+1)+j] }
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			if alone[i] == said[j].text {
				*at(i, j) = *at(i+1, j+1) + 1
			} else {
				*at(i, j) = max(*at(i+1, j), *at(i, j+1))
			}
		}
	}
	var out [][2]int
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case alone[i] == said[j].text:
			out = append(out, [2]int{i, j})
			i, j = i+1, j+1
		case *at(i+1, j) >= *at(i, j+1):
			i++
		default:
			j++
		}
	}
	return out
}

func (g *G2P) read(text string, chunks []chunk, b block, said []spoken) (Reading, bool) {
	first, last := chunks[b.chunks[0]], chunks[b.chunks[1]-1]
	r := Reading{Text: text[first.from:last.to], From: first.from, To: last.to}
	words := said[b.said[0]:b.said[1]]
	for i, s := range words {
		r.Phones = append(r.Phones, phones(s.final())...)
		_, corrected := g.correction(s.text)
		r.Guessed, r.Corrected = r.Guessed || s.guessed, r.Corrected || corrected
		if i+1 == len(words) {
			s.links = false
		}
		r.Base = append(r.Base, phones(s.final())...)
	}
	if len(words) == 1 {
		r.Others = g.others(words[0])
	}
	return r, len(r.Phones) > 0
}

// others are the lexicon's readings of a word but the one that was taken.
func (g *G2P) others(s spoken) [][]string {
	var out [][]string
	for _, r := range g.words.words[s.key] {
		if r.phones != s.phones {
			out = append(out, phones(r.phones))
		}
	}
	return out
}
