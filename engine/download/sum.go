package download

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"strings"
)

// SumKind is how a file is checked.
type SumKind string

const (
	None    SumKind = ""        // by its size alone
	SHA256  SumKind = "sha256"  // of the content
	GitSHA1 SumKind = "gitsha1" // of "blob ", the size, a zero byte and the content, as git names a blob
)

// Sum is what the content must hash to.
type Sum struct {
	Kind SumKind
	Hex  string // of either case
}

// check tells whether there is anything a file could match.
func (s Sum) check() error {
	sizes := map[SumKind]int{None: 0, SHA256: sha256.Size, GitSHA1: sha1.Size}
	want, known := sizes[s.Kind]
	raw, err := hex.DecodeString(s.Hex)
	if !known || err != nil || len(raw) != want {
		return fmt.Errorf("%w: %q %q", ErrSum, s.Kind, s.Hex)
	}
	return nil
}

// hash begins the sum of size bytes.
func (s Sum) hash(size int64) hash.Hash {
	if s.Kind == SHA256 {
		return sha256.New()
	}
	h := sha1.New()
	fmt.Fprintf(h, "blob %d\x00", size)
	return h
}

// matches tells whether h ended at this sum.
func (s Sum) matches(h hash.Hash) bool {
	return strings.EqualFold(hex.EncodeToString(h.Sum(nil)), s.Hex)
}
