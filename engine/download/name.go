package download

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Beside NAME lie these while it is fetched.
const (
	partSuffix  = ".part"      // the bytes, at their places
	stateSuffix = ".part.json" // which of them are there
	newSuffix   = ".new"       // the next state, until it is renamed
)

// checkName accepts slash-separated names that mean the same below any folder on
// every system, with room for the longest suffix.
func checkName(name string) error {
	safe := fs.ValidPath(name) && name != "." && !strings.ContainsAny(name, `\:`)
	for _, segment := range strings.Split(name, "/") {
		safe = safe && len(segment)+len(stateSuffix+newSuffix) <= 255 && strings.TrimRight(segment, ". ") == segment
	}
	for _, r := range name {
		safe = safe && r >= ' ' && r != 0x7f
	}
	if !safe {
		return fmt.Errorf("%w: %q", ErrUnsafeName, name)
	}
	return nil
}

// Discard takes away what is there of a file that is not whole. A file that is whole
// stays, and so does one that is not there.
func Discard(root *os.Root, name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	var failed error
	for _, suffix := range []string{stateSuffix + newSuffix, stateSuffix, partSuffix} {
		if err := root.Remove(name + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, disk(err))
		}
	}
	return failed
}

// Partial tells how many bytes of a file are there to go on from, and of how many; ok
// is false where there are none.
func Partial(root *os.Root, name string) (done, total int64, ok bool) {
	if checkName(name) != nil {
		return 0, 0, false
	}
	s, err := readState(root, name)
	if err != nil {
		return 0, 0, false
	}
	info, err := root.Stat(name + partSuffix)
	if err != nil || info.Size() != s.Size {
		return 0, 0, false
	}
	return s.Done.sum(), s.Size, true
}

// makeFolder makes the folder that a name lies in.
func makeFolder(root *os.Root, name string) error {
	if folder := path.Dir(name); folder != "." {
		return disk(root.MkdirAll(folder, 0o755))
	}
	return nil
}
