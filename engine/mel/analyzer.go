package mel

// Analyzer computes all features of a wave. It keeps its tables and buffers
// from one wave to the next, so it serves one goroutine at a time.
type Analyzer struct {
	p            Params
	spectrogram  *Spectrogram
	pitch        *Pitch
	envelope     *Envelope
	cepstrum     *Cepstrum
	aperiodicity *Aperiodicity
	wave         []float64
	row          []float64 // [bins]
}

// NewAnalyzer prepares the tables of every feature.
func NewAnalyzer(p Params) (*Analyzer, error) {
	a := &Analyzer{p: p}
	var err error
	if a.spectrogram, err = NewSpectrogram(p); err != nil {
		return nil, err
	}
	if a.pitch, err = NewPitch(p); err != nil {
		return nil, err
	}
	if a.envelope, err = NewEnvelope(p); err != nil {
		return nil, err
	}
	if a.cepstrum, err = NewCepstrum(p); err != nil {
		return nil, err
	}
	if a.aperiodicity, err = NewAperiodicity(p); err != nil {
		return nil, err
	}
	a.row = make([]float64, p.Bins())
	return a, nil
}

// Params are what the analyzer was made for.
func (a *Analyzer) Params() Params { return a.p }

// Features computes every feature of a wave at Params.SampleRate. A wave has
// len(wave)/HopLength frames; one shorter than a hop has none. Samples that are
// no numbers count as silence.
func (a *Analyzer) Features(wave []float32) Features {
	a.wave = cleaned(a.wave, wave)
	f := Features{Frames: a.p.Frames(len(wave))}
	f.Mel = a.spectrogram.LogMel(a.wave)
	f.F0 = a.pitch.Track(a.wave)
	f.Cepstra = a.cepstra(a.wave, f.F0)
	f.Aperiodicity = make([]float32, f.Frames*a.p.Aperiodicities)
	for t := range f.Frames {
		row := f.Aperiodicity[t*a.p.Aperiodicities : (t+1)*a.p.Aperiodicities]
		a.aperiodicity.At(a.wave, a.p.Centre(t), float64(f.F0[t]), row)
	}
	return f
}

// LogMel computes the log-mel frames alone, [frames][bands].
func (a *Analyzer) LogMel(wave []float32) []float32 {
	a.wave = cleaned(a.wave, wave)
	return a.spectrogram.LogMel(a.wave)
}

// F0 computes the pitch alone, [frames], Hz, 0 where unvoiced.
func (a *Analyzer) F0(wave []float32) []float32 {
	a.wave = cleaned(a.wave, wave)
	return a.pitch.Track(a.wave)
}

func (a *Analyzer) cepstra(wave []float64, f0 []float32) []float32 {
	out := make([]float32, len(f0)*a.p.Cepstra)
	for t, hz := range f0 {
		a.envelope.At(wave, a.p.Centre(t), float64(hz), a.row)
		a.cepstrum.FromEnvelope(a.row, out[t*a.p.Cepstra:(t+1)*a.p.Cepstra])
	}
	return out
}
