package datasets

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"avagar/engine/audio"
	"avagar/engine/dataset"
	"avagar/engine/persian"
	"avagar/engine/phoneme"
)

const (
	shortest = 40. // seconds of a recording that is worth cutting
	longest  = 220 // runes of a sentence, beyond which it is parted at its commas
)

// longCut is what is kept of the cutting of one recording, so that writing it
// goes on where it was stopped.
type longCut struct {
	Cuts    []dataset.Cut `json:"cuts"`
	LeftOut int           `json:"left_out"`
}

// cutAll cuts every long recording; the parts become the takes.
func (i *importing) cutAll(ctx context.Context) error {
	long := i.takes
	i.takes = nil
	for n, t := range long {
		if err := i.cutOne(ctx, t, len(long) == 1, filepath.Join(i.staging, fmt.Sprintf("cut-%d.json", n))); err != nil {
			return fmt.Errorf("%s: %w", t.path, err)
		}
	}
	for n := range long {
		if err := os.Remove(filepath.Join(i.staging, fmt.Sprintf("cut-%d.json", n))); err != nil {
			return err
		}
	}
	i.tidy()
	if len(i.takes) < 2 {
		return ErrOne
	}
	return nil
}

func (i *importing) cutOne(ctx context.Context, t take, alone bool, note string) error {
	wave, rate, err := i.decode(ctx, t.path)
	if err != nil {
		return err
	}
	if seconds := float64(len(wave)) / float64(rate); alone && seconds < shortest {
		return fmt.Errorf("%w: %.0f s", ErrOne, seconds)
	}
	made, err := i.cutsOf(ctx, t, wave, rate, note)
	if err != nil {
		return err
	}
	i.leftOut += made.LeftOut
	for n, c := range made.Cuts {
		if err := ctx.Err(); err != nil {
			return err
		}
		part := take{id: fmt.Sprintf("%s-%04d", fileName(t.id), n+1), text: plain(c.Text)}
		if err := i.writePart(part.id, wave[c.Start:c.End], rate); err != nil {
			return err
		}
		i.takes = append(i.takes, part)
		tell(i.progress, StageCut, int64(n+1), int64(len(made.Cuts)))
	}
	return nil
}

// writePart writes a sentence, unless it is there from a call before.
func (i *importing) writePart(id string, wave []float32, rate int) error {
	path := filepath.Join(i.staging, "wavs", id+".wav")
	const header = 44 // bytes
	if info, err := os.Lstat(path); err == nil && info.Size() == int64(header+2*len(wave)) {
		return nil
	}
	return audio.WriteWAVFile(path, wave, rate)
}

// decode reads a whole recording as one wave.
func (i *importing) decode(ctx context.Context, name string) (wave []float32, rate int, err error) {
	in, err := i.tree.open(name)
	if err != nil {
		return nil, 0, err
	}
	defer in.Close()
	r, ok := in.(io.ReadSeeker)
	if !ok { // packed in a zip
		path := filepath.Join(i.staging, "unpacked"+ending(name))
		if err := i.room(2 * i.tree.size[name]); err != nil {
			return nil, 0, err
		}
		if err := i.copy(ctx, name, path); err != nil {
			return nil, 0, err
		}
		defer os.Remove(path)
		f, err := os.Open(path)
		if err != nil {
			return nil, 0, err
		}
		defer f.Close()
		r = f
	}
	clip, err := audio.Decode(r)
	if err != nil {
		return nil, 0, err
	}
	wave, _ = clip.Mono()
	return wave, clip.Rate, nil
}

// cutsOf finds where the sentences lie, or remembers it from a call before.
func (i *importing) cutsOf(ctx context.Context, t take, wave []float32, rate int, note string) (made longCut, err error) {
	if data, err := os.ReadFile(note); err == nil && json.Unmarshal(data, &made) == nil && fits(made.Cuts, len(wave)) {
		return made, nil
	}
	sentences, err := sentencesOf(t.text)
	if err != nil {
		return longCut{}, err
	}
	o := dataset.CutOptions{Progress: func(stage string, done, total int) {
		if stage == dataset.StageLearn {
			tell(i.progress, StageLearn, int64(done), int64(total))
		}
	}}
	if i.persian(t.text) {
		o.G2P = phoneme.Phonemize
	}
	made = longCut{LeftOut: len(sentences)}
	if made.Cuts, err = dataset.CutLong(ctx, wave, rate, sentences, o); err != nil {
		return longCut{}, err
	}
	for _, c := range made.Cuts {
		made.LeftOut -= c.Sentences
	}
	return made, writeJSON(note, made)
}

func fits(cuts []dataset.Cut, samples int) bool {
	for _, c := range cuts {
		if c.Start < 0 || c.End <= c.Start || c.End > samples {
			return false
		}
	}
	return len(cuts) > 0
}

// persian tells whether the front end can read a text: as the language says,
// else by most of its letters.
func (p *plan) persian(text string) bool {
	if p.language != "" {
		return p.language == "fa" || strings.HasPrefix(p.language, "fa-")
	}
	arabic, others := 0, 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Arabic, r):
			arabic++
		case unicode.IsLetter(r):
			others++
		}
	}
	return arabic > others
}

// sentencesOf parts a text into what can be said in one breath or two.
func sentencesOf(text string) (out []string, err error) {
	for s, err := range persian.Sentences(strings.NewReader(text)) {
		if err != nil {
			return nil, err
		}
		out = append(out, clauses(plain(s))...)
	}
	return out, nil
}

// clauses parts a sentence that is too long near its middle, behind a comma.
func clauses(sentence string) []string {
	if utf8.RuneCountInString(sentence) <= longest {
		return []string{sentence}
	}
	best, middle := 0, len(sentence)/2
	for at, r := range sentence {
		if behind := at + utf8.RuneLen(r); strings.ContainsRune("،؛,;:—–", r) && max(behind-middle, middle-behind) < max(best-middle, middle-best) {
			best = behind
		}
	}
	head, tail := strings.TrimSpace(sentence[:best]), strings.TrimSpace(sentence[best:])
	if head == "" || tail == "" {
		return []string{sentence}
	}
	return append(clauses(head), clauses(tail)...)
}
