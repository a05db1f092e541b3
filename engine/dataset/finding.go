package dataset

import "fmt"

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
	Value    float64 // what was measured, in the unit that stands with the code; 0 where nothing was
	Detail   string  // English, for the log
}

// Code names a kind of finding. The words for people are the caller's.
type Code string

// Codes of findings; the unit of Value in brackets.
const (
	MissingAudio     Code = "missing_audio"
	UnreadableAudio  Code = "unreadable_audio"
	EmptyAudio       Code = "empty_audio"
	TooShort         Code = "too_short" // [s]
	TooLong          Code = "too_long"  // [s]
	LowRate          Code = "low_rate"  // [Hz]
	Silent           Code = "silent"    // [dBFS] level of the loudest frames
	Clipped          Code = "clipped"   // [samples]
	Noisy            Code = "noisy"     // [dB] signal to noise, hum taken away
	Hum              Code = "hum"       // [dB] by which the floor falls without it
	Quiet            Code = "quiet"     // [LUFS]
	Truncated        Code = "truncated" // the file ends before its header says
	Mislabelled      Code = "mislabelled_extension"
	BadChannel       Code = "bad_channel" // [channels] dead, patchy or inverted ones
	Offset           Code = "dc_offset"   // [parts of full scale]
	TextMissing      Code = "text_missing"
	TextUnreadable   Code = "text_unreadable" // [line]
	TextUnspoken     Code = "text_unspoken"   // nothing in it that the front end can say
	AudioWithoutText Code = "audio_without_text"
	DuplicateID      Code = "duplicate_id" // [line]
	DuplicateAudio   Code = "duplicate_audio"
	RefusedID        Code = "refused_id"        // [line]
	ExtraColumns     Code = "extra_columns"     // [columns]
	SpeakingRateOdd  Code = "speaking_rate_odd" // [letters a second]
	PhonemesMissing  Code = "phonemes_missing"
	SymbolsUnknown   Code = "symbols_unknown"
	TimesUnreadable  Code = "times_unreadable" // [line]
	TestUnknown      Code = "test_unknown"     // [lines] of test.txt that name nothing
	NotListed        Code = "not_listed"       // neither in train.txt nor in heldout.txt
	BadTranscript    Code = "bad_transcript"   // [standard deviations] from the corpus' median
	LanguageUnread   Code = "language_unread"  // no front end reads its language, and no file gives its phonemes
	OtherVoice       Code = "other_voice"      // [standard deviations] from most recordings
)

func found(id string, code Code, severity Severity, value float64, format string, args ...any) Finding {
	return Finding{ID: id, Code: code, Severity: severity, Value: value, Detail: fmt.Sprintf(format, args...)}
}

// usable says that no finding is an error.
func usable(findings []Finding) bool {
	for _, f := range findings {
		if f.Severity == Error {
			return false
		}
	}
	return true
}
