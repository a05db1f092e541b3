package audio

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"

	goaudio "github.com/go-audio/audio"
	"github.com/go-audio/wav"
)

const blockFrames = 8192

// read decodes samples of every channel; fewer come back when r ends early.
func (f wavFormat) read(r io.Reader, samples int) ([][]float32, error) {
	channels := make([][]float32, f.channels)
	for i := range channels {
		channels[i] = make([]float32, 0, samples)
	}
	if f.tag == tagPCM {
		return channels, f.readPCM(r, samples, channels)
	}
	block := make([]byte, blockFrames*f.frameBytes())
	for {
		n, err := io.ReadFull(r, block)
		f.spread(block[:n], channels)
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return channels, nil
		}
		if err != nil {
			return nil, fmt.Errorf("audio: %w", err)
		}
	}
}

// spread deals the coded samples of one block out to the channels.
func (f wavFormat) spread(block []byte, channels [][]float32) {
	value := f.value()
	for len(block) >= int(f.frameBytes()) {
		for c := range channels {
			channels[c] = append(channels[c], value(block))
			block = block[f.container:]
		}
	}
}

// value returns how one coded sample becomes a number.
func (f wavFormat) value() func([]byte) float32 {
	switch {
	case f.tag == tagALaw:
		return func(b []byte) float32 { return aLaw[b[0]] }
	case f.tag == tagMuLaw:
		return func(b []byte) float32 { return muLaw[b[0]] }
	case f.bits == 64:
		return func(b []byte) float32 { return float32(math.Float64frombits(binary.LittleEndian.Uint64(b))) }
	}
	return func(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) }
}

// readPCM lets go-audio/wav decode whole-number samples. It sees the plain
// header it reads best, since its own walk over chunks trusts their sizes.
func (f wavFormat) readPCM(r io.Reader, samples int, channels [][]float32) error {
	plain := f
	plain.bits = f.container * 8
	d := wav.NewDecoder(&wholeReads{io.MultiReader(plain.header(int64(samples)*f.frameBytes()), r)})
	buf := &goaudio.IntBuffer{Data: make([]int, blockFrames*f.channels)}
	scale, middle := f.scale()
	for {
		n, err := d.PCMBuffer(buf)
		if err != nil {
			return fmt.Errorf("audio: %w", err)
		}
		n -= n % f.channels
		if n == 0 {
			return nil
		}
		for i, v := range buf.Data[:n] {
			c := i % f.channels
			channels[c] = append(channels[c], float32(float64(v-middle)*scale))
		}
	}
}

// scale returns the step of one unit and the number that stands for silence.
func (f wavFormat) scale() (step float64, middle int) {
	if f.container == 1 {
		return 1.0 / 128, 128
	}
	return math.Ldexp(1, 1-8*f.container), 0
}

// wholeReads fills every Read as far as its source goes, so that no sample is
// torn between two of them.
type wholeReads struct{ r io.Reader }

func (w *wholeReads) Read(p []byte) (int, error) {
	n, err := io.ReadFull(w.r, p)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return n, err
}

// Seek is asked for by the decoder's signature and never called.
func (w *wholeReads) Seek(int64, int) (int64, error) {
	return 0, errors.New("audio: not seekable")
}

// aLaw and muLaw hold the value of each code (ITU-T G.711), at most one.
var aLaw, muLaw = g711()

func g711() (a, mu [256]float32) {
	for code := range 256 {
		a[code] = expandALaw(byte(code))
		mu[code] = expandMuLaw(byte(code))
	}
	return a, mu
}

func expandALaw(code byte) float32 {
	code ^= 0x55
	v := int(code&0x0f)<<4 + 8
	if segment := int(code >> 4 & 7); segment > 0 {
		v = (v + 0x100) << (segment - 1)
	}
	if code&0x80 == 0 {
		v = -v
	}
	return float32(v) / 32768
}

func expandMuLaw(code byte) float32 {
	code = ^code
	v := (int(code&0x0f)<<3+0x84)<<(code>>4&7) - 0x84
	if code&0x80 != 0 {
		v = -v
	}
	return float32(v) / 32768
}
