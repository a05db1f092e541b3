package train

import "math"

// What the best evaluation was chosen by.
const (
	ByPhones = "phone_errors"
	ByLoss   = "loss" // of the frames: at the best one nobody listened
)

// Standing is which evaluation of what is held out is the best so far, and how
// long ago anything got better. The fewest phonemes heard wrong win; where so few
// phonemes cannot tell two evaluations apart, the lower loss of the frames does.
// That loss alone is at its lowest long before a voice is at its clearest. The
// other losses are not asked: on little speech those of duration and melody turn
// up long before the sound stops getting better.
type Standing struct {
	Best      float64 `json:"best"` // held-out loss of the frames at BestStep
	BestStep  int     `json:"best_step"`
	BestHeard Heard   `json:"best_heard,omitzero"` // at BestStep or, where nobody listened then, of the best one before; zero before the first
	HeardStep int     `json:"heard_step,omitzero"` // of BestHeard
	Since     int     `json:"since_best"`          // evaluations since the loss was lower or the phone errors fewer than ever

	Lowest     float64 `json:"lowest,omitzero"` // held-out loss of the frames of any evaluation
	LowestStep int     `json:"lowest_step,omitzero"`
	Fewest     Heard   `json:"fewest,omitzero"` // of any evaluation
}

// Add takes an evaluation in and says whether it is the best so far. One at which
// nobody listened is so only while the loss is lower than at any before, and is
// then taken to be as clear as the best one before it: a voice that still learns is
// not held to when it was last heard.
func (s *Standing) Add(m Metric) (best bool) {
	lower, heard := s.lower(m.Frames), m.heard()
	fewer := heard.Of > 0 && (s.Fewest.Of == 0 || heard.Share() < s.Fewest.Share())
	s.Since++
	if lower {
		s.Lowest, s.LowestStep, s.Since = m.Frames, m.Step, 0
	}
	if fewer {
		s.Fewest, s.Since = heard, 0
	}
	if best = s.better(m.Frames, heard, lower); best {
		s.Best, s.BestStep = m.Frames, m.Step
		if heard.Of > 0 {
			s.BestHeard, s.HeardStep = heard, m.Step
		}
	}
	return best
}

// lower says whether a loss is lower than at any evaluation before.
func (s *Standing) lower(loss float64) bool { return s.LowestStep == 0 || loss < s.Lowest }

// better compares an evaluation that Fewest already knows of with the best one.
func (s *Standing) better(loss float64, heard Heard, lower bool) bool {
	switch {
	case s.BestStep == 0:
		return true
	case heard.Of == 0:
		return lower
	case heard.worse(s.Fewest):
		return false
	case s.BestHeard.Of == 0 || s.BestHeard.worse(s.Fewest):
		return true
	}
	return loss < s.Best
}

// By is what the best evaluation was chosen by, ByPhones or ByLoss; empty before
// the first.
func (s *Standing) By() string {
	switch {
	case s.BestStep == 0:
		return ""
	case s.BestStep == s.HeardStep:
		return ByPhones
	}
	return ByLoss
}

// upgrade fills in what a run from before phone errors counted knows: its best
// was the one with the lowest loss.
func (s *Standing) upgrade() {
	if s.LowestStep == 0 {
		s.Lowest, s.LowestStep = s.Best, s.BestStep
	}
}

// Heard is what a recogniser made of spoken phonemes.
type Heard struct {
	Wrong int `json:"wrong"` // substitutions, insertions and deletions
	Of    int `json:"of"`    // phonemes that were said; 0 where nobody listened
}

// Share of the phonemes that were heard wrong; insertions can make it more than 1.
func (h Heard) Share() float64 { return float64(h.Wrong) / float64(max(1, h.Of)) }

// worse says whether more is heard wrong than chance explains: by more than one
// standard error of the fewest, a binomial share. It is taken with two wrong and
// two right more (Agresti and Coull, "Approximate is better than exact", 1998), so
// that none wrong of a few is no certainty.
func (h Heard) worse(fewest Heard) bool {
	n := float64(fewest.Of) + 4
	share := min(float64(fewest.Wrong)+2, n-2) / n
	return h.Share() > fewest.Share()+math.Sqrt(share*(1-share)/n)
}
