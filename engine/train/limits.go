package train

import "fmt"

// Field names a number of a Plan, as its JSON does.
type Field string

// The numbers of a plan. A seed has no limits.
const (
	FieldSeed            Field = "seed"
	FieldSteps           Field = "steps"
	FieldBatchFrames     Field = "batch_frames"
	FieldReplicas        Field = "replicas"
	FieldLearningRate    Field = "learning_rate"
	FieldWarmUp          Field = "warm_up"
	FieldHeldShare       Field = "held_share"
	FieldEvaluateEvery   Field = "evaluate_every"
	FieldCheckpointEvery Field = "checkpoint_every"
	FieldListenEvery     Field = "listen_every"
	FieldPatience        Field = "patience"
	FieldHeldOut         Field = "held_out"
	FieldKeep            Field = "keep"
)

// mostSteps is the length of the longest run.
const mostSteps = 100_000_000

// limit is what one number of a plan has to be within, its ends included.
type limit struct {
	field     Field
	low, high float64
	of        func(Plan) float64
}

var limits = []limit{
	{FieldSteps, 1, mostSteps, func(p Plan) float64 { return float64(p.Steps) }},
	{FieldBatchFrames, 1, 1_000_000, func(p Plan) float64 { return float64(p.BatchFrames) }},
	{FieldReplicas, 1, 64, func(p Plan) float64 { return float64(p.Replicas) }},
	{FieldLearningRate, 1e-12, 1, func(p Plan) float64 { return p.LearningRate }},
	{FieldWarmUp, 0, mostSteps, func(p Plan) float64 { return float64(p.WarmUp) }},
	{FieldHeldShare, .01, .5, Plan.Share},
	{FieldEvaluateEvery, 1, mostSteps, func(p Plan) float64 { return float64(p.EvaluateEvery) }},
	{FieldCheckpointEvery, 1, mostSteps, func(p Plan) float64 { return float64(p.CheckpointEvery) }},
	{FieldListenEvery, 0, mostSteps, func(p Plan) float64 { return float64(p.ListenEvery) }},
	{FieldPatience, 0, mostSteps, func(p Plan) float64 { return float64(p.Patience) }},
	{FieldHeldOut, 1, mostSteps, func(p Plan) float64 { return float64(p.HeldOut) }},
	{FieldKeep, 1, mostSteps, func(p Plan) float64 { return float64(p.Keep) }},
}

// Check reports a plan that cannot be carried out, as a PlanError.
func (p Plan) Check() error {
	for _, l := range limits {
		if v := l.of(p); !(v >= l.low && v <= l.high) { // NaN is neither
			return &PlanError{Field: l.field, Value: v, Low: l.low, High: l.high}
		}
	}
	return nil
}

// PlanError says which number of a plan is out of its limits. It is an ErrPlan.
type PlanError struct {
	Field     Field
	Value     float64 // NaN where it is no number
	Low, High float64 // both included
}

// Error is for the log.
func (e *PlanError) Error() string {
	return fmt.Sprintf("%v: %s is %g, not %g to %g", ErrPlan, e.Field, e.Value, e.Low, e.High)
}

// Unwrap is ErrPlan.
func (e *PlanError) Unwrap() error { return ErrPlan }

// LimitsOf are the least and the most that a number of a plan may be.
func LimitsOf(f Field) (low, high float64) {
	for _, l := range limits {
		if l.field == f {
			return l.low, l.high
		}
	}
	return 0, 0
}
