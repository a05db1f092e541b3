package training

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"avagar/engine/train"
)

func TestNumbersAreReadAsTheyAreWritten(t *testing.T) {
	for _, n := range Numbers {
		p := train.DefaultPlan()
		if err := n.Set(&p, n.Of(p)); err != nil || p != train.DefaultPlan() {
			t.Errorf("%s: %q is read as %+v, %v", n.Field, n.Of(p), p, err)
		}
		for _, odd := range []string{"", "x", "NaN", "-1", "۱-"} {
			err := n.Set(&p, odd)
			if err == nil {
				err = p.Check()
			}
			var wrong *train.PlanError
			if !errors.As(err, &wrong) || wrong.Field != n.Field {
				t.Errorf("%s of %q: %v", n.Field, odd, err)
			}
			p = train.DefaultPlan()
		}
	}
	p := train.DefaultPlan()
	for i, text := range []string{"۱٬۲۰۰", "۰٫۰۰۲", "۰", " ۴ ", "۱۲٫۵٪", "۱۸"} {
		if err := Numbers[i].Set(&p, text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	if p.BatchFrames != 1200 || p.LearningRate != .002 || p.WarmUp != 0 || p.Replicas != 4 || p.HeldShare != .125 || p.Seed != 18 {
		t.Errorf("%+v", p)
	}
}

// uncut is a training that nothing cuts off.
func uncut(t *testing.T, s *Service, o StartOptions) train.Summary {
	t.Helper()
	sum, err := s.Start(t.Context(), o, nil)
	must(t, err)
	return sum
}

// same compares what two runs of a home folder learned and measured.
func same(t *testing.T, s *Service, a, b train.Summary) {
	t.Helper()
	last := filepath.Base((&train.Run{}).CheckpointPath(a.Plan.Steps))
	for _, name := range []string{"metrics.jsonl", last} {
		one, err := os.ReadFile(filepath.Join(s.dir(a.ID), name))
		must(t, err)
		other, err := os.ReadFile(filepath.Join(s.dir(b.ID), name))
		must(t, err)
		if !bytes.Equal(one, other) {
			t.Errorf("%s differs between %s and %s", name, a.ID, b.ID)
		}
	}
}

func TestTheChosenShareIsHeldOutFromTheStartAndAfterAPause(t *testing.T) {
	s := &Service{Home: t.TempDir()}
	folder := recordings(t, "sara")
	usual, half := short(folder), short(folder)
	half.Adjust = func(p *train.Plan) { short("").Adjust(p); p.HeldShare = .5 }
	all := uncut(t, s, usual)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	paused, err := s.Start(ctx, half, func(e train.Event) {
		if e.Kind == train.EventStep && e.Step == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || paused.Utterances >= all.Utterances || paused.Plan.HeldShare != .5 {
		t.Fatalf("%d of %d utterances, %v", paused.Utterances, all.Utterances, err)
	}
	resumed, err := s.Resume(t.Context(), paused.ID, nil)
	must(t, err)
	same(t, s, uncut(t, s, half), resumed)
}

func TestARunFromBeforeTheShareCouldBeChosenGoesOn(t *testing.T) {
	s := &Service{Home: t.TempDir()}
	before := short(recordings(t, "sara"))
	before.Adjust = func(p *train.Plan) { short("").Adjust(p); p.HeldShare = 0 }
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	paused, err := s.Start(ctx, before, func(e train.Event) {
		if e.Kind == train.EventStep && e.Step == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(s.dir(paused.ID), "run.json"))
	must(t, err)
	var kept struct{ Plan map[string]any }
	must(t, json.Unmarshal(b, &kept))
	if _, there := kept.Plan["held_share"]; there || kept.Plan["steps"] == nil {
		t.Fatalf("the plan is %v", kept.Plan)
	}
	resumed, err := s.Resume(t.Context(), paused.ID, nil)
	must(t, err)
	same(t, s, uncut(t, s, before), resumed)
}
