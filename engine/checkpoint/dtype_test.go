package checkpoint

import (
	"math"
	"testing"
)

func TestEveryHalfComesBack(t *testing.T) {
	for h := range 1 << 16 {
		v := fromHalf(uint16(h))
		if v != v {
			if back := fromHalf(toHalf(v)); back == back {
				t.Errorf("NaN %#04x became %v", h, back)
			}
			continue
		}
		if back := toHalf(v); back != uint16(h) {
			t.Errorf("%#04x is %v and comes back as %#04x", h, v, back)
		}
	}
}

func TestHalfRoundsToNearestEven(t *testing.T) {
	for h := range 0x7c00 - 1 { // all finite neighbours
		low, high := float64(fromHalf(uint16(h))), float64(fromHalf(uint16(h+1)))
		middle := (low + high) / 2
		even := uint16(h + h&1)
		for v, want := range map[float32]uint16{
			float32(middle):                                         even,
			math.Nextafter32(float32(middle), 0):                    uint16(h),
			math.Nextafter32(float32(middle), float32(math.Inf(1))): uint16(h + 1),
		} {
			if got := toHalf(v); got != want {
				t.Fatalf("%v between %v and %v: got %#04x, want %#04x", v, low, high, got, want)
			}
			if got := toHalf(-v); got != want|0x8000 {
				t.Fatalf("%v: got %#04x, want %#04x", -v, got, want|0x8000)
			}
		}
	}
}

func TestHalfEndsAtInfinity(t *testing.T) {
	for v, want := range map[float32]float32{
		65504: 65504, 65519.996: 65504, 65520: float32(math.Inf(1)), math.MaxFloat32: float32(math.Inf(1)),
		0x1p-24: 0x1p-24, 0x1p-25: 0, 0x1.8p-25: 0x1p-24,
	} {
		if got := fromHalf(toHalf(v)); got != want {
			t.Errorf("%v became %v, want %v", v, got, want)
		}
	}
}
