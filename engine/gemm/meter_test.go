package gemm

import (
	"math/rand/v2"
	"testing"
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
