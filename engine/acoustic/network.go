package acoustic

import (
	"fmt"
	"math"

	"avagar/engine/nn"
	"avagar/engine/phoneme"
)

// gap is the zero rows between sequences: enough for convolutions of five taps.
const gap = 2

// encoder is the part of the network over phonemes, with its inputs.
type encoder[T nn.Float] struct {
	layout          *nn.Layout
	symbol, speaker *nn.Index
	aux             []T // [rows][auxWidth]
	hidden          nn.Node
	duration        nn.Node // [rows][1], log(1+frames)
	prosody         nn.Node // [rows][prosody], normalised
}

// decoder is the part over frames, with its inputs.
type decoder[T nn.Float] struct {
	layout  *nn.Layout
	spread  *nn.Index // frame -> row of the encoder
	prosody []T       // [rows of the encoder][prosody], normalised
	place   []T       // [rows][frameWidth]
	frames  nn.Node   // [rows][columns], normalised
}

// layers names weights and builds the layers of which the network is made.
type layers[T nn.Float] struct {
	*nn.Graph[T]
	c Config
}

func (b layers[T]) conv(l *nn.Layout, name string, x nn.Node, in, out, taps int, relu bool) nn.Node {
	return b.Conv(l, x, b.Weight(name+".w", taps*in, out, nn.FanIn(taps*in)), b.Weight(name+".b", 1, out, nn.Constant(0)), taps, relu)
}

func (b layers[T]) linear(l *nn.Layout, name string, x nn.Node, in int, init nn.Init) nn.Node {
	return b.Conv(l, x, b.Weight(name+".w", in, b.c.Width, init), b.Weight(name+".b", 1, b.c.Width, nn.Constant(0)), 1, false)
}

func (b layers[T]) addNorm(l *nn.Layout, name string, x, r nn.Node, dropout float64) nn.Node {
	return b.AddNorm(l, x, r, b.Weight(name+".gain", 1, b.c.Width, nn.Constant(1)), b.Weight(name+".offset", 1, b.c.Width, nn.Constant(0)), dropout)
}

// block is self-attention and two convolutions, each added and normalised.
func (b layers[T]) block(l *nn.Layout, name string, x nn.Node) nn.Node {
	w := b.c.Width
	a := b.Attention(l, b.conv(l, name+".qkv", x, w, 3*w, 1, false), b.c.Heads)
	x = b.addNorm(l, name+".norm1", x, b.conv(l, name+".out", a, w, w, 1, false), b.c.Dropout)
	f := b.conv(l, name+".conv2", b.conv(l, name+".conv1", x, w, b.c.Inner, 5, true), b.c.Inner, w, 3, false)
	return b.addNorm(l, name+".norm2", x, f, b.c.Dropout)
}

// predict is two convolutions over phonemes that tell columns of each.
func (b layers[T]) predict(l *nn.Layout, name string, x nn.Node, columns int) nn.Node {
	w, p := b.c.Width, b.c.Predictors
	h := b.conv(l, name+".1", b.Damp(l, x, p.heeded()), w, w, 3, true)
	return b.conv(l, name+".2", b.Dropout(l, h, p.Dropout), w, columns, 1, false)
}

// Auxiliary inputs begin small: at full size they would swamp the embedding.
const auxDeviation = 0.02

func (b layers[T]) encode(capacity int) *encoder[T] {
	e := &encoder[T]{layout: nn.NewLayout(gap, capacity), symbol: new(nn.Index), speaker: new(nn.Index)}
	w := b.c.Width
	x := b.Embed(e.layout, b.Weight(symbolTable, len(b.c.Symbols), w, nn.Normal(0.3)), e.symbol)
	s := b.Embed(e.layout, b.Weight(speakerTable, b.c.Speakers, w, nn.Normal(auxDeviation)), e.speaker)
	aux, memory := b.Input("aux", capacity, auxWidth)
	e.aux = memory
	init := nn.ByRow(phoneme.FeatureWidth, 0.3/math.Sqrt(phoneme.FeatureWidth), auxDeviation)
	x = b.addNorm(e.layout, "embed.norm", b.Sum(e.layout, x, s), b.linear(e.layout, "aux", aux, auxWidth, init), 0)
	for i := range b.c.Encoder {
		x = b.block(e.layout, fmt.Sprintf("encoder.%d", i), x)
	}
	e.hidden = x
	e.duration = b.predict(e.layout, "duration", x, 1)
	e.prosody = b.predict(e.layout, "prosody", x, prosody)
	return e
}

// decode builds the decoder over the hidden rows of an encoder's layout.
func (b layers[T]) decode(tokens *nn.Layout, hidden nn.Node, capacity int) *decoder[T] {
	d := &decoder[T]{layout: nn.NewLayout(gap, capacity), spread: new(nn.Index)}
	w := b.c.Width
	p, memory := b.Input("prosody", tokens.Capacity, prosody)
	d.prosody = memory
	x := b.addNorm(tokens, "prosody.norm", hidden, b.linear(tokens, "prosody.in", p, prosody, nn.Normal(auxDeviation)), 0)
	x = b.Spread(tokens, d.layout, x, d.spread)
	f, memory := b.Input("place", capacity, frameWidth)
	d.place = memory
	x = b.addNorm(d.layout, "place.norm", x, b.linear(d.layout, "place", f, frameWidth, nn.FanIn(frameWidth)), 0)
	for i := range b.c.Decoder {
		x = b.block(d.layout, fmt.Sprintf("decoder.%d", i), x)
	}
	out := columnsOf(b.c.Params).width
	d.frames = b.conv(d.layout, "frames", x, w, out, 1, false)
	return d
}

// The tables whose rows mean something outside the network.
const (
	symbolTable  = "embed.symbol"
	speakerTable = "embed.speaker"
)

// fill writes tokens into row and the following ones of the encoder's inputs.
func (e *encoder[T]) fill(v *vocabulary, tokens []phoneme.Token, speaker, row int) {
	for i, t := range tokens {
		r, id := row+i, v.id(t.Symbol)
		e.symbol.Rows[r], e.speaker.Rows[r] = id, int32(speaker)
		out := e.aux[r*auxWidth : (r+1)*auxWidth]
		clear(out)
		// of the symbol that is spoken: an unknown one and its stand-in are the same to the network
		for j, f := range v.vectors[id] {
			out[j] = T(f)
		}
		place(t, out[phoneme.FeatureWidth:])
	}
}

// reset lays out utterances of the given numbers of tokens.
func (e *encoder[T]) reset(lengths []int) error {
	if err := e.layout.Set(lengths); err != nil {
		return err
	}
	clear(e.aux[:e.layout.Rows*auxWidth])
	e.symbol.Rows, e.speaker.Rows = noRows(e.symbol.Rows, e.layout.Rows), noRows(e.speaker.Rows, e.layout.Rows)
	return nil
}

// reset lays out segments of the given numbers of frames.
func (d *decoder[T]) reset(lengths []int) error {
	if err := d.layout.Set(lengths); err != nil {
		return err
	}
	clear(d.place[:d.layout.Rows*frameWidth])
	clear(d.prosody)
	d.spread.Rows = noRows(d.spread.Rows, d.layout.Rows)
	return nil
}

func noRows(rows []int32, n int) []int32 {
	rows = rows[:0]
	for range n {
		rows = append(rows, -1)
	}
	return rows
}

// fill spreads tokens that begin at an encoder's row over the frames of their
// durations, from a row of the decoder on.
func (d *decoder[T]) fill(tokenRow int, durations []int, row int) {
	for i, n := range durations {
		for k := range n {
			d.spread.Rows[row] = int32(tokenRow + i)
			inPhoneme(k, n, d.place[row*frameWidth:(row+1)*frameWidth])
			row++
		}
	}
}
