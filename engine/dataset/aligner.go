package dataset

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"avagar/engine/align"
)

// Aligner knows how the speaker of a folder sounds: it finds phonemes in
// recordings, and texts that do not fit them.
type Aligner struct {
	model *align.Model
	usual usual
}

// alignerFile is an Aligner as it is kept.
type alignerFile struct {
	Usual usual  `json:"usual"`
	Model []byte `json:"model"` // as align.Model encodes it
}

// Encode writes an aligner for DecodeAligner.
func (a *Aligner) Encode() ([]byte, error) {
	var model bytes.Buffer
	if err := a.model.Encode(&model); err != nil {
		return nil, fmt.Errorf("dataset: aligner: %w", err)
	}
	data, err := json.Marshal(alignerFile{a.usual, model.Bytes()})
	if err != nil {
		return nil, fmt.Errorf("dataset: aligner: %w", err)
	}
	return data, nil
}

// DecodeAligner reads what Encode wrote. Anything else wraps ErrCache.
func DecodeAligner(data []byte) (*Aligner, error) {
	var f alignerFile
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("%w: aligner: %w", ErrCache, err)
	}
	model, err := align.Decode(bytes.NewReader(f.Model), int64(len(f.Model)))
	if err != nil {
		return nil, fmt.Errorf("%w: aligner: %w", ErrCache, err)
	}
	return &Aligner{model, f.Usual}, nil
}

// Check looks at every recording as Scan does and, where at least so many
// utterances can be used, learns how the speaker sounds and judges by it whether
// the texts fit. What it learns is in the cache of Prepare, so that a training on
// the same folder need not learn it again. The aligner is nil where there are
// fewer, or nothing could be learned from them.
func (d *Dataset) Check(ctx context.Context, o PrepareOptions, least int) (Report, *Aligner, error) {
	p, err := d.preparation(o)
	if err != nil {
		return Report{}, nil, err
	}
	defer p.root.Close()
	p.bare = true
	if err := p.features(ctx); err != nil {
		return Report{}, nil, err
	}
	report := d.report(p.seen)
	a, err := p.aligner(ctx, least)
	if err != nil {
		return Report{}, nil, err
	}
	p.amend(&report)
	return report, a, nil
}

// aligner learns how the speaker sounds and judges every utterance by it.
func (p *preparation) aligner(ctx context.Context, least int) (*Aligner, error) {
	able := 0
	for i := range p.items {
		if p.items[i].ok() {
			able++
		}
	}
	if able < max(least, 1) {
		return nil, nil
	}
	p.rebalance()
	if err := p.time(ctx); errors.Is(err, align.ErrNoData) || errors.Is(err, align.ErrTooShort) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	return &Aligner{p.model, p.judge()}, nil
}

// amend adds to a report what preparing found and looking at recordings does
// not: sounds that are too short for what they are to say, and texts that do not
// fit or that say nothing.
func (p *preparation) amend(r *Report) {
	rows := make(map[string]*Row, len(r.Rows))
	for i := range r.Rows {
		rows[r.Rows[i].ID] = &r.Rows[i]
	}
	for i := range p.items {
		it := &p.items[i]
		row := rows[it.ID]
		for _, f := range it.findings {
			switch f.Code {
			case BadTranscript, TooShort:
				r.add(row, f)
			case PhonemesMissing:
				if f.Severity != Error {
					continue
				}
				if f.Code = TextUnspoken; !p.persian() { // phonemes may follow
					f.Code, f.Severity = LanguageUnread, Warning
				}
				r.add(row, f)
			}
		}
	}
}

// add adds a finding of a kind that a row does not have.
func (r *Report) add(row *Row, f Finding) {
	for _, had := range row.Findings {
		if had.Code == f.Code && had.Severity == f.Severity {
			return
		}
	}
	row.Findings = append(row.Findings, f)
	if row.Usable && f.Severity == Error {
		row.Usable = false
		r.Usable--
		r.UsableMinutes -= row.Seconds / 60
	}
}

// Located is where the phonemes and pauses of an utterance lie in its recording,
// all of which they cover.
type Located struct {
	Times []Time // in samples at Rate
	Rate  int    // Hz, of the file
	Doubt *Finding
}

// Locate finds the phonemes of one utterance; exact times that the folder has
// outweigh the aligner, which may be nil then. Errors: align.ErrSymbol for a sound
// that it has never heard, align.ErrTooShort, ErrNoUtterances for a recording that
// cannot be used, fs.ErrNotExist.
func (d *Dataset) Locate(ctx context.Context, id string, a *Aligner, o PrepareOptions) (Located, error) {
	u, err := d.utterance(id)
	if err != nil {
		return Located{}, err
	}
	p, err := d.preparation(o)
	if err != nil {
		return Located{}, err
	}
	defer p.root.Close()
	p.bare = true
	it := &item{Utterance: u}
	if _, err := p.prepareOne(it, nil); err != nil {
		return Located{}, err
	}
	if !it.ok() {
		return Located{}, fmt.Errorf("dataset: %s: %w: %v", id, ErrNoUtterances, it.findings)
	}
	l := Located{Rate: it.rate}
	if it.times != nil {
		it.segments = p.timed(it)
	} else if l.Doubt, err = p.locate(ctx, it, a); err != nil {
		return Located{}, err
	}
	l.Times = p.times(it)
	return l, nil
}

// ErrNoAligner says that nobody has learned yet how a speaker sounds.
var ErrNoAligner = errors.New("dataset: no aligner")

func (p *preparation) locate(ctx context.Context, it *item, a *Aligner) (*Finding, error) {
	if a == nil {
		return nil, ErrNoAligner
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	aligned, fit, err := a.model.Compare(p.alignable(it))
	if err != nil {
		return nil, fmt.Errorf("dataset: %w", err)
	}
	it.segments, it.fit = aligned.Segments, fit
	if f, doubt := a.usual.doubt(it); doubt {
		return &f, nil
	}
	return nil, nil
}

// times are the segments of an item in samples of its file; what was trimmed is
// silence.
func (p *preparation) times(it *item) []Time {
	file := func(samples int) int {
		return int(int64(it.start+samples) * int64(it.rate) / int64(p.Params.SampleRate))
	}
	var out []Time
	for _, s := range mergePauses(it.segments, p.Params.SampleRate) {
		out = append(out, Time{Symbol: s.Symbol, Start: file(s.Start), End: file(s.End)})
	}
	if len(out) > 0 && isPause(out[0].Symbol) {
		out[0].Start = 0
	} else if it.start > 0 {
		out = append([]Time{{Symbol: align.Pause, End: file(0)}}, out...)
	}
	if last := len(out) - 1; isPause(out[last].Symbol) {
		out[last].End = it.samples
	} else if out[last].End < it.samples {
		out = append(out, Time{Symbol: align.Pause, Start: out[last].End, End: it.samples})
	}
	return out
}

func (d *Dataset) preparation(o PrepareOptions) (*preparation, error) {
	if err := o.Params.Check(); err != nil {
		return nil, fmt.Errorf("dataset: %w", err)
	}
	if err := os.MkdirAll(o.CacheDir, 0o700); err != nil {
		return nil, fmt.Errorf("dataset: cache: %w", err)
	}
	root, err := os.OpenRoot(d.Dir)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoFolder, err)
	}
	return &preparation{Dataset: d, PrepareOptions: o, root: root}, nil
}
