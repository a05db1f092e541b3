package audio

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEveryWAVCodingDecodesToTheSameValues(t *testing.T) {
	le := binary.LittleEndian
	float32s := le.AppendUint32(le.AppendUint32(nil, math.Float32bits(0.5)), math.Float32bits(-0.25))
	float64s := le.AppendUint64(le.AppendUint64(nil, math.Float64bits(0.5)), math.Float64bits(-0.25))
	extensible := append(fmtChunk(tagExtensible, 1, 22050, 24, 3)[8:], 22, 0, 20, 0, 4, 0, 0, 0)
	extensible = append(extensible, "\x01\x00\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"...)
	for _, c := range []struct {
		name   string
		format []byte
		data   []byte
	}{
		{"WAV 8-bit", fmtChunk(1, 1, 22050, 8, 1), []byte{192, 96}},
		{"WAV 16-bit", fmtChunk(1, 1, 22050, 16, 2), []byte{0, 0x40, 0, 0xe0}},
		{"WAV 24-bit", fmtChunk(1, 1, 22050, 24, 3), []byte{0, 0, 0x40, 0, 0, 0xe0}},
		{"WAV 24-bit", fmtChunk(1, 1, 22050, 20, 3), []byte{0, 0, 0x40, 0, 0, 0xe0}},
		{"WAV 24-bit", chunk("fmt ", extensible), []byte{0, 0, 0x40, 0, 0, 0xe0}},
		{"WAV 32-bit", fmtChunk(1, 1, 22050, 32, 4), []byte{0, 0, 0, 0x40, 0, 0, 0, 0xe0}},
		{"WAV 32-bit", fmtChunk(1, 1, 22050, 24, 4), []byte{0, 0, 0, 0x40, 0, 0, 0, 0xe0}},
		{"WAV float 32-bit", fmtChunk(3, 1, 22050, 32, 4), float32s},
		{"WAV float 64-bit", fmtChunk(3, 1, 22050, 64, 8), float64s},
	} {
		clip, err := Decode(bytes.NewReader(file(-1, c.format, chunk("data", c.data))))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if want := []float32{0.5, -0.25}; !slices.Equal(clip.Channels[0], want) || clip.Format != c.name {
			t.Errorf("%s: got %v, %s", c.name, clip.Channels[0], clip.Format)
		}
	}
}

// The values are those of ITU-T G.711, tables 1 and 2, scaled to 16 bits.
func TestTelephoneCodesExpandAsG711Says(t *testing.T) {
	for _, c := range []struct {
		name      string
		table     *[256]float32
		code      byte
		sixteenth float32
	}{
		{"A-law, least positive", &aLaw, 0xd5, 8},
		{"A-law, least negative", &aLaw, 0x55, -8},
		{"A-law, greatest", &aLaw, 0xaa, 32256},
		{"A-law, second segment", &aLaw, 0xc5, 264},
		{"µ-law, zero", &muLaw, 0xff, 0},
		{"µ-law, greatest", &muLaw, 0x80, 32124},
		{"µ-law, least", &muLaw, 0x00, -32124},
		{"µ-law, step one", &muLaw, 0xfe, 8},
	} {
		if got := c.table[c.code] * 32768; got != c.sixteenth {
			t.Errorf("%s: got %v, want %v", c.name, got, c.sixteenth)
		}
	}
}

func TestChannelsAreKeptApart(t *testing.T) {
	data := []byte{1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0}
	clip, err := Decode(bytes.NewReader(file(-1, fmtChunk(1, 3, 48000, 16, 6), chunk("data", data))))
	if err != nil {
		t.Fatal(err)
	}
	for c, want := range [][]float32{{1, 4}, {2, 5}, {3, 6}} {
		if got := scaled(clip.Channels[c], 32768); !slices.Equal(got, want) {
			t.Errorf("channel %d: got %v, want %v", c, got, want)
		}
	}
}

func TestOddWAVFilesGiveTheirSamplesOrTheRightError(t *testing.T) {
	format := fmtChunk(1, 1, 8000, 16, 2)
	data := []byte{1, 0, 2, 0, 3, 0}
	whole := chunk("data", data)
	list := chunk("LIST", []byte("INFOISFT\x04\x00\x00\x00abc\x00"))
	for _, c := range []struct {
		name      string
		bytes     []byte
		samples   int
		truncated bool
		err       error
	}{
		{"a LIST before fmt and after data", file(-1, list, format, whole, list), 3, false, nil},
		{"an odd chunk with its padding", file(-1, format, chunk("junk", []byte{1, 2, 3}), whole), 3, false, nil},
		{"an odd chunk without padding", file(-1, format, claim("junk", 3, []byte{1, 2, 3}), whole), 3, false, nil},
		{"data before fmt", file(-1, whole, format), 3, false, nil},
		{"sizes never filled in", file(0, format, claim("data", 0, data)), 3, false, nil},
		{"all ones from a pipe", file(0xffffffff, format, claim("data", 0xffffffff, data)), 3, false, nil},
		{"a size near 2 GiB from a pipe", file(0x7ffff024, format, claim("data", 0x7ffff000, data)), 3, false, nil},
		{"less data than claimed", file(-1, format, claim("data", 100, data)), 3, true, nil},
		{"half a sample at the end", file(-1, format, claim("data", 100, data[:5])), 2, true, nil},
		{"no samples", file(-1, format, chunk("data", nil)), 0, false, ErrEmpty},
		{"no samples before a LIST", file(-1, format, chunk("data", nil), list), 0, false, ErrEmpty},
		{"all data missing", file(-1, format, claim("data", 100, nil)), 0, false, ErrTruncated},
		{"no data chunk", file(-1, format), 0, false, ErrTruncated},
		{"no fmt chunk", file(-1, whole), 0, false, ErrTruncated},
		{"a chunk far beyond the end", file(-1, claim("junk", 0xfffffffe, nil), format, whole), 0, false, ErrTruncated},
		{"a short fmt chunk", file(-1, chunk("fmt ", []byte{1, 0, 1, 0}), whole), 0, false, ErrCorrupt},
		{"nothing but tiny chunks", file(-1, bytes.Repeat(chunk("junk", nil), maxChunks+1)), 0, false, ErrCorrupt},
		{"no channels", file(-1, fmtChunk(1, 0, 8000, 16, 2), whole), 0, false, ErrFormat},
		{"nine channels", file(-1, fmtChunk(1, 9, 8000, 16, 18), whole), 0, false, ErrFormat},
		{"3999 Hz", file(-1, fmtChunk(1, 1, 3999, 16, 2), whole), 0, false, ErrFormat},
		{"ADPCM", file(-1, fmtChunk(2, 1, 8000, 4, 256), whole), 0, false, ErrFormat},
		{"float of 16 bits", file(-1, fmtChunk(3, 1, 8000, 16, 2), whole), 0, false, ErrFormat},
		{"another RIFF", []byte("RIFF\x04\x00\x00\x00AVI "), 0, false, ErrFormat},
	} {
		clip, err := Decode(bytes.NewReader(c.bytes))
		if !errors.Is(err, c.err) || clip.Samples() != c.samples || clip.Truncated != c.truncated {
			t.Errorf("%s: %d samples, truncated %v, %v; want %d, %v, %v",
				c.name, clip.Samples(), clip.Truncated, err, c.samples, c.truncated, c.err)
		}
	}
}

func TestRF64UsesItsLongSizes(t *testing.T) {
	le := binary.LittleEndian
	ds64 := le.AppendUint64(le.AppendUint64(le.AppendUint64(nil, 0), 4), 2)
	b := file(0xffffffff, chunk("ds64", append(ds64, 0, 0, 0, 0)), fmtChunk(1, 1, 8000, 16, 2),
		claim("data", 0xffffffff, []byte{1, 0, 2, 0}), chunk("LIST", make([]byte, 8)))
	copy(b, "RF64")
	clip, err := Decode(bytes.NewReader(b))
	if err != nil || clip.Samples() != 2 {
		t.Errorf("got %d samples, %v; want 2", clip.Samples(), err)
	}
}

// endless has a size no memory could hold, and zeros wherever it is read.
type endless struct {
	head []byte
	size int64
	at   int64
}

func (e *endless) Read(p []byte) (int, error) {
	clear(p)
	if e.at < int64(len(e.head)) {
		copy(p, e.head[e.at:])
	}
	e.at += int64(len(p))
	return len(p), nil
}

func (e *endless) Seek(offset int64, whence int) (int64, error) {
	e.at = [3]int64{offset, e.at + offset, e.size + offset}[whence]
	return e.at, nil
}

func TestTooLongARecordingIsRefusedBeforeItIsRead(t *testing.T) {
	for _, c := range []struct {
		name           string
		rate, channels int
		seconds        int64
	}{
		{"three hours", 8000, 1, 3 * 3600},
		{"an hour of eight channels", 48000, 8, 3600},
	} {
		size := c.seconds * int64(c.rate) * int64(c.channels) * 2
		head := file(0, fmtChunk(1, c.channels, c.rate, 16, 2*c.channels), claim("data", 0xffffffff, nil))
		_, err := Decode(&endless{head: head, size: int64(len(head)) + size})
		if !errors.Is(err, ErrTooLong) {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}

func TestFloatSamplesAreMadeFiniteAndHeldInRange(t *testing.T) {
	var data []byte
	for _, v := range []float64{math.NaN(), 2, -4, math.Inf(1), 1} {
		data = binary.LittleEndian.AppendUint32(data, math.Float32bits(float32(v)))
	}
	clip, err := Decode(bytes.NewReader(file(-1, fmtChunk(3, 1, 8000, 32, 4), chunk("data", data))))
	if err != nil {
		t.Fatal(err)
	}
	if want := []float32{0, 0.5, -1, 0, 0.25}; !slices.Equal(clip.Channels[0], want) {
		t.Errorf("got %v, want %v", clip.Channels[0], want)
	}
	if len(clip.Warnings) != 2 || clip.Warnings[0].Kind != NotFinite || clip.Warnings[1].Kind != OverScale {
		t.Errorf("warnings %v", clip.Warnings)
	}
}

func TestSixteenBitSoundIsWrittenBackBitForBit(t *testing.T) {
	wave := make([]float32, 1<<16)
	for i := range wave {
		wave[i] = float32(i-1<<15) / 32768
	}
	var first, second bytes.Buffer
	if err := WriteWAV(&first, wave, 22050); err != nil {
		t.Fatal(err)
	}
	clip, err := Decode(bytes.NewReader(first.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(clip.Channels[0], wave) || clip.Rate != 22050 {
		t.Error("the samples changed")
	}
	if err := WriteWAV(&second, clip.Channels[0], 22050); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("the second file differs, %v", err)
	}
}

func TestWritingRoundsAndClips(t *testing.T) {
	var b bytes.Buffer
	wave := []float32{1, -1, 7, -7, 0.5 / 32768, 0.49 / 32768, -0.5 / 32768, float32(math.NaN()), float32(math.Inf(1))}
	if err := WriteWAV(&b, wave, 8000); err != nil {
		t.Fatal(err)
	}
	got := make([]int16, len(wave))
	if _, err := binary.Decode(b.Bytes()[headerBytes:], binary.LittleEndian, got); err != nil {
		t.Fatal(err)
	}
	if want := []int16{32767, -32768, 32767, -32768, 1, 0, -1, 0, 32767}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAWAVFileAppearsOnlyWhenItIsWhole(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "speech.wav")
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := CreateWAV(path, 22050)
	if err != nil {
		t.Fatal(err)
	}
	wave := noise(0.9, 100000, 3)
	for block := range slices.Chunk(wave, 777) {
		if err := w.Write(block); err != nil {
			t.Fatal(err)
		}
	}
	if old, _ := os.ReadFile(path); string(old) != "old" {
		t.Error("the old file changed before Close")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	got, _ := os.ReadFile(path)
	var want bytes.Buffer
	if err := WriteWAV(&want, wave, 22050); err != nil || !bytes.Equal(got, want.Bytes()) {
		t.Errorf("the streamed file differs from the one written at once, %v", err)
	}
	if err := w.Write(wave); !errors.Is(err, ErrClosed) {
		t.Errorf("Write after Close: %v", err)
	}
	onlyHolds(t, dir, "speech.wav")
}

func TestAnAbortedWAVFileLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	w, err := CreateWAV(filepath.Join(dir, "speech.wav"), 22050)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Write(make([]float32, 50000)), w.Abort(), w.Abort()); err != nil {
		t.Fatal(err)
	}
	onlyHolds(t, dir)
	err = WriteWAVFile(filepath.Join(dir, "absent", "speech.wav"), nil, 22050)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("into an absent folder: %v", err)
	}
	if err := WriteWAVFile(filepath.Join(dir, "speech.wav"), nil, 1); !errors.Is(err, ErrFormat) {
		t.Errorf("at 1 Hz: %v", err)
	}
	onlyHolds(t, dir)
}

func onlyHolds(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if !slices.Equal(names, want) {
		t.Errorf("the folder holds %s, want %s", strings.Join(names, " "), strings.Join(want, " "))
	}
}
