package acoustic

import "avagar/engine/nn"

// Inputs are the numbers that the network and its loss are given of one
// utterance, for another implementation of the same network.
type Inputs struct {
	Symbols   []int32   // [tokens] rows of the table of symbols
	Aux       []float32 // [tokens][columns] articulation and place
	Segments  []int     // frames of each stretch that the decoder sees alone
	Spread    []int32   // [frames] the token of each frame
	Place     []float32 // [frames][columns] where a frame stands in its phoneme
	Target    []float32 // [frames][columns] normalised
	Durations []float32 // [tokens] log(1+frames)
	Prosody   []float32 // [tokens][2] normalised pitch and energy, given and to be predicted
}

// Inputs lays one utterance out as Trainer.Step does.
func (m *Model) Inputs(s Sequence) (Inputs, error) {
	if err := s.check(m.Config); err != nil {
		return Inputs{}, err
	}
	tokens, frames := len(s.Tokens), s.Features.Frames
	r := &replica[float32]{
		c: m.Config,
		e: &encoder[float32]{layout: nn.NewLayout(0, tokens), symbol: new(nn.Index), speaker: new(nn.Index), aux: make([]float32, tokens*auxWidth)},
		d: &decoder[float32]{
			layout: nn.NewLayout(0, frames), spread: new(nn.Index),
			prosody: make([]float32, tokens*prosody), place: make([]float32, frames*frameWidth),
		},
		target: make([]float32, frames*columnsOf(m.Config.Params).width), duration: make([]float32, tokens), prosody: make([]float32, tokens*prosody),
	}
	if err := r.load(m.words, m.Stats, []Sequence{s}); err != nil {
		return Inputs{}, err
	}
	return Inputs{
		Symbols: r.e.symbol.Rows, Aux: r.e.aux, Segments: r.d.layout.Length, Spread: r.d.spread.Rows,
		Place: r.d.place, Target: r.target, Durations: r.duration, Prosody: r.prosody,
	}, nil
}

// FrameWeights are the weights of the columns of Target in the loss.
func (c Config) FrameWeights() []float64 { return columnsOf(c.Params).weights() }

// LivelyWeights are the weights of the columns of Target whose deviations count.
func (c Config) LivelyWeights() []float64 { return columnsOf(c.Params).lively() }
