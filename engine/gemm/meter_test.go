package gemm

import (
	"math/rand/v2"
	"testing"
	"time"
)

func TestAMeterCountsProductsWhileItIsOn(t *testing.T) {
	p := newProduct(rand.New(rand.NewPCG(1, 2)), 20, 30, 40, false, true, 0)
	var m Meter
	Measure(&m)
	p.run(t, new(Workspace), false)
	Measure(nil)
	p.run(t, new(Workspace), false)
	if m.Operations() != 2*20*30*40 || m.Time() <= 0 {
		t.Errorf("it counted %g operations in %v", m.Operations(), m.Time())
	}
}

func TestTimeThatAThreadDidNotWorkIsNotCounted(t *testing.T) {
	at := func(wall, thread time.Duration) moment { return moment{time.Unix(0, 0).Add(wall), thread} }
	for _, c := range []struct {
		name     string
		from, to moment
		want     time.Duration
	}{
		{"another program had the core for a while", at(0, 5), at(100, 25), 20},
		{"the system does not tell", at(0, 0), at(100, 0), 100},
	} {
		if got := c.from.passed(c.to); got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}
