package audio

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/mewkiz/flac"
	"github.com/mewkiz/flac/frame"
	"github.com/mewkiz/flac/meta"
)

const flacBlock = 1000

// flacFile codes 16-bit samples verbatim, the same in every channel.
func flacFile(t testing.TB, samples []int32, channels, rate int) []byte {
	t.Helper()
	var b bytes.Buffer
	e, err := flac.NewEncoder(&b, &meta.StreamInfo{
		BlockSizeMin: 16, BlockSizeMax: flacBlock, SampleRate: uint32(rate),
		NChannels: uint8(channels), BitsPerSample: 16, NSamples: uint64(len(samples)),
	})
	if err != nil {
		t.Fatal(err)
	}
	for block := range slices.Chunk(samples, flacBlock) {
		f := &frame.Frame{Header: frame.Header{
			BlockSize: uint16(len(block)), SampleRate: uint32(rate),
			Channels: frame.Channels(channels - 1), BitsPerSample: 16,
		}}
		for range channels {
			f.Subframes = append(f.Subframes, &frame.Subframe{
				SubHeader: frame.SubHeader{Pred: frame.PredVerbatim}, Samples: block, NSamples: len(block),
			})
		}
		if err := e.WriteFrame(f); err != nil {
			t.Fatal(err)
		}
	}
	// The encoder's Close would seek; without it the header stays as given.
	return b.Bytes()
}

func ramp(samples int) []int32 {
	r := make([]int32, samples)
	for i := range r {
		r[i] = int32(i*i*7919%65536 - 32768)
	}
	return r
}

func TestFLACDecodesExactly(t *testing.T) {
	want := ramp(3500)
	for _, b := range [][]byte{flacFile(t, want, 2, 44100), append(id3(5000), flacFile(t, want, 2, 44100)...)} {
		clip, err := Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		if clip.Rate != 44100 || len(clip.Channels) != 2 || clip.Format != "FLAC 16-bit" || len(clip.Warnings) != 0 {
			t.Errorf("got %d Hz, %d channels, %s, %v", clip.Rate, len(clip.Channels), clip.Format, clip.Warnings)
		}
		for i, v := range want {
			if clip.Channels[1][i]*32768 != float32(v) {
				t.Fatalf("sample %d: got %v, want %d", i, clip.Channels[1][i]*32768, v)
			}
		}
	}
}

func TestFLACIsRescuedUpToTheFault(t *testing.T) {
	b := flacFile(t, ramp(3500), 1, 44100)
	cut, err := Decode(bytes.NewReader(b[:len(b)-600]))
	if err != nil || cut.Samples() != 3000 || !cut.Truncated {
		t.Errorf("cut off: %d samples, truncated %v, %v", cut.Samples(), cut.Truncated, err)
	}
	flipped := slices.Clone(b)
	flipped[len(flipped)-700] ^= 1
	hurt, err := Decode(bytes.NewReader(flipped))
	if err != nil || hurt.Samples() != 3000 || len(hurt.Warnings) == 0 || hurt.Warnings[0].Kind != Damaged {
		t.Errorf("one bit flipped: %d samples, %v, %v", hurt.Samples(), hurt.Warnings, err)
	}
	for n, want := range map[int]error{6: ErrTruncated, 30: ErrTruncated, 42: ErrTruncated, 60: ErrTruncated} {
		if _, err := Decode(bytes.NewReader(b[:n])); !errors.Is(err, want) {
			t.Errorf("the first %d bytes: %v", n, err)
		}
	}
	b[4] = 6 // a picture first, of any size it likes
	if _, err := Decode(bytes.NewReader(b)); !errors.Is(err, ErrCorrupt) {
		t.Errorf("no stream info: %v", err)
	}
}

// id3 returns a tag with size bytes of text in it.
func id3(size int) []byte {
	head := []byte{'I', 'D', '3', 4, 0, 0, byte(size >> 21 & 0x7f), byte(size >> 14 & 0x7f), byte(size >> 7 & 0x7f), byte(size & 0x7f)}
	return append(head, bytes.Repeat([]byte("x"), size)...)
}

const silentFrameBytes = 417

// silentMP3 returns frames of silence at 44.1 kHz and 128 kbit/s, mono.
func silentMP3(frames int) []byte {
	one := make([]byte, silentFrameBytes)
	copy(one, "\xff\xfb\x90\xc0")
	return bytes.Repeat(one, frames)
}

// infoFrame claims a number of frames, and LAME's delay and padding.
func infoFrame(frames, delay, padding int) []byte {
	f := silentMP3(1)
	copy(f[21:], "Info\x00\x00\x00\x01")
	binary.BigEndian.PutUint32(f[29:], uint32(frames))
	copy(f[33:], "LAME3.100")
	f[54], f[55], f[56] = byte(delay>>4), byte(delay<<4|padding>>8), byte(padding)
	return f
}

func TestMP3LosesTheEncodersLeadInAndTail(t *testing.T) {
	tag := slices.Concat([]byte("TAG"), make([]byte, 125))
	for _, c := range []struct {
		name      string
		bytes     []byte
		samples   int
		truncated bool
	}{
		{"no info", silentMP3(5), 5 * 1152, false},
		{"after an ID3v2 tag, before an ID3v1", slices.Concat(id3(300), silentMP3(5), tag), 5 * 1152, false},
		{"after junk", slices.Concat(make([]byte, 999), silentMP3(5)), 5 * 1152, false},
		{"delay and padding", slices.Concat(infoFrame(5, 576, 1000), silentMP3(5)), 5*1152 - 576 - 1000, false},
		{"cut off", slices.Concat(infoFrame(9, 576, 1000), silentMP3(5)), 5*1152 - 576 - mp3Delay, true},
	} {
		clip, err := Decode(bytes.NewReader(c.bytes))
		if err != nil || clip.Samples() != c.samples || clip.Truncated != c.truncated || len(clip.Channels) != 1 {
			t.Errorf("%s: %d samples, truncated %v, %v; want %d, %v",
				c.name, clip.Samples(), clip.Truncated, err, c.samples, c.truncated)
		}
	}
}

func TestWhatIsNotReadIsNamed(t *testing.T) {
	mpeg25 := bytes.Repeat(append([]byte("\xff\xe3\x18\xc0"), make([]byte, 68)...), 3)
	for _, c := range []struct {
		name, bytes string
		err         error
	}{
		{"holds no sound", "", ErrEmpty},
		{"M4A", "\x00\x00\x00\x20ftypM4A ", ErrFormat},
		{"sum of an Ogg page", "OggS" + string(make([]byte, 24)) + "OpusHead", ErrCorrupt},
		{"Ogg Vorbis", "OggS" + string(make([]byte, 24)) + "\x01vorbis", ErrFormat},
		{"WebM", "\x1aE\xdf\xa3", ErrTruncated},
		{"AAC", "\xff\xf1\x50\x80\x00\x1f\xfc", ErrFormat},
		{"neither WAV nor FLAC nor MP3", "سلام دنیا\n", ErrFormat},
		{"neither WAV nor FLAC nor MP3", string(make([]byte, 100000)), ErrFormat},
		{"inside its ID3 tag", "ID3\x04\x00\x00\x7f\x7f\x7f\x7f", ErrTruncated},
		{"version 2.5", string(mpeg25), ErrFormat},
		{"layer 2", "\xff\xfd\x90\xc0", ErrFormat},
		{"stops after 6 bytes", "RIFF\x00\x00", ErrTruncated},
	} {
		_, err := Decode(bytes.NewReader([]byte(c.bytes)))
		if !errors.Is(err, c.err) || err == nil || !bytes.Contains([]byte(err.Error()), []byte(c.name)) {
			t.Errorf("%q: %v", c.name, err)
		}
	}
}

func TestDecodeBeginsWhereTheReaderStands(t *testing.T) {
	wav := file(-1, fmtChunk(1, 1, 8000, 16, 2), chunk("data", []byte{1, 0}))
	r := bytes.NewReader(append([]byte("prefix"), wav...))
	if _, err := r.Seek(6, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	if clip, err := Decode(r); err != nil || clip.Samples() != 1 {
		t.Errorf("%d samples, %v", clip.Samples(), err)
	}
}

func TestReadFileTellsAFalseName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clip.wav")
	if err := os.WriteFile(path, silentMP3(3), 0o600); err != nil {
		t.Fatal(err)
	}
	clip, err := ReadFile(path)
	if err != nil || clip.Format != "MP3" || len(clip.Warnings) != 1 || clip.Warnings[0].Kind != Mislabelled {
		t.Errorf("%s, %v, %v", clip.Format, clip.Warnings, err)
	}
	if _, err := ReadFile(filepath.Dir(path)); !errors.Is(err, ErrFormat) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := ReadFile(path + ".absent"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("an absent file: %v", err)
	}
}
