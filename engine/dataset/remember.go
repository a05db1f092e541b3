package dataset

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"

	"avagar/engine/align"
)

// alignVersion changes whenever the aligner would place boundaries elsewhere.
const alignVersion = "4"

// aligned is what the stages learn and align found, as kept in the cache.
type aligned struct {
	Model      []byte // of align.Model
	Items      []alignedItem
	Across     float64           // as hearAcross measures it
	ItemsSum   string            // SHA-256 of Items as JSON, hex
	LaterFlaws map[int][]Finding // found while aligning, by item
}

type alignedItem struct {
	Segments   []align.Segment
	Likelihood float64
	Fit        align.Fit
}

// alignmentPath names the file by all that the alignment depends on.
func (p *preparation) alignmentPath() string {
	h := sha256.New()
	e := json.NewEncoder(h)
	e.Encode([]any{alignVersion, p.Params.SampleRate, len(p.items)})
	for i := range p.items {
		if it := &p.items[i]; it.ok() {
			e.Encode([]any{i, it.ID, it.apart(), filepath.Base(it.cache), it.script.phones, it.script.breaks, it.times})
		}
	}
	return filepath.Join(p.CacheDir, hex.EncodeToString(h.Sum(nil))+".alignment")
}

// recall takes the alignment from the cache; false: it is not there, or
// damaged, and has to be made.
func (p *preparation) recall(path string) bool {
	data, err := os.ReadFile(path)
	if err != nil {
		return false
	}
	var a aligned
	if json.Unmarshal(data, &a) != nil || len(a.Items) != len(p.items) || a.ItemsSum != sumOf(a.Items, a.Across, a.LaterFlaws) {
		return false
	}
	model, err := align.Decode(bytes.NewReader(a.Model), int64(len(a.Model)))
	if err != nil {
		return false
	}
	p.model, p.across = model, a.Across
	for i := range p.items {
		it, was := &p.items[i], a.Items[i]
		it.segments, it.likelihood, it.fit = was.Segments, was.Likelihood, was.Fit
		it.findings = append(it.findings, a.LaterFlaws[i]...)
	}
	return true
}

// remember writes the alignment for next time; before says how many findings
// each item had when aligning began.
func (p *preparation) remember(path string, before []int) error {
	a := aligned{Across: p.across, Items: make([]alignedItem, len(p.items)), LaterFlaws: map[int][]Finding{}}
	for i := range p.items {
		it := &p.items[i]
		a.Items[i] = alignedItem{Segments: it.segments, Likelihood: it.likelihood, Fit: it.fit}
		if late := it.findings[before[i]:]; len(late) > 0 {
			a.LaterFlaws[i] = late
		}
	}
	a.ItemsSum = sumOf(a.Items, a.Across, a.LaterFlaws)
	var model bytes.Buffer
	if err := p.model.Encode(&model); err != nil {
		return err
	}
	a.Model = model.Bytes()
	data, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return writeWhole(path, data)
}

func sumOf(parts ...any) string {
	data, err := json.Marshal(parts)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
