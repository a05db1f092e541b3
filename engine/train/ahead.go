package train

import "avagar/engine/acoustic"

// ahead reads the utterances of the next step while the present one is learned.
type ahead struct {
	step int // that is being read, or was
	done chan loaded
}

// loaded is what came of reading a batch.
type loaded struct {
	parts [][]acoustic.Sequence
	err   error
}

// batch returns the utterances of a step, one part a replica, and begins to
// read those of the step behind it.
func (s *session) batch(step int) ([][]acoustic.Sequence, error) {
	if s.ahead.done == nil || s.ahead.step != step {
		s.ahead.wait()
		s.readAhead(step)
	}
	got := <-s.ahead.done
	s.readAhead(step + 1)
	return got.parts, got.err
}

// wait ends when nothing is being read.
func (a ahead) wait() {
	if a.done != nil {
		<-a.done
	}
}

// readAhead begins to read the utterances of a step.
func (s *session) readAhead(step int) {
	ids, done := s.order.batch(step), make(chan loaded, 1)
	s.ahead = ahead{step, done}
	go func() {
		parts, err := s.sequences(ids)
		done <- loaded{parts, err}
	}()
}

// sequences reads utterances from the cache of features.
func (s *session) sequences(ids [][]int) ([][]acoustic.Sequence, error) {
	parts := make([][]acoustic.Sequence, len(ids))
	for i, part := range ids {
		for _, id := range part {
			q, err := sequence(&s.corpus.Train[id])
			if err != nil {
				return nil, err
			}
			parts[i] = append(parts[i], q)
		}
	}
	return parts, nil
}
