package training

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"path/filepath"

	"avagar/engine/audio"
	"avagar/engine/checkpoint"
	"avagar/engine/mel"
)

// samples is how many utterances can be looked at and listened to.
const samples = 3

// save writes sound and picture of an utterance as the n-th sample.
func (h utterance) save(folder string, n int, p mel.Params) (Sample, error) {
	s := Sample{
		ID: h.ID, Text: h.Text, Picture: fmt.Sprintf("%d.png", n), Natural: fmt.Sprintf("%d-natural.wav", n),
		Copy: fmt.Sprintf("%d-copy.wav", n), Synthesis: fmt.Sprintf("%d-synthesis.wav", n),
	}
	for name, wave := range map[string][]float32{s.Natural: h.natural, s.Copy: h.copy, s.Synthesis: h.spoken.Wave} {
		if err := audio.WriteWAVFile(filepath.Join(folder, name), wave, p.SampleRate); err != nil {
			return s, err
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, h.picture(p)); err != nil {
		return s, err
	}
	return s, checkpoint.WriteBytes(filepath.Join(folder, s.Picture), b.Bytes())
}

// The range of colours below the loudest band, in natural logarithm: 70 dB.
const shownRange = 70 * math.Ln10 / 20

// spectrum is a mel spectrum to draw, with the frames of its tokens.
type spectrum struct {
	name      string
	frames    int
	log       []float32 // [frames][bands]
	durations []int
}

// picture draws the recorded and the predicted mel spectrum on one scale of time
// and one of loudness, with the borders of their phonemes under each.
func (h utterance) picture(p mel.Params) image.Image {
	c := newCanvas(chartWidth, chartHeight)
	body := c.title(c.img.Bounds().Inset(c.px(14)), c.drawable(h.ID), fmt.Sprintf("%d to %d Hz, %d dB; marks: borders of phonemes",
		int(p.LowHz), int(p.HighHz), int(math.Round(shownRange*20/math.Ln10))))
	parts := []spectrum{
		{"recorded", h.recorded.Frames, h.recorded.Mel, h.Durations},
		{"predicted", h.spoken.Features.Frames, h.spoken.Features.Mel, h.spoken.Durations},
	}
	longest, loudest := max(parts[0].frames, parts[1].frames), float32(math.Inf(-1))
	for _, v := range h.recorded.Mel {
		loudest = max(loudest, v)
	}
	second := float64(p.SampleRate) / float64(p.HopLength)
	for i, s := range parts {
		area := body
		area.Min.Y = body.Min.Y + i*body.Dy()/len(parts)
		area.Max.Y = body.Min.Y + (i+1)*body.Dy()/len(parts)
		s.draw(c, area, p.Bands, longest, float64(loudest), second)
	}
	return c.img
}

// draw fills an area whose width is longest frames; second is in frames.
func (s spectrum) draw(c *canvas, area image.Rectangle, bands, longest int, loudest, second float64) {
	c.text(s.name, area.Min.X, area.Min.Y+c.px(12), true, colourInk)
	plot := image.Rect(area.Min.X, area.Min.Y+c.px(18), area.Max.X, area.Max.Y-c.px(bottomRow))
	width := plot.Dx() * s.frames / max(longest, 1)
	for x := range width {
		frame := x * s.frames / max(width, 1)
		for y := range plot.Dy() {
			band := (plot.Dy() - 1 - y) * bands / plot.Dy()
			c.img.SetRGBA(plot.Min.X+x, plot.Min.Y+y, heat(1+(float64(s.log[frame*bands+band])-loudest)/shownRange))
		}
	}
	at := 0
	for _, d := range s.durations {
		at += d
		x := plot.Min.X + at*plot.Dx()/max(longest, 1)
		c.fill(image.Rect(x, plot.Max.Y, x+c.px(1), plot.Max.Y+c.px(4)), colourFaint)
	}
	for t := 0; float64(t)*second <= float64(s.frames); t++ {
		label := fmt.Sprintf("%d s", t)
		x := plot.Min.X + int(float64(t)*second/float64(max(longest, 1))*float64(plot.Dx()))
		c.text(label, min(x, plot.Max.X-c.width(label, false)), plot.Max.Y+c.px(17), false, colourFaint)
	}
}

// shades go from dark to light evenly for every eye: "viridis" of van der Walt
// and Smith (2015), every tenth of the way.
var shades = []color.RGBA{
	{0x44, 0x01, 0x54, 0xFF}, {0x48, 0x24, 0x75, 0xFF}, {0x41, 0x44, 0x87, 0xFF}, {0x35, 0x5F, 0x8D, 0xFF}, {0x2A, 0x78, 0x8E, 0xFF},
	{0x21, 0x91, 0x8C, 0xFF}, {0x22, 0xA8, 0x84, 0xFF}, {0x44, 0xBF, 0x70, 0xFF}, {0x7A, 0xD1, 0x51, 0xFF}, {0xBD, 0xDF, 0x26, 0xFF},
	{0xFD, 0xE7, 0x25, 0xFF},
}

// heat is the colour of a loudness from 0 to 1; what is no number is dark.
func heat(v float64) color.RGBA {
	if !(v > 0) {
		return shades[0]
	}
	at := min(v, 1) * float64(len(shades)-1)
	i := min(int(at), len(shades)-2)
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + (float64(b)-float64(a))*(at-float64(i)))) }
	a, b := shades[i], shades[i+1]
	return color.RGBA{mix(a.R, b.R), mix(a.G, b.G), mix(a.B, b.B), 0xFF}
}
