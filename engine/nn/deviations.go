package nn

import "math"

// deviations compares how far the columns of two matrices move within each
// sequence.
type deviations struct {
	l      *Layout
	weight []float64
	from   int     // columns before it do not count,
	to     int     // nor do these and those after
	factor float64 // of one unit, of all rows
	row    []float64
	sums   [4][]float64 // of prediction and target, and of their squares, of one sequence
	mean   []float64    // [sequences][to-from] of the prediction
	slope  []float64    // [sequences][to-from] of the loss by a value, for each unit that it is off its mean
}

func newDeviations(l *Layout, weight []float64, heed float64) *deviations {
	d := &deviations{l: l, weight: weight, from: len(weight), row: make([]float64, len(weight))}
	sum := 0.0
	for j, w := range weight {
		if w != 0 {
			d.from, d.to = min(d.from, j), j+1
		}
		sum += w
	}
	d.factor = heed / sum
	for i := range d.sums {
		d.sums[i] = make([]float64, len(weight))
	}
	return d
}

// leastVariance keeps the slope of the root finite.
const leastVariance = 1e-3

// measure returns the loss and keeps what its gradient needs.
func measure[T Float](d *deviations, p, t []T) float64 {
	c, total, unit := len(d.weight), 0.0, d.factor/math.Max(1, float64(d.l.Total))
	d.mean, d.slope = d.mean[:0], d.slope[:0]
	for i, first := range d.l.Offset {
		n := d.l.Length[i]
		sumMoments(d, p[first*c:(first+n)*c], t[first*c:(first+n)*c])
		for j := d.from; j < d.to; j++ {
			w := d.weight[j]
			mean, predicted := moments(d.sums[0][j], d.sums[1][j], n)
			_, wanted := moments(d.sums[2][j], d.sums[3][j], n)
			off := predicted - wanted
			total += float64(n) * w * off * off
			d.mean, d.slope = append(d.mean, mean), append(d.slope, 2*unit*w*off/predicted)
		}
	}
	return total * unit
}

// sumMoments sums the rows of one sequence.
func sumMoments[T Float](d *deviations, p, t []T) {
	for i := range d.sums {
		clear(d.sums[i])
	}
	c := len(d.weight)
	for ; len(p) > 0; p, t = p[c:], t[c:] {
		addMoments(d.sums[0][d.from:d.to], d.sums[1][d.from:d.to], p[d.from:d.to])
		addMoments(d.sums[2][d.from:d.to], d.sums[3][d.from:d.to], t[d.from:d.to])
	}
}

func addMoments[T Float](sum, square []float64, row []T) {
	square = square[:len(sum)]
	for j, v := range row[:len(sum)] {
		x := float64(v)
		sum[j] += x
		square[j] += x * x
	}
}

// moments are the mean and the standard deviation of n values.
func moments(sum, square float64, n int) (mean, deviation float64) {
	count := math.Max(1, float64(n))
	mean = sum / count
	return mean, math.Sqrt(math.Max(0, square/count-mean*mean) + leastVariance)
}

// pull leaves the gradient of one row of a sequence in d.row, times unit.
func pull[T Float](d *deviations, sequence int, row []T, unit float64) {
	n := d.to - d.from
	mean, slope := d.mean[sequence*n:(sequence+1)*n], d.slope[sequence*n:(sequence+1)*n]
	out := d.row[d.from:d.to]
	for j, v := range row[d.from:d.to] {
		out[j] = unit * slope[j] * (float64(v) - mean[j])
	}
}
