package mel

import "math"

// path finds, among the candidates of successive looks, the row of them whose
// strengths less the costs of their jumps add up to the most (Viterbi).
type path struct {
	score, last []float64
	back        []uint8 // [looks][maxCandidates]
	best        []candidate
}

func (v *path) cheapest(looks [][]candidate, scale float64) []candidate {
	v.score, v.last = grown(v.score, maxCandidates), grown(v.last, maxCandidates)
	v.back, v.best = grown(v.back, len(looks)*maxCandidates), grown(v.best, len(looks))
	for i, now := range looks {
		v.score, v.last = v.last, v.score
		for j, c := range now {
			v.score[j] = c.strength
			if i > 0 {
				from, score := v.enter(looks[i-1], c, scale)
				v.score[j] += score
				v.back[i*maxCandidates+j] = from
			}
		}
	}
	v.trace(looks)
	return v.best
}

func (v *path) enter(before []candidate, c candidate, scale float64) (from uint8, score float64) {
	score = math.Inf(-1)
	for j, b := range before {
		if s := v.last[j] - scale*jumpCost(b, c); s > score {
			from, score = uint8(j), s
		}
	}
	return from, score
}

func jumpCost(a, b candidate) float64 {
	switch {
	case a.hz == 0 && b.hz == 0:
		return 0
	case a.hz == 0 || b.hz == 0:
		return voicingCost
	}
	return octaveJumpCost * math.Abs(a.octave-b.octave)
}

func (v *path) trace(looks [][]candidate) {
	at := 0
	for j := range looks[len(looks)-1] {
		if v.score[j] > v.score[at] {
			at = j
		}
	}
	for i := len(looks) - 1; i >= 0; i-- {
		v.best[i] = looks[i][at]
		at = int(v.back[i*maxCandidates+at])
	}
}
