package dataset

import (
	"math"

	"avagar/engine/align"
	"avagar/engine/phoneme"
)

// leastPause is the shortest silence that counts as a pause, in seconds.
const leastPause = .05

// mergePauses gives pauses shorter than leastPause to the phoneme before
// them, the first one to the phoneme after it. Segments are in samples at
// rate Hz and follow each other without gaps.
func mergePauses(segments []align.Segment, rate int) []align.Segment {
	least := int(leastPause * float64(rate))
	var out []align.Segment
	begin := -1
	for _, s := range segments {
		switch {
		case isPause(s.Symbol) && s.End-s.Start < least && len(out) == 0:
			if begin < 0 {
				begin = s.Start
			}
			continue
		case isPause(s.Symbol) && (s.End-s.Start < least || isPause(lastSymbol(out))):
			out[len(out)-1].End = s.End
			continue
		}
		if begin >= 0 {
			s.Start, begin = begin, -1
		}
		out = append(out, s)
	}
	return out
}

// lastSymbol is the symbol of the last segment.
func lastSymbol(segments []align.Segment) string {
	if len(segments) == 0 {
		return ""
	}
	return segments[len(segments)-1].Symbol
}

// layOut makes tokens and their durations of segments that hold exactly the
// phones of the script, and pauses. It fails where there are more tokens than
// frames.
func (s *script) layOut(segments []align.Segment, frames, hop int) ([]phoneme.Token, []int, bool) {
	tokens := s.utterance(segments).Tokens()
	if len(tokens) > frames {
		return nil, nil, false
	}
	bounds := make([]int, 0, len(tokens)+1)
	bounds = append(bounds, 0)
	for i, seg := range segments {
		if i > 0 || !isPause(seg.Symbol) {
			bounds = append(bounds, int(math.Round(float64(seg.Start)/float64(hop))))
		}
	}
	if !isPause(segments[len(segments)-1].Symbol) {
		bounds = append(bounds, frames)
	}
	bounds = append(bounds, frames)
	return tokens, spread(bounds, frames), true
}

// spread turns bounds in frames into durations of at least one frame each.
func spread(bounds []int, frames int) []int {
	last := len(bounds) - 1
	bounds[0], bounds[last] = 0, frames
	for i := 1; i < last; i++ {
		bounds[i] = max(bounds[i], bounds[i-1]+1)
	}
	for i := last - 1; i > 0; i-- {
		bounds[i] = min(bounds[i], bounds[i+1]-1)
	}
	out := make([]int, last)
	for i := range out {
		out[i] = bounds[i+1] - bounds[i]
	}
	return out
}

// utterance parts the phones into phrases where the segments pause, and into
// words as the script says.
func (s *script) utterance(segments []align.Segment) phoneme.Utterance {
	var u phoneme.Utterance
	var phrase phoneme.Phrase
	at := 0
	end := func() {
		if len(phrase.Words) > 0 {
			phrase.Mark = s.marks[at]
			u.Phrases = append(u.Phrases, phrase)
			phrase = phoneme.Phrase{}
		}
	}
	for _, seg := range segments {
		if isPause(seg.Symbol) {
			end()
			continue
		}
		if len(phrase.Words) == 0 || s.word[at] != s.word[at-1] {
			phrase.Words = append(phrase.Words, phoneme.Word{})
		}
		w := &phrase.Words[len(phrase.Words)-1]
		w.Phones = append(w.Phones, s.phones[at])
		at++
	}
	end()
	return u
}
