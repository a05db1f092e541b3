package audio

import (
	"bytes"
	"errors"
	"math/bits"
	"testing"
)

// ebml is an element with its content; a size of -1 says that it is unknown.
func ebml(id uint32, content ...[]byte) []byte {
	body := bytes.Join(content, nil)
	return append(ebmlHead(id, len(body)), body...)
}

func ebmlHead(id uint32, size int) []byte {
	var out []byte
	for shift := (bits.Len32(id) - 1) / 8 * 8; shift >= 0; shift -= 8 {
		out = append(out, byte(id>>shift))
	}
	if size < 0 {
		return append(out, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff)
	}
	return append(out, 0x10|byte(size>>24), byte(size>>16), byte(size>>8), byte(size))
}

// webmFile is what a browser records: a segment and clusters without an end.
func webmFile(codec string, head []byte, packets ...[]byte) []byte {
	file := ebml(0x1a45dfa3, ebml(0x4282, []byte("webm")))
	file = append(file, ebmlHead(webmSegment, -1)...)
	file = append(file, ebml(0x1549a966, []byte("info"))...)
	file = append(file, ebml(webmTracks,
		ebml(webmEntry, ebml(webmNumber, []byte{2}), ebml(webmCodec, []byte("V_VP8"))),
		ebml(webmEntry, ebml(webmNumber, []byte{1}), ebml(webmCodec, []byte(codec)), ebml(webmPrivate, head), ebml(0xe1, []byte("audio"))))...)
	for i, p := range packets {
		file = append(file, ebmlHead(webmCluster, -1)...)
		file = append(file, ebml(0xe7, []byte{byte(i)})...)
		file = append(file, ebml(webmSimple, []byte{0x82, 0, 0, 0}, []byte("a picture"))...)
		if i%2 == 0 {
			file = append(file, ebml(webmSimple, []byte{0x81, 0, 0, 0x80}, p)...)
		} else {
			file = append(file, ebml(webmGroup, ebml(webmBlock, []byte{0x81, 0, 0, 0}, p))...)
		}
	}
	return file
}

func TestWebMOfABrowserIsRead(t *testing.T) {
	clip, err := Decode(bytes.NewReader(webmFile("A_OPUS", headPacket(1, 100), silentPacket, silentPacket, silentPacket)))
	if err != nil {
		t.Fatal(err)
	}
	sound(t, clip)
	if clip.Samples() != 3*960-100 || clip.Format != "Opus" || clip.Truncated || len(clip.Warnings) > 0 || !FitsName("0001.webm", clip.Format) {
		t.Errorf("%d samples, %s, %v", clip.Samples(), clip.Format, clip.Warnings)
	}
}

func TestWhatIsWrongWithWebMIsNamed(t *testing.T) {
	whole := webmFile("A_OPUS", headPacket(1, 0), silentPacket, silentPacket)
	for name, c := range map[string]struct {
		file    []byte
		samples int
		err     error
	}{
		"cut off":       {whole[:len(whole)-1], 960, nil},
		"another codec": {webmFile("A_VORBIS", nil, silentPacket), 0, ErrFormat},
		"no sound":      {webmFile("V_VP9", nil, silentPacket), 0, ErrEmpty},
		"no blocks":     {webmFile("A_OPUS", headPacket(1, 0)), 0, ErrEmpty},
		"no header":     {webmFile("A_OPUS", nil, silentPacket), 0, ErrCorrupt},
		"laced":         {bytes.Replace(whole, []byte{0x81, 0, 0, 0x80}, []byte{0x81, 0, 0, 0x82}, 1), 0, ErrCorrupt},
	} {
		clip, err := Decode(bytes.NewReader(c.file))
		if !errors.Is(err, c.err) || clip.Samples() != c.samples {
			t.Errorf("%s: %d samples, %v", name, clip.Samples(), err)
		}
	}
}

// FuzzDecodeWebM puts any bytes behind the header of a WebM file.
func FuzzDecodeWebM(f *testing.F) {
	head := ebml(0x1a45dfa3, ebml(0x4282, []byte("webm")))
	f.Add(webmFile("A_OPUS", headPacket(1, 0), silentPacket, silentPacket)[len(head):])
	f.Add(webmFile("A_OPUS", headPacket(2, 9), silentPacket)[len(head):])
	f.Fuzz(func(t *testing.T, b []byte) {
		if clip, err := Decode(bytes.NewReader(append(bytes.Clone(head), b...))); err == nil {
			sound(t, clip)
		}
	})
}
