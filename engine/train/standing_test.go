package train

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
	"avagar/engine/nn"
)

// told is an evaluation: its loss and, where somebody listened, how many of 500
// phonemes were wrong.
type told struct {
	loss  float64
	wrong int // -1 where nobody listened
}

const unheard = -1

func (o told) metric(step int) Metric {
	m := Metric{Step: step, HeldOut: true, Frames: o.loss}
	if o.wrong != unheard {
		share := float64(o.wrong) / 500
		m.PhoneErrors, m.Phones = &share, 500
	}
	return m
}

func TestTheBestIsTheClearestThenTheOneOfTheLowestLoss(t *testing.T) {
	for name, c := range map[string]struct {
		all   []told
		best  int // of all, from 1
		by    string
		since int
	}{
		"nobody listens: the lowest loss":              {[]told{{3, unheard}, {2, unheard}, {2.5, unheard}, {2, unheard}}, 2, ByLoss, 2},
		"fewer errors against a lower loss":            {[]told{{2, unheard}, {3, 120}, {4, 80}}, 3, ByPhones, 0},
		"more errors and a lower loss":                 {[]told{{3, 80}, {2, 120}}, 1, ByPhones, 0},
		"what chance explains goes to the lower loss":  {[]told{{3, 80}, {2, 84}}, 2, ByPhones, 0},
		"and only to it":                               {[]told{{2, 80}, {3, 76}}, 1, ByPhones, 0},
		"chance does not add up":                       {[]told{{4, 80}, {3, 86}, {2, 92}}, 2, ByPhones, 0},
		"what is heard takes the place of what is not": {[]told{{2, unheard}, {3, 400}}, 2, ByPhones, 0},
		"unheard: not with a loss as there was before": {[]told{{2, unheard}, {3, 100}, {2.5, unheard}}, 2, ByPhones, 1},
		"unheard: with one lower than ever":            {[]told{{3, 100}, {2, unheard}}, 2, ByLoss, 0},
		"until one is heard that is clearer":           {[]told{{3, 100}, {2, unheard}, {2.5, 60}}, 3, ByPhones, 0},
		"though not by chance":                         {[]told{{3, 100}, {2, unheard}, {2.5, 98}}, 2, ByLoss, 0},
		"or of a lower loss":                           {[]told{{3, 100}, {2, unheard}, {1.5, 104}}, 3, ByPhones, 0},
		"clearly worse than before":                    {[]told{{3, 100}, {2, unheard}, {1.5, 150}}, 2, ByLoss, 0},
		"patience: fewer errors, though not the best":  {[]told{{2, 80}, {3, unheard}, {3, 79}, {3, unheard}}, 1, ByPhones, 1},
		"patience: a lower loss, though not the best":  {[]told{{3, 80}, {4, unheard}, {2, 200}, {4, unheard}}, 1, ByPhones, 1},
		"more is heard than was said":                  {[]told{{3, 700}, {2, 900}, {1, 650}}, 3, ByPhones, 0},
		"none wrong is no certainty":                   {[]told{{3, 0}, {2, 1}}, 2, ByPhones, 0},
	} {
		var s Standing
		var bests []int
		for i, o := range c.all {
			if s.Add(o.metric(i + 1)) {
				bests = append(bests, i+1)
			}
		}
		if s.BestStep != c.best || s.By() != c.by || s.Since != c.since || s.Best != c.all[c.best-1].loss {
			t.Errorf("%s: best %d by %s, %d since; want %d by %s, %d since", name, s.BestStep, s.By(), s.Since, c.best, c.by, c.since)
		}
		if n := len(bests); bests[n-1] != c.best {
			t.Errorf("%s: told of %v", name, bests)
		}
	}
}

func TestAStateFromBeforePhoneErrorsCountedGoesOn(t *testing.T) {
	c := prepare(t, writeSpeech(t, 6), t.TempDir())
	r := newQuickRun(t, quick())
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if err := r.Train(ctx, c, func(e Event) {
		if e.Step == 13 {
			cancel()
		}
	}); err == nil {
		t.Fatal("it was not cancelled")
	}
	steps, err := r.Checkpoints()
	if err != nil {
		t.Fatal(err)
	}
	last := steps[len(steps)-1]
	m, a, s := checkpointOf(t, r, last)
	s.Standing = Standing{Best: 0.1, BestStep: last, Since: 3}
	b, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(b, &fields); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"best_heard", "heard_step", "lowest", "lowest_step", "fewest"} {
		if _, there := fields[name]; there {
			t.Errorf("a state of before would have %s", name)
		}
	}
	if fields["best"] != 0.1 || fields["best_step"] != float64(last) || fields["since_best"] != 3.0 {
		t.Errorf("the names of before have changed: %s", b)
	}
	if err := r.write(m, a, s); err != nil {
		t.Fatal(err)
	}
	if err := r.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	_, _, s = checkpointOf(t, r, r.Summary.Step)
	if want := (Standing{Best: 0.1, BestStep: last, Since: 4, Lowest: 0.1, LowestStep: last}); s.Standing != want {
		t.Errorf("%+v, want %+v", s.Standing, want)
	}
}

func checkpointOf(t *testing.T, r *Run, step int) (*acoustic.Model, *nn.Adam, state) {
	t.Helper()
	f, err := checkpoint.ReadFile(r.CheckpointPath(step))
	if err != nil {
		t.Fatal(err)
	}
	m, a, s, err := unpack(f)
	if err != nil {
		t.Fatal(err)
	}
	return m, a, s
}

// begun is a session that has learned nothing yet.
func begun(t *testing.T, p Plan, events func(Event)) *session {
	t.Helper()
	r := newQuickRun(t, p)
	s, err := r.begin(context.Background(), prepare(t, writeSpeech(t, 6), t.TempDir()), events)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func TestTheBestCheckpointIsThereAndToldOf(t *testing.T) {
	p := quick()
	p.Keep = 1
	var by []string
	s := begun(t, p, func(e Event) {
		if e.Kind == EventEvaluate {
			by = append(by, e.BestBy)
		}
	})
	for i, o := range []told{{2, unheard}, {3, 120}, {2.5, unheard}, {4, 80}, {4, unheard}} {
		s.state.Step = i + 1
		if err := s.judged(o.metric(i + 1)); err != nil {
			t.Fatal(err)
		}
		if err := s.save(); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Model(s.Summary.BestStep); err != nil {
			t.Errorf("after step %d the best is not there: %v", i+1, err)
		}
	}
	if want := []string{ByLoss, ByPhones, "", ByPhones, ""}; !slices.Equal(by, want) {
		t.Errorf("told %q, want %q", by, want)
	}
	again, err := OpenRun(s.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if sum := again.Summary; sum.BestStep != 4 || sum.BestLoss != 4 || sum.BestBy != ByPhones || sum.BestPhones != 0.16 {
		t.Errorf("%+v", sum)
	}
	metrics, err := again.Metrics()
	if err != nil || len(metrics) != 5 || !metrics[3].Best || metrics[4].Best || metrics[3].Phones != 500 {
		t.Errorf("%+v, %v", metrics, err)
	}
}

func TestNoRunIsStoppedByItsLossAlone(t *testing.T) {
	s := begun(t, quick(), nil)
	for name, c := range map[string]struct {
		listen, patience, since int
		loss                    float64
		want                    bool
	}{
		"patience is left":         {5, 3, 1, 2, false},
		"patience ends":            {5, 3, 2, 2, true},
		"the loss is lower":        {5, 3, 2, 0.5, false},
		"it never stops early":     {5, 0, 9, 2, false},
		"listening is not planned": {0, 3, 2, 2, false},
		"the plan says so":         {1, 0, 0, 0.5, true},
	} {
		p := &s.Summary.Plan
		p.ListenEvery, p.Patience = c.listen, c.patience
		s.state.Step, s.state.Standing = p.EvaluateEvery, Standing{Best: 1, BestStep: 1, Lowest: 1, LowestStep: 1, Since: c.since}
		if got := s.listens(c.loss); got != c.want {
			t.Errorf("%s: listens %v", name, got)
		}
	}
}

func TestARunThatListensAndIsCutOffEndsInTheSameBytes(t *testing.T) {
	speech := writeSpeech(t, 8)
	if err := os.Remove(filepath.Join(speech, "align.tsv")); err != nil {
		t.Fatal(err)
	}
	c := prepare(t, speech, t.TempDir()) // with an aligner, since there are no times
	p := quick()
	p.Steps, p.EvaluateEvery, p.CheckpointEvery, p.ListenEvery, p.Keep = 9, 3, 2, 2, 1
	whole := newQuickRun(t, p)
	cut, err := trainCopying(t, whole, c)
	if err != nil || whole.Summary.BestBy != ByPhones {
		t.Fatalf("best by %q, error %v", whole.Summary.BestBy, err)
	}
	for i, dir := range cut {
		r, err := OpenRun(dir)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Train(context.Background(), c, nil); err != nil {
			t.Fatal(err)
		}
		sameRun(t, whole, r)
		if r.Summary.BestStep != whole.Summary.BestStep || r.Summary.BestPhones != whole.Summary.BestPhones {
			t.Errorf("moment %d: best step %d, want %d", i, r.Summary.BestStep, whole.Summary.BestStep)
		}
		if _, err := r.Model(r.Summary.BestStep); err != nil {
			t.Errorf("moment %d: %v", i, err)
		}
	}
}
