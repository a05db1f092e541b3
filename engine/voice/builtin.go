package voice

import (
	"bytes"
	_ "embed"
	"fmt"
	"sync"
)

// The built-in voice learned from espeak-ng's speech; builtin/build.sh makes it
// anew.
//
//go:embed builtin/persian.avagar
var builtIn []byte

var openBuiltIn = sync.OnceValues(func() (*Voice, error) {
	v, err := Decode(bytes.NewReader(builtIn), int64(len(builtIn)))
	if err != nil {
		return nil, fmt.Errorf("built-in voice: %w", err)
	}
	return v, nil
})

// BuiltIn returns the voice that is part of the program. Its callers share it.
func BuiltIn() (*Voice, error) { return openBuiltIn() }
