package training

import "time"

// usualPace is how many steps of 400 frames a second two cores of a common
// computer make, for one that has trained nothing yet.
const usualPace = 16.0

// fewSteps are too few to tell the pace by.
const fewSteps = 100

// Steps turns a time into steps at the pace of the newest training on this
// computer, and tells whether there was one; else the pace is a guess.
func (s *Service) Steps(budget time.Duration) (steps int, measured bool) {
	pace := usualPace
	runs, err := s.List()
	if err == nil {
		for _, r := range runs {
			if r.Step >= fewSteps && r.Seconds > 0 {
				pace, measured = float64(r.Step)/r.Seconds, true
				break
			}
		}
	}
	steps = int(pace * budget.Seconds())
	return max(round(steps), fewSteps), measured
}

// round leaves two digits of a number.
func round(n int) int {
	unit := 1
	for n/unit >= 100 {
		unit *= 10
	}
	return n / unit * unit
}
