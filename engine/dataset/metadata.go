package dataset

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// maxLine bounds a text, in bytes: nobody speaks more in one breath.
const maxLine = 16 << 10

// readMetadata reads metadata.csv: id|text or id|text|normalised.
func (d *Dataset) readMetadata(files fs.FS) error {
	data, err := readText(files, "metadata.csv")
	if err != nil {
		return fmt.Errorf("%w: %w", ErrMetadata, err)
	}
	if data == nil {
		return ErrNoMetadata
	}
	d.parseMetadata(data)
	if len(d.Utterances) == 0 {
		return ErrNoUtterances
	}
	return nil
}

func (d *Dataset) parseMetadata(data []byte) {
	seen := map[string]bool{}
	for n, line := range lines(data) {
		id, text, columns := cutMetadata(line)
		switch {
		case !readable(line) || len(line) > maxLine:
			d.note(found(printable(id), TextUnreadable, Error, float64(n), "metadata.csv line %d is no text of at most %d bytes", n, maxLine))
			continue
		case !safeID(id):
			d.note(found(printable(id), RefusedID, Error, float64(n), "metadata.csv line %d: id %q", n, id))
			continue
		case seen[id]:
			d.note(found(id, DuplicateID, Warning, float64(n), "metadata.csv line %d repeats %q; the first line counts", n, id))
			continue
		case columns > 3:
			d.note(found(id, ExtraColumns, Warning, float64(columns), "metadata.csv line %d has %d columns; the first three count", n, columns))
		}
		seen[id] = true
		d.Utterances = append(d.Utterances, Utterance{ID: id, Text: text})
	}
}

// cutMetadata takes a line apart. Quotes belong to the text, as in LJSpeech,
// unless the id stands in quotes too.
func cutMetadata(line string) (id, text string, columns int) {
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if bare, ok := unquote(parts[0]); ok {
		parts[0] = bare
		for i, p := range parts {
			if bare, ok := unquote(p); ok {
				parts[i] = strings.ReplaceAll(bare, `""`, `"`)
			}
		}
	}
	if len(parts) > 1 {
		text = parts[1]
	}
	if len(parts) > 2 && parts[2] != "" {
		text = parts[2]
	}
	return PlainID(parts[0]), text, len(parts)
}

func unquote(s string) (string, bool) {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		return s, false
	}
	return s[1 : len(s)-1], true
}

// extensions of sound, those that can be read first.
var extensions = []string{
	".wav", ".flac", ".mp3", ".opus", ".ogg", ".oga", ".wave",
	".m4a", ".aac", ".wma", ".aiff", ".aif", ".webm", ".amr", ".caf", ".mp4", ".3gp",
}

// SoundRank tells by its name whether a file is sound: -1 where it is not, and
// less of two where that one is to be preferred.
func SoundRank(name string) int { return slices.Index(extensions, strings.ToLower(path.Ext(name))) }

// PlainID takes away what some programs add to an id: wavs/ and .wav.
func PlainID(id string) string {
	id = strings.TrimPrefix(id, "wavs/")
	if SoundRank(id) >= 0 {
		id = strings.TrimSuffix(id, path.Ext(id))
	}
	return id
}

// safeID refuses ids that could name a file outside the folder.
func safeID(id string) bool {
	return id != "" && len(id) <= 200 && id != "." && filepath.IsLocal(id) && fs.ValidPath(id) &&
		!strings.ContainsAny(id, `\:*?"<>`) && readable(id) && !strings.Contains(id, "\t")
}

// printable shortens an id for a finding.
func printable(id string) string {
	id = strings.ToValidUTF8(id, "\ufffd")
	if r := []rune(id); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return id
}

// ParseMetadata reads the text of a metadata.csv, UTF-8 without a byte order
// mark: its lines, and what is wrong with others.
func ParseMetadata(data []byte) ([]Utterance, []Finding) {
	var d Dataset
	d.parseMetadata(data)
	return d.Utterances, d.Findings
}
