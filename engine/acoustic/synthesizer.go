package acoustic

import (
	"math"

	"avagar/engine/mel"
	"avagar/engine/nn"
	"avagar/engine/phoneme"
)

// Controls change how a text is spoken. The zero value speaks as learned.
type Controls struct {
	Speed   float64 // 2 is twice as fast; 0 means 1
	Pitch   float64 // semitones up
	Range   float64 // of the melody, 0.5 is half as lively; 0 means 1
	Energy  float64 // dB louder
	Speaker int
}

func (c Controls) speed() float64 {
	if c.Speed <= 0 {
		return 1
	}
	return c.Speed
}

func (c Controls) melody() float64 {
	if c.Range <= 0 {
		return 1
	}
	return c.Range
}

// Synthesizer computes frames for tokens. It belongs to one goroutine; several
// may share a model.
type Synthesizer struct {
	m      *Model
	plan   *nn.Graph[float32]
	e      *encoder[float32]
	render *nn.Graph[float32]
	d      *decoder[float32]
	tokens *nn.Layout // of the decoder's hidden rows
	hidden []float32
}

// NewSynthesizer returns a synthesizer of the model as it is now.
func NewSynthesizer(m *Model) *Synthesizer { return &Synthesizer{m: m} }

// Model is whose frames are computed.
func (s *Synthesizer) Model() *Model { return s.m }

// Close frees the graphs.
func (s *Synthesizer) Close() error {
	for _, g := range []*nn.Graph[float32]{s.plan, s.render} {
		if g != nil {
			if err := g.Close(); err != nil {
				return err
			}
		}
	}
	s.plan, s.render = nil, nil
	return nil
}

// Plan is an utterance whose durations, pitch and energy are decided.
type Plan struct {
	Tokens    []phoneme.Token
	Durations []int // frames
	drawn     []int // frames that the decoder computes, of which Durations are made
	controls  Controls
	hidden    []float32 // [tokens][width]
	prosody   []float32 // [tokens][prosody], normalised
	ends      []int     // of the segments
}

// Segments is how many pieces Frames can be asked for.
func (p *Plan) Segments() int { return len(p.ends) }

// maxFrames bounds one token, so that no odd prediction can speak for ever.
const maxFrames = 300

// firstPause is the longest silence, in frames, before the first sound: who
// asked for speech waits for it.
const firstPause = 4

// Plan decides durations and melody for an utterance's tokens, or for one of
// the Stretches of a long one.
func (s *Synthesizer) Plan(tokens []phoneme.Token, c Controls) (*Plan, error) {
	if err := s.growPlan(len(tokens)); err != nil {
		return nil, err
	}
	if err := s.e.reset([]int{len(tokens)}); err != nil {
		return nil, err
	}
	speaker := min(max(c.Speaker, 0), s.m.Config.Speakers-1)
	s.e.fill(s.m.words, tokens, speaker, s.e.layout.Offset[0])
	if err := s.plan.Run(); err != nil {
		return nil, err
	}
	first, n, w := s.e.layout.Offset[0], len(tokens), s.m.Config.Width
	p := &Plan{Tokens: tokens, controls: c}
	p.hidden = append(p.hidden, s.plan.Values(s.e.hidden)[first*w:(first+n)*w]...)
	p.prosody = append(p.prosody, s.plan.Values(s.e.prosody)[first*prosody:(first+n)*prosody]...)
	predicted := s.plan.Values(s.e.duration)[first : first+n]
	p.Durations = durations(predicted, tokens, c.speed())
	p.drawn = p.Durations
	if c.speed() > 1 {
		p.drawn = durations(predicted, tokens, 1)
	}
	p.ends = segments(tokens, p.drawn)
	return p, nil
}

// Frames computes one segment of a plan.
func (s *Synthesizer) Frames(p *Plan, segment int) (mel.Features, error) {
	start, end := 0, p.ends[segment]
	if segment > 0 {
		start = p.ends[segment-1]
	}
	frames := 0
	for _, d := range p.drawn[start:end] {
		frames += d
	}
	if err := s.growRender(end-start, frames); err != nil {
		return mel.Features{}, err
	}
	if err := s.tokens.Set([]int{end - start}); err != nil {
		return mel.Features{}, err
	}
	if err := s.d.reset([]int{frames}); err != nil {
		return mel.Features{}, err
	}
	w, first := s.m.Config.Width, s.tokens.Offset[0]
	clear(s.hidden)
	copy(s.hidden[first*w:], p.hidden[start*w:end*w])
	copy(s.d.prosody[first*prosody:], p.prosody[start*prosody:end*prosody])
	s.d.fill(first, p.drawn[start:end], s.d.layout.Offset[0])
	if err := s.render.Run(); err != nil {
		return mel.Features{}, err
	}
	width := columnsOf(s.m.Config.Params).width
	rows := s.render.Values(s.d.frames)[s.d.layout.Offset[0]*width:][:frames*width]
	rows = retime(rows, width, p.drawn[start:end], p.Durations[start:end])
	out := newFeatures(s.m.Config.Params, len(rows)/width)
	for t := range out.Frames {
		s.m.writeFrame(rows[t*width:(t+1)*width], out, t, p.controls)
	}
	if spread, ok := s.m.spread(p.controls.Speaker); ok {
		spread.apply(s.m.Config.Params, out, uint64(start))
	}
	return out, nil
}

func newFeatures(p mel.Params, frames int) mel.Features {
	return mel.Features{
		Frames: frames, Mel: make([]float32, frames*p.Bands), Cepstra: make([]float32, frames*p.Cepstra),
		F0: make([]float32, frames), Aperiodicity: make([]float32, frames*p.Aperiodicities),
	}
}

// writeFrame turns one normalised row into frame t of the features.
func (m *Model) writeFrame(row []float32, out mel.Features, t int, c Controls) {
	p, cols := m.Config.Params, columnsOf(m.Config.Params)
	at := func(j int) float32 { return row[j]*m.Stats.Scale[j] + m.Stats.Mean[j] }
	gain := float32(c.Energy * math.Ln10 / 20)
	for j := range p.Bands {
		out.Mel[t*p.Bands+j] = at(cols.mel+j) + gain
	}
	for j := range p.Cepstra {
		out.Cepstra[t*p.Cepstra+j] = at(cols.cepstra + j)
	}
	out.Cepstra[t*p.Cepstra] += gain
	voiced := at(cols.voicing) > 0.5
	if voiced {
		mean := float64(m.Stats.Mean[cols.logF0])
		log := mean + (float64(at(cols.logF0))-mean)*c.melody() + c.Pitch*math.Ln2/12
		out.F0[t] = float32(math.Min(math.Max(math.Exp(log), p.F0MinHz/2), 2*p.F0MaxHz))
	}
	for j := range p.Aperiodicities {
		a := float32(1)
		if voiced {
			a = min(max(at(cols.aperiodicity+j), 0), 1)
		}
		out.Aperiodicity[t*p.Aperiodicities+j] = a
	}
}

// growPlan readies the encoder for that many tokens.
func (s *Synthesizer) growPlan(tokens int) error {
	need := nn.RowsFor(gap, tokens)
	if s.plan != nil {
		if need <= s.e.layout.Capacity {
			return nil
		}
		if err := s.plan.Close(); err != nil {
			return err
		}
		s.plan = nil
	}
	b := layers[float32]{nn.NewGraph(s.m.w), s.m.Config}
	s.e = b.encode(max(256, need+need/2))
	if err := b.Compile(nil); err != nil {
		return err
	}
	s.plan = b.Graph
	return nil
}

// growRender readies the decoder for a segment.
func (s *Synthesizer) growRender(tokens, frames int) error {
	needTokens, needFrames := nn.RowsFor(gap, tokens), nn.RowsFor(gap, frames)
	if s.render != nil {
		if needTokens <= s.tokens.Capacity && needFrames <= s.d.layout.Capacity {
			return nil
		}
		if err := s.render.Close(); err != nil {
			return err
		}
		s.render = nil
	}
	s.tokens = nn.NewLayout(gap, max(256, needTokens+needTokens/2))
	b := layers[float32]{nn.NewGraph(s.m.w), s.m.Config}
	hidden, memory := b.Input("hidden", s.tokens.Capacity, s.m.Config.Width)
	s.hidden = memory
	s.d = b.decode(s.tokens, hidden, max(1024, needFrames+needFrames/2))
	if err := b.Compile(nil); err != nil {
		return err
	}
	s.render = b.Graph
	return nil
}
