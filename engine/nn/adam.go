package nn

import (
	"fmt"
	"math"
	"sync"

	"gorgonia.org/gorgonia"
)

// Adam is the optimiser of arXiv 1412.6980 with the gradient clipped by its
// global norm. It is a gorgonia.Solver whose whole state is exported, so that a
// checkpoint can hold it and a resumed run equals an uninterrupted one.
type Adam struct {
	LearningRate float64
	Beta1, Beta2 float64
	Epsilon      float64
	Clip         float64 // largest global norm of the gradient; 0 leaves it as it is
	Steps        int
	M, V         [][]float32 // first and second moments, one slice a weight
	Norm         float64     // of the last gradient, before clipping
}

var _ gorgonia.Solver = (*Adam)(nil)

// NewAdam returns an optimiser with the constants that transformers are
// trained with: beta 0.9 and 0.98, epsilon 1e-9, clipping at 1.
func NewAdam() *Adam { return &Adam{Beta1: 0.9, Beta2: 0.98, Epsilon: 1e-9, Clip: 1} }

// Step implements gorgonia.Solver for matrices in single precision.
func (a *Adam) Step(model []gorgonia.ValueGrad) error {
	values, gradients := make([][]float32, len(model)), make([][]float32, len(model))
	for i, m := range model {
		g, err := m.Grad()
		if err != nil {
			return fmt.Errorf("nn: adam: %w", err)
		}
		values[i], gradients[i] = data[float32](m.Value()), data[float32](g)
	}
	return a.Update(values, gradients)
}

// Update moves the values one step against their gradients. The result does
// not depend on how many cores there are.
func (a *Adam) Update(values, gradients [][]float32) error {
	if err := a.prepare(values, gradients); err != nil {
		return err
	}
	a.Norm = norm(gradients)
	a.Steps++
	clip := float32(1)
	if a.Clip > 0 && a.Norm > a.Clip {
		clip = float32(a.Clip / a.Norm)
	}
	rate := float32(a.LearningRate / (1 - math.Pow(a.Beta1, float64(a.Steps))))
	second := float32(1 / (1 - math.Pow(a.Beta2, float64(a.Steps))))
	inParts(len(values), func(i int) {
		a.update(values[i], gradients[i], a.M[i], a.V[i], clip, rate, second)
	})
	return nil
}

func (a *Adam) prepare(values, gradients [][]float32) error {
	if a.M == nil {
		for _, v := range values {
			a.M = append(a.M, make([]float32, len(v)))
			a.V = append(a.V, make([]float32, len(v)))
		}
	}
	if len(values) != len(gradients) || len(values) != len(a.M) {
		return fmt.Errorf("%w: %d weights, %d gradients, %d moments", ErrShape, len(values), len(gradients), len(a.M))
	}
	for i, v := range values {
		if len(gradients[i]) != len(v) || len(a.M[i]) != len(v) || len(a.V[i]) != len(v) {
			return fmt.Errorf("%w: weight %d", ErrShape, i)
		}
	}
	return nil
}

func (a *Adam) update(w, g, m, v []float32, clip, rate, second float32) {
	b1, b2, epsilon := float32(a.Beta1), float32(a.Beta2), float32(a.Epsilon)
	c1, c2 := 1-b1, 1-b2
	g, m, v = g[:len(w)], m[:len(w)], v[:len(w)]
	for i := range w {
		d := g[i] * clip
		mi := b1*m[i] + c1*d
		vi := b2*v[i] + c2*d*d
		m[i], v[i] = mi, vi
		w[i] -= rate * mi / (float32(math.Sqrt(float64(vi*second))) + epsilon)
	}
}

func norm(gradients [][]float32) float64 {
	squares := make([]float64, len(gradients))
	inParts(len(gradients), func(i int) { squares[i] = squareSum(gradients[i]) })
	sum := 0.0
	for _, s := range squares {
		sum += s
	}
	return math.Sqrt(sum)
}

// squareSum adds in four lanes, which is faster and in an order of its own.
func squareSum(x []float32) float64 {
	var lanes [4]float64
	for len(x) >= 4 {
		for j, v := range x[:4] {
			lanes[j] += float64(v) * float64(v)
		}
		x = x[4:]
	}
	for _, v := range x {
		lanes[0] += float64(v) * float64(v)
	}
	return lanes[0] + lanes[1] + (lanes[2] + lanes[3])
}

// parts is how many goroutines share elementwise work; results do not depend
// on it, because each index is one goroutine's.
const parts = 4

// inParts calls do for every index below n.
func inParts(n int, do func(i int)) {
	var wait sync.WaitGroup
	for p := range min(parts, n) {
		wait.Go(func() {
			for i := p; i < n; i += parts {
				do(i)
			}
		})
	}
	wait.Wait()
}
