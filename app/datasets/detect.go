package datasets

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"avagar/app"
	"avagar/engine/audio"
)

// Kind is the form that recordings come in.
type Kind string

// The kinds that Detect tells apart.
const (
	LJSpeech    Kind = "ljspeech"     // metadata.csv and a folder of sounds
	CommonVoice Kind = "common_voice" // validated.tsv and clips/
	Pairs       Kind = "pairs"        // name.wav and name.txt
	Piper       Kind = "piper"        // of Piper recording studio: language/group/number.webm and .txt
	Mimic       Kind = "mimic"        // of Mimic recording studio: a list that ends in -metadata.txt
	Long        Kind = "long"         // long recordings, each with its text
)

// Found is what Detect saw.
type Found struct {
	Kind       Kind
	Title      string // what the dataset may be called
	Zip        bool
	Utterances int // recordings with a text; of Long the recordings to be cut
	Untold     int // recordings without a text
	Lost       int // texts without a recording
	Language   string
	License    string
	Speaker    string // who was chosen of several
	Speakers   int
	Bytes      int64 // of the recordings
}

// Source is what recordings are brought from.
type Source struct {
	Path string // of a folder, a zip, or one long recording
	Text string // file of what the one long recording says; empty: the .txt beside it
}

// Detect looks what a source holds, and reads no sound.
//
// Errors: ErrNoSound, ErrNoTranscripts, ErrNoMatch, ErrUnsupported, ErrForm, ErrTooMany,
// archive.ErrArchive and archive.ErrLies for zips, hub.ErrUnsafePath for hostile names.
func Detect(src Source) (Found, error) {
	p, err := look(src)
	if err != nil {
		return Found{}, about(src.Path, err)
	}
	return p.found(), p.tree.Close()
}

func about(subject string, err error) error {
	return fmt.Errorf("datasets: %w", &app.About{Subject: subject, Err: err})
}

// plan is what is to be brought from a tree.
type plan struct {
	tree     *tree
	kind     Kind
	title    string
	language string
	license  string
	speaker  string
	speakers int
	takes    []take
	untold   int
	lost     int
	lists    bool              // train.txt or heldout.txt decide what is held out
	beside   map[string]string // files that go with the recordings as they are: path of each by its name
}

// take is one recording with its text.
type take struct {
	id   string
	text string
	path string // in the tree
}

func (p *plan) found() Found {
	f := Found{Kind: p.kind, Title: p.title, Zip: p.tree.zip != nil, Utterances: len(p.takes), Untold: p.untold, Lost: p.lost,
		Language: p.language, License: p.license, Speaker: p.speaker, Speakers: max(1, p.speakers)}
	for _, t := range p.takes {
		f.Bytes += p.tree.size[t.path]
	}
	return f
}

// look opens the source and plans what to take. The plan's tree has to be
// closed.
func look(src Source) (*plan, error) {
	t, err := open(src)
	if err != nil {
		return nil, err
	}
	p, err := t.plan(src)
	if err == nil {
		err = p.check()
	}
	if err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return p, nil
}

// open lists a folder or a zip; of a sound file, the folder that it lies in.
func open(src Source) (*tree, error) {
	if !isSound(src.Path) {
		return openTree(src.Path)
	}
	info, err := os.Stat(src.Path)
	if err != nil || info.IsDir() {
		return openTree(src.Path)
	}
	return alone(src)
}

// alone is a tree of a long recording and its text.
func alone(src Source) (*tree, error) {
	name, err := filepath.Abs(src.Path)
	if err != nil {
		return nil, err
	}
	dir, base := filepath.Split(name)
	t := &tree{title: stem(base), size: map[string]int64{}, disk: filepath.Clean(dir)}
	if t.root, err = os.OpenRoot(dir); err != nil {
		return nil, err
	}
	names := []string{base}
	if text := stem(base) + ".txt"; src.Text == "" {
		names = append(names, text)
	}
	for _, n := range names {
		if info, err := t.root.Stat(n); err == nil && info.Mode().IsRegular() {
			t.size[n], t.names = info.Size(), append(t.names, n)
		}
	}
	return t, nil
}

// plan tells the forms apart by their files, the surest first.
func (t *tree) plan(src Source) (*plan, error) {
	p := &plan{tree: t, title: t.title}
	if src.Text != "" {
		return p, p.longWith(src.Text)
	}
	any := false
	for _, n := range t.names {
		any = any || isSound(n)
	}
	if !any {
		return nil, ErrNoSound
	}
	for _, form := range []func(*plan) (bool, error){(*plan).ljspeech, (*plan).commonVoice, (*plan).mimic, (*plan).pairs} {
		if ok, err := form(p); ok || err != nil {
			return p, err
		}
	}
	for _, n := range t.names {
		if e := ending(n); e == ".csv" || e == ".tsv" || e == ".json" || e == ".jsonl" {
			return nil, ErrForm
		}
	}
	return nil, ErrNoTranscripts
}

// check refuses what could not be learned from whatever is done.
func (p *plan) check() error {
	if len(p.takes) == 0 {
		return ErrNoMatch
	}
	return p.readable()
}

// readable looks into some of the recordings, and fails where none of them is
// of a kind that can be read.
func (p *plan) readable() error {
	const some = 5
	foreign := ""
	for i := range min(some, len(p.takes)) {
		name := p.takes[i*len(p.takes)/min(some, len(p.takes))].path
		head, err := p.tree.head(name)
		if err != nil {
			return err
		}
		kind, ok := audio.Foreign(head)
		if !ok {
			return nil
		}
		foreign = kind
	}
	return fmt.Errorf("%w: %s", ErrUnsupported, foreign)
}

// plain is a text on one line, without what parts the columns.
func plain(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "|", " ")), " ")
}
