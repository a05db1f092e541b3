package acoustic

import (
	"math"
	"slices"

	"avagar/engine/phoneme"
)

// shortest is how many frames a phoneme keeps when speech is hurried, unless
// it was shorter: below 35 ms consonants are no longer heard. What is long
// gives more instead, as people do when they hurry.
const shortest = 3

// durations turns predicted ones, log(1+frames), into whole frames at a speed.
// What rounding loses is carried on to the next, so that the tempo of the
// whole is kept.
func durations(predicted []float32, tokens []phoneme.Token, speed float64) []int {
	want := make([]float64, len(predicted))
	for i, v := range predicted {
		want[i] = math.Min(math.Max(0, math.Expm1(float64(v))), maxFrames)
	}
	hurry(want, tokens, speed)
	if len(want) > 0 && tokens[0].Symbol == phoneme.Pause {
		want[0] = math.Min(want[0], firstPause)
	}
	out := make([]int, len(want))
	lost := 0.0
	for i, w := range want {
		n := max(1, int(math.Round(w+lost)))
		lost = math.Min(math.Max(lost+w-float64(n), -3), 3)
		out[i] = n
	}
	return out
}

// hurry changes durations so that their sum is that of even scaling by speed,
// but lets short phonemes keep what they need as long as there is anything
// left to take from longer ones and from pauses.
func hurry(frames []float64, tokens []phoneme.Token, speed float64) {
	total, floor := 0.0, 0.0
	floors := make([]float64, len(frames))
	for i, d := range frames {
		total += d
		floors[i] = math.Min(d, shortest)
		if tokens[i].Symbol == phoneme.Pause {
			floors[i] = math.Min(d, 1)
		}
		floor += floors[i]
	}
	target := total / speed
	spare, have := target-floor, total-floor
	for i, d := range frames {
		switch {
		case speed <= 1 || have <= 0:
			frames[i] = d / speed
		case spare <= 0:
			frames[i] = floors[i] * target / floor
		default:
			frames[i] = floors[i] + (d-floors[i])*spare/have
		}
	}
}

// retime gives each token as many rows [width] as to says, by straight lines
// between those that were drawn for it. Asked for hurried durations, which it
// has never seen, the decoder slurs; frames at its own pace that are then
// drawn together keep every sound.
func retime(rows []float32, width int, drawn, to []int) []float32 {
	if slices.Equal(drawn, to) {
		return rows
	}
	var out []float32
	first := 0
	for i, d := range drawn {
		for k := range to[i] {
			at := (float64(k)+0.5)*float64(d)/float64(to[i]) - 0.5
			at = math.Min(math.Max(at, 0), float64(d-1))
			low := int(at)
			share := float32(at) - float32(low)
			a := rows[(first+low)*width : (first+low+1)*width]
			b := rows[(first+min(low+1, d-1))*width:][:width]
			for j, v := range a {
				out = append(out, v+(b[j]-v)*share)
			}
		}
		first += d
	}
	return out
}
