package dataset

import (
	"math"
	"slices"
)

// How well a piece of so many sounds fits so many seconds, and what tells
// whether a pause ends a sentence; the prices are those of a square of standard
// deviations.
const (
	lengthShare  = .2  // standard deviation of a piece's length, of the length
	lengthLeast  = .3  // and seconds
	joinPrice    = 3.  // of each sentence that no pause parts from the one before
	mostJoined   = 3   // sentences in a piece
	pausePrize   = 4.  // of a pause of fullPause or more at the end of a sentence
	fullPause    = .6  // seconds
	longPiece    = 20. // seconds of speech, from where a piece is dearer the longer it is
	bandShare    = .1  // of the recording, that a sentence may lie off its place by length
	bandLeast    = 20. // seconds of the same
	mostInPiece  = 40. // seconds of speech of a piece
	leastInPiece = .2
)

// placing is the search for the cheapest way to part the recording.
type placing struct {
	*cutter
	sounds []float64 // [lines+1] before each line
	pace   float64   // sounds a second
	at     []int     // [lines+1] the first pause that a line may begin behind
	price  [][]float64
	back   [][]step
}

type step struct{ line, pause int }

// place parts the recording by the lengths of sentences and pauses alone.
func (c *cutter) place() {
	p := &placing{cutter: c, sounds: make([]float64, len(c.lines)+1)}
	for i, l := range c.lines {
		p.sounds[i+1] = p.sounds[i] + float64(len(l.script.phones))
	}
	n, last := len(c.lines), len(c.pauses)-1
	total := c.speech(last)
	p.pace = p.sounds[n] / max(total, .1)
	band := max(bandLeast, bandShare*total)
	p.at, p.price, p.back = make([]int, n+1), make([][]float64, n+1), make([][]step, n+1)
	for k := range n + 1 {
		expected := p.sounds[k] / p.pace
		from, to := c.between(expected-band, expected+band)
		switch k {
		case 0:
			from, to = 0, 1
		case n:
			from, to = last, last+1
		}
		p.at[k], p.price[k], p.back[k] = from, make([]float64, to-from), make([]step, to-from)
		for j := range p.price[k] {
			p.price[k][j] = math.Inf(1)
		}
	}
	p.price[0][0] = 0
	for k := range n {
		for j := range p.price[k] {
			p.extend(k, j)
		}
	}
	c.pieces = p.trace(n)
}

// between are the pauses before which so many seconds were spoken.
func (c *cutter) between(from, to float64) (first, behind int) {
	first, _ = slices.BinarySearchFunc(c.pauses, from, func(p pause, s float64) int {
		if p.spoken < s {
			return -1
		}
		return 1
	})
	for behind = first; behind < len(c.pauses) && c.pauses[behind].spoken <= to; behind++ {
	}
	return first, behind
}

// extend goes on from line k behind the j-th of its pauses.
func (p *placing) extend(k, j int) {
	before := p.price[k][j]
	if math.IsInf(before, 1) {
		return
	}
	from := p.at[k] + j
	for joined := 1; joined <= mostJoined && k+joined < len(p.price); joined++ {
		to := k + joined
		expected := (p.sounds[to] - p.sounds[k]) / p.pace
		for i := max(0, from+1-p.at[to]); i < len(p.price[to]); i++ {
			pause := p.at[to] + i
			seconds := p.speech(pause) - p.speech(from)
			if seconds > mostInPiece {
				break
			}
			if seconds < leastInPiece {
				continue
			}
			price := before + p.cost(seconds, expected) + joinPrice*float64(joined-1) + p.ending(pause)
			if price < p.price[to][i] {
				p.price[to][i], p.back[to][i] = price, step{k, from}
			}
		}
	}
}

func (p *placing) cost(seconds, expected float64) float64 {
	off := (seconds - expected) / (lengthShare*expected + lengthLeast)
	return off*off + max(0, seconds-longPiece)*.2
}

// ending is the price of a pause as the end of a sentence.
func (p *placing) ending(pause int) float64 {
	if pause == len(p.pauses)-1 {
		return 0
	}
	return pausePrize * (1 - min(1, p.pauses[pause].seconds()/fullPause))
}

// trace gives the pieces of the cheapest way; where there is none, one piece.
func (p *placing) trace(n int) (out []piece) {
	if len(p.price[n]) == 0 || math.IsInf(p.price[n][0], 1) {
		return []piece{{0, n, 0, len(p.pauses) - 1}}
	}
	for line, pause := n, len(p.pauses)-1; line > 0; {
		s := p.back[line][pause-p.at[line]]
		out = append(out, piece{s.line, line, s.pause, pause})
		line, pause = s.line, s.pause
	}
	slices.Reverse(out)
	return out
}
