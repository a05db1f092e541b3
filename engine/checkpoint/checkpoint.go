// Package checkpoint keeps named tensors and words about them in a safetensors
// file: eight bytes of header length, little endian; a JSON header giving each
// tensor's dtype, shape and place; then the numbers, without holes.
// Format: https://github.com/huggingface/safetensors#format
package checkpoint

import "errors"

// Tensor is one named array in row-major order. A shape without dimensions is
// one number; a dimension of 0 means no data.
type Tensor struct {
	Name  string
	Shape []int
	Data  []float32
	Half  bool // stored as F16, rounded to nearest even
}

// File is what one safetensors file holds.
type File struct {
	Metadata map[string]string
	Tensors  []Tensor
}

// Metadata keys that WriteFile sets and ReadFile checks and takes away.
const (
	formatKey = "avagar.format" // whole number, raised when older readers must refuse
	sumKey    = "avagar.sha256" // of everything else in the file, lower-case hex
	format    = 1
)

// Bounds on what is read and written.
const (
	maxHeader   = 16 << 20 // bytes
	maxElements = 1 << 29  // of all tensors together, 2 GiB as float32
)

var (
	// ErrCorrupt says that the bytes are not a whole, sound file.
	ErrCorrupt = errors.New("checkpoint: damaged file")
	// ErrNewer says that a later version of the program wrote the file.
	ErrNewer = errors.New("checkpoint: written by a newer version")
	// ErrForeign says that the file is safetensors, but not of this program.
	ErrForeign = errors.New("checkpoint: safetensors of another program")
	// ErrDtype says that a tensor holds numbers other than F16, BF16, F32 or F64.
	ErrDtype = errors.New("checkpoint: unsupported dtype")
	// ErrTooLarge says that a file holds more than this program takes on.
	ErrTooLarge = errors.New("checkpoint: too large")
	// ErrInvalid says that a File cannot be stored as it is.
	ErrInvalid = errors.New("checkpoint: cannot be stored")
)
