package acoustic

import (
	"math"

	"avagar/engine/mel"
)

// Stats say how frames are normalised before the network sees them.
type Stats struct {
	Mean  []float32 `json:"mean"`  // of each predicted column
	Scale []float32 `json:"scale"` // by which a column is divided
}

// Moments gather Stats over a corpus, utterance by utterance.
type Moments struct {
	p           mel.Params
	c           columns
	n, voiced   float64
	sum, square []float64
}

// NewMoments returns empty moments.
func NewMoments(p mel.Params) *Moments {
	c := columnsOf(p)
	return &Moments{p: p, c: c, sum: make([]float64, c.width), square: make([]float64, c.width)}
}

// Add counts the frames of one utterance in. Pitch is counted where voiced.
func (m *Moments) Add(f mel.Features) {
	row := make([]float32, m.c.width)
	contour := logF0(nil, f.F0, 0)
	for t := range f.Frames {
		m.c.target(m.p, f, contour, t, row)
		m.n++
		for j, v := range row {
			if j == m.c.logF0 && f.F0[t] <= 0 {
				continue
			}
			m.sum[j] += float64(v)
			m.square[j] += float64(v) * float64(v)
		}
		if f.F0[t] > 0 {
			m.voiced++
		}
	}
}

// Stats returns what was gathered. All cepstra above c0 share one scale: at
// unit variance each, the noise of the high orders would rule the loss.
func (m *Moments) Stats() Stats {
	s := Stats{Mean: make([]float32, m.c.width), Scale: make([]float32, m.c.width)}
	for j := range s.Mean {
		n := math.Max(1, m.n)
		if j == m.c.logF0 {
			n = math.Max(1, m.voiced)
		}
		mean := m.sum[j] / n
		s.Mean[j] = float32(mean)
		s.Scale[j] = float32(math.Sqrt(math.Max(1e-4, m.square[j]/n-mean*mean)))
	}
	m.shareCepstra(s.Scale)
	if m.voiced == 0 {
		s.Mean[m.c.logF0], s.Scale[m.c.logF0] = float32(math.Log(120)), 0.2
	}
	return s
}

func (m *Moments) shareCepstra(scale []float32) {
	var mean float32
	low := min(25, m.p.Cepstra)
	for k := 1; k < low; k++ {
		mean += scale[m.c.cepstra+k] / float32(low-1)
	}
	for k := 1; k < m.p.Cepstra; k++ {
		scale[m.c.cepstra+k] = max(2*mean, scale[m.c.cepstra+k])
	}
}

// target writes frame t as the columns the network predicts, not normalised.
func (c columns) target(p mel.Params, f mel.Features, contour []float32, t int, row []float32) {
	copy(row[c.mel:], f.Mel[t*p.Bands:(t+1)*p.Bands])
	copy(row[c.cepstra:], f.Cepstra[t*p.Cepstra:(t+1)*p.Cepstra])
	row[c.logF0], row[c.voicing] = contour[t], 0
	if f.F0[t] > 0 {
		row[c.voicing] = 1
	}
	copy(row[c.aperiodicity:], f.Aperiodicity[t*p.Aperiodicities:(t+1)*p.Aperiodicities])
}
