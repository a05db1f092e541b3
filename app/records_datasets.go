package app

import "time"

// Dataset is a folder of recordings that voices are trained on.
type Dataset struct {
	ID         int64
	User       int64
	Name       string
	Path       string // of the folder, in the home folder
	Kind       string // of what it was made of
	Source     string // path that it was brought from; empty where it was recorded here
	SourceSum  string // by which the source is known again
	Language   string // BCP 47
	License    string
	Speaker    string // as the source names whom it was chosen from
	FixedSplit bool   // lists of the source say what is held out
	AddedAt    time.Time
	CheckedAt  time.Time // zero: not listened to yet

	Utterances int // all
	Included   int // that the person wants
	Usable     int // of these, without an error
	HeldOut    int // of these
	Seconds    float64
	UsableS    float64 // seconds of the usable ones
}

// Utterance is one recording of a dataset.
type Utterance struct {
	ID       string
	Path     string // below the dataset's folder
	Text     string
	Phonemes string  // how the person wants it read, in IPA; empty: as the program reads it
	Seconds  float64 // 0 where it was not listened to, or cannot be read
	Included bool    // the person wants it
	HeldOut  bool    // to measure with, not to learn from
	Usable   bool    // no finding is an error
	Findings []Finding
	Sound    string // SHA-256 of what is heard, whatever file it is in
}

// Finding is one thing that was noticed about an utterance.
type Finding struct {
	Code     string  `json:"code"`     // of package dataset
	Severity string  `json:"severity"` // note, warning or error
	Value    float64 `json:"value,omitempty"`
	Detail   string  `json:"detail,omitempty"` // English, for the log
}

// UtteranceFilter chooses utterances of a dataset; its zero value takes all.
type UtteranceFilter struct {
	Finding  string // code that has to be among the findings
	Severity string // that one of the findings has to have
	Excluded bool   // only those left out
	Text     string // that has to stand in the text or the id
	Offset   int
	Limit    int // 0: no limit
}
