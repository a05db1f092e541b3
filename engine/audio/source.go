package audio

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// source is the bytes of a file from where its reader stood.
type source struct {
	r    io.ReadSeeker
	base int64
	size int64
}

func newSource(r io.ReadSeeker) (source, error) {
	base, err := r.Seek(0, io.SeekCurrent)
	if err != nil {
		return source{}, err
	}
	end, err := r.Seek(0, io.SeekEnd)
	if err != nil {
		return source{}, err
	}
	return source{r, base, max(end-base, 0)}, nil
}

// from returns a reader of n bytes from offset; only the latest one is valid.
func (s source) from(offset, n int64) (io.Reader, error) {
	if _, err := s.r.Seek(s.base+offset, io.SeekStart); err != nil {
		return nil, fmt.Errorf("audio: %w", err)
	}
	return io.LimitReader(s.r, n), nil
}

// peek returns up to n bytes at offset, fewer at the end of the file.
func (s source) peek(offset int64, n int) ([]byte, error) {
	r, err := s.from(offset, int64(n))
	if err != nil {
		return nil, err
	}
	b := make([]byte, n)
	got, err := io.ReadFull(r, b)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("audio: %w", err)
	}
	return b[:got], nil
}

// foreign are the formats a person is likely to bring that are not read here.
var foreign = []struct {
	offset      int
	magic, name string
}{
	{4, "ftyp", "M4A or MP4 (AAC)"},
	{0, "FORM", "AIFF"},
	{0, "RIFX", "big-endian RIFX"},
	{0, "caff", "CAF"},
	{0, "#!AMR", "AMR"},
	{0, ".snd", "Sun AU"},
	{0, "MThd", "MIDI"},
	{0, "wvpk", "WavPack"},
	{0, "MAC ", "Monkey's Audio"},
	{0, "\x30\x26\xb2\x75", "WMA"},
}

// Foreign names the format of a file by its first bytes where it is one that
// is not read here.
func Foreign(head []byte) (name string, ok bool) {
	if startsWith(head, "OggS") {
		codec := oggCodec(head)
		return "Ogg " + codec, codec != "Opus"
	}
	for _, f := range foreign {
		if len(head) > f.offset && startsWith(head[f.offset:], f.magic) {
			return f.name, true
		}
	}
	return "", false
}

// sniff picks the decoder by the first bytes.
func (s source) sniff() (func(source) (Clip, error), error) {
	head, err := s.peek(0, 512)
	switch {
	case err != nil:
		return nil, err
	case len(head) == 0:
		return nil, fmt.Errorf("%w: the file is empty", ErrEmpty)
	case startsWith(head, "RIFF") || startsWith(head, "RF64"):
		return decodeWAV, nil
	}
	if name, ok := Foreign(head); ok {
		return nil, fmt.Errorf("%w: %s", ErrFormat, name)
	}
	if startsWith(head, "OggS") {
		return decodeOpus, nil
	}
	if startsWith(head, "\x1aE\xdf\xa3") {
		return decodeWebM, nil
	}
	return s.sniffTagged()
}

// sniffTagged looks behind ID3v2 tags, which stand before MP3 and sometimes FLAC.
func (s source) sniffTagged() (func(source) (Clip, error), error) {
	start, err := s.skipID3(0)
	if err != nil {
		return nil, err
	}
	head, err := s.peek(start, 4)
	if err != nil {
		return nil, err
	}
	switch {
	case startsWith(head, "fLaC"):
		return decodeFLAC, nil
	case len(head) >= 2 && head[0] == 0xff && head[1]&0xf6 == 0xf0:
		return nil, fmt.Errorf("%w: AAC (ADTS)", ErrFormat)
	case start >= s.size:
		return nil, fmt.Errorf("%w: the file ends inside its ID3 tag", ErrTruncated)
	}
	if _, _, err := s.findMP3(start); err != nil {
		return nil, err
	}
	return decodeMP3, nil
}

// skipID3 returns where the bytes after all ID3v2 tags at offset begin.
func (s source) skipID3(offset int64) (int64, error) {
	for range 16 {
		b, err := s.peek(offset, 10)
		if err != nil {
			return 0, err
		}
		if len(b) < 10 || !startsWith(b, "ID3") {
			return offset, nil
		}
		offset += 10 + int64(b[6]&0x7f)<<21 + int64(b[7]&0x7f)<<14 + int64(b[8]&0x7f)<<7 + int64(b[9]&0x7f)
		if b[5]&0x10 != 0 { // a footer repeats the header
			offset += 10
		}
	}
	return offset, nil
}

func startsWith(b []byte, magic string) bool { return bytes.HasPrefix(b, []byte(magic)) }

func oggCodec(head []byte) string {
	for _, codec := range []struct{ mark, name string }{
		{"OpusHead", "Opus"}, {"\x01vorbis", "Vorbis"}, {"\x7fFLAC", "FLAC"}, {"Speex", "Speex"},
	} {
		if bytes.Contains(head, []byte(codec.mark)) {
			return codec.name
		}
	}
	return "stream"
}
