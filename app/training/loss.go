package training

import "avagar/engine/train"

// lossAt is the held-out loss of the frames at the last evaluation up to a step.
func lossAt(r *train.Run, step int) (float64, error) {
	metrics, err := r.Metrics()
	if err != nil {
		return 0, err
	}
	loss := 0.0
	for _, m := range metrics {
		if v, ok := heldOutLoss(&m); ok && m.Step <= step {
			loss = v
		}
	}
	return loss, nil
}
