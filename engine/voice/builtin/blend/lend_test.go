package main

import (
	"math"
	"testing"

	"avagar/engine/acoustic"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

func TestLoansAreRead(t *testing.T) {
	got, err := loans("espeak*1.5=ɢ,h f3*0.1")
	if err != nil || len(got) != 2 || got[0].from != "espeak" || got[0].share != 1.5 || len(got[0].symbols) != 2 || got[1].symbols != nil {
		t.Errorf("%+v, %v", got, err)
	}
	for _, bad := range []string{"espeak", "espeak*", "espeak*-1", "espeak*3", "espeak*NaN"} {
		if _, err := loans(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// What is lent whole, in every symbol, is the lender's voice.
func TestAVoiceLentWholeIsTheLenders(t *testing.T) {
	p := mel.DefaultParams()
	c, err := acoustic.ConfigFor("base", append([]string{phoneme.Pause}, phoneme.Persian...), 2, p)
	if err != nil {
		t.Fatal(err)
	}
	m, err := acoustic.New(c, acoustic.NewMoments(p).Stats(), 5)
	if err != nil {
		t.Fatal(err)
	}
	m.Spreads = make([]acoustic.Spread, 2)
	o := options{loans: []loan{{from: "other", share: 1}}}
	alone, err := o.alone(m, []string{"own", "other"})
	if err != nil {
		t.Fatal(err)
	}
	rows, symbols := table(m, "embed.speaker"), table(m, "embed.symbol")
	own, lent := table(alone, "embed.speaker"), table(alone, "embed.symbol")
	for i, v := range lent {
		k := i % c.Width
		if want := symbols[i] + rows[c.Width+k]; math.Abs(float64(v+own[k]-want)) > 1e-6 {
			t.Fatalf("symbol and speaker sum to %g at %d, the lender's to %g", v+own[k], i, want)
		}
	}
	for _, l := range []loan{{from: "nobody", share: 1}, {from: "other", share: 1, symbols: []string{"no sound"}}} {
		o.loans = []loan{l}
		if _, err := o.alone(m, []string{"own", "other"}); err == nil {
			t.Errorf("%+v is lent", l)
		}
	}
}
