package audio

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/rand/v2"
)

// tone returns seconds of a sine, amplitude in parts of full scale.
func tone(hz, amplitude float64, rate int, seconds float64) []float32 {
	wave := make([]float32, int(seconds*float64(rate)))
	for i := range wave {
		wave[i] = float32(amplitude * math.Sin(2*math.Pi*hz*float64(i)/float64(rate)))
	}
	return wave
}

// noise returns uniform noise, the same for the same seed.
func noise(amplitude float64, samples int, seed uint64) []float32 {
	r := rand.New(rand.NewPCG(seed, 1))
	wave := make([]float32, samples)
	for i := range wave {
		wave[i] = float32(amplitude * (2*r.Float64() - 1))
	}
	return wave
}

// speechLike is noise that comes and goes four times a second over a faint
// floor.
func speechLike(rate int, seconds float64, seed uint64) []float32 {
	wave := noise(0.5, int(seconds*float64(rate)), seed)
	floor := noise(0.0005, len(wave), seed+1)
	for i := range wave {
		swing := max(0, math.Sin(2*math.Pi*4*float64(i)/float64(rate)))
		wave[i] = wave[i]*float32(swing) + floor[i]
	}
	return wave
}

func add(waves ...[]float32) []float32 {
	sum := make([]float32, len(waves[0]))
	for _, wave := range waves {
		for i, v := range wave {
			sum[i] += v
		}
	}
	return sum
}

func scaled(wave []float32, factor float32) []float32 {
	out := make([]float32, len(wave))
	for i, v := range wave {
		out[i] = factor * v
	}
	return out
}

func rms(wave []float32) float64 { return math.Sqrt(meanPower(wave)) }

// file puts a WAVE file together from chunks; a negative riff size means the
// true one.
func file(riff int64, chunks ...[]byte) []byte {
	body := append([]byte("WAVE"), bytes.Join(chunks, nil)...)
	if riff < 0 {
		riff = int64(len(body))
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(riff)), body...)
}

// chunk adds name, size and padding to a body.
func chunk(id string, body []byte) []byte {
	return pad(claim(id, uint32(len(body)), body))
}

func pad(b []byte) []byte {
	if len(b)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

// claim is chunk with a size of its own and no padding.
func claim(id string, size uint32, body []byte) []byte {
	return append(binary.LittleEndian.AppendUint32([]byte(id), size), body...)
}

// fmtChunk is the plain 16-byte kind.
func fmtChunk(tag, channels, rate, bits, block int) []byte {
	le := binary.LittleEndian
	b := le.AppendUint16(nil, uint16(tag))
	b = le.AppendUint16(b, uint16(channels))
	b = le.AppendUint32(b, uint32(rate))
	b = le.AppendUint32(b, uint32(rate*block))
	b = le.AppendUint16(b, uint16(block))
	return chunk("fmt ", le.AppendUint16(b, uint16(bits)))
}
