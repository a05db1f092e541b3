package audio

import (
	"bytes"
	"testing"
)

// sound fails unless a decoded clip keeps what Decode promises.
func sound(t *testing.T, clip Clip) {
	t.Helper()
	if clip.Samples() == 0 || checkShape(clip.Rate, len(clip.Channels), int64(clip.Samples())) != nil {
		t.Fatalf("%d Hz, %d channels, %d samples", clip.Rate, len(clip.Channels), clip.Samples())
	}
	for _, wave := range clip.Channels {
		if len(wave) != clip.Samples() {
			t.Fatal("channels of different lengths")
		}
		for _, v := range wave {
			if !(v >= -1 && v <= 1) {
				t.Fatalf("a sample of %v", v)
			}
		}
	}
	wave, _ := clip.Mono()
	if len(wave) != clip.Samples() {
		t.Fatalf("%d samples mixed to %d", clip.Samples(), len(wave))
	}
}

// FuzzDecodeWAV puts any bytes behind a WAVE header.
func FuzzDecodeWAV(f *testing.F) {
	data := chunk("data", []byte{1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8, 0})
	for _, format := range [][]byte{
		fmtChunk(1, 1, 8000, 8, 1), fmtChunk(1, 2, 8000, 16, 4), fmtChunk(1, 1, 48000, 24, 3), fmtChunk(1, 1, 48000, 32, 4),
		fmtChunk(3, 1, 22050, 32, 4), fmtChunk(3, 1, 22050, 64, 8), fmtChunk(6, 1, 8000, 8, 1), fmtChunk(7, 1, 8000, 8, 1),
	} {
		f.Add(append(format, data...))
		f.Add(append(chunk("LIST", []byte("INFOx")), append(format, claim("data", 0xffffffff, []byte{1, 2, 3, 4})...)...))
	}
	f.Fuzz(func(t *testing.T, chunks []byte) {
		if clip, err := Decode(bytes.NewReader(file(-1, chunks))); err == nil {
			sound(t, clip)
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add(file(-1, fmtChunk(1, 1, 8000, 16, 2), chunk("data", []byte{1, 0, 2, 0})))
	f.Add(flacFile(f, ramp(40), 2, 44100))
	f.Add(append(id3(3), flacFile(f, ramp(20), 1, 8000)...))
	f.Add(append(infoFrame(2, 576, 576), silentMP3(2)...))
	f.Add(append(id3(5), silentMP3(2)...))
	f.Add(bytes.Repeat(append([]byte("\xff\xf3\x40\xc4\x00\x11"), make([]byte, 98)...), 3))
	f.Add(oggFile(960, 1, headPacket(1, 0), tagsPacket, silentPacket))
	f.Fuzz(func(t *testing.T, b []byte) {
		if clip, err := Decode(bytes.NewReader(b)); err == nil {
			sound(t, clip)
		}
	})
}
