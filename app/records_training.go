package app

import "time"

// TrainingState is where a training stands in the queue.
type TrainingState string

// States of a TrainingJob.
const (
	TrainingWaiting TrainingState = "waiting" // for its turn, or until its Reason is gone
	TrainingRunning TrainingState = "running"
	TrainingPaused  TrainingState = "paused" // until the person goes on with it
	TrainingDone    TrainingState = "done"
	TrainingFailed  TrainingState = "failed"
)

// Why a TrainingJob waits though it is its turn. Both are waited out.
const (
	HoldBattery = "battery"  // the computer is not plugged in
	HoldNoSpace = "no_space" // there is hardly any room on the disk
)

// TrainingJob is a training as it was ordered.
type TrainingJob struct {
	ID       int64
	User     int64
	Run      string // id of the run's folder; empty until there is one
	Folder   string // of the recordings
	Options  string // JSON of app/training
	State    TrainingState
	Position int // among those that wait; lower goes first
	Reason   string
	AddedAt  time.Time
	EndedAt  time.Time // zero until it is done or failed
}

// TrainingCheckpoint is what a run saved at a step.
type TrainingCheckpoint struct {
	Step  int
	Best  bool
	Bytes int64
	Sum   string // SHA-256 of the file; hex
}

// TrainingPage is a stretch of one part of what a run has measured: how far it
// reached and, as app/training writes it, the stretch in finer parts.
type TrainingPage struct {
	First, Last    int // steps
	N              int // of them
	Min, Mean, Max float64
	Data           []byte
}

// TrainingLevels are what a run has measured, in pages.
type TrainingLevels struct {
	Measured int64                     // bytes of its metrics.jsonl that are in
	Paced    int64                     // bytes of its speed.jsonl that are in
	Pages    map[string][]TrainingPage // of each part, in their order
}
