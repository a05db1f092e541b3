// Package train teaches an acoustic model: the loop, its schedule, its
// checkpoints and its events. A run is a folder that holds all there is to
// know about it; a run that was cut off anywhere goes on from its last
// checkpoint and ends in the same bytes as one that was not.
package train

import (
	"errors"
	"fmt"
	"math"
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
	Patience        int     `json:"patience"`         // evaluations without a better held-out loss before stopping; 0 never stops
	HeldOut         int     `json:"held_out"`         // utterances an evaluation uses at most
	Keep            int     `json:"keep"`             // newest checkpoints that stay, beside the best
}

// DefaultPlan suits some minutes of one speaker on two cores: about ten
// minutes of training. Small batches learn better than large ones at equal
// frames.
func DefaultPlan() Plan {
	return Plan{
		Size: "base", Steps: 4000, BatchFrames: 800, Replicas: 2, LearningRate: 1.5e-3, WarmUp: 100, Seed: 1,
		EvaluateEvery: 200, CheckpointEvery: 200, ListenEvery: 5, Patience: 12, HeldOut: 48, Keep: 2,
	}
}

// Check reports a plan that cannot be carried out.
func (p Plan) Check() error {
	switch {
	case p.Steps < 1 || p.Steps > 100_000_000:
		return fmt.Errorf("%w: %d steps", ErrPlan, p.Steps)
	case p.BatchFrames < 1 || p.BatchFrames > 1_000_000:
		return fmt.Errorf("%w: batches of %d frames", ErrPlan, p.BatchFrames)
	case p.Replicas < 1 || p.Replicas > 64:
		return fmt.Errorf("%w: %d replicas", ErrPlan, p.Replicas)
	case !(p.LearningRate > 0 && p.LearningRate < 1) || p.WarmUp < 0:
		return fmt.Errorf("%w: learning rate %g after %d steps", ErrPlan, p.LearningRate, p.WarmUp)
	case p.EvaluateEvery < 1 || p.CheckpointEvery < 1 || p.Keep < 1 || p.HeldOut < 1 || p.Patience < 0 || p.ListenEvery < 0:
		return fmt.Errorf("%w: an interval is not positive", ErrPlan)
	}
	return nil
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
