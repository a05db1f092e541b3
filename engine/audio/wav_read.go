package audio

import (
	"encoding/binary"
	"fmt"
)

// Format tags of WAVE files (RFC 2361, Microsoft's mmreg.h).
const (
	tagPCM        = 0x0001
	tagFloat      = 0x0003
	tagALaw       = 0x0006
	tagMuLaw      = 0x0007
	tagExtensible = 0xfffe
)

// A size at or above this that the file does not have comes from a writer that
// could not seek back, such as one into a pipe.
const unknownSize = 0x7ffff000

const maxChunks = 4096

// wavFormat is what the fmt chunk says.
type wavFormat struct {
	tag       int
	channels  int
	rate      int
	bits      int // of a sample, as declared
	container int // bytes a sample takes in the file
}

func (f wavFormat) frameBytes() int64 { return int64(f.channels * f.container) }

// wavLayout is where things stand in a WAVE file.
type wavLayout struct {
	format   wavFormat
	start    int64 // of the samples
	size     int64 // bytes of samples that are really there
	claimed  int64 // bytes of samples by the header, equal to size where it cannot tell
	hasFmt   bool
	hasData  bool
	riffSize int64
	ds64     int64 // size of the data chunk in RF64, or 0
}

// decodeWAV reads RIFF and RF64 WAVE files.
func decodeWAV(src source) (Clip, error) {
	layout, err := scanWAV(src)
	if err != nil {
		return Clip{}, err
	}
	format := layout.format
	samples := layout.size / format.frameBytes()
	if err := checkShape(format.rate, format.channels, samples); err != nil {
		return Clip{}, err
	}
	if samples == 0 {
		if layout.claimed > layout.size {
			return Clip{}, fmt.Errorf("%w: the WAV header is all there is", ErrTruncated)
		}
		return Clip{}, fmt.Errorf("%w: the WAV data chunk is empty", ErrEmpty)
	}
	r, err := src.from(layout.start, samples*format.frameBytes())
	if err != nil {
		return Clip{}, err
	}
	clip := Clip{Rate: format.rate, Format: format.String()}
	if clip.Channels, err = format.read(r, int(samples)); err != nil {
		return Clip{}, err
	}
	if got := int64(clip.Samples()) * format.frameBytes(); got+format.frameBytes() <= layout.claimed {
		clip.Truncated = true
		clip.warn(Shortened, "holds %d of %d bytes of sound", got, layout.claimed)
	}
	return clip, nil
}

// scanWAV walks the chunks until it knows the format and the samples' place.
func scanWAV(src source) (wavLayout, error) {
	head, err := src.peek(0, 12)
	if err != nil {
		return wavLayout{}, err
	}
	if len(head) < 12 {
		return wavLayout{}, fmt.Errorf("%w: the WAV header stops after %d bytes", ErrTruncated, len(head))
	}
	if string(head[8:12]) != "WAVE" {
		return wavLayout{}, fmt.Errorf("%w: RIFF of type %q", ErrFormat, head[8:12])
	}
	layout := wavLayout{riffSize: int64(binary.LittleEndian.Uint32(head[4:]))}
	offset := int64(12)
	for range maxChunks {
		if layout.hasFmt && layout.hasData {
			return layout, nil
		}
		head, err := src.peek(offset, 8)
		if err != nil {
			return wavLayout{}, err
		}
		if len(head) < 8 {
			return wavLayout{}, layout.missing()
		}
		size, err := layout.chunk(src, string(head[:4]), offset+8, int64(binary.LittleEndian.Uint32(head[4:])))
		if err != nil {
			return wavLayout{}, err
		}
		if offset, err = nextChunk(src, offset+8+size, size); err != nil {
			return wavLayout{}, err
		}
	}
	return wavLayout{}, fmt.Errorf("%w: more than %d WAV chunks", ErrCorrupt, maxChunks)
}

// missing says what a file that ended during the walk lacks.
func (l wavLayout) missing() error {
	if l.hasFmt {
		return fmt.Errorf("%w: a WAV file without a data chunk", ErrTruncated)
	}
	return fmt.Errorf("%w: a WAV file without a fmt chunk", ErrTruncated)
}

// nextChunk skips the byte that pads an odd chunk. Some writers forget it: it
// must be zero, which no chunk's name begins with.
func nextChunk(src source, end, size int64) (int64, error) {
	if size%2 == 0 {
		return end, nil
	}
	pad, err := src.peek(end, 1)
	if err != nil {
		return 0, err
	}
	if len(pad) == 1 && pad[0] != 0 {
		return end, nil
	}
	return end + 1, nil
}

// chunk takes in one chunk and returns how many bytes it really has.
func (l *wavLayout) chunk(src source, id string, start, size int64) (int64, error) {
	switch id {
	case "fmt ":
		body, err := src.peek(start, int(min(size, 40)))
		if err != nil {
			return 0, err
		}
		if l.format, err = parseFormat(body, size); err != nil {
			return 0, err
		}
		l.hasFmt = true
	case "ds64":
		body, err := src.peek(start, int(min(size, 16)))
		if err != nil {
			return 0, err
		}
		if len(body) == 16 {
			l.ds64 = int64(min(binary.LittleEndian.Uint64(body[8:]), 1<<62))
		}
	case "data":
		if !l.hasData {
			l.data(src, start, size)
		}
		return l.size, nil
	}
	return size, nil
}

// data settles how many bytes of samples there are.
func (l *wavLayout) data(src source, start, size int64) {
	there := max(src.size-start, 0)
	if size == 0xffffffff && l.ds64 > 0 {
		size = l.ds64
	}
	whole := src.size - 8 - l.riffSize // 0 when the file is as long as it says; 1 with padding
	switch {
	case size == 0 && (there == 0 || whole == 0 || whole == 1):
		there = 0
	case size == 0 || size >= unknownSize && size > there && l.ds64 == 0:
		size = there
	}
	l.hasData, l.start, l.claimed, l.size = true, start, size, min(size, there)
}

// parseFormat reads a fmt chunk of which body is the beginning.
func parseFormat(body []byte, size int64) (wavFormat, error) {
	if len(body) < 16 {
		if size < 16 {
			return wavFormat{}, fmt.Errorf("%w: a WAV fmt chunk of %d bytes", ErrCorrupt, size)
		}
		return wavFormat{}, fmt.Errorf("%w: the WAV header stops inside its fmt chunk", ErrTruncated)
	}
	le := binary.LittleEndian
	f := wavFormat{
		tag:      int(le.Uint16(body)),
		channels: int(le.Uint16(body[2:])),
		rate:     int(le.Uint32(body[4:])),
		bits:     int(le.Uint16(body[14:])),
	}
	if f.tag == tagExtensible {
		if len(body) < 40 || string(body[26:40]) != "\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71" {
			return wavFormat{}, fmt.Errorf("%w: WAV with an unknown extensible subformat", ErrFormat)
		}
		f.tag = int(le.Uint16(body[24:]))
	}
	if err := checkShape(f.rate, f.channels, 0); err != nil {
		return wavFormat{}, err
	}
	f.container = (f.bits + 7) / 8
	// A 20-bit sample in four bytes is told only by the block size.
	if block := int(le.Uint16(body[12:])); block%f.channels == 0 && block/f.channels > f.container {
		f.container = block / f.channels
	}
	return f, f.check()
}

// check reports codings that are not read.
func (f wavFormat) check() error {
	switch {
	case f.tag == tagPCM && f.container >= 1 && f.container <= 4,
		f.tag == tagFloat && f.bits == f.container*8 && (f.bits == 32 || f.bits == 64),
		(f.tag == tagALaw || f.tag == tagMuLaw) && f.container == 1:
		return nil
	}
	return fmt.Errorf("%w: WAV coding 0x%04x with %d bits in %d bytes", ErrFormat, f.tag, f.bits, f.container)
}

// String names the format as Clip.Format shows it.
func (f wavFormat) String() string {
	switch f.tag {
	case tagFloat:
		return fmt.Sprintf("WAV float %d-bit", f.bits)
	case tagALaw:
		return "WAV A-law"
	case tagMuLaw:
		return "WAV µ-law"
	}
	return fmt.Sprintf("WAV %d-bit", f.container*8)
}
