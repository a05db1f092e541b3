package dataset

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"avagar/engine/phoneme"
)

// ReadingsFile of a folder has how a person wants utterances to be read, in lines
// as phonemes.csv has them. It outweighs phonemes.csv and align.tsv, which it
// leaves as they are.
const ReadingsFile = "readings.csv"

func (d *Dataset) readReadings(files fs.FS) error {
	data, err := readText(files, ReadingsFile)
	if err != nil || data == nil {
		return err
	}
	given, broken := parsePhonemes(data)
	for _, n := range broken {
		d.note(found("", TextUnreadable, Warning, float64(n), "%s line %d cannot be read", ReadingsFile, n))
	}
	d.HasTimes = false
	for i := range d.Utterances {
		u := &d.Utterances[i]
		if tokens, ok := given[u.ID]; ok {
			d.read(u, tokens)
		}
		d.HasTimes = d.HasTimes || u.times != nil
	}
	return nil
}

// WriteReading writes the tokens of ParseReading as it takes them.
func WriteReading(tokens []string) string {
	spans, err := spelling{}.spans(tokens)
	if err != nil {
		return ""
	}
	return fromSpans(spans, "").ipa()
}

// read has an utterance read as a person wants.
func (d *Dataset) read(u *Utterance, tokens []string) {
	d.Findings = slices.DeleteFunc(d.Findings, func(f Finding) bool {
		return f.ID == u.ID && (f.Code == PhonemesMissing || f.Code == SymbolsUnknown || f.Code == TimesUnreadable)
	})
	spans, err := spelling{}.spans(tokens)
	if err != nil {
		d.note(found(u.ID, SymbolsUnknown, Error, 0, "%s: %s: %v", ReadingsFile, u.ID, err))
		return
	}
	u.spoken, u.times, u.Reading = spans, nil, fromSpans(spans, "").ipa()
}

// NotPhoneme is a sign in a reading that stands for no sound; it wraps
// phoneme.ErrSymbol.
type NotPhoneme struct {
	Sign string
	err  error
}

func (e *NotPhoneme) Error() string { return fmt.Sprintf("dataset: reading: %q: %v", e.Sign, e.err) }

func (e *NotPhoneme) Unwrap() error { return e.err }

// ParseReading reads IPA that a person wrote: words parted by spaces, clauses by
// bars. A reading of Persian holds its sounds alone, and r means ɾ. It returns
// the tokens of a line of ReadingsFile. Errors: *NotPhoneme, phoneme.ErrSymbol
// where nothing is spoken.
func ParseReading(text string, persian bool) (tokens []string, err error) {
	sounds := 0
	end := "" // of the word before
	for clause := range strings.SplitSeq(text, "|") {
		for word := range strings.FieldsSeq(clause) {
			symbols, err := sounded(word, persian)
			if err != nil {
				return nil, err
			}
			if len(symbols) == 0 {
				continue // marks alone
			}
			if sounds > 0 {
				tokens = append(tokens, end)
			}
			tokens, end = append(tokens, symbols...), "|"
			sounds += len(symbols)
		}
		if sounds > 0 {
			end = "|,"
		}
	}
	if sounds == 0 || sounds > maxLine/4 {
		return nil, fmt.Errorf("dataset: reading of %d sounds: %w", sounds, phoneme.ErrSymbol)
	}
	return tokens, nil
}

// sounded are the phonemes of a word.
func sounded(word string, persian bool) ([]string, error) {
	symbols, err := phoneme.ParseIPA(word)
	if err != nil {
		return nil, &NotPhoneme{strange(word), err}
	}
	for i, s := range symbols {
		switch ours, err := phoneme.ParsePersian(s); {
		case s == phoneme.Pause:
			return nil, &NotPhoneme{s, phoneme.ErrSymbol}
		case !persian:
		case err != nil:
			return nil, &NotPhoneme{s, err}
		default:
			symbols[i] = ours[0]
		}
	}
	return symbols, nil
}

// strange is the first sign of a word that is none of the IPA.
func strange(word string) string {
	word = strings.ToValidUTF8(word, "\ufffd")
	for i, r := range word {
		if _, err := phoneme.ParseIPA(word[:i+utf8.RuneLen(r)]); err != nil {
			return string(r)
		}
	}
	return word
}

// Reading is how an utterance is read, in IPA as ParseReading takes it: as a
// person wants, as the folder's files say, else as g2p reads its text. Errors
// are those of g2p, and of an utterance that nobody knows how to read.
func (d *Dataset) Reading(id string, g2p func(text string) (phoneme.Utterance, error)) (string, error) {
	u, err := d.utterance(id)
	if err != nil {
		return "", err
	}
	p := preparation{Dataset: d, PrepareOptions: PrepareOptions{G2P: g2p}}
	s, err := p.write(u)
	return s.ipa(), err
}

// utterance is that of an id; fs.ErrNotExist where there is none.
func (d *Dataset) utterance(id string) (*Utterance, error) {
	i := slices.IndexFunc(d.Utterances, func(u Utterance) bool { return u.ID == id })
	if i < 0 {
		return nil, fmt.Errorf("dataset: utterance %s: %w", id, fs.ErrNotExist)
	}
	return &d.Utterances[i], nil
}

// ipa writes the script in IPA: words parted by spaces, clauses by bars.
func (s script) ipa() string {
	var out strings.Builder
	for i := 0; i < len(s.phones); {
		end := i + 1
		for end < len(s.phones) && s.word[end] == s.word[i] {
			end++
		}
		switch {
		case i > 0 && s.marks[i] != 0:
			out.WriteString(" | ")
		case i > 0:
			out.WriteByte(' ')
		}
		out.WriteString(joined(s.phones[i:end]))
		i = end
	}
	return out.String()
}

// joined writes a word's phonemes without anything between them, or with full
// stops where some would be read as one.
func joined(phones []string) string {
	word := strings.Join(phones, "")
	if again, err := phoneme.ParseIPA(word); err != nil || !slices.Equal(again, phones) {
		return strings.Join(phones, ".")
	}
	return word
}
