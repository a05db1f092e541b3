package dataset

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// findAudio gives every utterance its file: in wavs/ or beside metadata.csv.
func (d *Dataset) findAudio(files fs.FS) {
	byStem, order := map[string]string{}, []string(nil)
	for _, dir := range []string{"wavs", "."} {
		order = append(order, listAudio(files, dir, byStem)...)
	}
	used := map[string]bool{}
	for i := range d.Utterances {
		u := &d.Utterances[i]
		u.audio = byStem[u.ID]
		if u.audio == "" && strings.Contains(u.ID, "/") {
			u.audio = nested(files, u.ID)
		}
		used[u.audio] = true
		switch {
		case u.audio == "":
			d.note(found(u.ID, MissingAudio, Error, 0, "no sound file for %s", u.ID))
		case u.Text == "":
			d.note(found(u.ID, TextMissing, Error, 0, "no text for %s", u.audio))
		}
	}
	for _, stem := range order {
		if file := byStem[stem]; !used[file] {
			d.note(found(stem, AudioWithoutText, Warning, 0, "metadata.csv has no line for %s", file))
		}
	}
}

// listAudio adds the sound files of a folder that are not there yet, and
// gives their stems in order.
func listAudio(files fs.FS, dir string, byStem map[string]string) []string {
	entries, err := fs.ReadDir(files, dir)
	if err != nil {
		return nil // no such folder: every utterance will be missing, which is reported
	}
	slices.SortStableFunc(entries, func(a, b fs.DirEntry) int { return SoundRank(a.Name()) - SoundRank(b.Name()) })
	var order []string
	for _, e := range entries {
		stem := strings.TrimSuffix(e.Name(), path.Ext(e.Name()))
		if e.IsDir() || SoundRank(e.Name()) < 0 || byStem[stem] != "" {
			continue
		}
		byStem[stem] = path.Join(dir, e.Name())
		order = append(order, stem)
	}
	slices.Sort(order)
	return order
}

// nested looks for the file of an id that names a folder within wavs.
func nested(files fs.FS, id string) string {
	for _, dir := range []string{"wavs", "."} {
		for _, ext := range extensions {
			name := path.Join(dir, id+ext)
			if info, err := fs.Stat(files, name); err == nil && info.Mode().IsRegular() {
				return name
			}
		}
	}
	return ""
}

// readSettings reads dataset.json, which may name language and licence.
func (d *Dataset) readSettings(files fs.FS) error {
	data, err := readText(files, "dataset.json")
	if err != nil || data == nil {
		return err
	}
	var settings struct {
		Name     string `json:"name"`
		Language string `json:"language"`
		License  string `json:"license"`
	}
	if err := json.Unmarshal(data, &settings); err != nil {
		return fmt.Errorf("dataset: dataset.json: %w", err)
	}
	if settings.Name != "" {
		d.Name = settings.Name
	}
	if settings.Language != "" {
		d.Language = strings.ToLower(settings.Language)
	}
	d.License = settings.License
	return nil
}
