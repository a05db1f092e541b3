// Package train teaches an acoustic model: the loop, its schedule, its
// checkpoints and its events. A run is a folder that holds all there is to
// know about it; a run that was cut off anywhere goes on from its last
// checkpoint and ends in the same bytes as one that was not.
package train

import (
	"errors"
	"math"

	"avagar/engine/dataset"
)

var (
	// ErrPlan says that a plan cannot be carried out.
	ErrPlan = errors.New("train: unusable plan")
	// ErrTooLittle says that a corpus has nothing to learn from.
	ErrTooLittle = errors.New("train: too few utterances to learn from")
	// ErrBusy says that another program trains in the same folder.
	ErrBusy = errors.New("train: the run is already being trained")
	// ErrCorpusChanged says that the recordings are not those the run began with.
	ErrCorpusChanged = errors.New("train: the corpus has changed since the run began")
	// ErrRun says that a folder is not a run, or one that cannot be read.
	ErrRun = errors.New("train: not a training run")
	// ErrNoCheckpoint says that a run has no checkpoint that can be read.
	ErrNoCheckpoint = errors.New("train: no readable checkpoint")
)

// Plan says how a run learns. It is saved with the run and does not change.
type Plan struct {
	Size            string  `json:"size"`  // of the network: base or high
	Steps           int     `json:"steps"` // in all
	BatchFrames     int     `json:"batch_frames"`
	Replicas        int     `json:"replicas"` // that share a batch; part of the result, unlike cores
	LearningRate    float64 `json:"learning_rate"`
	WarmUp          int     `json:"warm_up"` // steps of rising rate
	Seed            uint64  `json:"seed"`
	EvaluateEvery   int     `json:"evaluate_every"`   // steps
	CheckpointEvery int     `json:"checkpoint_every"` // steps
	ListenEvery     int     `json:"listen_every"`     // evaluations from one measurement of phone errors to the next, the last step beside; 0 never
	Patience        int     `json:"patience"`         // evaluations without a lower held-out loss or fewer phone errors before stopping; 0 never stops
	HeldOut         int     `json:"held_out"`         // utterances an evaluation uses at most
	Keep            int     `json:"keep"`             // newest checkpoints that stay, beside the best

	// HeldShare is the part of the utterances that is held out where no list
	// decides it; 0, of runs from before it could be chosen, is dataset.HeldShare.
	HeldShare float64 `json:"held_share,omitempty"`
}

// DefaultPlan suits some minutes of one speaker on two cores: about two minutes
// of training. Its numbers are those of docs/figures.md, "Batches, rate and
// steps": of batches and rates that are as good as each other, the quickest.
func DefaultPlan() Plan {
	return Plan{
		Size: "base", Steps: 4000, BatchFrames: 400, Replicas: 2, LearningRate: 1.5e-3, WarmUp: 100, Seed: 1,
		EvaluateEvery: 200, CheckpointEvery: 200, ListenEvery: 5, Patience: 12, HeldOut: 48, Keep: 2,
		HeldShare: dataset.HeldShare,
	}
}

// FromNothing is a plan for a network that begins at random and not as a voice:
// it has more to learn, and so takes twice the frames a step.
func (p Plan) FromNothing() Plan {
	p.BatchFrames *= 2
	return p
}

// Share is the part of the utterances to hold out.
func (p Plan) Share() float64 {
	if p.HeldShare == 0 {
		return dataset.HeldShare
	}
	return p.HeldShare
}

// Hold has a share be held out; 0 is none, which Check refuses, and not the
// usual one.
func (p *Plan) Hold(share float64) {
	if p.HeldShare = share; share == 0 {
		p.HeldShare = math.SmallestNonzeroFloat64
	}
}

// listens says whether phone errors are measured when a step is evaluated.
func (p Plan) listens(step int) bool {
	return p.ListenEvery > 0 && ((step/p.EvaluateEvery)%p.ListenEvery == 0 || step == p.Steps)
}

// finalRate is what is left of the learning rate at the end.
const finalRate = 0.05

// Rate is the learning rate of a step, counted from 0: a linear rise, then
// level to the middle of the run, then an exponential fall.
func (p Plan) Rate(step int) float64 {
	rate := p.LearningRate
	if step < p.WarmUp {
		return rate * float64(step+1) / float64(p.WarmUp)
	}
	if half := p.Steps / 2; step > half {
		rate *= math.Pow(finalRate, float64(step-half)/float64(max(1, p.Steps-half)))
	}
	return rate
}
