package datasets

import (
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
	"avagar/engine/phoneme"
)

// Reading is how an utterance is read, in IPA: words parted by spaces, clauses by
// bars. Errors: app.ErrNotFound, ErrGone, and those of an utterance that nobody
// knows how to read.
func (s *Service) Reading(ctx context.Context, name, id string) (string, error) {
	d, err := s.Find(ctx, name)
	if err != nil {
		return "", err
	}
	folder, err := s.open(d)
	if err != nil {
		return "", err
	}
	reading, err := folder.Reading(id, phoneme.Phonemize)
	if errors.Is(err, fs.ErrNotExist) {
		err = app.ErrNotFound
	}
	if err != nil {
		return "", fmt.Errorf("datasets: reading of %s: %w", id, err)
	}
	return reading, nil
}

// SetPhonemes has an utterance be read as a person wants, in IPA as Reading gives
// it, by checks, alignments and trainings; an empty reading has it be read as
// before. What the recordings were brought with stays as it is. It returns the
// reading as it is kept. Errors: app.ErrNotFound, ErrPhoneme about the sign,
// ErrSilentReading, ErrGone, ErrBusy.
func (s *Service) SetPhonemes(ctx context.Context, name, id, ipa string) (reading string, err error) {
	d, done, err := s.edit(ctx, name)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, done()) }()
	var tokens []string
	if ipa = strings.TrimSpace(ipa); ipa != "" {
		if tokens, err = dataset.ParseReading(ipa, isPersian(d.Language)); err != nil {
			return "", refused(err)
		}
		reading = dataset.WriteReading(tokens)
	}
	if err := s.Store.SetPhonemes(ctx, d.ID, id, reading); err != nil {
		return "", err
	}
	return reading, setLine(filepath.Join(d.Path, dataset.ReadingsFile), id, tokens)
}

// refused tells what is wrong with a reading.
func refused(err error) error {
	var sign *dataset.NotPhoneme
	if errors.As(err, &sign) {
		return fmt.Errorf("datasets: reading: %w", &app.About{Subject: sign.Sign, Err: errors.Join(ErrPhoneme, err)})
	}
	return fmt.Errorf("datasets: reading: %w", errors.Join(ErrSilentReading, err))
}

func isPersian(language string) bool { return language == "fa" || strings.HasPrefix(language, "fa-") }

// setLine writes the line of an id, or takes it away where there are no tokens.
func setLine(path, id string, tokens []string) error {
	data, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("datasets: %w", err)
	}
	var out strings.Builder
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, id+"|") {
			out.WriteString(strings.TrimRight(line, "\r\n") + "\n")
		}
	}
	if len(tokens) > 0 {
		fmt.Fprintf(&out, "%s|%s\n", id, strings.Join(tokens, " "))
	}
	if err := checkpoint.WriteBytes(path, []byte(out.String())); err != nil {
		return fmt.Errorf("datasets: %w", err)
	}
	return nil
}
