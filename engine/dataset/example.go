package dataset

import (
	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

// Example is one utterance as the acoustic model learns it.
type Example struct {
	ID            string
	Text          string
	Tokens        []phoneme.Token // first and last are Pause
	Durations     []int           // [len(Tokens)] frames, each at least 1; their sum is Frames
	Frames        int
	Speaker       int     // index in Corpus.Speakers
	LogLikelihood float64 // of the alignment, per frame of the aligner; 0 where exact times were given

	folder string // of the recordings
	sound  sound
	cache  string // file of the features
	params mel.Params
}

// Features reads the frames from the cache. Every call reads the file anew,
// so that a corpus of hours costs no memory.
func (e *Example) Features() (mel.Features, error) {
	return readFeatures(e.cache, e.params, e.Frames)
}
