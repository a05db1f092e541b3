package nn

import "fmt"

// Layout says where the sequences of a ragged batch lie: Gap zero rows, the
// first sequence, Gap zero rows, the second, and so on, Gap zero rows at the
// end. A convolution of up to 2*Gap+1 taps therefore reads zeros past an edge.
type Layout struct {
	Gap      int
	Capacity int   // rows that inputs have room for
	Offset   []int // first row of each sequence
	Length   []int // rows of each sequence
	Rows     int   // rows in all, gaps included
	Total    int   // rows that losses divide by: those of the whole batch over all replicas
}

// NewLayout returns an empty layout with room for capacity rows.
func NewLayout(gap, capacity int) *Layout { return &Layout{Gap: gap, Capacity: capacity} }

// RowsFor is the room that sequences of these lengths need.
func RowsFor(gap int, lengths ...int) int {
	rows := gap
	for _, n := range lengths {
		rows += n + gap
	}
	return rows
}

// Set lays out sequences of the given lengths and makes Total their sum.
func (l *Layout) Set(lengths []int) error {
	if need := RowsFor(l.Gap, lengths...); need > l.Capacity {
		return fmt.Errorf("%w: batch needs %d rows, room is %d", ErrShape, need, l.Capacity)
	}
	l.Offset, l.Length = l.Offset[:0], append(l.Length[:0], lengths...)
	l.Rows, l.Total = l.Gap, 0
	for _, n := range lengths {
		l.Offset = append(l.Offset, l.Rows)
		l.Rows += n + l.Gap
		l.Total += n
	}
	return nil
}

// clearGaps zeroes the rows between sequences.
func clearGaps[T Float](l *Layout, x []T, columns int) {
	row := 0
	for i, offset := range l.Offset {
		clear(x[row*columns : offset*columns])
		row = offset + l.Length[i]
	}
	clear(x[row*columns : l.Rows*columns])
}
