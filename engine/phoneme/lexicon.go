package phoneme

import (
	"bufio"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
)

// ErrLexicon tells that a lexicon file breaks its format.
var ErrLexicon = errors.New("phoneme: malformed lexicon")

//go:embed lexicon/*.tsv
var lexiconFiles embed.FS

// Class is a set of word classes.
type Class uint16

const (
	Noun Class = 1 << iota
	Adjective
	Verb
	Preposition
	Adverb
	Conjunction
	Pronoun
	Number
	Name
	Other
)

// classLetters stands in the order of the constants above.
const classLetters = "navpdcrxNe"

// String writes the letters of the lexicon files.
func (c Class) String() string {
	var b strings.Builder
	for i := range len(classLetters) {
		if c&(1<<i) != 0 {
			b.WriteByte(classLetters[i])
		}
	}
	return b.String()
}

func (c Class) has(any Class) bool { return c&any != 0 }

func parseClass(text string) (Class, error) {
	var c Class
	for _, r := range text {
		i := strings.IndexRune(classLetters, r)
		if i < 0 {
			return 0, fmt.Errorf("class %q: %w", clip(text), ErrLexicon)
		}
		c |= 1 << i
	}
	return c, nil
}

// reading is one way to say a word: repr1 and what it then is.
type reading struct {
	phones string
	class  Class
}

// lexicon maps a word without ZWNJ and harakat to its readings, the first being
// the default. Stems of verbs are kept apart, since they take their own endings.
type lexicon struct {
	words   map[string][]reading
	past    map[string][]string
	present map[string][]string
}

func newLexicon() *lexicon {
	return &lexicon{words: map[string][]reading{}, past: map[string][]string{}, present: map[string][]string{}}
}

// embeddedLexicon reads the files function.tsv and verbs.tsv first: their
// readings are the default where another file has the word too.
func embeddedLexicon() (*lexicon, error) {
	names, err := fs.Glob(lexiconFiles, "lexicon/*.tsv")
	if err != nil {
		return nil, err
	}
	x := newLexicon()
	read := map[string]bool{}
	for _, name := range append([]string{"lexicon/function.tsv", "lexicon/verbs.tsv"}, names...) {
		if read[name] {
			continue
		}
		read[name] = true
		file, err := lexiconFiles.Open(name)
		if err != nil {
			return nil, fmt.Errorf("lexicon %s: %w", name, err)
		}
		err = x.read(file)
		file.Close()
		if err != nil {
			return nil, fmt.Errorf("lexicon %s: %w", name, err)
		}
	}
	return x, nil
}

// read adds the lines of a file: word, phones, class letters and, for a stem of
// a verb, "past" or "present"; tabs between, # begins a comment line.
func (x *lexicon) read(r io.Reader) error {
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		if line == "" || line[0] == '#' {
			continue
		}
		if err := x.add(strings.Split(line, "\t")); err != nil {
			return fmt.Errorf("line %d %q: %w", n, clip(line), err)
		}
	}
	return lines.Err()
}

func (x *lexicon) add(fields []string) error {
	if len(fields) < 3 {
		return fmt.Errorf("%w: fewer than 3 columns", ErrLexicon)
	}
	word, repr := key(fields[0]), lexiconPhones(fields[1])
	class, err := parseClass(fields[2])
	if err != nil {
		return err
	}
	if _, err := ParseRepr1(repr); err != nil || repr == "" || word == "" {
		return fmt.Errorf("%w: phones %q", ErrLexicon, fields[1])
	}
	if len(fields) == 3 {
		x.words[word] = merge(x.words[word], reading{repr, class})
		return nil
	}
	switch fields[3] {
	case "past":
		x.past[word] = append(x.past[word], repr)
	case "present":
		x.present[word] = append(x.present[word], repr)
	default:
		return fmt.Errorf("%w: column 4 is %q", ErrLexicon, fields[3])
	}
	return nil
}

// merge adds a reading; the same phones met again only widen the class.
func merge(all []reading, r reading) []reading {
	for i := range all {
		if all[i].phones == r.phones {
			all[i].class |= r.class
			return all
		}
	}
	return append(all, r)
}

// lexiconPhones drops what the files may hold for the eye, and the glottal stop
// before a vowel that begins a word, which Persian does not tell from its absence.
func lexiconPhones(repr string) string {
	repr = strings.NewReplacer(" ", "", "-", "", "\u200c", "").Replace(repr)
	return strings.TrimPrefix(repr, "?")
}
