package checkpoint

import (
	"encoding/binary"
	"math"
)

// dtype is a way to store a number.
type dtype struct {
	name string
	size int // bytes
	get  func(src []byte) float32
}

// dtypes are those that are read; F32 and F16 are written.
var dtypes = map[string]dtype{
	"F64": {"F64", 8, func(b []byte) float32 { return float32(math.Float64frombits(binary.LittleEndian.Uint64(b))) }},
	"F32": {"F32", 4, func(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) }},
	"F16": {"F16", 2, func(b []byte) float32 { return fromHalf(binary.LittleEndian.Uint16(b)) }},
	"BF16": {"BF16", 2, func(b []byte) float32 {
		return math.Float32frombits(uint32(binary.LittleEndian.Uint16(b)) << 16)
	}},
}

func (t Tensor) dtype() dtype {
	if t.Half {
		return dtypes["F16"]
	}
	return dtypes["F32"]
}

// fromHalf widens an IEEE 754 binary16 number; every one has a float32.
func fromHalf(h uint16) float32 {
	sign := uint32(h&0x8000) << 16
	exponent, fraction := uint32(h>>10&0x1f), uint32(h&0x3ff)
	switch exponent {
	case 0: // zero or subnormal: fraction * 2^-24
		return math.Float32frombits(sign | math.Float32bits(float32(fraction)*0x1p-24))
	case 0x1f:
		return math.Float32frombits(sign | 0x7f800000 | fraction<<13)
	}
	return math.Float32frombits(sign | (exponent+112)<<23 | fraction<<13)
}

// toHalf rounds to the nearest binary16 number, ties to even. Finite numbers of
// 65,520 and more become infinite.
func toHalf(f float32) uint16 {
	bits := math.Float32bits(f)
	sign, bits := uint16(bits>>16&0x8000), bits&0x7fffffff
	switch {
	case bits > 0x7f800000: // NaN, kept quiet
		return sign | 0x7e00 | uint16(bits>>13&0x1ff)
	case bits >= 0x477ff000: // 65,520
		return sign | 0x7c00
	case bits < 0x38800000: // below 2^-14: a multiple of 2^-24
		return sign | uint16(math.RoundToEven(float64(math.Float32frombits(bits))*0x1p24))
	}
	bits += 0xfff + bits>>13&1 // carries into the exponent where it must
	return sign | uint16(bits>>13-112<<10)
}
