package recorder

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"avagar/engine/audio"
	"avagar/engine/checkpoint"
)

// Files of a set beside wavs/ and metadata.csv, which hold what was accepted.
const (
	promptsFile  = "prompts.csv"   // id|text, in the order that they are read in
	noteFile     = "recorder.json" // what only the recorder needs
	aboutFile    = "dataset.json"  // what everyone reads
	metadataFile = "metadata.csv"
	wavsFolder   = "wavs"
	takesFolder  = "takes" // takes that nobody has judged yet
)

// prompt is a sentence to be read.
type prompt struct {
	id, text string
	sounds   sounds
}

// note is what the recorder remembers of a set.
type note struct {
	Silent  bool     `json:"silent,omitempty"` // no sounds mark the ends of a take
	Skipped []string `json:"skipped,omitempty"`
}

// about tells whose voice it is, and that they agreed.
type about struct {
	Name     string    `json:"name"`
	Language string    `json:"language"`
	License  string    `json:"license,omitempty"`
	Speaker  string    `json:"speaker"`
	Consent  string    `json:"consent"` // what the speaker agreed to, in their language
	Agreed   time.Time `json:"agreed"`
}

// set is a folder of recordings that is being filled.
type set struct {
	dir     string
	about   about
	note    note
	prompts []prompt
	kept    map[string]time.Duration // length of what was accepted, by id
	all     sounds
}

// openSet reads a folder; ErrSet where it is none of the recorder's.
func openSet(dir string) (*set, error) {
	s := &set{dir: dir, kept: map[string]time.Duration{}, all: newSounds()}
	if err := s.readPrompts(); err != nil {
		return nil, err
	}
	if err := s.readJSON(aboutFile, &s.about); err != nil {
		return nil, err
	}
	if err := s.readJSON(noteFile, &s.note); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	return s, s.readKept()
}

func (s *set) path(parts ...string) string {
	return filepath.Join(append([]string{s.dir}, parts...)...)
}

func (s *set) wav(folder, id string) string { return s.path(folder, id+".wav") }

func (s *set) readJSON(name string, v any) error {
	data, err := os.ReadFile(s.path(name))
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		return fmt.Errorf("%w: %s: %w", ErrSet, name, err)
	}
	return nil
}

func (s *set) writeJSON(name string, v any) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("recorder: %s: %w", name, err)
	}
	if err := checkpoint.WriteBytes(s.path(name), data); err != nil {
		return fmt.Errorf("recorder: %w", err)
	}
	return nil
}

// maxPrompts is how many sentences of a file are read.
const maxPrompts = 10_000

func (s *set) readPrompts() error {
	data, err := os.ReadFile(s.path(promptsFile))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrSet, err)
	}
	if s.prompts, err = parsePrompts(string(data)); err != nil {
		return err
	}
	for i := range s.prompts {
		p := &s.prompts[i]
		if p.sounds, err = soundsOf(p.text); err != nil {
			return err
		}
		s.all.add(p.sounds)
	}
	return nil
}

// parsePrompts reads lines of id|text. A person may have edited them: what is no
// such line is left out.
func parsePrompts(data string) ([]prompt, error) {
	var list []prompt
	seen := map[string]bool{}
	for line := range strings.Lines(strings.ToValidUTF8(data, "")) {
		id, text, _ := strings.Cut(strings.TrimSpace(line), "|")
		text, _, _ = strings.Cut(text, "|")
		if text = strings.TrimSpace(text); !safeID(id) || seen[id] || text == "" || len(list) == maxPrompts {
			continue
		}
		seen[id] = true
		list = append(list, prompt{id: id, text: text})
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%w: %s has no sentences", ErrSet, promptsFile)
	}
	return list, nil
}

// safeID takes ids that can be the name of a file, everywhere.
func safeID(id string) bool {
	return id != "" && len(id) <= 60 && !strings.ContainsFunc(id, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_'
	})
}

// readKept finds what was accepted. Where the program ended between the sound
// and its line, the line is written now.
func (s *set) readKept() error {
	for _, p := range s.prompts {
		if d, err := length(s.wav(wavsFolder, p.id)); err == nil {
			s.kept[p.id] = d
		} else if !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	lines, err := s.metadata()
	if err != nil {
		return err
	}
	for _, p := range s.prompts {
		if _, ok := s.kept[p.id]; ok && !slices.ContainsFunc(lines, p.isIn) {
			if err := s.list(p); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p prompt) isIn(line string) bool { return strings.HasPrefix(line, p.id+"|") }

// metadata are the lines of what was accepted.
func (s *set) metadata() ([]string, error) {
	data, err := os.ReadFile(s.path(metadataFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("recorder: %w", err)
	}
	return strings.Split(strings.TrimRight(string(data), "\n"), "\n"), nil
}

// list writes the line of a sentence that was read, in place of one before.
func (s *set) list(p prompt) error {
	lines, err := s.metadata()
	if err != nil {
		return err
	}
	line := p.id + "|" + p.text
	if i := slices.IndexFunc(lines, p.isIn); i >= 0 {
		lines[i] = line
	} else {
		lines = append(lines, line)
	}
	if err := checkpoint.WriteBytes(s.path(metadataFile), []byte(strings.Join(lines, "\n")+"\n")); err != nil {
		return fmt.Errorf("recorder: %w", err)
	}
	return nil
}

// accept makes the take that waits the one that counts.
func (s *set) accept(p prompt) error {
	waiting, kept := s.wav(takesFolder, p.id), s.wav(wavsFolder, p.id)
	d, err := length(waiting)
	if err != nil {
		return err
	}
	if err := os.Rename(waiting, kept); err != nil {
		return fmt.Errorf("recorder: %w", err)
	}
	s.kept[p.id] = d
	if err := errors.Join(syncFolder(s.path(wavsFolder)), s.list(p)); err != nil {
		return err
	}
	return s.skip(p, false)
}

// skip notes that a sentence is not to be read, or is after all.
func (s *set) skip(p prompt, skipped bool) error {
	i := slices.Index(s.note.Skipped, p.id)
	switch {
	case skipped && i < 0:
		s.note.Skipped = append(s.note.Skipped, p.id)
	case !skipped && i >= 0:
		s.note.Skipped = slices.Delete(s.note.Skipped, i, i+1)
	default:
		return nil
	}
	return s.writeJSON(noteFile, s.note)
}

// next is where there is something to do, behind a place and then from the
// beginning: a take to be judged, or a sentence that was neither read nor
// skipped. Where all is done it is the place itself.
func (s *set) next(from int) int {
	for i := range s.prompts {
		at := (from + i) % len(s.prompts)
		p := s.prompts[at]
		if _, kept := s.kept[p.id]; s.waits(p) || !kept && !slices.Contains(s.note.Skipped, p.id) {
			return at
		}
	}
	return min(from, len(s.prompts)-1)
}

// waits tells whether a take is there that nobody has judged.
func (s *set) waits(p prompt) bool {
	_, err := os.Stat(s.wav(takesFolder, p.id))
	return err == nil
}

// coverage is what was accepted, of all.
func (s *set) coverage() Coverage {
	had := newSounds()
	for _, p := range s.prompts {
		if _, ok := s.kept[p.id]; ok {
			had.add(p.sounds)
		}
	}
	return Coverage{len(had.phonemes), len(s.all.phonemes), len(had.pairs), len(s.all.pairs)}
}

func (s *set) length() (sum time.Duration) {
	for _, d := range s.kept {
		sum += d
	}
	return sum
}

// length is that of a sound file.
func length(path string) (time.Duration, error) {
	if d, ok := ownLength(path); ok {
		return d, nil
	}
	if _, err := os.Stat(path); err != nil {
		return 0, fmt.Errorf("recorder: %w", err)
	}
	clip, err := audio.ReadFile(path)
	if err != nil {
		return 0, nil // it is there; the check of the dataset tells what is wrong with it
	}
	return clip.Duration(), nil
}
