//go:build !cgo

package capture

import "fmt"

// open has no way to a device without C.
func open(func([]float32), func()) (device, error) {
	return nil, fmt.Errorf("%w: this program was built without cgo", ErrNoMicrophone)
}
