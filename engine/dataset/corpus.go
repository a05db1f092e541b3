package dataset

import "avagar/engine/mel"

// Corpus is a folder made ready for training: tokens and durations in
// memory, features on disk.
type Corpus struct {
	Params   mel.Params
	Language string    // BCP 47, as in Dataset.Language
	Symbols  []string  // the inventory in use, sorted, phoneme.Pause included
	Speakers []string  // sorted names
	Train    []Example // in the order of metadata.csv
	HeldOut  []Example
	Excluded []Finding // what was left out or is doubtful, in the order of metadata.csv
}
