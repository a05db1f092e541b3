package audio

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
)

const headerBytes = 44

// maxDataBytes is what the 32-bit sizes of a WAVE file can say.
const maxDataBytes = math.MaxUint32 - headerBytes

var written = wavFormat{tag: tagPCM, channels: 1, bits: 16, container: 2}

// header returns the plain 44-byte header of a file with size bytes of samples.
func (f wavFormat) header(size int64) *bytes.Reader {
	le := binary.LittleEndian
	b := append(make([]byte, 0, headerBytes), "RIFF"...)
	b = le.AppendUint32(b, uint32(size+headerBytes-8))
	b = append(b, "WAVEfmt "...)
	b = le.AppendUint32(b, 16)
	b = le.AppendUint16(b, uint16(f.tag))
	b = le.AppendUint16(b, uint16(f.channels))
	b = le.AppendUint32(b, uint32(f.rate))
	b = le.AppendUint32(b, uint32(int64(f.rate)*f.frameBytes()))
	b = le.AppendUint16(b, uint16(f.frameBytes()))
	b = le.AppendUint16(b, uint16(f.bits))
	b = append(b, "data"...)
	return bytes.NewReader(le.AppendUint32(b, uint32(size)))
}

// WriteWAV writes a wave as 16-bit mono. A sample v becomes the whole number
// nearest to 32768*v, held within 16 bits, without dither: 16-bit sound that
// was read is written back bit for bit.
func WriteWAV(w io.Writer, wave []float32, rate int) error {
	if err := checkWritable(rate, int64(len(wave))); err != nil {
		return err
	}
	format := written
	format.rate = rate
	buf := bufio.NewWriterSize(w, 1<<16)
	if _, err := format.header(2 * int64(len(wave))).WriteTo(buf); err != nil {
		return fmt.Errorf("audio: write WAV: %w", err)
	}
	if err := writeSamples(buf, wave); err != nil {
		return fmt.Errorf("audio: write WAV: %w", err)
	}
	if err := buf.Flush(); err != nil {
		return fmt.Errorf("audio: write WAV: %w", err)
	}
	return nil
}

func checkWritable(rate int, samples int64) error {
	if rate < MinRate || rate > MaxRate {
		return fmt.Errorf("%w: sample rate %d Hz", ErrFormat, rate)
	}
	if 2*samples > maxDataBytes {
		return fmt.Errorf("%w: %d samples do not fit a WAV file", ErrTooLong, samples)
	}
	return nil
}

func writeSamples(w *bufio.Writer, wave []float32) error {
	for _, v := range wave {
		if _, err := w.Write(binary.LittleEndian.AppendUint16(w.AvailableBuffer(), uint16(quantize(v)))); err != nil {
			return err
		}
	}
	return nil
}

// quantize rounds half away from zero; what is no number becomes silence.
func quantize(v float32) int16 {
	if v != v {
		return 0
	}
	return int16(max(math.MinInt16, min(math.MaxInt16, math.Round(float64(v)*32768))))
}
