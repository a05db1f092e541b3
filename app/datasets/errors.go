package datasets

import "errors"

var (
	// ErrNoSound says that there is no recording in what was brought.
	ErrNoSound = errors.New("datasets: no recordings")
	// ErrNoTranscripts says that there are recordings and no texts.
	ErrNoTranscripts = errors.New("datasets: no transcripts")
	// ErrNoMatch says that no text belongs to any recording.
	ErrNoMatch = errors.New("datasets: transcripts match no recording")
	// ErrOne says that there is a single short utterance.
	ErrOne = errors.New("datasets: a single utterance")
	// ErrUnsupported says that no recording is of a kind that can be read.
	ErrUnsupported = errors.New("datasets: kind of sound that cannot be read")
	// ErrForm says that texts are there in a form that is not known.
	ErrForm = errors.New("datasets: unknown form of transcripts")
	// ErrTooMany says that there are more files or texts than are taken in.
	ErrTooMany = errors.New("datasets: too many files")
	// ErrChanged says that a recording was changed while it was brought.
	ErrChanged = errors.New("datasets: changed meanwhile")
	// ErrName says that a name cannot be a dataset's.
	ErrName = errors.New("datasets: unusable name")
	// ErrBusy says that another program, or another part of this one, is at work
	// on the dataset.
	ErrBusy = errors.New("datasets: busy")
	// ErrPhoneme says that a reading holds a sign that is no phoneme of its language.
	ErrPhoneme = errors.New("datasets: not a phoneme")
	// ErrSilentReading says that a reading holds no phoneme at all.
	ErrSilentReading = errors.New("datasets: reading without a phoneme")
	// ErrGone says that the folder of a dataset is not there any more.
	ErrGone = errors.New("datasets: the folder is gone")
)
