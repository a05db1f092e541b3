// Package voice is what a person picks and hears: text goes in, a wave comes
// out, phrase by phrase and block by block. A voice is one file.
package voice

import (
	"errors"
	"fmt"
	"io"
	"sync"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
)

var (
	// ErrNothingToSay says that a text has nothing in it that can be spoken.
	ErrNothingToSay = errors.New("voice: nothing to say")
	// ErrOptions says that a speed, pitch or the like is out of range.
	ErrOptions = errors.New("voice: option out of range")
	// ErrKind says that a file is ours but is not a voice.
	ErrKind = errors.New("voice: the file is not a voice")
)

// Info describes a voice for people and programs.
type Info struct {
	ID          string  `json:"id"`
	Name        string  `json:"name"`
	Language    string  `json:"language"` // BCP 47
	License     string  `json:"license"`
	Speaker     string  `json:"speaker,omitempty"`
	Description string  `json:"description,omitempty"`
	Synthetic   bool    `json:"synthetic"` // learned from a machine's speech
	Dataset     string  `json:"dataset,omitempty"`
	Run         string  `json:"run,omitempty"` // training that it came from
	Utterances  int     `json:"utterances"`
	Minutes     float64 `json:"minutes"`
	Steps       int     `json:"steps"`
	HeldOutLoss float64 `json:"held_out_loss"`
	Base        string  `json:"base,omitempty"` // voice that training began from
	Created     string  `json:"created,omitempty"`
}

// Voice is an acoustic model with what its listeners should know. Several
// goroutines may speak with one voice.
type Voice struct {
	Info    Info
	Model   *acoustic.Model
	Picture []byte // PNG, a small square as ReadPicture makes it; empty: none

	mu   sync.Mutex
	idle []*acoustic.Synthesizer // of finished speeches: making one takes longer than the first sound
}

// borrow takes a synthesizer that nobody uses, or makes one.
func (v *Voice) borrow() *acoustic.Synthesizer {
	v.mu.Lock()
	defer v.mu.Unlock()
	if n := len(v.idle); n > 0 {
		s := v.idle[n-1]
		v.idle = v.idle[:n-1]
		return s
	}
	return acoustic.NewSynthesizer(v.Model)
}

// giveBack keeps one synthesizer for the next speech and closes others.
func (v *Voice) giveBack(s *acoustic.Synthesizer) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if len(v.idle) > 0 {
		s.Close()
		return
	}
	v.idle = append(v.idle, s)
}

// Extension is how the names of voice files end.
const Extension = ".avagar"

const (
	keyInfo    = "avagar.voice"
	keyPicture = "avagar.picture"
	kindVoice  = "voice"
)

// SampleRate is that of the waves the voice makes, in Hz.
func (v *Voice) SampleRate() int { return v.Model.Config.Params.SampleRate }

// Save writes the voice to one file, with weights in half precision.
func (v *Voice) Save(path string) error {
	f, err := v.file()
	if err != nil {
		return err
	}
	if err := checkpoint.WriteFile(path, f); err != nil {
		return fmt.Errorf("voice: save: %w", err)
	}
	return nil
}

func (v *Voice) file() (checkpoint.File, error) {
	f, err := v.Model.File(kindVoice)
	if err = errors.Join(err, f.Put(keyInfo, v.Info), putPicture(f, v.Picture)); err != nil {
		return f, fmt.Errorf("voice: save: %w", err)
	}
	for i := range f.Tensors {
		f.Tensors[i].Half = true
	}
	return f, nil
}

// Open reads a voice from a file. Besides errors of the file system it returns
// checkpoint.ErrCorrupt, ErrForeign and ErrNewer, and ErrKind for another file
// of this program.
func Open(path string) (*Voice, error) {
	f, err := checkpoint.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("voice: %w", err)
	}
	v, err := unpack(f)
	if err != nil {
		return nil, fmt.Errorf("voice %s: %w", path, err)
	}
	return v, nil
}

// Decode reads a voice of size bytes; its errors are those of Open.
func Decode(r io.ReaderAt, size int64) (*Voice, error) {
	f, err := checkpoint.DecodeFile(r, size)
	if err != nil {
		return nil, fmt.Errorf("voice: %w", err)
	}
	return unpack(f)
}

func unpack(f checkpoint.File) (*Voice, error) {
	if kind := f.Metadata[checkpoint.KindKey]; kind != kindVoice {
		return nil, fmt.Errorf("%w: kind %q", ErrKind, kind)
	}
	v := new(Voice)
	if err := f.Get(keyInfo, &v.Info); err != nil {
		return nil, err
	}
	picture, err := getPicture(f)
	if err != nil {
		return nil, err
	}
	v.Picture = picture
	m, err := acoustic.FromFile(f)
	if err != nil {
		return nil, err
	}
	v.Model = m
	return v, nil
}
