package dataset

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

// spoilt is what is done to the text of an utterance.
type spoilt string

const (
	exchanged spoilt = "exchanged" // for another one's of like length
	cut       spoilt = "words missing"
	added     spoilt = "words added"
)

// spoiling changes texts and learns from the rest and from them.
type spoiling struct {
	*preparation
	right []script
	used  []int
	r     *rand.Rand
}

func newSpoiling(t *testing.T, dir string) *spoiling {
	t.Helper()
	d, err := Open(dir)
	if err != nil {
		t.Skip("../shared is absent")
	}
	for i := range d.Utterances { // as it is with people's recordings: the front end reads the texts
		d.Utterances[i].spoken = nil
		d.Utterances[i].Unused = d.Utterances[i].HeldOut
	}
	p, err := d.preparation(PrepareOptions{Params: mel.DefaultParams(), CacheDir: t.TempDir(), G2P: phoneme.Phonemize})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.root.Close() })
	p.bare = true
	if err := p.features(context.Background()); err != nil {
		t.Fatal(err)
	}
	s := &spoiling{preparation: p}
	for i := range p.items {
		s.right = append(s.right, p.items[i].script)
		if p.items[i].ok() {
			s.used = append(s.used, i)
		}
	}
	return s
}

// begin gives every text back and chooses anew by a seed.
func (s *spoiling) begin(seed uint64) {
	s.r = rand.New(rand.NewPCG(seed, 9))
	for i := range s.items {
		s.items[i].script, s.items[i].findings, s.items[i].segments = s.right[i], nil, nil
	}
}

// spoil changes the text of utterances by chance, n of each kind, and tells
// which.
func (s *spoiling) spoil(n int) map[int]spoilt {
	done := map[int]spoilt{}
	order := s.r.Perm(len(s.used))
	for len(order) > 0 && len(done) < 3*n {
		i := s.used[order[0]]
		order = order[1:]
		kind := []spoilt{exchanged, cut, added}[len(done)%3]
		if changed, ok := s.change(i, kind); ok {
			s.items[i].script = changed
			done[i] = kind
		}
	}
	return done
}

func (s *spoiling) change(i int, kind spoilt) (script, bool) {
	own := s.right[i]
	words := own.word[len(own.word)-1] + 1
	other := s.right[s.used[s.r.IntN(len(s.used))]]
	switch kind {
	case exchanged:
		for range 1000 {
			other = s.right[s.used[s.r.IntN(len(s.used))]]
			if a, b := len(own.phones), len(other.phones); !slices.Equal(own.phones, other.phones) && 4*a < 5*b && 4*b < 5*a {
				return other, true
			}
		}
		return own, false
	case cut:
		first := s.r.IntN(max(1, words-2))
		return join(own.words(0, first), own.words(first+3, words)), words >= 6
	}
	at, first := s.r.IntN(words+1), s.r.IntN(max(1, other.word[len(other.word)-1]-2))
	return join(own.words(0, at), other.words(first, first+3), own.words(at, words)), true
}

// words are the phones from one word to before another.
func (s script) words(from, to int) script {
	var out script
	for i, w := range s.word {
		if w >= from && w < to {
			out.phones, out.word = append(out.phones, s.phones[i]), append(out.word, w)
			out.breaks, out.marks = append(out.breaks, s.breaks[i]), append(out.marks, s.marks[i])
		}
	}
	return out
}

func join(parts ...script) (out script) {
	for _, p := range parts {
		out.phones, out.breaks, out.marks = append(out.phones, p.phones...), append(out.breaks, p.breaks...), append(out.marks, p.marks...)
		for k, w := range p.word {
			if k == 0 || w != p.word[k-1] {
				w = 0
			}
			out.word = append(out.word, w)
		}
	}
	out.breaks, out.marks = append(out.breaks, true), append(out.marks, 0)
	return out
}

// tallied is what was found of a kind of flaw.
type tallied struct{ all, found, leftOut int }

func (s *spoiling) listen(t *testing.T, changed map[int]spoilt, into map[spoilt]*tallied) {
	t.Helper()
	if err := s.learn(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := s.align(context.Background()); err != nil {
		t.Fatal(err)
	}
	s.judge()
	for _, i := range s.used {
		kind := changed[i]
		if into[kind] == nil {
			into[kind] = &tallied{}
		}
		n := into[kind]
		n.all++
		if len(s.items[i].findings) > 0 {
			n.found++
		}
		if !usable(s.items[i].findings) {
			n.leftOut++
		}
	}
}

// roundsWanted is how often texts are spoilt: once with one wrong text, or
// AVAGAR_ROUNDS times with five of each kind.
func roundsWanted(t *testing.T) (rounds, each int) {
	text := os.Getenv("AVAGAR_ROUNDS")
	if text == "" {
		return 1, 1
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n, 5
}

func TestAWrongTextAmongAHundredIsFound(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("takes a quarter of a minute")
	}
	s := newSpoiling(t, filepath.Join("..", "..", "..", "shared", "speech", "adibian_fa_spk003"))
	rounds, each := roundsWanted(t)
	result := map[spoilt]*tallied{}
	for round := range rounds {
		s.begin(uint64(round))
		s.listen(t, s.spoil(each), result)
	}
	for kind, n := range result {
		t.Logf("%q: %d texts, %d found, %d left out", kind, n.all, n.found, n.leftOut)
	}
	if n := result[exchanged]; n.leftOut*100 < 95*n.all {
		t.Errorf("%d of %d exchanged texts are left out", n.leftOut, n.all)
	}
	for _, kind := range []spoilt{cut, added} {
		if n := result[kind]; n.found*100 < 75*n.all {
			t.Errorf("%s: %d of %d found", kind, n.found, n.all)
		}
	}
	if n := result[""]; n.found*100 > 3*n.all || n.leftOut*200 > n.all {
		t.Errorf("of %d right texts %d are doubted, %d left out", n.all, n.found, n.leftOut)
	}
}

// rewrite changes the phonemes of some lines of phonemes.csv.
func rewrite(t *testing.T, dir string, change map[int]func(tokens []string) []string) (ids map[int]string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, "phonemes.csv"))
	if err != nil {
		t.Fatal(err)
	}
	ids = map[int]string{}
	rows := strings.Split(string(data), "\n")
	for n, f := range change {
		id, tokens, _ := strings.Cut(rows[n], "|")
		ids[n] = id
		rows[n] = fmt.Sprintf("%s|%s", id, strings.Join(f(strings.Fields(tokens)), " "))
	}
	put(t, dir, "phonemes.csv", strings.Join(rows, "\n"))
	return ids
}

func TestWordsMissingOrTooManyAreFound(t *testing.T) {
	if raceEnabled {
		t.Skip("slow under the race detector, and TestCorpus runs the same code")
	}
	dir := spokenFolder(t, 20, false)
	ids := rewrite(t, dir, map[int]func([]string) []string{
		4: func(tokens []string) []string { return tokens[:len(tokens)-4] },
		9: func(tokens []string) []string { return append(tokens, strings.Fields("| s iː s m iː s")...) },
	})
	c := prepare(t, dir, PrepareOptions{})
	var found []string
	for _, f := range c.Excluded {
		if f.Code == BadTranscript {
			found = append(found, f.ID)
		}
	}
	if !slices.Equal(found, []string{ids[4], ids[9]}) {
		t.Errorf("found %v, want %v", c.Excluded, ids)
	}
}
