package audio

import (
	"bufio"
	"io"
)

const (
	widestFrame = 0xe0 // bit rate index of 160 kbit/s, the most of MPEG-2 layer III
	maxLookBack = 255  // bytes that a frame's data may begin before it
)

// mp3Repacker hands on MPEG-2 frames in a form that go-mp3 reads right. That
// library takes a padded frame of MPEG-2 for one byte shorter than it is, and
// so loses its place in the data that frames share. Here every frame is made
// as wide as can be, without padding, and holds all its own data; a frame
// whose data began before the file does becomes silence.
type mp3Repacker struct {
	in      *bufio.Reader
	stream  mp3Header
	earlier []byte // the latest main data, at least maxLookBack of it where there was as much
	out     []byte
}

func newMP3Repacker(r io.Reader, stream mp3Header) *mp3Repacker {
	return &mp3Repacker{in: bufio.NewReader(r), stream: stream}
}

func (m *mp3Repacker) Read(p []byte) (int, error) {
	for len(m.out) == 0 {
		if err := m.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, m.out)
	m.out = m.out[n:]
	return n, nil
}

// next repacks one frame, skipping whatever lies before it.
func (m *mp3Repacker) next() error {
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
			m.out = m.repack(h, frame)
			return nil
		}
		if _, err := m.in.Discard(1); err != nil {
			return err
		}
	}
}

func (m *mp3Repacker) repack(h mp3Header, frame []byte) []byte {
	start := 4
	if frame[1]&1 == 0 { // a checksum, which the new frame goes without
		start = 6
	}
	side, data := frame[start:start+h.sideInfo], frame[start+h.sideInfo:]
	wide := frame[2]&0x0d | widestFrame
	out := make([]byte, h.samples()/8*1000*kbps[false][widestFrame>>4]/h.rate)
	copy(out, []byte{frame[0], frame[1] | 1, wide, frame[3]})
	if back := int(side[0]); back <= len(m.earlier) {
		copy(out[5:], side[1:]) // the first byte, how far to look back, becomes 0
		own := append(m.earlier[len(m.earlier)-back:len(m.earlier):len(m.earlier)], data...)
		copy(out[4+h.sideInfo:], own[:min(len(own), dataBytes(side, h.channels))])
	}
	m.earlier = append(m.earlier, data...)
	m.earlier = m.earlier[max(0, len(m.earlier)-maxLookBack):]
	return out
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
