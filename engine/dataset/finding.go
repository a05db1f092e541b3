package dataset

// Severity says what a finding means for training.
type Severity int

// Notes are worth knowing, warnings cost quality, errors leave the utterance out.
const (
	Note Severity = iota
	Warning
	Error
)

// Finding is one thing noticed about an utterance or about the folder.
type Finding struct {
	ID       string // utterance; empty for the folder as a whole
	Code     Code
	Severity Severity
	Value    float64 // what was measured, in the unit Code documents; 0 where nothing was
	Detail   string  // English, for the log
}

// Code names a kind of finding. The text for people is the caller's.
type Code string
