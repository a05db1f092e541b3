package dataset

import (
	"avagar/engine/align"
	"avagar/engine/mel"
)

// Corpus is a folder made ready for training: tokens and durations in
// memory, features on disk.
type Corpus struct {
	Params   mel.Params
	Language string       // BCP 47, as in Dataset.Language
	Symbols  []string     // the inventory in use, sorted, phoneme.Pause included
	Speakers []string     // names; Example.Speaker is an index into them
	Train    []Example    // in the order of metadata.csv
	HeldOut  []Example    // they choose checkpoints and when to stop
	Test     []Example    // of test.txt: for a last judgement alone
	Excluded []Finding    // errors that left utterances out, and doubts about transcripts, in the order of metadata.csv
	Aligner  *align.Model // trained on Train, and on what else holds a sound that is not in it, so that it can judge what is held out
}

// Minutes is the length of all examples.
func (c *Corpus) Minutes() float64 {
	frames := 0
	for _, part := range [][]Example{c.Train, c.HeldOut} {
		for i := range part {
			frames += part[i].Frames
		}
	}
	return float64(frames) * float64(c.Params.HopLength) / float64(c.Params.SampleRate) / 60
}
