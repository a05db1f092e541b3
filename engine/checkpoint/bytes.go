package checkpoint

import (
	"fmt"
	"io"
)

// WriteBytes stores a small file, such as a run's description, as WriteFile
// does: after an error or a power cut the path holds the old contents or the new.
func WriteBytes(path string, contents []byte) error { return WriteBytesOn(OS{}, path, contents) }

// WriteBytesOn is WriteBytes on another disk.
func WriteBytesOn(d Disk, path string, contents []byte) error {
	err := replaceFile(d, path, func(w io.Writer) error {
		_, err := w.Write(contents)
		return err
	})
	if err != nil {
		return fmt.Errorf("checkpoint %s: %w", path, err)
	}
	return nil
}

// DecodeFile is ReadFile for a file that lies elsewhere, such as in the program.
func DecodeFile(r io.ReaderAt, size int64) (File, error) {
	f, err := decode(r, size, ours)
	if err != nil {
		return File{}, err
	}
	delete(f.Metadata, formatKey)
	delete(f.Metadata, sumKey)
	return f, nil
}
