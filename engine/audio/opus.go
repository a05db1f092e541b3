package audio

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/pion/opus"
)

const (
	opusRate    = 48000 // Hz; the decoder's, whatever was recorded
	longestOpus = 5760  // samples of a packet: 120 ms
)

// opusHead is the first packet of a stream (RFC 7845).
type opusHead struct {
	channels int
	skip     int     // samples at the beginning that are not heard
	gain     float32 // factor
}

func parseOpusHead(packet []byte) (opusHead, error) {
	if len(packet) < 19 || string(packet[:8]) != "OpusHead" || packet[8]&0xf0 != 0 {
		return opusHead{}, fmt.Errorf("%w: no Opus header", ErrCorrupt)
	}
	h := opusHead{channels: int(packet[9]), skip: int(binary.LittleEndian.Uint16(packet[10:]))}
	gain := int16(binary.LittleEndian.Uint16(packet[16:])) // dB in 1/256
	h.gain = float32(math.Pow(10, float64(gain)/(20*256)))
	if family := packet[18]; family != 0 || h.channels < 1 || h.channels > 2 {
		return opusHead{}, fmt.Errorf("%w: Opus with %d channels of family %d", ErrFormat, h.channels, family)
	}
	return h, nil
}

// opusPackets are the packets of a stream, from whatever file.
type opusPackets interface {
	next() ([]byte, error)             // valid until the next call; io.EOF at the end
	length() (samples uint64, ok bool) // of the stream, where its end was read and tells
	whole() bool                       // the end was reached
}

// decodeOpus reads Opus in Ogg. A page that fails its sum ends the clip there.
func decodeOpus(src source) (Clip, error) {
	r, err := src.from(0, src.size)
	if err != nil {
		return Clip{}, err
	}
	o := &oggPackets{r: bufio.NewReaderSize(r, 1<<16)}
	first, err := o.next()
	if err != nil {
		return Clip{}, fmt.Errorf("%w: Ogg: %w", broken(err), err)
	}
	head, err := parseOpusHead(first)
	if err != nil {
		return Clip{}, err
	}
	if tags, err := o.next(); err != nil || len(tags) < 8 || string(tags[:8]) != "OpusTags" {
		return Clip{}, fmt.Errorf("%w: Opus without its second header", broken(errors.Join(err)))
	}
	return head.read(o)
}

// read decodes all packets and takes away what is not to be heard.
func (h opusHead) read(o opusPackets) (Clip, error) {
	clip := Clip{Rate: opusRate, Channels: make([][]float32, h.channels), Format: "Opus"}
	decoder, err := opus.NewDecoderWithOutput(opusRate, h.channels)
	if err != nil {
		return Clip{}, fmt.Errorf("audio: Opus: %w", err)
	}
	block := make([]float32, longestOpus*h.channels)
	for {
		packet, err := o.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && len(packet) > 0 {
			var n int
			if n, err = decoder.DecodeToFloat32(packet, block); err == nil {
				err = h.add(&clip, block[:n*h.channels])
			}
		}
		if errors.Is(err, ErrTooLong) {
			return Clip{}, err
		}
		if err != nil {
			clip.warn(Damaged, "after %d samples: %v", clip.Samples(), err)
			break
		}
		if samples, ok := o.length(); ok {
			clip.trimTo(samples) // the last packet is longer than what is heard of it
		}
	}
	if !o.whole() {
		clip.Truncated = true
		clip.warn(Shortened, "the stream has no end")
	}
	return h.skipped(clip)
}

// add deals decoded samples out to the channels.
func (h opusHead) add(clip *Clip, block []float32) error {
	if err := checkShape(clip.Rate, h.channels, int64(clip.Samples()+len(block)/h.channels)); err != nil {
		return err
	}
	for i, v := range block {
		clip.Channels[i%h.channels] = append(clip.Channels[i%h.channels], v*h.gain)
	}
	return nil
}

func (h opusHead) skipped(clip Clip) (Clip, error) {
	if clip.Samples() <= h.skip {
		if clip.Truncated {
			return Clip{}, fmt.Errorf("%w: the Opus headers are all there is", ErrTruncated)
		}
		return Clip{}, fmt.Errorf("%w: Opus without packets", ErrEmpty)
	}
	for c := range clip.Channels {
		clip.Channels[c] = clip.Channels[c][h.skip:]
	}
	return clip, nil
}
