package acoustic

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
)

// The deviation of cepstra is learned with the frames, told apart from their
// errors, and no part of an evaluation.
func TestLivelinessIsLearnedAndToldApart(t *testing.T) {
	c := small(t)
	c.Dropout = 0
	s := spoken(c, 1)
	step := func(liveliness float64) (Losses, Evaluation) {
		c.Liveliness = liveliness
		trainer := newTrainer(t, c, statsOf(c, s), 1)
		e := NewEvaluator(trainer.Model)
		defer e.Close()
		left := 1
		before, err := e.Evaluate(func() (Sequence, bool, error) { left--; return s, left >= 0, nil })
		if err != nil {
			t.Fatal(err)
		}
		l, err := trainer.Step([][]Sequence{{s}}, 1e-3)
		if err != nil {
			t.Fatal(err)
		}
		return l, before
	}
	plain, evaluated := step(0)
	lively, again := step(2)
	if plain.Spread != 0 || lively.Spread <= 0 {
		t.Errorf("deviations count %v without, %v with liveliness", plain.Spread, lively.Spread)
	}
	if math.Abs(lively.Total-plain.Total) > 1e-5 || math.Abs(lively.Frames-plain.Frames) > 1e-5 {
		t.Errorf("the loss is %v, of it frames %v; without liveliness %v and %v", lively.Total, lively.Frames, plain.Total, plain.Frames)
	}
	if lively.GradientNorm == plain.GradientNorm {
		t.Error("deviations have no gradient")
	}
	if again != evaluated || again.Spread != 0 {
		t.Errorf("an evaluation is %+v with liveliness, %+v without", again, evaluated)
	}
}

func TestLivelinessIsThatOfTheDescription(t *testing.T) {
	c := small(t)
	old, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	if c.Liveliness != 0 || strings.Contains(string(old), "liveliness") {
		t.Errorf("a description from before has %v: %s", c.Liveliness, old)
	}
	m, a := adapted(t)
	if a.Config.Liveliness != Liveliness || m.Config.Liveliness != 0 {
		t.Errorf("adapted %v, base %v", a.Config.Liveliness, m.Config.Liveliness)
	}
	if fresh, err := ConfigFor("base", c.Symbols, 1, c.Params); err != nil || fresh.Liveliness != 0 {
		t.Errorf("from nothing %v, %v", fresh.Liveliness, err)
	}
	for _, v := range []float64{-1, 101, math.NaN()} {
		c.Liveliness = v
		if err := c.Check(); !errors.Is(err, ErrConfig) {
			t.Errorf("%v: error %v, want ErrConfig", v, err)
		}
	}
}
