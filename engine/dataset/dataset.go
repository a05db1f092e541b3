// Package dataset reads LJSpeech folders, checks them and makes them ready
// for training: metadata.csv with ids and texts, sound in wavs/, and where the
// folder has them phonemes.csv, align.tsv, readings.csv, train.txt, heldout.txt,
// test.txt, excluded.txt and dataset.json.
package dataset

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"unicode"

	"avagar/engine/phoneme"
)

var (
	// ErrNoFolder says that the path is no readable folder.
	ErrNoFolder = errors.New("dataset: not a folder")
	// ErrNoMetadata says that the folder has no metadata.csv.
	ErrNoMetadata = errors.New("dataset: no metadata.csv")
	// ErrMetadata says that metadata.csv is no text of lines with columns.
	ErrMetadata = errors.New("dataset: metadata.csv cannot be read")
	// ErrNoUtterances says that nothing in the folder can be trained on.
	ErrNoUtterances = errors.New("dataset: no usable utterance")
)

// Utterance is one line of metadata.csv.
type Utterance struct {
	ID      string
	Text    string // the normalised column where there is one
	HeldOut bool   // not learned from
	Test    bool   // held out, and not even used to choose a checkpoint
	Reading string // in IPA, as a person wants it read; empty: as the files say, or the front end
	Unused  bool   // left out by train.txt and heldout.txt, or by excluded.txt

	audio  string      // path in the folder; empty: missing
	spoken []phoneSpan // from readings.csv or phonemes.csv; nil: none
	times  []Time      // from align.tsv, at the wave's own rate; nil: none
}

// Dataset is an opened folder: its texts are read, its sound is not.
type Dataset struct {
	Dir        string
	Name       string // of dataset.json, else of the folder
	Language   string // BCP 47; "und" where nobody says
	License    string // of dataset.json
	Utterances []Utterance
	Findings   []Finding // about texts, phonemes and missing files, in the order of the lines
	HasTimes   bool      // align.tsv gives exact times for at least one utterance

	fixedSplit bool // train.txt or heldout.txt exist
}

// Open reads the texts of a folder. What is wrong with single lines becomes a
// finding; an error means that there is nothing to work with.
func Open(dir string) (*Dataset, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoFolder, err)
	}
	defer root.Close()
	files := root.FS()
	d := &Dataset{Dir: dir, Name: filepath.Base(filepath.Clean(dir))}
	if err := d.readMetadata(files); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	d.findAudio(files)
	persian, err := d.readPhonemes(files)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if err := d.readTimes(files); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if err := d.readReadings(files); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	d.Language = "und"
	if persian && d.arabicScript() {
		d.Language = "fa"
	}
	if err := d.readSettings(files); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	return d, d.divide(files)
}

// arabicScript says whether most letters of the texts are of Persian's script.
func (d *Dataset) arabicScript() bool {
	arabic, others := 0, 0
	for _, u := range d.Utterances {
		for _, r := range u.Text {
			switch {
			case unicode.Is(unicode.Arabic, r):
				arabic++
			case unicode.IsLetter(r):
				others++
			}
		}
	}
	return arabic >= others
}

func (d *Dataset) note(f Finding) { d.Findings = append(d.Findings, f) }

// phoneSpan is a phoneme or a pause of phonemes.csv.
type phoneSpan struct {
	symbol string
	word   int  // index of its word; -1 where the file has no boundaries
	mark   rune // ، where the file marks a clause break before it
}

func isPause(symbol string) bool { return symbol == phoneme.Pause }

// maxText bounds each text file of a folder, in bytes.
const maxText = 256 << 20

// readText gives a text file as UTF-8 without byte order mark; nil and no
// error where it is absent.
func readText(files fs.FS, name string) ([]byte, error) {
	f, err := files.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("dataset: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxText {
		return nil, fmt.Errorf("dataset: %s is no file of at most %d MiB", name, maxText>>20)
	}
	return decodeText(f)
}
