package audio

import (
	"encoding/binary"
	"fmt"
)

// mp3Header is what the four bytes before each frame say (ISO/IEC 11172-3,
// 13818-3).
type mp3Header struct {
	version  int // 1, 2, or 25 for the unofficial 2.5
	layer    int
	rate     int // Hz
	channels int
	bytes    int // of the frame, header included; 0 when it does not say
	sideInfo int // bytes
}

func (h mp3Header) samples() int {
	if h.version == 1 {
		return 1152
	}
	return 576
}

// follows tells whether b can be the next frame of the same stream.
func (h mp3Header) follows(b mp3Header) bool {
	return h.version == b.version && h.layer == b.layer && h.rate == b.rate
}

var kbps = map[bool][15]int{ // layer III, by whether the version is 1
	true:  {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
	false: {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
}

func parseMP3Header(b []byte) (mp3Header, bool) {
	if len(b) < 4 || b[0] != 0xff || b[1]&0xe0 != 0xe0 {
		return mp3Header{}, false
	}
	h := mp3Header{
		version:  [4]int{25, 0, 2, 1}[b[1]>>3&3],
		layer:    [4]int{0, 3, 2, 1}[b[1]>>1&3],
		channels: 2,
	}
	bitrate, rate := int(b[2]>>4), int(b[2]>>2&3)
	if h.version == 0 || h.layer == 0 || bitrate == 15 || rate == 3 || b[3]&3 == 2 {
		return mp3Header{}, false
	}
	if b[3]>>6 == 3 {
		h.channels = 1
	}
	h.rate = [3]int{44100, 48000, 32000}[rate]
	switch h.version {
	case 2:
		h.rate /= 2
	case 25:
		h.rate /= 4
	}
	h.sideInfo = sideInfoBytes(h.version, h.channels)
	if bitrate > 0 && h.layer == 3 {
		h.bytes = h.samples()/8*1000*kbps[h.version == 1][bitrate]/h.rate + int(b[2]>>1&1)
	}
	return h, true
}

func sideInfoBytes(version, channels int) int {
	switch {
	case version == 1 && channels == 2:
		return 32
	case version == 1 || channels == 2:
		return 17
	}
	return 9
}

// mp3Search is how far into a file the first frame is looked for.
const mp3Search = 1 << 16

// findMP3 looks for two frames in a row, or one that ends the file, and returns
// where the first begins.
func (s source) findMP3(start int64) (int64, mp3Header, error) {
	b, err := s.peek(start, mp3Search+4096)
	if err != nil {
		return 0, mp3Header{}, err
	}
	var seen mp3Header
	for i := 0; i < len(b) && i < mp3Search; i++ {
		h, ok := parseMP3Header(b[i:])
		if !ok {
			continue
		}
		next, ok := parseMP3Header(b[min(i+h.bytes, len(b)):])
		switch {
		case h.bytes == 0:
			if i == 0 {
				seen = h
			}
		case ok && h.follows(next), start+int64(i+h.bytes) == s.size:
			return start + int64(i), h, h.readable()
		}
	}
	if seen.layer != 0 {
		return 0, seen, seen.readable()
	}
	return 0, mp3Header{}, fmt.Errorf("%w: neither WAV nor FLAC nor MP3", ErrFormat)
}

// readable refuses the kinds of MPEG audio that are not decoded here.
func (h mp3Header) readable() error {
	switch {
	case h.layer != 3:
		return fmt.Errorf("%w: MPEG audio layer %d", ErrFormat, h.layer)
	case h.version == 25:
		return fmt.Errorf("%w: MP3 of MPEG version 2.5 (%d Hz)", ErrFormat, h.rate)
	case h.bytes == 0:
		return fmt.Errorf("%w: MP3 of free bit rate", ErrFormat)
	}
	return nil
}

// mp3Info is what an encoder's first, silent frame tells about the rest.
type mp3Info struct {
	present bool
	frames  int // after this one; 0 when it does not say
	exact   bool
	delay   int // samples of the encoder's lead-in; valid when exact
	padding int // samples of its tail; valid when exact
}

// parseInfo reads the frame's Xing, Info or VBRI mark and LAME's delay field.
func (h mp3Header) parseInfo(frame []byte) mp3Info {
	var info mp3Info
	if len(frame) > 40 && startsWith(frame[36:], "VBRI") {
		info.present = true
		return info
	}
	b := frame[min(4+h.sideInfo, len(frame)):]
	if len(b) < 8 || !startsWith(b, "Xing") && !startsWith(b, "Info") {
		return info
	}
	info.present = true
	flags := binary.BigEndian.Uint32(b[4:])
	b = b[8:]
	for bit, size := range []int{4, 4, 100, 4} {
		if flags>>bit&1 == 0 {
			continue
		}
		if len(b) < size {
			return info
		}
		if bit == 0 {
			info.frames = int(binary.BigEndian.Uint32(b))
		}
		b = b[size:]
	}
	if len(b) >= 24 && (startsWith(b, "LAME") || startsWith(b, "Lav")) {
		info.exact = true
		info.delay = int(b[21])<<4 | int(b[22])>>4
		info.padding = int(b[22]&0xf)<<8 | int(b[23])
	}
	return info
}
