package audio

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/bits"
)

// webmPackets reads the blocks of the first track of sound in a WebM file, as
// browsers record it (RFC 8794, RFC 9559). Elements that hold others are walked
// into, wherever they stand; so those of unknown length need no care.
type webmPackets struct {
	r     *bufio.Reader
	track uint64 // number of the chosen track; 0 while there is none
	codec string
	head  []byte // the codec's own header
	entry struct {
		number uint64
		codec  string
		head   []byte
	}
	buffer []byte
	ended  bool
}

// Elements by their numbers.
const (
	webmSegment    = 0x18538067
	webmTracks     = 0x1654ae6b
	webmEntry      = 0xae
	webmNumber     = 0xd7
	webmCodec      = 0x86
	webmPrivate    = 0x63a2
	webmCluster    = 0x1f43b675
	webmGroup      = 0xa0
	webmBlock      = 0xa1
	webmSimple     = 0xa3
	maxWebMElement = 1 << 20 // bytes of one that is read
	webmUnknown    = 1<<56 - 1
	webmLacing     = 0x06 // flags of a block with several frames
)

// decodeWebM reads Opus in WebM.
func decodeWebM(src source) (Clip, error) {
	r, err := src.from(0, src.size)
	if err != nil {
		return Clip{}, err
	}
	w := &webmPackets{r: bufio.NewReaderSize(r, 1<<16)}
	first, err := w.next()
	if err != nil && !errors.Is(err, io.EOF) {
		return Clip{}, fmt.Errorf("%w: WebM: %w", broken(err), err)
	}
	switch {
	case w.codec == "":
		return Clip{}, fmt.Errorf("%w: WebM without sound", ErrEmpty)
	case w.codec != "A_OPUS":
		return Clip{}, fmt.Errorf("%w: WebM with %.40q", ErrFormat, w.codec)
	case err != nil:
		return Clip{}, fmt.Errorf("%w: WebM without blocks", ErrEmpty)
	}
	head, err := parseOpusHead(w.head)
	if err != nil {
		return Clip{}, err
	}
	return head.read(&withFirst{w, first})
}

// withFirst gives a packet that was read already before the others.
type withFirst struct {
	*webmPackets
	first []byte
}

func (w *withFirst) next() ([]byte, error) {
	if p := w.first; p != nil {
		w.first = nil
		return p, nil
	}
	return w.webmPackets.next()
}

func (w *webmPackets) length() (uint64, bool) { return 0, false }

func (w *webmPackets) whole() bool { return w.ended }

// next is the frame of the next block of the track.
func (w *webmPackets) next() ([]byte, error) {
	for {
		id, size, err := w.element()
		if err != nil {
			return nil, err
		}
		switch id {
		case webmSegment, webmTracks, webmEntry, webmCluster, webmGroup:
			w.choose()
			continue
		case webmNumber, webmCodec, webmPrivate:
			if err := w.describe(id, size); err != nil {
				return nil, err
			}
			continue
		case webmBlock, webmSimple:
			frame, err := w.block(size)
			if err != nil || frame != nil {
				return frame, err
			}
			continue
		}
		if err := w.pass(size); err != nil {
			return nil, err
		}
	}
}

// choose takes the track that was described, where it is the first of sound.
func (w *webmPackets) choose() {
	if w.codec == "" && len(w.entry.codec) > 2 && w.entry.codec[:2] == "A_" && w.entry.number > 0 {
		w.track, w.codec, w.head = w.entry.number, w.entry.codec, w.entry.head
	}
	w.entry.number, w.entry.codec, w.entry.head = 0, "", nil
}

func (w *webmPackets) describe(id, size uint64) error {
	value, err := w.value(size)
	if err != nil {
		return err
	}
	switch id {
	case webmNumber:
		for _, b := range value {
			w.entry.number = w.entry.number<<8 | uint64(b)
		}
	case webmCodec:
		w.entry.codec = string(value)
	case webmPrivate:
		w.entry.head = append([]byte(nil), value...)
	}
	return nil
}

// block is the frame in a block; nil where it is of another track.
func (w *webmPackets) block(size uint64) ([]byte, error) {
	value, err := w.value(size)
	if err != nil {
		return nil, err
	}
	if len(value) == 0 || value[0] == 0 {
		return nil, fmt.Errorf("%w: a WebM block without a track", ErrCorrupt)
	}
	n := bits.LeadingZeros8(value[0]) + 1 // bytes of the track's number
	if len(value) < n+3 {
		return nil, fmt.Errorf("%w: a WebM block of %d bytes", ErrCorrupt, len(value))
	}
	track := uint64(value[0]) & (1<<(8-n) - 1)
	for _, b := range value[1:n] {
		track = track<<8 | uint64(b)
	}
	switch flags := value[n+2]; {
	case track != w.track || w.codec == "":
		return nil, nil
	case flags&webmLacing != 0:
		return nil, fmt.Errorf("%w: a WebM block of several frames", ErrCorrupt)
	}
	if frame := value[n+3:]; len(frame) > 0 {
		return frame, nil
	}
	return nil, nil
}

// element reads the number and the size of the next element; io.EOF at the end
// of the file.
func (w *webmPackets) element() (id, size uint64, err error) {
	if _, err := w.r.Peek(1); err != nil {
		w.ended = errors.Is(err, io.EOF)
		return 0, 0, err
	}
	if id, err = w.varying(4, true); err != nil {
		return 0, 0, torn(err)
	}
	if size, err = w.varying(8, false); err != nil {
		return 0, 0, torn(err)
	}
	return id, size, nil
}

// varying reads a number of up to so many bytes, whose first bit that is set
// tells how many; whole keeps that bit.
func (w *webmPackets) varying(most int, whole bool) (v uint64, err error) {
	first, err := w.r.ReadByte()
	if err != nil {
		return 0, err
	}
	n := bits.LeadingZeros8(first) + 1
	if n > most {
		return 0, fmt.Errorf("%w: no WebM element where one has to be", ErrCorrupt)
	}
	v = uint64(first)
	if !whole {
		v &= 1<<(8-n) - 1
	}
	unknown := v == 1<<(8-n)-1
	for range n - 1 {
		b, err := w.r.ReadByte()
		if err != nil {
			return 0, err
		}
		v, unknown = v<<8|uint64(b), unknown && b == 0xff
	}
	if unknown && !whole {
		return webmUnknown, nil
	}
	return v, nil
}

// value reads an element that holds no others.
func (w *webmPackets) value(size uint64) ([]byte, error) {
	if size > maxWebMElement {
		return nil, fmt.Errorf("%w: a WebM element of %d bytes", ErrCorrupt, size)
	}
	if uint64(cap(w.buffer)) < size {
		w.buffer = make([]byte, size)
	}
	value := w.buffer[:size]
	if _, err := io.ReadFull(w.r, value); err != nil {
		return nil, torn(err)
	}
	return value, nil
}

// pass leaves an element out.
func (w *webmPackets) pass(size uint64) error {
	if size >= webmUnknown {
		return fmt.Errorf("%w: a WebM element without an end", ErrCorrupt)
	}
	if _, err := io.CopyN(io.Discard, w.r, int64(size)); err != nil {
		return torn(err)
	}
	return nil
}
