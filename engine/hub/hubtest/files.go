package hubtest

import (
	"bytes"
	"encoding/binary"
	"io"
	"math/rand/v2"
	"sync"
)

// File is a file of a repository.
type File struct {
	// Path is told as it is, so that hostile names can be told too.
	Path    string
	Content io.ReaderAt // read anew for every reply
	Size    int64       // bytes
	LFS     bool        // at the content host; otherwise in git, at the hub
	SHA256  string      // of an LFS file, hex; Add works it out if it is empty
}

// Text is a small file in git: its ETag is a git SHA-1, the hub serves it.
func Text(path, text string) File {
	return File{Path: path, Content: bytes.NewReader([]byte(text)), Size: int64(len(text))}
}

// Binary is an LFS file: its ETag is a SHA-256, the content host serves it.
func Binary(path string, data []byte) File {
	return File{Path: path, Content: bytes.NewReader(data), Size: int64(len(data)), LFS: true}
}

// Generated is an LFS file of any size whose bytes follow from the seed and
// take no memory.
func Generated(path string, seed uint64, size int64) File {
	return File{Path: path, Content: newGenerated(seed, size), Size: size, LFS: true, SHA256: generatedSum(seed, size)}
}

const (
	blockSize = 1 << 20 // bytes that repeat
	stampSize = 8       // bytes at the start of every stampStep that do not
	stampStep = 4096
)

// generated repeats a block of noise; a stamp in every step makes each place
// in the file its own.
type generated struct {
	seed  uint64
	size  int64
	block []byte
}

func newGenerated(seed uint64, size int64) *generated {
	g := &generated{seed: seed, size: size, block: make([]byte, blockSize)}
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	rand.NewChaCha8(key).Read(g.block)
	return g
}

// stamp is a step of SplitMix64 from the seed and the place.
func (g *generated) stamp(step int64) (b [stampSize]byte) {
	z := g.seed + (uint64(step)+1)*0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	binary.LittleEndian.PutUint64(b[:], z^z>>31)
	return b
}

func (g *generated) ReadAt(p []byte, offset int64) (int, error) {
	n := 0
	for n < len(p) && offset < g.size {
		in := offset % stampStep
		from := offset % blockSize
		c := copy(p[n:min(int64(len(p)), int64(n)+g.size-offset)], g.block[from:from+stampStep-in])
		if in < stampSize {
			stamp := g.stamp(offset / stampStep)
			copy(p[n:n+c], stamp[in:])
		}
		n += c
		offset += int64(c)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

type seeded struct {
	seed uint64
	size int64
}

var generatedSums sync.Map // seeded to a func() string: a gibibyte takes most of a second

func generatedSum(seed uint64, size int64) string {
	sum, _ := generatedSums.LoadOrStore(seeded{seed, size}, sync.OnceValue(func() string {
		return sumSHA256(newGenerated(seed, size), size)
	}))
	return sum.(func() string)()
}
