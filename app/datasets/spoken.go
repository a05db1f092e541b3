package datasets

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"avagar/app"
	"avagar/engine/align"
	"avagar/engine/checkpoint"
	"avagar/engine/dataset"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

// Phone is a phoneme, or a pause, and when it is spoken.
type Phone struct {
	Symbol   string  // IPA, or phoneme.Pause
	From, To float64 // s, in the recording
}

// alignerFile in a dataset's folder has how its speaker sounds.
const alignerFile = "aligner.json"

// mostHeard is how many utterances' phonemes are remembered.
const mostHeard = 512

// heard remembers what was found last.
type heard struct {
	mu      sync.Mutex
	phones  map[string][]Phone
	path    string // of the aligner, and when it was written
	written time.Time
	aligner *dataset.Aligner
}

// Phones finds when each phoneme of an utterance is spoken. The recording is read
// once; another question about it is answered from memory. Errors: app.ErrNotFound,
// ErrGone, dataset.ErrNoAligner and align.ErrSymbol where Learn has to be called
// first, dataset.ErrNoUtterances for a recording that cannot be used,
// align.ErrTooShort.
func (s *Service) Phones(ctx context.Context, name string, u app.Utterance) ([]Phone, error) {
	d, err := s.Find(ctx, name)
	if err != nil {
		return nil, err
	}
	aligner, written, err := s.aligner(d)
	if err != nil {
		return nil, err
	}
	key := fmt.Sprintf("%d %s %s %q %q %d", d.ID, u.ID, u.Sound, u.Text, u.Phonemes, written.UnixNano())
	s.heard.mu.Lock()
	phones, known := s.heard.phones[key]
	s.heard.mu.Unlock()
	if known {
		return phones, nil
	}
	folder, err := s.open(d)
	if err != nil {
		return nil, err
	}
	l, err := folder.Locate(ctx, u.ID, aligner, s.listening(nil))
	if err != nil {
		return nil, fmt.Errorf("datasets: phonemes of %s: %w", u.ID, err)
	}
	for _, at := range l.Times {
		phones = append(phones, Phone{at.Symbol, float64(at.Start) / float64(l.Rate), float64(at.End) / float64(l.Rate)})
	}
	s.heard.keep(key, phones)
	return phones, nil
}

func (h *heard) keep(key string, phones []Phone) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.phones == nil || len(h.phones) >= mostHeard {
		h.phones = map[string][]Phone{}
	}
	h.phones[key] = phones
}

// Learn learns how the speaker of a dataset sounds, so that Phones finds its
// phonemes: it checks the dataset, and learns from however few recordings there
// are. Errors: those of Check, align.ErrNoData where nothing can be learned.
func (s *Service) Learn(ctx context.Context, name string, progress func(Progress)) (err error) {
	d, done, err := s.edit(ctx, name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	learned, err := s.check(ctx, d, 1, progress)
	if err == nil && !learned {
		err = fmt.Errorf("datasets: %w", &app.About{Subject: name, Err: align.ErrNoData})
	}
	return err
}

// listening is how recordings are prepared: as a training does, so that what is
// learned serves both.
func (s *Service) listening(progress func(Progress)) dataset.PrepareOptions {
	stages := map[string]Stage{dataset.StageFeatures: StageListen, dataset.StageLearn: StageLearn, dataset.StageAlign: StageAlign}
	return dataset.PrepareOptions{
		Params: mel.DefaultParams(), CacheDir: filepath.Join(s.Folder(), cacheFolder), G2P: phoneme.Phonemize,
		Progress: func(stage string, done, total int) { tell(progress, stages[stage], int64(done), int64(total)) },
	}
}

// keep writes how the speaker of a dataset sounds, or takes away what was known
// of it where nothing could be learned.
func keep(d app.Dataset, a *dataset.Aligner) error {
	path := filepath.Join(d.Path, alignerFile)
	if a == nil {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("datasets: %w", err)
		}
		return nil
	}
	data, err := a.Encode()
	if err == nil {
		err = checkpoint.WriteBytes(path, data)
	}
	if err != nil {
		return fmt.Errorf("datasets: %w", err)
	}
	return nil
}

// aligner is how the speaker of a dataset sounds, and since when that is known;
// nil where nobody has learned it, or where the file is damaged.
func (s *Service) aligner(d app.Dataset) (*dataset.Aligner, time.Time, error) {
	path := filepath.Join(d.Path, alignerFile)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, time.Time{}, nil
	}
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("datasets: %w", err)
	}
	s.heard.mu.Lock()
	defer s.heard.mu.Unlock()
	if s.heard.path == path && s.heard.written.Equal(info.ModTime()) {
		return s.heard.aligner, info.ModTime(), nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("datasets: %w", err)
	}
	a, err := dataset.DecodeAligner(data)
	if err != nil {
		slog.Warn("datasets: how a speaker sounds has to be learned anew", "dataset", d.Name, "error", err)
		a = nil
	}
	s.heard.path, s.heard.written, s.heard.aligner = path, info.ModTime(), a
	return a, info.ModTime(), nil
}

// doubt tells whether the text of an utterance does not seem to fit its sound;
// where that cannot be told, it does not.
func (s *Service) doubt(ctx context.Context, d app.Dataset, folder *dataset.Dataset, id string) (app.Finding, bool) {
	a, _, err := s.aligner(d)
	if err != nil || a == nil {
		return app.Finding{}, false
	}
	l, err := folder.Locate(ctx, id, a, s.listening(nil))
	if err != nil || l.Doubt == nil {
		return app.Finding{}, false
	}
	return found(*l.Doubt), true
}
