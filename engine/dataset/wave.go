package dataset

import (
	"bytes"
	"fmt"
	"os"

	"avagar/engine/audio"
)

// sound is what is kept of a recording, and how it is repaired.
type sound struct {
	audio      string // path in the folder
	hum        bool   // is to be removed
	start, end int    // samples after the repair
}

func (it *item) sound() sound { return sound{it.audio, it.hum, it.start, it.end} }

// read decodes and repairs a recording; rate is in Hz.
func (s sound) read(root *os.Root, rate int) ([]float32, error) {
	data, err := readAudio(root, s.audio)
	if err != nil {
		return nil, fmt.Errorf("dataset: %w", vanished(root, s.audio, err))
	}
	clip, err := audio.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("dataset: %s: %w", s.audio, err)
	}
	wave, _ := clip.Mono()
	if wave, err = repair(wave, clip.Rate, rate, s.hum); err != nil {
		return nil, fmt.Errorf("dataset: %s: %w", s.audio, err)
	}
	if len(wave) < s.end {
		return nil, fmt.Errorf("dataset: %s was changed meanwhile", s.audio)
	}
	return wave[s.start:s.end], nil
}

// Wave decodes and repairs the recording once more: the very samples at
// Params.SampleRate that the features were taken from. ErrNoFolder where the
// recordings are gone.
func (e *Example) Wave() ([]float32, error) {
	root, err := os.OpenRoot(e.folder)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoFolder, err)
	}
	defer root.Close()
	return e.sound.read(root, e.params.SampleRate)
}
