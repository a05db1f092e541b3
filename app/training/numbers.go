package training

import (
	"math"
	"strconv"

	"avagar/app"
	"avagar/engine/train"
)

// Number is a number of a plan that a person may choose.
type Number struct {
	Field train.Field
	Whole bool

	at func(*train.Plan) *float64 // one of these two
	n  func(*train.Plan) *int
}

// Numbers are those of the advanced choices, in the order they are asked for.
// The seed and the share that is held out are written in their own way.
var Numbers = []Number{
	{Field: train.FieldBatchFrames, Whole: true, n: func(p *train.Plan) *int { return &p.BatchFrames }},
	{Field: train.FieldLearningRate, at: func(p *train.Plan) *float64 { return &p.LearningRate }},
	{Field: train.FieldWarmUp, Whole: true, n: func(p *train.Plan) *int { return &p.WarmUp }},
	{Field: train.FieldReplicas, Whole: true, n: func(p *train.Plan) *int { return &p.Replicas }},
	{Field: train.FieldHeldShare, at: func(p *train.Plan) *float64 { return &p.HeldShare }},
	{Field: train.FieldSeed, Whole: true},
}

// percent is what a share is multiplied with to be read by a person.
const percent = 100

// Of writes the number of a plan with the digits 0-9; a share is in percent.
func (n Number) Of(p train.Plan) string {
	switch {
	case n.n != nil:
		return strconv.Itoa(*n.n(&p))
	case n.Field == train.FieldHeldShare:
		return strconv.FormatFloat(math.Round(p.Share()*percent*1e6)/1e6, 'f', -1, 64)
	case n.at != nil:
		return strconv.FormatFloat(*n.at(&p), 'f', -1, 64)
	}
	return strconv.FormatUint(p.Seed, 10)
}

// Set puts what a person wrote, in whichever digits, into a plan. A
// train.PlanError where it is no such number; whether it is within the limits
// tells Plan.Check.
func (n Number) Set(p *train.Plan, text string) error {
	text = app.PlainNumber(text)
	var err error
	switch {
	case n.n != nil:
		*n.n(p), err = strconv.Atoi(text)
	case n.at != nil:
		*n.at(p), err = strconv.ParseFloat(text, 64)
	default:
		p.Seed, err = strconv.ParseUint(text, 10, 64)
	}
	if err != nil {
		low, high := train.LimitsOf(n.Field)
		return &train.PlanError{Field: n.Field, Value: math.NaN(), Low: low, High: high}
	}
	if n.Field == train.FieldHeldShare {
		p.Hold(p.HeldShare / percent)
	}
	return nil
}

// Written turns what a person wrote for each of Numbers into a change of a plan.
// A train.PlanError where one of them cannot be.
func Written(texts []string) (adjust func(*train.Plan), err error) {
	set := func(p *train.Plan) error {
		for i, n := range Numbers {
			if err := n.Set(p, texts[i]); err != nil {
				return err
			}
		}
		return nil
	}
	p := train.DefaultPlan()
	if err = set(&p); err == nil {
		err = p.Check()
	}
	return func(p *train.Plan) { _ = set(p) }, err // it could be read a moment ago
}
