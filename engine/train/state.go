package train

import (
	"errors"
	"fmt"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
	"avagar/engine/gemm"
	"avagar/engine/nn"
)

// state is all that decides how a run goes on.
type state struct {
	Step int `json:"step"`
	Standing
	Evaluated int    `json:"evaluated"` // step of the last evaluation
	Kernel    string `json:"kernel"`    // of gemm: another one rounds differently
	Corpus    string `json:"corpus"`    // digest
	Replicas  int    `json:"replicas"`
	Adam      int    `json:"adam_steps"`
	Slower    int    `json:"slower,omitempty"` // times the rate was lowered because the run diverged
	Metrics   int64  `json:"metrics_bytes"`    // length of metrics.jsonl; what lies behind is computed again
}

// Keys of a checkpoint's metadata, beside those of its model.
const (
	keyState = "avagar.state"
	keyPlan  = "avagar.plan"

	kindCheckpoint = "checkpoint"
	firstMoment    = "adam.m/"
	secondMoment   = "adam.v/"
)

// pack puts a model and how far it has come into one file.
func pack(m *acoustic.Model, a *nn.Adam, s state, p Plan) (checkpoint.File, error) {
	f, err := m.File(kindCheckpoint)
	if err = errors.Join(err, f.Put(keyState, s), f.Put(keyPlan, p)); err != nil {
		return f, fmt.Errorf("train: checkpoint: %w", err)
	}
	for i, t := range m.Tensors() {
		if a.M == nil {
			break
		}
		f.Tensors = append(f.Tensors,
			checkpoint.Tensor{Name: firstMoment + t.Name, Shape: t.Shape, Data: a.M[i]},
			checkpoint.Tensor{Name: secondMoment + t.Name, Shape: t.Shape, Data: a.V[i]})
	}
	return f, nil
}

// unpackModel reads the model of a checkpoint.
func unpackModel(f checkpoint.File) (*acoustic.Model, error) {
	if kind := f.Metadata[checkpoint.KindKey]; kind != kindCheckpoint {
		return nil, fmt.Errorf("%w: kind %q is not a checkpoint", checkpoint.ErrForeign, kind)
	}
	return acoustic.FromFile(f)
}

// unpack reads all that pack wrote.
func unpack(f checkpoint.File) (*acoustic.Model, *nn.Adam, state, error) {
	var s state
	m, err := unpackModel(f)
	if err != nil {
		return nil, nil, s, err
	}
	if err := f.Get(keyState, &s); err != nil {
		return nil, nil, s, err
	}
	s.upgrade()
	a := nn.NewAdam()
	a.Steps = s.Adam
	if a.Steps == 0 {
		return m, a, s, nil
	}
	byName := map[string]checkpoint.Tensor{}
	for _, t := range f.Tensors {
		byName[t.Name] = t
	}
	for _, t := range m.Tensors() {
		first, second := byName[firstMoment+t.Name].Data, byName[secondMoment+t.Name].Data
		if len(first) != len(t.Data) || len(second) != len(t.Data) {
			return nil, nil, s, fmt.Errorf("%w: moments of %s", checkpoint.ErrCorrupt, t.Name)
		}
		a.M, a.V = append(a.M, first), append(a.V, second)
	}
	return m, a, s, nil
}

// useKernel makes matrix products round as they did before, where this machine
// has the kernel; otherwise the run goes on with its own and only the last
// bits differ.
func (s state) useKernel() bool {
	if s.Kernel == gemm.Kernel() {
		return true
	}
	return gemm.SetKernel(s.Kernel) == nil
}

func checkpointName(step int) string { return fmt.Sprintf("step-%08d.safetensors", step) }
