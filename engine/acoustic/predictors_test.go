package acoustic

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"avagar/engine/nn"
	"avagar/engine/phoneme"
)

func TestADescriptionFromBeforePredictorsCouldBeToldStaysAsItIs(t *testing.T) {
	c := small(t)
	old, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(old), "predictors") {
		t.Errorf("predictors are written where none are told: %s", old)
	}
	var again Config
	if err := json.Unmarshal(old, &again); err != nil {
		t.Fatal(err)
	}
	if again.Predictors != (Predictors{}) || again.Predictors.heeded() != 1 {
		t.Errorf("predictors are %+v", again.Predictors)
	}
}

// adapted is a voice of before anybody said how it learns, and what begins from it.
func adapted(t *testing.T) (base, fromIt *Model) {
	t.Helper()
	c := small(t)
	c.Speakers = 1
	m, err := New(c, statsOf(c, spoken(c, 2)), 3)
	if err != nil {
		t.Fatal(err)
	}
	a, err := m.Adapt(c.Symbols, c.Speakers, m.Stats, 9)
	if err != nil {
		t.Fatal(err)
	}
	return m, a
}

func TestABaseFromBeforePredictorsCouldBeToldLearnsLikeANewNetwork(t *testing.T) {
	m, a := adapted(t)
	fresh, err := ConfigFor("base", []string{"b", phoneme.Pause}, 1, m.Config.Params)
	if err != nil {
		t.Fatal(err)
	}
	if a.Config.Predictors != fresh.Predictors || m.Config.Predictors != (Predictors{}) {
		t.Errorf("adapted %+v, new %+v, base %+v", a.Config.Predictors, fresh.Predictors, m.Config.Predictors)
	}
	for i, w := range a.Tensors() {
		if !slices.Equal(w.Data, m.Tensors()[i].Data) {
			t.Errorf("%s is not the base's", w.Name)
		}
	}
}

// predicting returns the gradients of predictors of duration and melody that
// learn alone, by weight.
func predicting(t *testing.T, p Predictors) map[string][]float64 {
	t.Helper()
	c := small(t)
	c.Dropout, c.Predictors = 0, p
	s := spoken(c, 1)
	weights := nn.NewWeights[float64](5)
	tokens, frames := rows([]Sequence{s})
	r, err := newReplica(weights, c, tokens, frames, true)
	if err != nil {
		t.Fatal(err)
	}
	defer r.g.Close()
	if err := r.load(newVocabulary(c.Symbols), statsOf(c, s), []Sequence{s}); err != nil {
		t.Fatal(err)
	}
	r.d.layout.Total = 1 << 40 // frames weigh nothing
	if err := r.g.Run(); err != nil {
		t.Fatal(err)
	}
	all, err := r.g.Gradients()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]float64{}
	for i, w := range weights.All() {
		out[w.Name] = slices.Clone(all[i])
	}
	return out
}

func TestTheEncoderHeedsAShareOfItsPredictors(t *testing.T) {
	whole, part := predicting(t, Predictors{}), predicting(t, Predictors{Share: 0.25})
	for _, name := range slices.Sorted(maps.Keys(whole)) {
		share := 0.25
		switch {
		case strings.HasPrefix(name, "duration."), strings.HasPrefix(name, "prosody.1"), strings.HasPrefix(name, "prosody.2"):
			share = 1
		case !strings.HasPrefix(name, "encoder."):
			continue
		}
		for i, d := range part[name] {
			if want := share * whole[name][i]; d-want > 1e-7 || want-d > 1e-7 {
				t.Fatalf("%s: gradient %v, want %v", name, d, want)
			}
		}
	}
}

func TestPredictorsThatCannotLearnAreRefused(t *testing.T) {
	for _, p := range []Predictors{{Dropout: -0.1}, {Dropout: 1}, {Share: -0.1}, {Share: 1.1}} {
		c := small(t)
		c.Predictors = p
		if err := c.Check(); !errors.Is(err, ErrConfig) {
			t.Errorf("%+v: error %v, want ErrConfig", p, err)
		}
	}
}
