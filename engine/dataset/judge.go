package dataset

import (
	"slices"

	"avagar/engine/align"
)

// usual is how well texts fit recordings in a folder: what one of them is judged
// by.
type usual struct {
	Shortfall, Misheard, Worst, Patch gauge
	Across                            float64 // as hearAcross measures it
}

// gauge is the middle of a measure and its robust standard deviation.
type gauge struct {
	Middle float64
	Spread float64 // 0: too few were heard to judge by
}

// off is how many standard deviations a value lies above the middle.
func (g gauge) off(value float64) float64 { return (value - g.Middle) / g.Spread }

// Standard deviations above what is usual. On 98 Persian recordings with texts
// exchanged, cut and added to (see docs/figures.md) they find every exchanged
// text.
const (
	doubtful   = 5.  // of the shortfall: the text may be another one
	surely     = 10. // of the shortfall: it is, and the utterance is left out
	unheard    = 4.  // of what is misheard: so is one that is doubtful
	patchy     = 7.  // of worst and patch together: words may be missing, or too many
	leastSeen  = 12  // utterances for a median worth the name
	foreignTo  = .5  // misheard share of a text that cannot be this one, whatever is usual
	leastShare = .1  // of the middle that a spread of shortfalls is at least
)

// Least spreads: measures that count phonemes come in steps.
const (
	leastMisheard = .03
	leastPatch    = .4
)

// judge looks for transcripts that do not fit their recordings, and tells what
// it judges by.
func (p *preparation) judge() usual {
	var fits []align.Fit
	for i := range p.items {
		if it := &p.items[i]; it.ok() && it.times == nil && !it.Test {
			fits = append(fits, it.fit)
		}
	}
	by := usualOf(fits)
	by.Across = p.across
	for i := range p.items {
		it := &p.items[i]
		if f, doubt := by.doubt(it); doubt && it.ok() && it.times == nil {
			it.findings = append(it.findings, f)
		}
	}
	return by
}

func usualOf(fits []align.Fit) usual {
	if len(fits) < leastSeen {
		return usual{}
	}
	of := func(measure func(align.Fit) float64, least, share float64) gauge {
		values := make([]float64, len(fits))
		for i, f := range fits {
			values[i] = measure(f)
		}
		middle := median(values)
		for i, v := range values {
			values[i] = max(v-middle, middle-v)
		}
		return gauge{middle, max(1.4826*median(values), least, share*middle)}
	}
	return usual{
		Shortfall: of(func(f align.Fit) float64 { return f.Shortfall }, 1e-6, leastShare),
		Misheard:  of(func(f align.Fit) float64 { return f.Misheard }, leastMisheard, 0),
		Worst:     of(func(f align.Fit) float64 { return f.Worst }, 1e-6, leastShare),
		Patch:     of(func(f align.Fit) float64 { return f.Patch }, leastPatch, 0),
	}
}

// doubt tells whether the text of an utterance does not seem to fit.
func (u usual) doubt(it *item) (Finding, bool) {
	if u.Shortfall.Spread <= 0 {
		return Finding{}, false
	}
	whole, misheard := u.Shortfall.off(it.fit.Shortfall), u.Misheard.off(it.fit.Misheard)
	part := u.Worst.off(it.fit.Worst) + u.Patch.off(it.fit.Patch)
	severity := Warning
	switch {
	case whole > surely, whole > doubtful && misheard > unheard:
		severity = Error
	case whole > doubtful, part > patchy, it.fit.Misheard > foreignTo, u.Across > strangers:
	default:
		return Finding{}, false
	}
	return found(it.ID, BadTranscript, severity, max(whole, part/2, 0), "%.0f %% of the phonemes misheard, %.0f %% are usual; %.1f deviations as a whole, %.1f in part",
		100*it.fit.Misheard, 100*u.Misheard.Middle, whole, part), true
}

func median(values []float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}
