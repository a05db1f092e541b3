//go:build !cgo

package capture

import "fmt"

var errNoC = fmt.Errorf("%w: this program was built without cgo", ErrNoMicrophone)

// open has no way to a device without C.
func open(string, func([]float32), func()) (device, error) { return nil, errNoC }

// Microphones has no way to them either.
func Microphones() ([]string, error) { return nil, errNoC }
