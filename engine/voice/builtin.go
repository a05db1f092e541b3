package voice

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"sync"

	"avagar/engine/checkpoint"
)

// The built-in voices: one learned from espeak-ng's speech, the other has the
// timbre of a woman who speaks German; builtin/build.sh makes both anew.
//
//go:embed builtin/*.avagar
var builtInFiles embed.FS

// builtInIDs names the built-in voices, the one that speaks when none is asked
// for first.
var builtInIDs = []string{"persian", "kerstin"}

// ErrNotBuiltIn says that no built-in voice has that ID.
var ErrNotBuiltIn = errors.New("voice: not built in")

var openedBuiltIns = func() map[string]func() (*Voice, error) {
	all := map[string]func() (*Voice, error){}
	for _, id := range builtInIDs {
		all[id] = sync.OnceValues(func() (*Voice, error) { return openBuiltIn(id) })
	}
	return all
}()

func openBuiltIn(id string) (*Voice, error) {
	b, err := readBuiltIn(id)
	if err != nil {
		return nil, err
	}
	v, err := Decode(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("built-in voice %s: %w", id, err)
	}
	return v, nil
}

func readBuiltIn(id string) ([]byte, error) {
	b, err := fs.ReadFile(builtInFiles, "builtin/"+id+Extension)
	if err != nil {
		return nil, fmt.Errorf("built-in voice %s: %w", id, err)
	}
	return b, nil
}

// BuiltIn returns the voice that speaks when none is asked for. Its callers
// share it.
func BuiltIn() (*Voice, error) { return openedBuiltIns[builtInIDs[0]]() }

// BuiltInNamed returns a voice that is part of the program; ErrNotBuiltIn where
// there is none of that ID. Its callers share it.
func BuiltInNamed(id string) (*Voice, error) {
	open, ok := openedBuiltIns[id]
	if !ok {
		return nil, fmt.Errorf("%w: %s", ErrNotBuiltIn, id)
	}
	return open()
}

// BuiltIns describes the voices that are part of the program, the one that
// speaks when none is asked for first, without their weights.
func BuiltIns() ([]Info, error) { return describedBuiltIns() }

var describedBuiltIns = sync.OnceValues(func() ([]Info, error) {
	var list []Info
	for _, id := range builtInIDs {
		b, err := readBuiltIn(id)
		if err != nil {
			return nil, err
		}
		f, err := checkpoint.DecodeMetadata(bytes.NewReader(b), int64(len(b)))
		var i Info
		if err = errors.Join(err, f.Get(keyInfo, &i)); err != nil {
			return nil, fmt.Errorf("built-in voice %s: %w", id, err)
		}
		list = append(list, i)
	}
	return list, nil
})
