package datasets

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"avagar/app"
	"avagar/engine/checkpoint"
	"avagar/engine/dataset"
)

// SetText corrects what an utterance says, in the rows and in the folder.
// Phonemes and times that its source gave for the old text are dropped.
// Errors: app.ErrNotFound, app.ErrBadInput for an empty text, ErrGone.
func (s *Service) SetText(ctx context.Context, name, id, text string) error {
	if text = plain(text); text == "" {
		return fmt.Errorf("datasets: text of %s: %w", id, app.ErrBadInput)
	}
	return s.edit(ctx, name, func(d app.Dataset) error {
		if err := s.Store.SetText(ctx, d.ID, id, text); err != nil {
			return err
		}
		return errors.Join(dropLines(filepath.Join(d.Path, "phonemes.csv"), id+"|"), dropLines(filepath.Join(d.Path, "align.tsv"), id+"\t"))
	})
}

// Include takes utterances in or leaves them out of trainings, all or none of
// them. Errors: app.ErrNotFound, ErrGone.
func (s *Service) Include(ctx context.Context, name string, included bool, ids ...string) error {
	return s.edit(ctx, name, func(d app.Dataset) error { return s.Store.Include(ctx, d.ID, included, ids...) })
}

// edit changes rows and then has the folder follow them.
func (s *Service) edit(ctx context.Context, name string, change func(app.Dataset) error) error {
	s.editing.Lock()
	defer s.editing.Unlock()
	d, err := s.Find(ctx, name)
	if err != nil {
		return err
	}
	if info, err := os.Stat(d.Path); err != nil || !info.IsDir() {
		return fmt.Errorf("datasets: %w", &app.About{Subject: name, Err: ErrGone})
	}
	if err := change(d); err != nil {
		return err
	}
	list, err := s.Store.Utterances(ctx, d.ID, app.UtteranceFilter{})
	if err != nil {
		return err
	}
	if !d.FixedSplit {
		if err := s.split(ctx, d, list); err != nil {
			return err
		}
	}
	return writeLists(d.Path, list)
}

// split holds out by the hash of the ids of what is included, so that whatever
// else is taken in or left out moves none.
func (s *Service) split(ctx context.Context, d app.Dataset, list []app.Utterance) error {
	var at []int
	var ids, held []string
	for i, u := range list {
		if list[i].HeldOut = false; u.Included {
			at, ids = append(at, i), append(ids, u.ID)
		}
	}
	for k, out := range dataset.Split(ids) {
		if list[at[k]].HeldOut = out; out {
			held = append(held, ids[k])
		}
	}
	return s.Store.HoldOut(ctx, d.ID, held)
}

// writeLists writes the texts of a dataset and which of them to learn from and
// to measure with. Each file is whole at any time.
func writeLists(dir string, list []app.Utterance) error {
	var texts, train, held strings.Builder
	for _, u := range list {
		fmt.Fprintf(&texts, "%s|%s\n", u.ID, u.Text)
		switch {
		case u.Included && u.HeldOut:
			fmt.Fprintln(&held, u.ID)
		case u.Included:
			fmt.Fprintln(&train, u.ID)
		}
	}
	for _, f := range []struct{ name, content string }{
		{"metadata.csv", texts.String()}, {"train.txt", train.String()}, {"heldout.txt", held.String()},
	} {
		if err := checkpoint.WriteBytes(filepath.Join(dir, f.name), []byte(f.content)); err != nil {
			return fmt.Errorf("datasets: %w", err)
		}
	}
	return nil
}

// dropLines takes away the lines of a file that begin so; a file that is not
// there has none.
func dropLines(path, prefix string) error {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("datasets: %w", err)
	}
	var kept []byte
	for line := range bytes.Lines(data) {
		if !bytes.HasPrefix(bytes.TrimPrefix(line, []byte("\ufeff")), []byte(prefix)) {
			kept = append(kept, line...)
		}
	}
	if len(kept) == len(data) {
		return nil
	}
	if err := checkpoint.WriteBytes(path, kept); err != nil {
		return fmt.Errorf("datasets: %w", err)
	}
	return nil
}
