package cache

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"

	"avagar/engine/hub"
)

// NewHash makes the hash by which an ETag names a content of size bytes: SHA-256 for 64 hex
// digits, git's SHA-1 over "blob <size>\0" and the content for 40. Errors: ErrName.
func NewHash(etag string, size int64) (hash.Hash, error) {
	if !etagName.MatchString(etag) {
		return nil, fmt.Errorf("%w: ETag %q", ErrName, etag)
	}
	if len(etag) == 2*sha256.Size {
		return sha256.New(), nil
	}
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", size)
	return h, nil
}

// Copy writes the content of a file from r to w; ErrWrongSum unless it has the file's size
// and sum. Nothing beyond the size is read but one byte.
func Copy(w io.Writer, r io.Reader, f hub.File) error {
	h, err := NewHash(f.ETag(), f.Size)
	if err != nil {
		return err
	}
	n, err := io.CopyBuffer(io.MultiWriter(w, h), io.LimitReader(r, f.Size+1), make([]byte, 1<<18))
	if err != nil {
		return fmt.Errorf("%s: %w", f.Path, err)
	}
	if n != f.Size {
		return fmt.Errorf("%w: %s: not the %d bytes it should have", ErrWrongSum, f.Path, f.Size)
	}
	if got := hex.EncodeToString(h.Sum(nil)); got != f.ETag() {
		return fmt.Errorf("%w: %s: %s instead of %s", ErrWrongSum, f.Path, got, f.ETag())
	}
	return nil
}

// IsCommit tells whether a text could be the name of a commit.
func IsCommit(s string) bool { return commitName.MatchString(s) }
