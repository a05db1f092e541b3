package fa

import (
	"testing"

	"avagar/app"
)

func TestEveryReasonToHoldATrainingHasASentence(t *testing.T) {
	found := constants(t, "Hold")
	if len(found) < 2 {
		t.Fatalf("only %d reasons were found: the search is broken", len(found))
	}
	for code, name := range found {
		if holds[code] == (Sentence{}) {
			t.Errorf("app.%s has no sentence", name)
		}
	}
	if Hold("") != State(string(app.TrainingWaiting)) {
		t.Error("what is held by nothing does not wait for its turn")
	}
	for state, name := range constants(t, "Training") {
		if states[state] == (Sentence{}) {
			t.Errorf("app.%s has no word", name)
		}
	}
}
