package checkpoint

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// Decode reads a safetensors file of size bytes. F64, F16 and BF16 become
// float32; the tensors come in the order of their bytes. Where the metadata has
// a sum it is verified. ErrCorrupt wraps every flaw of the bytes, beside
// ErrDtype and ErrTooLarge where those are the reason.
func Decode(r io.ReaderAt, size int64) (File, error) {
	return decode(r, size, func(map[string]string) error { return nil })
}

// DecodeMetadata reads what a file of size bytes says of itself, without its
// tensors and without verifying their sum; its errors are those of Decode.
func DecodeMetadata(r io.ReaderAt, size int64) (File, error) {
	text, err := readHeader(r, size)
	if err != nil {
		return File{}, err
	}
	h, err := parseHeader(text, size-8-int64(len(text)))
	if err != nil {
		return File{}, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	return File{Metadata: h.metadata}, nil
}

// decode lets accept refuse a file by its metadata before the numbers are read.
func decode(r io.ReaderAt, size int64, accept func(metadata map[string]string) error) (File, error) {
	text, err := readHeader(r, size)
	if err != nil {
		return File{}, err
	}
	start := 8 + int64(len(text))
	h, err := parseHeader(text, size-start)
	if err != nil {
		return File{}, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	if err := accept(h.metadata); err != nil {
		return File{}, err
	}
	f := File{Metadata: h.metadata}
	s := newSum(h.metadata)
	for _, e := range h.entries {
		s.tensor(e.name, e.dtype.name, e.shape)
		data, err := e.read(r, start, s)
		if err != nil {
			return File{}, fmt.Errorf("tensor %q: %w", e.name, err)
		}
		f.Tensors = append(f.Tensors, Tensor{e.name, e.shape, data, e.dtype.name == "F16"})
	}
	if want, ok := h.metadata[sumKey]; ok && want != s.hex() {
		return File{}, fmt.Errorf("%w: the contents do not have the sum they were stored with", ErrCorrupt)
	}
	return f, nil
}

// readHeader returns the JSON text, and makes sure of the last byte so that no
// memory is spent on a file shorter than it was said to be.
func readHeader(r io.ReaderAt, size int64) ([]byte, error) {
	var length [8]byte
	if size < int64(len(length)) {
		return nil, fmt.Errorf("%w: only %d bytes", ErrCorrupt, size)
	}
	if err := readFull(r, length[:], 0); err != nil {
		return nil, err
	}
	n := binary.LittleEndian.Uint64(length[:])
	if n > maxHeader || int64(n) > size-int64(len(length)) {
		return nil, fmt.Errorf("%w: a header of %d bytes in a file of %d", ErrCorrupt, n, size)
	}
	if err := readFull(r, make([]byte, 1), size-1); err != nil {
		return nil, err
	}
	text := make([]byte, n)
	return text, readFull(r, text, int64(len(length)))
}

// read returns the numbers of one tensor and adds their bytes to s.
func (e entry) read(r io.ReaderAt, start int64, s sum) ([]float32, error) {
	data := make([]float32, 0, (e.end-e.begin)/int64(e.dtype.size))
	buf := make([]byte, min(1<<16, e.end-e.begin)) // a multiple of every size
	for at := e.begin; at < e.end; at += int64(len(buf)) {
		buf = buf[:min(int64(len(buf)), e.end-at)]
		if err := readFull(r, buf, start+at); err != nil {
			return nil, err
		}
		s.Write(buf)
		for i := 0; i < len(buf); i += e.dtype.size {
			data = append(data, e.dtype.get(buf[i:]))
		}
	}
	return data, nil
}

func readFull(r io.ReaderAt, buf []byte, at int64) error {
	n, err := r.ReadAt(buf, at)
	switch {
	case n == len(buf):
		return nil
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%w: it ends at byte %d", ErrCorrupt, at+int64(n))
	}
	return fmt.Errorf("checkpoint: read: %w", err)
}
