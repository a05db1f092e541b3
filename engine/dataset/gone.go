package dataset

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

var (
	// ErrGone says that recordings which were there a moment ago are not any more.
	ErrGone = errors.New("dataset: the recordings are gone")
	// ErrNoAudio says that no line of metadata.csv has a recording. It is told
	// beside ErrNoUtterances.
	ErrNoAudio = errors.New("dataset: no line has a recording")
	// ErrNoText says that no line of metadata.csv has a text. It is told beside
	// ErrNoUtterances.
	ErrNoText = errors.New("dataset: no line has a text")
)

// vanished is why a file could not be read or, where one is missing that was there
// when the folder was opened, ErrGone. A link that leads nowhere is there.
func vanished(root *os.Root, name string, err error) error {
	if _, missing := root.Lstat(name); errors.Is(missing, fs.ErrNotExist) {
		return fmt.Errorf("%w: %w", ErrGone, err)
	}
	return err
}

// there is ErrGone where the folder is not where it was opened, as where its disk
// was taken away.
func (p *preparation) there() error {
	opened, err := p.root.Stat(".")
	if err != nil {
		return fmt.Errorf("%w: %w", ErrGone, err)
	}
	now, err := os.Stat(p.Dir)
	if err != nil || !os.SameFile(opened, now) {
		return fmt.Errorf("%w: %s", ErrGone, p.Dir)
	}
	return nil
}

// useless says why nothing can be learned from.
func (p *preparation) useless() error {
	for code, why := range map[Code]error{MissingAudio: ErrNoAudio, TextMissing: ErrNoText} {
		all := true
		for _, it := range p.items {
			all = all && len(it.findings) > 0 && it.findings[0].Code == code
		}
		if all {
			return fmt.Errorf("%s: %w: %w", p.Dir, why, ErrNoUtterances)
		}
	}
	return fmt.Errorf("%s: %w: %s", p.Dir, ErrNoUtterances, p.reasons())
}
