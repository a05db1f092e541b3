package audio

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/hajimehoshi/go-mp3"
)

// mp3Delay is the lag of every MP3 decoder's filterbank, in samples.
const mp3Delay = 528 + 1

// decodeMP3 reads MPEG-1 and MPEG-2 layer III. The lead-in and tail that an
// encoder adds are cut away where it says how long they are.
func decodeMP3(src source) (Clip, error) {
	start, err := src.skipID3(0)
	if err != nil {
		return Clip{}, err
	}
	start, header, err := src.findMP3(start)
	if err != nil {
		return Clip{}, err
	}
	first, err := src.peek(start, header.bytes)
	if err != nil {
		return Clip{}, err
	}
	info := header.parseInfo(first)
	if info.present {
		start += int64(header.bytes)
	}
	end, err := src.withoutID3v1(start)
	if err != nil {
		return Clip{}, err
	}
	r, err := src.from(start, end-start)
	if err != nil {
		return Clip{}, err
	}
	clip := Clip{Rate: header.rate, Format: "MP3", Channels: make([][]float32, header.channels)}
	if err := clip.readMP3(newMP3Frames(r, header)); err != nil {
		return Clip{}, err
	}
	return clip, clip.cutMP3(info, header)
}

// withoutID3v1 returns where the 128-byte tag at the end begins, or the end.
func (s source) withoutID3v1(start int64) (int64, error) {
	tail, err := s.peek(max(s.size-128, start), 3)
	if err == nil && s.size-128 >= start && string(tail) == "TAG" {
		return s.size - 128, nil
	}
	return s.size, err
}

// readMP3 decodes until the end or the first fault. The library always hands
// out two channels.
func (c *Clip) readMP3(r io.Reader) error {
	d, err := openMP3(r)
	if err != nil {
		return err
	}
	block := make([]byte, 4*blockFrames)
	for {
		n, err := readBlock(d, block)
		c.spreadMP3(block[:n])
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return nil
		}
		if err != nil && c.Samples() == 0 {
			return fmt.Errorf("%w: MP3: %w", broken(err), err)
		}
		if err != nil {
			c.warn(Damaged, "after %d samples: %v", c.Samples(), err)
			return nil
		}
		if err := checkShape(c.Rate, len(c.Channels), int64(c.Samples())); err != nil {
			return err
		}
	}
}

func openMP3(r io.Reader) (d *mp3.Decoder, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: MP3: the decoder failed: %v", ErrCorrupt, p)
		}
	}()
	d, err = mp3.NewDecoder(r)
	if err != nil {
		return nil, fmt.Errorf("%w: MP3: %w", broken(err), err)
	}
	return d, nil
}

// readBlock keeps what was decoded before the library panics.
func readBlock(d io.Reader, block []byte) (n int, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: the decoder failed: %v", ErrCorrupt, p)
		}
	}()
	for n < len(block) && err == nil {
		var got int
		got, err = d.Read(block[n:])
		n += got
	}
	return n, err
}

func (c *Clip) spreadMP3(block []byte) {
	for ; len(block) >= 4; block = block[4:] {
		for i := range c.Channels {
			v := int16(binary.LittleEndian.Uint16(block[2*i:]))
			c.Channels[i] = append(c.Channels[i], float32(v)/32768)
		}
	}
}

// cutMP3 removes lead-in and tail and compares the length with the claim.
func (c *Clip) cutMP3(info mp3Info, h mp3Header) error {
	decoded := c.Samples() / h.samples()
	if decoded < info.frames {
		c.Truncated = true
		c.warn(Shortened, "holds %d of %d frames", decoded, info.frames)
	}
	if info.exact {
		from := min(info.delay+mp3Delay, c.Samples())
		to := c.Samples()
		if !c.Truncated {
			to = max(from, min(to, to-info.padding+mp3Delay))
		}
		for i := range c.Channels {
			c.Channels[i] = c.Channels[i][from:to]
		}
	}
	if c.Samples() == 0 {
		return fmt.Errorf("%w: MP3 without sound", ErrEmpty)
	}
	return nil
}
