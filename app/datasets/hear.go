package datasets

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"avagar/app"
	"avagar/engine/audio"
	"avagar/engine/mel"
)

// Recording is the sound of an utterance, to be heard and seen.
type Recording struct {
	Wave  []float32 // in [-1, 1]
	Rate  int       // Hz
	Mel   []float32 // [frames][Bands]
	Bands int
}

// Duration is how long it is.
func (r Recording) Duration() time.Duration {
	return time.Duration(float64(len(r.Wave)) / float64(max(r.Rate, 1)) * float64(time.Second))
}

// Recording reads the sound of an utterance. Errors: app.ErrNotFound, ErrGone,
// those of audio.Decode.
func (s *Service) Recording(ctx context.Context, name, path string) (Recording, error) {
	d, err := s.Find(ctx, name)
	if err != nil {
		return Recording{}, err
	}
	clip, err := readClip(d, path)
	if err != nil {
		return Recording{}, fmt.Errorf("datasets: %w", &app.About{Subject: filepath.Base(path), Err: err})
	}
	r := Recording{Rate: clip.Rate}
	r.Wave, _ = clip.Mono()
	if err := r.look(); err != nil {
		return Recording{}, fmt.Errorf("datasets: picture of %s: %w", path, err)
	}
	return r, nil
}

func readClip(d app.Dataset, path string) (audio.Clip, error) {
	root, err := os.OpenRoot(d.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return audio.Clip{}, ErrGone
	}
	if err != nil {
		return audio.Clip{}, err
	}
	defer root.Close()
	return readSound(root, path)
}

func readSound(root *os.Root, path string) (audio.Clip, error) {
	f, err := root.Open(filepath.FromSlash(path))
	if err != nil {
		return audio.Clip{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return audio.Clip{}, err
	}
	return audio.Decode(bytes.NewReader(data))
}

// look makes the picture.
func (r *Recording) look() error {
	params := mel.DefaultParams()
	wave, err := audio.Resample(r.Wave, r.Rate, params.SampleRate)
	if err != nil {
		return err
	}
	spectrogram, err := mel.NewSpectrogram(params)
	if err != nil {
		return err
	}
	samples := make([]float64, len(wave))
	for i, v := range wave {
		samples[i] = float64(v)
	}
	r.Mel, r.Bands = spectrogram.LogMel(samples), params.Bands
	return nil
}

// Hear plays a recording from a share of it to its end, or until ctx is
// cancelled; at is told how much of it was heard. Errors: audio.ErrNoDevice.
func (s *Service) Hear(ctx context.Context, r Recording, from float64, at func(share float64)) error {
	if err := audio.FollowClip(ctx, r.Wave, r.Rate, from, at); err != nil {
		return fmt.Errorf("datasets: hear: %w", err)
	}
	return nil
}
