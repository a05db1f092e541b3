package align

import (
	"math"
	"slices"
	"testing"
)

func TestFitTellsWhichPartOfATextIsWrong(t *testing.T) {
	utts, m := madeUp()
	right := utts[3].Utterance
	a, fit, err := m.Compare(right)
	if err != nil {
		t.Fatal(err)
	}
	aligned, err := m.Align(right)
	if err != nil || !slices.Equal(a.Segments, aligned.Segments) || math.Abs(a.Shortfall-aligned.Shortfall) > .5 {
		t.Errorf("compared and aligned differ: %v, shortfall %.2f and %.2f", err, a.Shortfall, aligned.Shortfall)
	}
	if fit.Misheard > .15 || fit.Patch > 2 {
		t.Errorf("a right text: %+v", fit)
	}
	half := len(right.Phones) / 2
	short := right
	short.Phones, short.Break = right.Phones[:half], append(slices.Clone(right.Break[:half]), true)
	_, cut, err := m.Compare(short)
	if err != nil {
		t.Fatal(err)
	}
	if cut.Patch < fit.Patch+2 || cut.Worst < 2*fit.Worst {
		t.Errorf("half a text: %+v, the whole %+v", cut, fit)
	}
	wrong := right
	wrong.Phones = slices.Clone(right.Phones)
	slices.Reverse(wrong.Phones)
	_, other, err := m.Compare(wrong)
	if err != nil {
		t.Fatal(err)
	}
	if other.Misheard < .4 || other.Shortfall < 3*fit.Shortfall {
		t.Errorf("another text: %+v, the right one %+v", other, fit)
	}
}

func TestPatchesAreMistakesThatLieTogether(t *testing.T) {
	abc := []string{"a", "b", "c", "d", "e", "f"}
	for _, c := range []struct {
		name  string
		heard []string
		wrong int
		patch float64
	}{
		{"all right", abc, 0, 0},
		{"three missing", []string{"a", "b", "f"}, 3, 1.8},
		{"three more", []string{"a", "b", "c", "x", "y", "z", "d", "e", "f"}, 3, 1.8},
		{"one here, one there", []string{"x", "b", "c", "d", "e", "x"}, 2, .6},
		{"nothing heard", nil, 6, 3.6},
	} {
		wrong := mistakes(abc, c.heard)
		if n := count(wrong); n != c.wrong || math.Abs(patch(wrong)-c.patch) > 1e-9 {
			t.Errorf("%s: %d mistakes, patch %.1f, want %d and %.1f", c.name, n, patch(wrong), c.wrong, c.patch)
		}
	}
}

func TestTimbreNeedsASecondOfASoundRate(t *testing.T) {
	utts, _ := madeUp()
	wave := utts[0].Wave
	if got := Timbre(wave, madeUpRate); len(got) != cepstra-1 {
		t.Errorf("%d numbers", len(got))
	}
	if Timbre(wave[:madeUpRate/2], madeUpRate) != nil || Timbre(wave, 8000) != nil || Timbre(nil, madeUpRate) != nil {
		t.Error("a timbre of too little")
	}
	for _, v := range Timbre(make([]float32, 2*madeUpRate), madeUpRate) {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			t.Error("silence has an impossible timbre")
		}
	}
}
