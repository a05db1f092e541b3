package dataset

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"avagar/engine/align"
	"avagar/engine/audio"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

// PrepareOptions say how a corpus is made.
type PrepareOptions struct {
	Params   mel.Params
	CacheDir string                                       // made where it is absent
	Workers  int                                          // default: all cores; it changes nothing in the result
	G2P      func(text string) (phoneme.Utterance, error) // Persian text; nil: only what phonemes.csv and align.tsv give
	Progress func(stage string, done, total int)          // stages: StageFeatures, StageLearn, StageAlign
}

// Stages of Prepare, in their order.
const (
	StageFeatures = "features" // utterances: decoded, checked, features cached
	StageLearn    = "learn"    // passes of the aligner's training
	StageAlign    = "align"    // utterances
)

// cacheVersion changes whenever the same recording would give other features.
const cacheVersion = "1"

// preparation is the work on one corpus.
type preparation struct {
	*Dataset
	PrepareOptions
	root   *os.Root
	items  []item
	seen   []recording // by item, without their waves
	model  *align.Model
	across float64 // as hearAcross measures it
	bare   bool    // without features
}

// item is what is known of one utterance from one stage to the next; its
// sound is decoded again where it is needed, so that memory stays small.
type item struct {
	*Utterance
	held       bool
	findings   []Finding
	script     script
	rate       int  // Hz, of the file
	samples    int  // of the file
	hum        bool // is to be removed
	start, end int  // samples at Params.SampleRate that are kept
	cache      string
	frames     int
	segments   []align.Segment // within start … end
	likelihood float64
	fit        align.Fit
}

func (it *item) ok() bool { return it.frames > 0 && usable(it.findings) }

// apart is how far an utterance is kept from what is learned: 0 not, 1 held out,
// 2 for the test.
func (it *item) apart() int {
	switch {
	case it.Test:
		return 2
	case it.held:
		return 1
	}
	return 0
}

// Prepare decodes and repairs every usable recording, caches its features,
// and finds its phonemes and their durations. Equal folders and options give
// equal corpora.
func (d *Dataset) Prepare(ctx context.Context, o PrepareOptions) (*Corpus, error) {
	p, err := d.preparation(o)
	if err != nil {
		return nil, err
	}
	defer p.root.Close()
	if err := p.features(ctx); err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(p.items, func(it item) bool { return it.ok() }) {
		return nil, p.useless()
	}
	p.rebalance()
	if err := p.time(ctx); err != nil {
		return nil, err
	}
	p.judge()
	return p.corpus()
}

// rebalance makes sure of something to train on, and of something held out,
// where no list decides and the recordings chosen by chance are unusable.
func (p *preparation) rebalance() {
	if p.fixedSplit {
		return
	}
	var left []*item
	train, least := 0, (*item)(nil)
	for i := range p.items {
		it := &p.items[i]
		if !it.ok() || it.Test {
			continue
		}
		left = append(left, it)
		if !it.held {
			train++
		}
		if least == nil || hashShare(it.ID) < hashShare(least.ID) {
			least = it
		}
	}
	switch {
	case train == 0:
		for _, it := range left {
			it.held = false
		}
	case train == len(left) && train >= 4:
		least.held = true
	}
}

// reasons names the commonest errors.
func (p *preparation) reasons() string {
	count := map[Code]int{}
	for _, it := range p.items {
		for _, f := range it.findings {
			if f.Severity == Error {
				count[f.Code]++
			}
		}
	}
	var out []string
	for code, n := range count {
		out = append(out, fmt.Sprintf("%s %d", code, n))
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func (p *preparation) features(ctx context.Context) error {
	byID := map[string][]Finding{}
	for _, f := range p.Findings {
		byID[f.ID] = append(byID[f.ID], f)
	}
	p.items = make([]item, len(p.Utterances))
	p.seen = make([]recording, len(p.items))
	unused := make([]recording, len(p.items))
	done := p.counter(StageFeatures, len(p.items))
	err := each(ctx, len(p.items), p.Workers, func() func(int) error {
		var analyzer *mel.Analyzer
		return func(i int) (err error) {
			defer done()
			u := &p.Utterances[i]
			it := &p.items[i]
			it.Utterance, it.held, it.findings = u, u.HeldOut, slices.Clone(byID[u.ID])
			if u.Unused || !usable(it.findings) {
				if p.bare && u.audio != "" {
					unused[i] = read(p.root, u)
					unused[i].wave = nil
				}
				return nil
			}
			if analyzer == nil && !p.bare {
				if analyzer, err = mel.NewAnalyzer(p.Params); err != nil {
					return fmt.Errorf("dataset: %w", err)
				}
			}
			p.seen[i], err = p.prepareOne(it, analyzer)
			return err
		}
	})
	for i, f := range duplicates(p.Utterances, p.seen) {
		if f != nil {
			p.items[i].findings = append(p.items[i].findings, *f)
		}
		if unused[i].heard() || unused[i].findings != nil {
			p.seen[i] = unused[i]
		}
	}
	if err == nil {
		err = p.there()
	}
	return err
}

func (p *preparation) counter(stage string, total int) func() {
	if p.Progress == nil {
		return func() {}
	}
	return counter(func(done, total int) { p.Progress(stage, done, total) }, total)
}

// prepareOne reads one recording and caches its features, unless they are not
// wanted.
func (p *preparation) prepareOne(it *item, analyzer *mel.Analyzer) (recording, error) {
	r := read(p.root, it.Utterance)
	if r.gone != nil {
		return r, r.gone
	}
	wave := r.wave
	r.wave = nil
	it.findings = append(it.findings, r.findings...)
	if !usable(it.findings) {
		return r, nil
	}
	var err error
	if it.script, err = p.write(it.Utterance); err != nil {
		it.findings = append(it.findings, found(it.ID, PhonemesMissing, Error, 0, "%v", err))
		return r, nil
	}
	it.rate, it.samples, it.hum = r.rate, len(wave), r.measures.HumDB >= humDB
	if wave, err = repair(wave, it.rate, p.Params.SampleRate, it.hum); err != nil {
		return r, fmt.Errorf("dataset: %s: %w", it.ID, err)
	}
	it.start, it.end = p.trim(it, wave)
	wave = wave[it.start:it.end]
	it.frames = p.Params.Frames(len(wave))
	if least := len(it.script.phones) + 2; it.frames < least {
		seconds := float64(len(wave)) / float64(p.Params.SampleRate)
		it.findings = append(it.findings, found(it.ID, TooShort, Error, seconds, "%.2f s for %d phonemes", seconds, len(it.script.phones)))
		return r, nil
	}
	it.cache = p.cachePath(it, r.hash)
	if p.bare || cached(it.cache, p.Params, it.frames) {
		return r, nil
	}
	return r, writeFeatures(it.cache, analyzer.Features(wave))
}

// cachePath names a file by all that its features depend on.
func (p *preparation) cachePath(it *item, hash [sha256.Size]byte) string {
	params, _ := json.Marshal(p.Params) // plain numbers: it cannot fail
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %x %s %d %d %v", cacheVersion, hash, params, it.start, it.end, it.hum))
	return filepath.Join(p.CacheDir, hex.EncodeToString(sum[:])+".features")
}

// trim says what to keep: the speech with a little silence around it.
func (p *preparation) trim(it *item, wave []float32) (start, end int) {
	if it.times == nil {
		return audio.TrimSilence(wave, p.Params.SampleRate, keptSilence)
	}
	kept := int(keptSilence.Seconds() * float64(p.Params.SampleRate))
	start, end = len(wave), 0
	for _, t := range it.times {
		if !isPause(t.Symbol) {
			start, end = min(start, p.rescale(it, t.Start)), max(end, p.rescale(it, t.End))
		}
	}
	start, end = max(0, start-kept), min(len(wave), end+kept)
	if start >= end { // times of another recording
		return 0, 0
	}
	return start, end
}

// rescale turns samples of the file into samples at Params.SampleRate.
func (p *preparation) rescale(it *item, samples int) int {
	return int(int64(samples) * int64(p.Params.SampleRate) / int64(it.rate))
}

// errNoPhonemes says that neither file nor front end knows the sounds.
var errNoPhonemes = errors.New("dataset: no phonemes")

// write finds what an utterance says: exact times first, then phonemes.csv,
// then the text front end.
func (p *preparation) write(u *Utterance) (script, error) {
	spans := u.spoken
	if u.times != nil {
		if spans = timedSpans(u.times); sameSounds(spans, u.spoken) {
			spans = withWords(spans, u.spoken)
		}
	}
	persian := p.persian()
	if spans == nil && (p.G2P == nil || !persian) {
		return script{}, fmt.Errorf("%w: none given, and no front end for %q", errNoPhonemes, p.Language)
	}
	if spans == nil {
		front, err := p.front(u.Text)
		if err == nil && len(front.phones) == 0 {
			err = fmt.Errorf("%w: nothing to say in %q", errNoPhonemes, printable(u.Text))
		}
		return front, err
	}
	s := fromSpans(spans, u.Text)
	if spans[0].word < 0 && p.G2P != nil && persian {
		front, err := p.front(u.Text)
		if err != nil {
			return script{}, err
		}
		s.borrowWords(front)
	}
	return s, nil
}

// persian tells whether the front end can read the texts.
func (d *Dataset) persian() bool { return d.Language == "fa" || strings.HasPrefix(d.Language, "fa-") }

func (p *preparation) front(text string) (script, error) {
	u, err := p.G2P(text)
	if err != nil {
		return script{}, fmt.Errorf("dataset: phonemes of %q: %w", printable(text), err)
	}
	return fromUtterance(u), nil
}

func timedSpans(times []Time) []phoneSpan {
	out := make([]phoneSpan, len(times))
	for i, t := range times {
		out[i] = phoneSpan{symbol: t.Symbol, word: -1}
	}
	return out
}

func spokenOnly(spans []phoneSpan) []phoneSpan {
	var out []phoneSpan
	for _, s := range spans {
		if !isPause(s.symbol) {
			out = append(out, s)
		}
	}
	return out
}

func sameSounds(a, b []phoneSpan) bool {
	return slices.EqualFunc(spokenOnly(a), spokenOnly(b), func(x, y phoneSpan) bool { return x.symbol == y.symbol })
}

// withWords gives timed phonemes the words that phonemes.csv has for them.
func withWords(timed, worded []phoneSpan) []phoneSpan {
	words := spokenOnly(worded)
	k := 0
	for i := range timed {
		if !isPause(timed[i].symbol) {
			timed[i].word, timed[i].mark = words[k].word, words[k].mark
			k++
		} else if len(words) > 0 {
			timed[i].word = words[max(0, k-1)].word
		}
	}
	return timed
}
