package checkpoint

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// WriteFile stores f at path with a format number and a sum of its contents.
// The file is written beside its name, synced, renamed, and its folder synced:
// after an error or a power cut the path holds what it held before, or all of
// f. The keys "avagar.format" and "avagar.sha256" of f's metadata are replaced.
func WriteFile(path string, f File) error { return WriteFileOn(OS{}, path, f) }

// WriteFileOn is WriteFile on another disk.
func WriteFileOn(d Disk, path string, f File) error {
	metadata := map[string]string{}
	maps.Copy(metadata, f.Metadata)
	metadata[formatKey] = strconv.Itoa(format)
	metadata[sumKey] = ""
	err := replaceFile(d, path, func(w io.Writer) error {
		return Encode(w, File{metadata, f.Tensors})
	})
	if err != nil {
		return fmt.Errorf("checkpoint %s: %w", path, err)
	}
	return nil
}

// ReadFile reads what WriteFile stored and returns what it was given. It
// returns ErrForeign for safetensors of another program, ErrNewer for a later
// format and ErrCorrupt for anything damaged.
func ReadFile(path string) (File, error) {
	f, err := readFile(path)
	if err != nil {
		return File{}, fmt.Errorf("checkpoint %s: %w", path, err)
	}
	delete(f.Metadata, formatKey)
	delete(f.Metadata, sumKey)
	return f, nil
}

func readFile(path string) (File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return File{}, err
	}
	if !info.Mode().IsRegular() {
		return File{}, fmt.Errorf("%w: not a regular file", ErrCorrupt)
	}
	in, err := os.Open(path)
	if err != nil {
		return File{}, err
	}
	defer in.Close()
	return decode(in, info.Size(), ours)
}

// ours accepts the metadata of files of this program in a format it knows.
func ours(metadata map[string]string) error {
	text, ok := metadata[formatKey]
	if !ok {
		return ErrForeign
	}
	version, err := strconv.Atoi(text)
	switch {
	case err == nil && version > format:
		return fmt.Errorf("%w: format %d", ErrNewer, version)
	case err != nil || version < format:
		return fmt.Errorf("%w: format %q", ErrCorrupt, text)
	case metadata[sumKey] == "":
		return fmt.Errorf("%w: it has no sum", ErrCorrupt)
	}
	return nil
}

// replaceFile gives path the contents that write makes, or leaves it as it was.
func replaceFile(d Disk, path string, write func(io.Writer) error) error {
	folder := filepath.Dir(path)
	removeAbandoned(d, folder)
	part := filepath.Join(folder, fmt.Sprintf(partName, rand.Uint64()))
	out, err := d.Open(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	if err = write(out); err == nil {
		err = out.Sync()
	}
	if err = errors.Join(err, out.Close()); err == nil {
		err = d.Rename(part, path)
	}
	if err != nil {
		return errors.Join(err, d.Remove(part))
	}
	return d.SyncFolder(folder)
}

// Files being written, whatever their names will be.
const (
	partName    = ".avagar-%016x.part"
	partPattern = ".avagar-*.part"
)

// removeAbandoned clears what a write left when the machine stopped under it.
// No write takes an hour.
func removeAbandoned(d Disk, folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // the write itself will say why
	}
	for _, e := range entries {
		if match, _ := filepath.Match(partPattern, e.Name()); !match {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > time.Hour {
			d.Remove(filepath.Join(folder, e.Name()))
		}
	}
}
