package nn

import (
	"fmt"
	"math"

	"avagar/engine/vector"

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
	pieces       []piece
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
		values[i], gradients[i] = numbers[float32](m.Value()), numbers[float32](g)
	}
	squares := 0.0
	for _, g := range gradients {
		squares += vector.SquareSum(g)
	}
	return a.Update(values, gradients, math.Sqrt(squares))
}

// Update moves the values one step against their gradients, whose norm is
// given. The result does not depend on how many cores there are.
func (a *Adam) Update(values, gradients [][]float32, norm float64) error {
	if err := a.prepare(values, gradients); err != nil {
		return err
	}
	a.Norm = norm
	a.Steps++
	clip := float32(1)
	if a.Clip > 0 && a.Norm > a.Clip {
		clip = float32(a.Clip / a.Norm)
	}
	step := vector.Adam{
		Clip: clip, Beta1: float32(a.Beta1), Beta2: float32(a.Beta2), Epsilon: float32(a.Epsilon),
		Rate:   float32(a.LearningRate / (1 - math.Pow(a.Beta1, float64(a.Steps)))),
		Second: float32(1 / (1 - math.Pow(a.Beta2, float64(a.Steps)))),
	}
	inParts(len(a.pieces), func(k int) {
		i, from, to := a.pieces[k].slice, a.pieces[k].from, a.pieces[k].to
		step.Update(values[i][from:to], gradients[i][from:to], a.M[i][from:to], a.V[i][from:to])
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
	if a.pieces == nil {
		a.pieces = piecesOf(values)
	}
	return nil
}
