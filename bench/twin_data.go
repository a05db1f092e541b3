package bench

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
)

// workload is a network and the batches it learns from, each a list of
// utterances.
type workload struct {
	model        *acoustic.Model
	corpus       []acoustic.Sequence
	batches      [][]int
	learningRate float64
}

// sortedBatches groups utterances of like length, so that one that pads pads
// little, and shuffles the groups. Utterances left over are left out.
func sortedBatches(corpus []acoustic.Sequence, utterances int) [][]int {
	order := make([]int, len(corpus))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return corpus[a].Features.Frames - corpus[b].Features.Frames })
	var out [][]int
	for part := range slices.Chunk(order, utterances) {
		if len(part) == utterances {
			out = append(out, part)
		}
	}
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

// description is what the twin is told besides numbers.
type description struct {
	Heads        int                 `json:"heads"`
	Blocks       [2]int              `json:"blocks"` // of the encoder and of the decoder
	Dropout      float64             `json:"dropout"`
	Predictors   acoustic.Predictors `json:"predictors"`
	LearningRate float64             `json:"learning_rate"`
	FrameWeights []float64           `json:"frame_weights"`
	Lively       []float64           `json:"lively"`     // columns whose deviations count
	Liveliness   float64             `json:"liveliness"` // how much
	Weights      []string            `json:"weights"`    // names
	Batches      [][]int             `json:"batches"`
}

// write stores the workload for the twin.
func (w workload) write(path string) error {
	c := w.model.Config
	d := description{
		Heads: c.Heads, Blocks: [2]int{c.Encoder, c.Decoder}, Dropout: c.Dropout, Predictors: c.Predictors, LearningRate: w.learningRate,
		FrameWeights: c.FrameWeights(), Lively: c.LivelyWeights(), Liveliness: c.Liveliness, Batches: w.batches,
	}
	f := checkpoint.File{Metadata: map[string]string{}, Tensors: w.model.Tensors()}
	for _, t := range f.Tensors {
		d.Weights = append(d.Weights, t.Name)
	}
	for i, s := range w.corpus {
		in, err := w.model.Inputs(s)
		if err != nil {
			return fmt.Errorf("bench: twin: %w", err)
		}
		f.Tensors = append(f.Tensors, inputTensors(i, in)...)
	}
	if err := f.Put("twin", d); err != nil {
		return fmt.Errorf("bench: twin: %w", err)
	}
	out, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("bench: twin: %w", err)
	}
	defer out.Close()
	if err := checkpoint.Encode(out, f); err != nil {
		return fmt.Errorf("bench: twin: %w", err)
	}
	return out.Close()
}

func inputTensors(utterance int, in acoustic.Inputs) []checkpoint.Tensor {
	tokens, frames := len(in.Symbols), len(in.Spread)
	tensor := func(name string, data []float32, shape ...int) checkpoint.Tensor {
		return checkpoint.Tensor{Name: fmt.Sprintf("%d.%s", utterance, name), Shape: shape, Data: data}
	}
	matrix := func(name string, data []float32, rows int) checkpoint.Tensor {
		return tensor(name, data, rows, len(data)/rows)
	}
	return []checkpoint.Tensor{
		tensor("symbols", floats(in.Symbols), tokens), tensor("durations", in.Durations, tokens),
		tensor("spread", floats(in.Spread), frames), tensor("segments", floats(in.Segments), len(in.Segments)),
		matrix("aux", in.Aux, tokens), matrix("prosody", in.Prosody, tokens),
		matrix("place", in.Place, frames), matrix("target", in.Target, frames),
	}
}

func floats[T int | int32](v []T) []float32 {
	out := make([]float32, len(v))
	for i, x := range v {
		out[i] = float32(x)
	}
	return out
}
