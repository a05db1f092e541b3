package checkpoint

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// Encode writes f as safetensors: F32 tensors before F16, by name among
// themselves, so that the same File makes the same bytes and every number is
// aligned. A sum in the metadata is replaced by the true one. ErrInvalid wraps
// whatever cannot be stored; nothing has been written then.
func Encode(w io.Writer, f File) error {
	tensors, err := arranged(f)
	if err != nil {
		return err
	}
	metadata := f.Metadata
	if _, ok := metadata[sumKey]; ok {
		metadata = maps.Clone(metadata)
		if metadata[sumKey], err = sumOf(metadata, tensors); err != nil {
			return err
		}
	}
	header, err := headerOf(metadata, tensors)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(w, 1<<16)
	if err := writeAll(out, header, tensors); err != nil {
		return fmt.Errorf("checkpoint: write: %w", err)
	}
	return nil
}

// writeAll relies on bufio keeping its first error until Flush.
func writeAll(out *bufio.Writer, header []byte, tensors []Tensor) error {
	binary.Write(out, binary.LittleEndian, uint64(len(header)))
	out.Write(header)
	for _, t := range tensors {
		if err := t.writeData(out); err != nil {
			return err
		}
	}
	return out.Flush()
}

// writeData writes the numbers of one tensor as they are stored.
func (t Tensor) writeData(w io.Writer) error {
	const chunk = 4096 // numbers
	buf := make([]byte, 0, chunk*4)
	for part := range slices.Chunk(t.Data, chunk) {
		buf = buf[:0]
		for _, v := range part {
			if t.Half {
				buf = binary.LittleEndian.AppendUint16(buf, toHalf(v))
			} else {
				buf = binary.LittleEndian.AppendUint32(buf, math.Float32bits(v))
			}
		}
		if _, err := w.Write(buf); err != nil {
			return err
		}
	}
	return nil
}

// arranged returns the tensors in the order they are stored, checked.
func arranged(f File) ([]Tensor, error) {
	for key, value := range f.Metadata {
		if !utf8.ValidString(key) || !utf8.ValidString(value) {
			return nil, fmt.Errorf("%w: metadata %q is not UTF-8", ErrInvalid, key)
		}
	}
	tensors := slices.Clone(f.Tensors)
	slices.SortFunc(tensors, func(a, b Tensor) int {
		return cmp.Or(cmp.Compare(b.dtype().size, a.dtype().size), strings.Compare(a.Name, b.Name))
	})
	names, total := map[string]bool{}, 0
	for _, t := range tensors {
		if err := t.check(); err != nil {
			return nil, fmt.Errorf("%w: tensor %q: %w", ErrInvalid, t.Name, err)
		}
		if names[t.Name] {
			return nil, fmt.Errorf("%w: two tensors are named %q", ErrInvalid, t.Name)
		}
		names[t.Name] = true
		total += len(t.Data)
	}
	if total > maxElements {
		return nil, fmt.Errorf("%w: %w: %d numbers", ErrInvalid, ErrTooLarge, total)
	}
	return tensors, nil
}

func (t Tensor) check() error {
	if t.Name == metadataName || !utf8.ValidString(t.Name) {
		return fmt.Errorf("name cannot be used")
	}
	count, err := elements(t.Shape)
	if err != nil {
		return err
	}
	if count != len(t.Data) {
		return fmt.Errorf("shape %v does not fit %d numbers", t.Shape, len(t.Data))
	}
	if !t.Half {
		return nil
	}
	for _, v := range t.Data {
		if math.Abs(float64(v)) >= 65520 && !math.IsInf(float64(v), 0) {
			return fmt.Errorf("%g does not fit in half precision", v)
		}
	}
	return nil
}

// headerOf returns the JSON header, padded with spaces so that the numbers
// begin at a multiple of eight bytes.
func headerOf(metadata map[string]string, tensors []Tensor) ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	if len(metadata) > 0 {
		fmt.Fprintf(&b, "%s:%s,", quoted(metadataName), quoted(metadata))
	}
	offset := 0
	for _, t := range tensors {
		end := offset + len(t.Data)*t.dtype().size
		fmt.Fprintf(&b, `%s:{"dtype":"%s","shape":%s,"data_offsets":[%d,%d]},`,
			quoted(t.Name), t.dtype().name, quoted(append([]int{}, t.Shape...)), offset, end)
		offset = end
	}
	if b.Len() > 1 {
		b.Truncate(b.Len() - 1) // the last comma
	}
	b.WriteByte('}')
	for b.Len()%8 != 0 {
		b.WriteByte(' ')
	}
	if b.Len() > maxHeader {
		return nil, fmt.Errorf("%w: %w: a header of %d bytes", ErrInvalid, ErrTooLarge, b.Len())
	}
	return b.Bytes(), nil
}

// quoted is v as JSON; strings, maps of strings and whole numbers always are.
func quoted(v any) []byte {
	out, _ := json.Marshal(v)
	return out
}
