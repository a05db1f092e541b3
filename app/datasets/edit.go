package datasets

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"avagar/app"
	"avagar/engine/checkpoint"
	"avagar/engine/dataset"
)

// SetText corrects what an utterance says, in the rows and in the folder.
// Phonemes and times that its source or a person gave for the old text are
// dropped. Errors: app.ErrNotFound, app.ErrBadInput for an empty text, ErrGone,
// ErrBusy.
func (s *Service) SetText(ctx context.Context, name, id, text string) (err error) {
	if text = plain(text); text == "" {
		return fmt.Errorf("datasets: text of %s: %w", id, app.ErrBadInput)
	}
	d, done, err := s.edit(ctx, name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	if err := s.Store.SetText(ctx, d.ID, id, text); err != nil {
		return err
	}
	return errors.Join(
		eachLine(filepath.Join(d.Path, textsFile), func(line string) string {
			if first, _, _ := strings.Cut(line, "|"); dataset.PlainID(strings.TrimSpace(first)) == id {
				return id + "|" + text + "\n"
			}
			return line
		}),
		dropLines(filepath.Join(d.Path, dataset.ReadingsFile), id+"|"),
		dropLines(filepath.Join(d.Path, "phonemes.csv"), id+"|"),
		dropLines(filepath.Join(d.Path, "align.tsv"), id+"\t"))
}

// edit takes a dataset whose folder is there for a change, which ends with done.
func (s *Service) edit(ctx context.Context, name string) (d app.Dataset, done func() error, err error) {
	if d, err = s.here(ctx, name); err != nil {
		return d, nil, err
	}
	done, err = s.take(ctx, name)
	return d, done, err
}

// here is a dataset whose folder is there.
func (s *Service) here(ctx context.Context, name string) (app.Dataset, error) {
	d, err := s.Find(ctx, name)
	if err != nil {
		return d, err
	}
	if info, err := os.Stat(d.Path); err != nil || !info.IsDir() {
		return d, fmt.Errorf("datasets: %w", &app.About{Subject: name, Err: ErrGone})
	}
	return d, nil
}

// Include takes utterances in or leaves them out of trainings, all or none of
// them. Errors: app.ErrNotFound, ErrGone, ErrBusy.
func (s *Service) Include(ctx context.Context, name string, included bool, ids ...string) (err error) {
	d, done, err := s.edit(ctx, name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	if err := s.Store.Include(ctx, d.ID, included, ids...); err != nil {
		return err
	}
	list, err := s.Store.Utterances(ctx, d.ID, app.UtteranceFilter{Excluded: true})
	if err != nil {
		return err
	}
	var out strings.Builder
	for _, u := range list {
		fmt.Fprintln(&out, u.ID)
	}
	if err := checkpoint.WriteBytes(filepath.Join(d.Path, excludedFile), []byte(out.String())); err != nil {
		return fmt.Errorf("datasets: %w", err)
	}
	if included {
		if err := s.enlist(d, ids); err != nil {
			return err
		}
	}
	return s.split(ctx, d)
}

// Files of a dataset's folder.
const (
	textsFile    = "metadata.csv"
	excludedFile = "excluded.txt"
	trainFile    = "train.txt"
)

// enlist adds utterances to the source's list of what to learn from, where the
// lists leave them out.
func (s *Service) enlist(d app.Dataset, ids []string) error {
	folder, err := s.open(d)
	if err != nil {
		return err
	}
	path := filepath.Join(d.Path, trainFile)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("datasets: %w", err)
	}
	lines := strings.TrimRight(string(data), "\r\n")
	for _, u := range folder.Utterances {
		if u.Unused && slices.Contains(ids, u.ID) {
			lines += "\n" + u.ID
		}
	}
	if err := checkpoint.WriteBytes(path, []byte(lines+"\n")); err != nil {
		return fmt.Errorf("datasets: %w", err)
	}
	return nil
}

// split keeps what the folder now holds out.
func (s *Service) split(ctx context.Context, d app.Dataset) error {
	folder, err := s.open(d)
	if err != nil {
		return err
	}
	var held []string
	for _, u := range folder.Utterances {
		if u.HeldOut {
			held = append(held, u.ID)
		}
	}
	return s.Store.HoldOut(ctx, d.ID, held)
}

// dropLines takes away the lines of a file that begin so.
func dropLines(path, prefix string) error {
	return eachLine(path, func(line string) string {
		if strings.HasPrefix(strings.TrimPrefix(line, "\ufeff"), prefix) {
			return ""
		}
		return line
	})
}

// eachLine writes a file anew with every line changed; a file that is not there
// has none.
func eachLine(path string, change func(line string) string) error {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("datasets: %w", err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(data)) {
		out.WriteString(change(line))
	}
	if out.String() == string(data) {
		return nil
	}
	if err := checkpoint.WriteBytes(path, []byte(out.String())); err != nil {
		return fmt.Errorf("datasets: %w", err)
	}
	return nil
}
