package app

import "time"

// User is a person who uses the program on this computer.
type User struct {
	ID   int64
	Name string
}

// Spoken is one text that was spoken, as the history keeps it.
type Spoken struct {
	ID       int64
	User     int64
	Text     string
	Voice    string  // id
	Speed    float64 // 1 as the voice learned it
	Pitch    float64 // semitones
	Duration time.Duration
	At       time.Time
}

// Pronunciation is how a person wants a word to be read.
type Pronunciation struct {
	User   int64
	Word   string   // folded, without ZWNJ and harakat
	Phones []string // IPA symbols
	At     time.Time
}

// ReadingsByWord are the phonemes of each word, as phoneme.G2P's With takes them.
func ReadingsByWord(list []Pronunciation) map[string][]string {
	words := make(map[string][]string, len(list))
	for _, p := range list {
		words[p.Word] = p.Phones
	}
	return words
}

// Request is what another copy of the program, or the terminal, asks of the one
// that owns the window.
type Request struct {
	ID   int64
	Kind string
	Data string
	At   time.Time
}

// Kinds of Request.
const (
	RequestRaise = "raise" // bring the window to the front
	RequestStop  = "stop"  // stop speaking
)
