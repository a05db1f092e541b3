package nn

// Stream is a counter-based generator: what it draws is a pure function of
// seed, step, operation and element, so a resumed run draws the very same
// numbers and threads cannot change them.
type Stream struct {
	Seed uint64
	Step uint64
	last uint64
}

// next names the stream of one more operation, in the order of building.
func (s *Stream) next() uint64 {
	s.last++
	return s.last
}

// at is the key of an operation's draws in the present step.
func (s *Stream) at(operation uint64) uint64 {
	return mix(mix(s.Seed^0x9e3779b97f4a7c15) + mix(s.Step+0x632be59bd9b4e019) + operation*0xd1342543de82ef95)
}

// mix is the finaliser of SplitMix64 (Steele, Lea, Flood 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// fillMask draws the elements [from, to) of a dropout mask: 0 with the given
// probability, else 1/(1-probability). Sixteen bits decide each element; from is
// a multiple of 4.
func fillMask[T Float](mask []T, from, to int, key uint64, probability float64) {
	threshold := uint64(probability * 65536)
	keep := [2]T{T(1 / (1 - float64(threshold)/65536)), 0}
	for i := from; i < to; i += 4 {
		bits := mix(key + uint64(i))
		for j := i; j < min(i+4, to); j++ {
			mask[j] = keep[(bits&0xffff-threshold)>>63] // below the threshold: no branch to guess wrongly
			bits >>= 16
		}
	}
}
