package train

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"avagar/engine/dataset"
)

func TestEachNumberOfAPlanHasItsLimits(t *testing.T) {
	if err := DefaultPlan().Check(); err != nil {
		t.Error(err)
	}
	for field, spoil := range map[Field]func(*Plan){
		FieldSteps:           func(p *Plan) { p.Steps = -5 },
		FieldBatchFrames:     func(p *Plan) { p.BatchFrames = 0 },
		FieldReplicas:        func(p *Plan) { p.Replicas = 65 },
		FieldLearningRate:    func(p *Plan) { p.LearningRate = math.NaN() },
		FieldWarmUp:          func(p *Plan) { p.WarmUp = -1 },
		FieldHeldShare:       func(p *Plan) { p.HeldShare = .51 },
		FieldEvaluateEvery:   func(p *Plan) { p.EvaluateEvery = 0 },
		FieldCheckpointEvery: func(p *Plan) { p.CheckpointEvery = 0 },
		FieldListenEvery:     func(p *Plan) { p.ListenEvery = -1 },
		FieldPatience:        func(p *Plan) { p.Patience = -1 },
		FieldHeldOut:         func(p *Plan) { p.HeldOut = 0 },
		FieldKeep:            func(p *Plan) { p.Keep = 0 },
	} {
		p := DefaultPlan()
		spoil(&p)
		var wrong *PlanError
		if err := p.Check(); !errors.As(err, &wrong) || wrong.Field != field || !errors.Is(err, ErrPlan) || !strings.Contains(err.Error(), string(field)) {
			t.Errorf("%s: %v", field, err)
		}
		if low, high := LimitsOf(field); low > high || high == 0 {
			t.Errorf("%s has limits %g to %g", field, low, high)
		}
	}
	if low, high := LimitsOf("seed"); low != 0 || high != 0 {
		t.Error("a seed has limits")
	}
}

func TestAPlanFromBeforeTheShareCouldBeChosenIsTheSame(t *testing.T) {
	p := DefaultPlan()
	p.HeldShare = 0
	b, err := json.Marshal(p)
	if err != nil || strings.Contains(string(b), "held_share") {
		t.Errorf("%s, %v: its checkpoints would not be the same bytes", b, err)
	}
	if err := p.Check(); err != nil || p.Share() != dataset.HeldShare {
		t.Errorf("a share of %g, %v", p.Share(), err)
	}
}
