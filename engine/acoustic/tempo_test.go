package acoustic

import (
	"math"
	"testing"

	"avagar/engine/phoneme"
)

func TestHurriedSpeechTakesFromLongSoundsFirst(t *testing.T) {
	natural := []float64{12, 3, 10, 2, 8, 20}
	tokens := []phoneme.Token{{Symbol: phoneme.Pause}, {Symbol: "t"}, {Symbol: "ɒː"}, {Symbol: "b"}, {Symbol: "e"}, {Symbol: phoneme.Pause}}
	for _, speed := range []float64{0.5, 1, 1.5, 2, 3, 5} {
		got := append([]float64(nil), natural...)
		hurry(got, tokens, speed)
		sum := 0.0
		for _, d := range got {
			sum += d
		}
		if want := 55 / speed; math.Abs(sum-want) > 1e-9 {
			t.Errorf("at speed %v the sum is %v, want %v", speed, sum, want)
		}
		if speed > 1 && speed <= 3 && (got[1] != 3 || got[3] != 2 || got[2] < shortest) {
			t.Errorf("at speed %v short sounds lose: %v", speed, got)
		}
	}
}

func TestRetimedFramesKeepTheirTokensApart(t *testing.T) {
	rows := []float32{0, 1, 2, 3, 10, 11, 12, 13, 14, 15} // width 1: four frames of one token, six of the next
	for _, to := range [][]int{{2, 3}, {1, 1}, {4, 2}, {8, 12}} {
		got := retime(rows, 1, []int{4, 6}, to)
		if len(got) != to[0]+to[1] {
			t.Fatalf("%d frames for %v", len(got), to)
		}
		for i, v := range got {
			if first := i < to[0]; first != (v <= 3) || i > 0 && v < got[i-1] {
				t.Errorf("to %v: %v", to, got)
				break
			}
		}
		if mean := (got[0] + got[to[0]-1]) / 2; math.Abs(float64(mean)-1.5) > 1e-6 {
			t.Errorf("to %v: the first token is no longer centred: %v", to, got)
		}
	}
	if same := retime(rows, 1, []int{4, 6}, []int{4, 6}); &same[0] != &rows[0] {
		t.Error("frames at their own pace are copied")
	}
}
