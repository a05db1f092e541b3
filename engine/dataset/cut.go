package dataset

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"avagar/engine/align"
	"avagar/engine/audio"
	"avagar/engine/phoneme"
)

// ErrNothingFits says that a recording does not say the text it came with.
var ErrNothingFits = errors.New("dataset: the recording does not say the text")

// CutOptions steer the cutting of a long recording.
type CutOptions struct {
	G2P      func(text string) (phoneme.Utterance, error) // nil: letters are taken for sounds
	Progress func(stage string, done, total int)          // stages: StageLearn, StageAlign
}

// Cut is a part of a long recording between two pauses, with its sentences.
type Cut struct {
	Text       string
	Start, End int // samples, with a little silence around the speech
	Sentences  int // in it
}

// cutRate is what is listened to while cutting, in Hz.
const cutRate = 16000

// CutLong parts a recording at pauses so that each part says one of the
// sentences, in their order, or some of them where no pause parts them. Lengths
// place them first; then an aligner that has learned from the recording itself
// moves the borders, until they stay. Sentences that do not sound as written
// are left out. Memory grows with the recording.
//
// Errors: ErrNothingFits, align.ErrNoData, that of G2P, and ctx's.
func CutLong(ctx context.Context, wave []float32, rate int, sentences []string, o CutOptions) ([]Cut, error) {
	heard, err := audio.Resample(wave, rate, cutRate)
	if err != nil {
		return nil, err
	}
	c := &cutter{CutOptions: o, wave: heard, pauses: findPauses(heard, cutRate)}
	if err := c.write(sentences); err != nil {
		return nil, err
	}
	if err := c.plausible(); err != nil {
		return nil, err
	}
	c.place()
	if err := c.refine(ctx); err != nil {
		return nil, err
	}
	kept, err := c.judge(ctx)
	if err != nil {
		return nil, err
	}
	return c.cuts(kept, float64(rate)/cutRate, len(wave)), nil
}

// cutter is the work on one long recording.
type cutter struct {
	CutOptions
	wave   []float32 // at cutRate
	pauses []pause   // the first one ends where speech begins, the last one begins where it ends
	lines  []line
	pieces []piece
	model  *align.Model
}

// line is a sentence and its sounds.
type line struct {
	text   string
	script script
}

// piece is some sentences that lie between two pauses.
type piece struct {
	first, last int // lines, the last one is not part of it
	from, to    int // pauses before and behind
}

// write finds the sounds of the sentences; those without any are left out.
func (c *cutter) write(sentences []string) error {
	for _, text := range sentences {
		s, err := c.script(text)
		if err != nil {
			return err
		}
		if len(s.phones) > 0 {
			c.lines = append(c.lines, line{text, s})
		}
	}
	if len(c.lines) == 0 {
		return fmt.Errorf("%w: nothing is said in it", ErrNothingFits)
	}
	return nil
}

func (c *cutter) script(text string) (script, error) {
	if c.G2P == nil {
		return fromLetters(text), nil
	}
	u, err := c.G2P(text)
	if err != nil {
		return script{}, fmt.Errorf("dataset: phonemes of %q: %w", printable(text), err)
	}
	return fromUtterance(u), nil
}

// fromLetters takes every letter for a sound, which in most scripts is true
// enough to find where a sentence lies.
func fromLetters(text string) script {
	var phones []string
	var word []int
	n := 0
	for w := range strings.FieldsSeq(strings.ToLower(text)) {
		for _, r := range w {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				phones, word = append(phones, string(r)), append(word, n)
			}
		}
		n++
	}
	s := newScript(len(phones))
	s.phones = phones
	copy(s.word, word)
	for i := 1; i < len(word); i++ {
		s.breaks[i] = word[i] != word[i-1]
	}
	return s
}

// plausible refuses a text that is far too long or too short for the speech.
func (c *cutter) plausible() error {
	letters := 0
	for _, l := range c.lines {
		letters += countLetters(l.text)
	}
	seconds := c.speech(len(c.pauses) - 1)
	if rate := float64(letters) / max(seconds, .1); rate < slowest || rate > fastest {
		return fmt.Errorf("%w: %d letters in %.0f s of speech", ErrNothingFits, letters, seconds)
	}
	return nil
}

// keptPause is how much of a pause stays with the speech at either side, in
// seconds; of a short one, half.
const keptPause = .2

func (c *cutter) cuts(pieces []piece, scale float64, samples int) []Cut {
	out := make([]Cut, len(pieces))
	for i, p := range pieces {
		texts := make([]string, 0, p.last-p.first)
		for _, l := range c.lines[p.first:p.last] {
			texts = append(texts, l.text)
		}
		start, end := c.bounds(p)
		out[i] = Cut{Text: strings.Join(texts, " "), Sentences: p.last - p.first, Start: min(int(float64(start)*scale), samples), End: min(int(float64(end)*scale), samples)}
	}
	return out
}

// bounds are the samples of a piece.
func (c *cutter) bounds(p piece) (start, end int) {
	before, behind := c.pauses[p.from], c.pauses[p.to]
	margin := func(p pause) int { return min(int(keptPause*cutRate), (p.end-p.start)/2) }
	return before.end - margin(before), behind.start + margin(behind)
}

// utterance is a piece to align.
func (c *cutter) utterance(p piece) align.Utterance {
	start, end := c.bounds(p)
	s := c.join(p.first, p.last)
	return align.Utterance{ID: c.lines[p.first].text, Wave: c.wave[start:end], Phones: s.phones, Break: s.breaks}
}

// join lays lines behind each other.
func (c *cutter) join(first, last int) (s script) {
	for _, l := range c.lines[first:last] {
		if n := len(s.breaks); n > 0 {
			s.breaks = s.breaks[:n-1] // the end of a line is the beginning of the next
		}
		s.phones = append(s.phones, l.script.phones...)
		s.breaks = append(s.breaks, l.script.breaks...)
	}
	return s
}
