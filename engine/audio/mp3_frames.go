package audio

import (
	"bufio"
	"io"
)

const (
	widestFrame = 0xe0 // bit rate index of 160 kbit/s, the most of MPEG-2 layer III
	maxLookBack = 511  // bytes that a frame's data may begin before it; 255 in MPEG-2
)

// mp3Frames hands on the frames of one stream, and nothing between them, in a
// form that go-mp3 reads right:
//
// A frame whose data began before the file did becomes silence, where the
// library would decode noise.
//
// The library takes a padded frame of MPEG-2 for one byte shorter than it is,
// and so loses its place in the data that frames share. Those frames are made
// as wide as can be, without padding, and hold all their own data.
type mp3Frames struct {
	in      *bufio.Reader
	stream  mp3Header
	earlier []byte // the main data a frame may look back to
	out     []byte
}

func newMP3Frames(r io.Reader, stream mp3Header) *mp3Frames {
	return &mp3Frames{in: bufio.NewReader(r), stream: stream}
}

func (m *mp3Frames) Read(p []byte) (int, error) {
	for len(m.out) == 0 {
		if err := m.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, m.out)
	m.out = m.out[n:]
	return n, nil
}

// next prepares one frame, skipping whatever lies before it.
func (m *mp3Frames) next() error {
	for {
		head, err := m.in.Peek(4)
		if err != nil {
			return err
		}
		h, ok := parseMP3Header(head)
		if ok && m.stream.follows(h) && h.bytes > 6+h.sideInfo {
			frame := make([]byte, h.bytes)
			if _, err := io.ReadFull(m.in, frame); err != nil {
				return err
			}
			m.prepare(h, frame)
			return nil
		}
		if _, err := m.in.Discard(1); err != nil {
			return err
		}
	}
}

func (m *mp3Frames) prepare(h mp3Header, frame []byte) {
	start := 4
	if frame[1]&1 == 0 { // a checksum stands between
		start = 6
	}
	side, data := frame[start:start+h.sideInfo], frame[start+h.sideInfo:]
	back := int(side[0])
	if h.version == 1 {
		back = back<<1 | int(side[1]>>7)
	}
	if back > len(m.earlier) {
		back = len(m.earlier)
		mute(side, h.version, back)
	}
	own := append(m.earlier[len(m.earlier)-back:len(m.earlier):len(m.earlier)], data...)
	m.earlier = own[max(0, len(own)-maxLookBack):]
	m.out = frame
	if h.version == 2 {
		m.out = widened(h, frame, side, own)
	}
}

// mute makes a frame of no sound that still looks back, so that the frames
// after it can.
func mute(side []byte, version, back int) {
	clear(side)
	if version == 1 {
		side[0], side[1] = byte(back>>1), byte(back<<7)
		return
	}
	side[0] = byte(back)
}

// widened returns an MPEG-2 frame with its own data inside. What does not fit,
// which takes 96 kbit/s or more to happen, is the top of the last channel's
// band.
func widened(h mp3Header, frame, side, own []byte) []byte {
	wide := make([]byte, h.samples()/8*1000*kbps[false][widestFrame>>4]/h.rate)
	copy(wide, []byte{frame[0], frame[1] | 1, frame[2]&0x0d | widestFrame, frame[3], 0})
	copy(wide[5:], side[1:]) // the first byte, how far to look back, stays 0
	copy(wide[4+h.sideInfo:], own[:min(len(own), dataBytes(side, h.channels))])
	return wide
}

// dataBytes adds up the lengths that MPEG-2 side information gives for each
// channel: 12 bits at the head of 63, behind 8 bits and one a channel.
func dataBytes(side []byte, channels int) int {
	total := 0
	for c := range channels {
		first := 8 + channels + 63*c
		for bit := first; bit < first+12; bit++ {
			total += int(side[bit/8]>>(7-bit%8)&1) << (first + 11 - bit)
		}
	}
	return (total + 7) / 8
}
