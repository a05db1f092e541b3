package acoustic

import (
	"math"
	"slices"

	"avagar/engine/nn"
)

// replica is one copy of the training graph over weights shared with others.
type replica[T nn.Float] struct {
	g        *nn.Graph[T]
	c        Config
	e        *encoder[T]
	d        *decoder[T]
	target   []T // [frames][columns], normalised
	duration []T // [tokens][1], log(1+frames)
	prosody  []T // [tokens][prosody], normalised

	row, contour []float32 // of one utterance, while it is loaded

	loss                         nn.Node
	frames, durations, prosodies *nn.Loss
}

// newReplica builds the graph with room for that many rows; with learn it also
// computes gradients and drops out.
func newReplica[T nn.Float](w *nn.Weights[T], c Config, tokens, frames int, learn bool) (*replica[T], error) {
	b := layers[T]{nn.NewGraph(w), c}
	b.Training = learn
	r := &replica[T]{g: b.Graph, c: c}
	r.e = b.encode(tokens)
	r.d = b.decode(r.e.layout, r.e.hidden, frames)
	cols := columnsOf(c.Params)
	target, memory := b.Input("target", frames, cols.width)
	r.target = memory
	duration, memory := b.Input("target duration", tokens, 1)
	r.duration = memory
	pitch, memory := b.Input("target prosody", tokens, prosody)
	r.prosody = memory
	heed := 0.0
	if learn {
		heed = c.Liveliness
	}
	r.frames = b.LivelyLoss(r.d.layout, nn.L1, r.d.frames, target, cols.weights(), 1, cols.lively(), heed)
	r.durations = b.Loss(r.e.layout, c.Predictors.durations(), r.e.duration, duration, []float64{1}, 1)
	r.prosodies = b.Loss(r.e.layout, nn.L2, r.e.prosody, pitch, []float64{1, 1}, 1)
	r.loss = b.Add(r.frames.Node, r.durations.Node, r.prosodies.Node)
	var differentiate nn.Node
	if learn {
		differentiate = r.loss
	}
	return r, b.Compile(differentiate)
}

// rows is the room that a batch needs in the two layouts.
func rows(batch []Sequence) (tokens, frames int) {
	tokens, frames = gap, gap
	for _, s := range batch {
		tokens += len(s.Tokens) + gap
		frames += s.Features.Frames + gap*len(segments(s.Tokens, s.Durations))
	}
	return tokens, frames
}

// load fills the inputs and targets with a batch of checked utterances.
func (r *replica[T]) load(v *vocabulary, stats Stats, batch []Sequence) error {
	var tokens, frames []int
	for _, s := range batch {
		tokens = append(tokens, len(s.Tokens))
		frames = append(frames, segmentLengths(s)...)
	}
	if err := r.e.reset(tokens); err != nil {
		return err
	}
	if err := r.d.reset(frames); err != nil {
		return err
	}
	segment := 0
	for i, s := range batch {
		segment += r.loadSequence(v, stats, s, r.e.layout.Offset[i], segment)
	}
	return nil
}

// segmentLengths is how many frames each segment has.
func segmentLengths(s Sequence) []int {
	var out []int
	start := 0
	for _, end := range segments(s.Tokens, s.Durations) {
		n := 0
		for _, d := range s.Durations[start:end] {
			n += d
		}
		out = append(out, n)
		start = end
	}
	return out
}

// loadSequence loads one utterance whose tokens begin at tokenRow and whose
// first segment is given; it returns how many segments there are.
func (r *replica[T]) loadSequence(v *vocabulary, stats Stats, s Sequence, tokenRow, segment int) int {
	f, p, cols := s.Features, r.c.Params, columnsOf(r.c.Params)
	r.e.fill(v, s.Tokens, s.Speaker, tokenRow)
	r.contour = logF0(r.contour, f.F0, stats.Mean[cols.logF0])
	r.row = slices.Grow(r.row[:0], cols.width)[:cols.width]
	contour, row := r.contour, r.row
	ends, start, frame := segments(s.Tokens, s.Durations), 0, 0
	for k, end := range ends {
		at := r.d.layout.Offset[segment+k]
		r.d.fill(tokenRow+start, s.Durations[start:end], at)
		for i := start; i < end; i++ {
			d := s.Durations[i]
			var pitch, energy float32
			for range d {
				cols.target(p, f, contour, frame, row)
				for j, x := range row {
					r.target[at*cols.width+j] = T((x - stats.Mean[j]) / stats.Scale[j])
				}
				pitch += float32(r.target[at*cols.width+cols.logF0])
				energy += float32(r.target[at*cols.width+cols.cepstra])
				at, frame = at+1, frame+1
			}
			r.loadToken(tokenRow+i, d, pitch, energy)
		}
		start = end
	}
	return len(ends)
}

// loadToken sets a token's targets from the sums over its frames.
func (r *replica[T]) loadToken(row, frames int, pitch, energy float32) {
	n := float32(max(1, frames))
	r.duration[row] = T(math.Log1p(float64(frames)))
	r.prosody[row*prosody], r.prosody[row*prosody+1] = T(pitch/n), T(energy/n)
	copy(r.d.prosody[row*prosody:(row+1)*prosody], r.prosody[row*prosody:])
}

// count sets what losses divide by, for a batch that lies in several replicas.
func (r *replica[T]) count(tokens, frames int) {
	r.e.layout.Total, r.d.layout.Total = tokens, frames
}

// usePredictedProsody feeds the decoder what the encoder predicted in the last
// run instead of the truth, as in synthesis.
func (r *replica[T]) usePredictedProsody() {
	copy(r.d.prosody, r.g.Values(r.e.prosody))
}
