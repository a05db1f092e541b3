package audio

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"testing"
)

// silentPacket is 20 ms of Opus silence.
var silentPacket = []byte{0xf8, 0xff, 0xfe}

func headPacket(channels, skip byte) []byte {
	return append([]byte("OpusHead"), 1, channels, skip, 0, 0x80, 0xbb, 0, 0, 0, 0, 0)
}

var tagsPacket = append([]byte("OpusTags"), 0, 0, 0, 0, 0, 0, 0, 0)

// oggFile lays packets on pages of at most so many segments.
func oggFile(granule uint64, segments int, packets ...[]byte) []byte {
	var lacing, body []byte
	var starts []bool
	for _, p := range packets {
		for n, first := len(p), true; ; first = false {
			take := min(n, 255)
			lacing, starts = append(lacing, byte(take)), append(starts, first)
			n -= take
			if take < 255 {
				break
			}
		}
		body = append(body, p...)
	}
	var out []byte
	for at, number := 0, uint32(0); at < len(lacing); number++ {
		end := min(at+segments, len(lacing))
		flags := byte(0)
		if number == 0 {
			flags |= 2
		}
		if !starts[at] {
			flags |= oggContinued
		}
		here := uint64(noGranule)
		if end == len(lacing) {
			flags |= oggLast
			here = granule
		}
		size := 0
		for _, n := range lacing[at:end] {
			size += int(n)
		}
		out = append(out, oggPage(flags, here, 7, number, lacing[at:end], body[:size])...)
		body, at = body[size:], end
	}
	return out
}

func oggPage(flags byte, granule uint64, serial, number uint32, lacing, body []byte) []byte {
	le := binary.LittleEndian
	p := append([]byte("OggS"), 0, flags)
	p = le.AppendUint64(p, granule)
	p = le.AppendUint32(le.AppendUint32(p, serial), number)
	p = append(p, 0, 0, 0, 0, byte(len(lacing)))
	p = append(append(p, lacing...), body...)
	le.PutUint32(p[22:], oggSum(p))
	return p
}

func TestOpusIsReadToItsLastSample(t *testing.T) {
	long := append(bytes.Clone(tagsPacket), make([]byte, 1000)...) // goes over several pages
	for _, segments := range []int{1, 2, 255} {
		file := oggFile(312+2000, segments, headPacket(2, 200), long, silentPacket, silentPacket, silentPacket)
		clip, err := Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		sound(t, clip)
		if clip.Samples() != 312+2000-200 || len(clip.Channels) != 2 || clip.Rate != 48000 || clip.Format != "Opus" || clip.Truncated || len(clip.Warnings) > 0 {
			t.Errorf("%d segments: %d samples, %v", segments, clip.Samples(), clip.Warnings)
		}
	}
}

func TestPagesOfAnotherStreamAreLeftOut(t *testing.T) {
	file := oggFile(noGranule, 1, headPacket(1, 0), tagsPacket, silentPacket)
	first := 27 + 1 + len(headPacket(1, 0))
	other := oggPage(2, 0, 9, 0, []byte{3}, []byte("abc"))
	clip, err := Decode(bytes.NewReader(append(append(bytes.Clone(file[:first]), other...), file[first:]...)))
	if err != nil || clip.Samples() != 960 {
		t.Errorf("%d samples, %v", clip.Samples(), err)
	}
}

func TestWhatIsWrongWithOpusIsNamed(t *testing.T) {
	whole := oggFile(1920, 1, headPacket(1, 0), tagsPacket, silentPacket, silentPacket)
	flipped := bytes.Clone(whole)
	flipped[len(flipped)-1] ^= 1
	for name, c := range map[string]struct {
		file    []byte
		samples int
		err     error
	}{
		"cut off":          {whole[:len(whole)-2], 960, nil},
		"a wrong sum":      {flipped, 960, nil},
		"headers alone":    {oggFile(0, 1, headPacket(1, 0), tagsPacket), 0, ErrEmpty},
		"cut in headers":   {whole[:60], 0, ErrTruncated},
		"many channels":    {oggFile(960, 1, append(headPacket(6, 0)[:18], 1), tagsPacket, silentPacket), 0, ErrFormat},
		"no second header": {oggFile(960, 1, headPacket(1, 0), silentPacket), 0, ErrCorrupt},
	} {
		clip, err := Decode(bytes.NewReader(c.file))
		if !errors.Is(err, c.err) || clip.Samples() != c.samples {
			t.Errorf("%s: %d samples, %v", name, clip.Samples(), err)
		}
		if err == nil && (!clip.Truncated || len(clip.Warnings) == 0) {
			t.Errorf("%s: nothing is said of it", name)
		}
	}
}

// TestOpusSoundsAsWhatWasEncoded compares a collected recording with the wave
// that it was made of.
func TestOpusSoundsAsWhatWasEncoded(t *testing.T) {
	got, want := readClip(t, "d_48k.opus").Channels[0], readClip(t, "d_48k_f32.wav").Channels[0]
	var both, one, other float64
	for i := range min(len(got), len(want)) {
		both += float64(got[i]) * float64(want[i])
		one += float64(got[i]) * float64(got[i])
		other += float64(want[i]) * float64(want[i])
	}
	if alike := both / math.Sqrt(one*other); alike < .95 {
		t.Errorf("the waves correlate by %.3f", alike)
	}
}

// FuzzDecodeOpus puts any packets into a sound file.
func FuzzDecodeOpus(f *testing.F) {
	f.Add(headPacket(1, 0), tagsPacket, silentPacket, uint64(960), 1)
	f.Add(headPacket(2, 100), tagsPacket, []byte{0x0b, 0x01, 1, 2, 3, 4, 5, 6, 7, 8}, uint64(2000), 3)
	f.Add(headPacket(1, 255), tagsPacket, append([]byte{0x78}, bytes.Repeat([]byte{0x5a}, 300)...), uint64(noGranule), 2)
	f.Fuzz(func(t *testing.T, head, tags, packet []byte, granule uint64, segments int) {
		file := oggFile(granule, max(1, min(segments, 255)), head, tags, packet, packet, silentPacket)
		if clip, err := Decode(bytes.NewReader(file)); err == nil {
			sound(t, clip)
		}
	})
}
