package nn

import (
	"errors"
	"sync"
)

// SumGradients runs the graphs at the same time and sums their gradients in
// the order of the graphs into the first one's memory: one slice a weight.
// Given layouts whose Total counts the whole batch, the sum is the gradient of
// the batch. The number of graphs decides the order of additions and with it
// the last bits; the number of cores does not.
func SumGradients[T Float](graphs []*Graph[T]) ([][]T, error) {
	if err := RunAll(graphs); err != nil {
		return nil, err
	}
	all := make([][][]T, len(graphs))
	for i, g := range graphs {
		var err error
		if all[i], err = g.Gradients(); err != nil {
			return nil, err
		}
	}
	inParts(len(all[0]), func(w int) {
		sum := all[0][w]
		for _, replica := range all[1:] {
			for j, v := range replica[w] {
				sum[j] += v
			}
		}
	})
	return all[0], nil
}

// RunAll runs the graphs at the same time and waits for all of them.
func RunAll[T Float](graphs []*Graph[T]) error {
	errs := make([]error, len(graphs))
	var wait sync.WaitGroup
	for i, g := range graphs {
		wait.Go(func() { errs[i] = g.Run() })
	}
	wait.Wait()
	return errors.Join(errs...)
}
