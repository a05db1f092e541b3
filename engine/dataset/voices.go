package dataset

import (
	"math"
	"slices"
)

const (
	leastVoices = 20 // recordings that can tell what is usual
	leastPart   = 2  // recordings of another voice; one alone is told among
	alonePart   = 40 // so many
	apart       = 8. // standard deviations between two groups, in the direction that parts them; one voice parted in two lies about 3 apart
)

// sounding says whether a recording's timbre is that of a voice rather than of
// noise or of the telephone.
func (r *recording) sounding() bool {
	return r.timbre != nil && usable(r.findings) && !slices.ContainsFunc(r.findings, func(f Finding) bool {
		return f.Code == Noisy || f.Code == Clipped || f.Code == LowRate
	})
}

// otherVoices finds recordings that sound unlike most: of another speaker, of
// music, or by another microphone.
func otherVoices(utts []Utterance, seen []recording) []*Finding {
	out := make([]*Finding, len(utts))
	var points [][]float64
	var of []int
	for i := range utts {
		if seen[i].sounding() {
			points, of = append(points, seen[i].timbre), append(of, i)
		}
	}
	for len(points) >= leastVoices {
		few, distance := parted(standardized(points))
		if few == nil {
			break
		}
		for _, k := range few {
			f := found(utts[of[k]].ID, OtherVoice, Warning, distance, "one of %d that sound unlike %d others, %.1f deviations apart", len(few), len(points)-len(few), distance)
			out[of[k]] = &f
		}
		points, of = without(points, few), without(of, few) // a third may be among them
	}
	return out
}

// without leaves out the elements of some indices, which rise.
func without[T any](all []T, some []int) (out []T) {
	for i, v := range all {
		if _, gone := slices.BinarySearch(some, i); !gone {
			out = append(out, v)
		}
	}
	return out
}

// standardized measures points in robust standard deviations from their middle.
func standardized(points [][]float64) [][]float64 {
	out := make([][]float64, len(points))
	for i := range out {
		out[i] = make([]float64, len(points[0]))
	}
	column := make([]float64, len(points))
	for d := range points[0] {
		for i, p := range points {
			column[i] = p[d]
		}
		middle := median(column)
		for i, v := range column {
			out[i][d] = v - middle
			column[i] = math.Abs(v - middle)
		}
		spread := max(1.4826*median(column), 1e-3)
		for i := range out {
			out[i][d] /= spread
		}
	}
	return out
}

// parted divides points into two groups and gives the smaller, and how far apart
// the two lie; none where they lie no further than the parts of one.
func parted(points [][]float64) (few []int, distance float64) {
	origin := make([]float64, len(points[0]))
	far := furthest(points, origin)
	for _, other := range [][]float64{furthest(points, far), origin} { // two of a size, or a few
		part, away := twoMeans(points, far, other)
		enough := len(part) >= leastPart || len(part) == 1 && len(points) >= alonePart
		if away > max(apart, distance) && enough {
			few, distance = part, away
		}
	}
	return few, distance
}

func furthest(points [][]float64, from []float64) []float64 {
	return slices.MaxFunc(points, func(a, b []float64) int {
		return int(math.Copysign(1, square(a, from, nil)-square(b, from, nil)))
	})
}

// square is the squared distance of two points, by weight where there are any.
func square(a, b, weight []float64) float64 {
	sum := 0.
	for d := range a {
		w := 1.
		if weight != nil {
			w = weight[d]
		}
		sum += w * (a[d] - b[d]) * (a[d] - b[d])
	}
	return sum
}

// cluster is a group of points around its mean.
type cluster struct {
	at   []float64
	part []int
}

// twoMeans parts points around two centres that it moves (Lloyd 1982), each
// dimension weighed by how little it varies within the groups.
func twoMeans(points [][]float64, a, b []float64) (few []int, distance float64) {
	groups := [2]cluster{{at: a}, {at: b}}
	var weight []float64
	for range 30 {
		before := groups[0].part
		for g := range groups {
			groups[g].part = nil
		}
		for i, p := range points {
			g := 0
			if square(p, groups[1].at, weight) < square(p, groups[0].at, weight) {
				g = 1
			}
			groups[g].part = append(groups[g].part, i)
		}
		if len(groups[0].part) == 0 || len(groups[1].part) == 0 {
			return nil, 0
		}
		for g := range groups {
			groups[g].at = centre(points, groups[g].part)
		}
		weight = weights(points, groups)
		if slices.Equal(before, groups[0].part) {
			break
		}
	}
	few = groups[0].part
	if len(groups[1].part) < len(few) {
		few = groups[1].part
	}
	return few, separation(points, groups, weight)
}

func centre(points [][]float64, part []int) []float64 {
	out := make([]float64, len(points[0]))
	for _, i := range part {
		for d, v := range points[i] {
			out[d] += v / float64(len(part))
		}
	}
	return out
}

// leastVariance keeps a dimension in which few points agree from deciding alone.
const leastVariance = .05

func weights(points [][]float64, groups [2]cluster) []float64 {
	out := make([]float64, len(points[0]))
	for d := range out {
		sum := 0.
		for _, g := range groups {
			for _, i := range g.part {
				sum += (points[i][d] - g.at[d]) * (points[i][d] - g.at[d])
			}
		}
		out[d] = 1 / max(leastVariance, sum/float64(len(points)-2))
	}
	return out
}

// separation is how many standard deviations lie between two groups, along the
// direction that parts them best (Fisher 1936, with variances alone).
func separation(points [][]float64, groups [2]cluster, weight []float64) float64 {
	along := func(p []float64) (sum float64) {
		for d, v := range p {
			sum += v * weight[d] * (groups[0].at[d] - groups[1].at[d])
		}
		return sum
	}
	within := 0.
	for _, g := range groups {
		middle := along(g.at)
		for _, i := range g.part {
			within += (along(points[i]) - middle) * (along(points[i]) - middle)
		}
	}
	within = max(within/float64(len(points)-2), 1e-9)
	return math.Abs(along(groups[0].at)-along(groups[1].at)) / math.Sqrt(within)
}
