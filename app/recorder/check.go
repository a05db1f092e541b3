package recorder

import (
	"time"
	"unicode"

	"avagar/engine/audio"
	"avagar/engine/capture"
	"avagar/engine/dataset"
)

// Fault is something that is wrong with a take.
type Fault string

// Faults; the unit of a problem's value in brackets.
const (
	Silent   Fault = "silent"
	TooLoud  Fault = "too_loud"
	TooQuiet Fault = "too_quiet" // [LUFS]
	Noisy    Fault = "noisy"     // [dB] of speech over noise
	Hum      Fault = "hum"       // [dB]
	CutBegin Fault = "cut_begin"
	CutEnd   Fault = "cut_end"
	TooShort Fault = "too_short" // [s]
	TooSlow  Fault = "too_slow"  // [s]
	LowRate  Fault = "low_rate"  // [Hz]
	TooLong  Fault = "too_long"  // [s]
)

// Problem is a fault of a take with what was measured.
type Problem struct {
	Fault Fault
	Value float64
}

// Limits of a take.
const (
	room       = 40 * time.Millisecond // of silence that there has to be at both ends
	fastest    = 22.                   // letters a second that nobody reads aloud faster
	faint      = -33.                  // LUFS below which one should come nearer
	leastRate  = 16000                 // Hz
	longest    = 30 * time.Second      // that a take lasts
	leastSound = -90.                  // dBFS of a microphone that hears anything at all
)

// faults are those of a take that a dataset's findings are.
var faults = map[dataset.Code]Fault{
	dataset.EmptyAudio: Silent, dataset.Silent: Silent, dataset.TooShort: TooShort,
	dataset.Clipped: TooLoud, dataset.Noisy: Noisy, dataset.Hum: Hum,
}

// check measures a take of a text and says what is wrong with it, the worst first.
func check(text string, wave []float32, rate int) (audio.Measures, []Problem) {
	m, findings := dataset.Inspect(text, wave, rate)
	var list []Problem
	for _, f := range findings {
		if fault, ok := faults[f.Code]; ok {
			list = append(list, Problem{fault, f.Value})
		}
	}
	if has(list, Silent) || has(list, TooShort) {
		return m, list
	}
	list = append(list, ends(m, has(list, Noisy))...)
	list = append(list, pace(text, m)...)
	if m.LoudnessLUFS < faint {
		list = append(list, Problem{TooQuiet, m.LoudnessLUFS})
	}
	if rate < leastRate {
		list = append(list, Problem{LowRate, float64(rate)})
	}
	if m.Duration >= longest {
		list = append(list, Problem{TooLong, m.Duration.Seconds()})
	}
	return m, list
}

func has(list []Problem, f Fault) bool {
	for _, p := range list {
		if p.Fault == f {
			return true
		}
	}
	return false
}

// ends finds speech that begins or ends with the take. In noise nobody can tell.
func ends(m audio.Measures, noisy bool) (list []Problem) {
	if !noisy && m.Leading < room {
		list = append(list, Problem{Fault: CutBegin})
	}
	if !noisy && m.Trailing < room {
		list = append(list, Problem{Fault: CutEnd})
	}
	return list
}

// pace compares the text with the length of the speech.
func pace(text string, m audio.Measures) []Problem {
	letters := 0.
	for _, c := range text {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	spoken := (m.Duration - m.Leading - m.Trailing).Seconds()
	switch {
	case letters/spoken > fastest:
		return []Problem{{TooShort, spoken}}
	case letters/spoken < slowest:
		return []Problem{{TooSlow, spoken}}
	}
	return nil
}

// slowest is how many letters a second are spoken at least.
const slowest = 4.

// ear listens to a take while it is recorded.
type ear struct {
	rate    int
	samples int
	floor   float64 // dBFS of the quietest block
	loudest float64 // dBFS of the loudest peak
}

// Limits of what is told while one reads.
const (
	tooLoudDB = -0.3            // dBFS of a peak
	faintDB   = -26.            // dBFS of the loudest peak so far
	noisyDB   = -42.            // dBFS of the quietest block so far
	warmUp    = 2 * time.Second // before which a voice cannot be called faint, or a room loud
)

func newEar(rate int) *ear { return &ear{rate: rate, loudest: audio.SilenceDB} }

// hear takes a block in and says how loud it is and what is wrong so far.
func (e *ear) hear(block []float32) Level {
	l := capture.LevelOf(block)
	e.samples += len(block)
	e.floor, e.loudest = min(e.floor, l.RMS), max(e.loudest, l.Peak)
	now := Level{Level: l, Time: e.time()}
	switch {
	case e.loudest > tooLoudDB:
		now.Fault = TooLoud
	case now.Time < warmUp:
	case e.loudest < leastSound:
		now.Fault = Silent
	case e.loudest < faintDB:
		now.Fault = TooQuiet
	case e.floor > noisyDB:
		now.Fault = Noisy
	}
	return now
}

func (e *ear) time() time.Duration {
	return time.Duration(float64(e.samples) / float64(e.rate) * float64(time.Second))
}
