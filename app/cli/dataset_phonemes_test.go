package cli

import (
	"math"
	"strings"
	"testing"
)

func TestTheReadingOfAnUtteranceIsShownCorrectedAndTakenBack(t *testing.T) {
	p := newPerson(t)
	p.does("dataset", "import", "--name", "sara", recordings(t, p))
	before := strings.TrimSpace(p.does("dataset", "phonemes", "sara", "s01"))
	if !strings.HasPrefix(before, "ketɒːb") {
		t.Errorf("it reads %q", before)
	}
	got := objects(t, p.does("dataset", "phonemes", "--json", "sara", "s01", "ketab-e", "tɒːze", "|", "ruje", "miz"))[0]
	if got["id"] != "s01" || got["phonemes"] != "ketæbe tɒːze | ɾuːje miːz" || got["own"] != true {
		t.Errorf("%v", got)
	}
	if out := objects(t, p.does("dataset", "show", "--json", "--text", "s01", "sara")); len(out) != 1 || out[0]["phonemes"] != got["phonemes"] {
		t.Errorf("%v", out)
	}
	timed := objects(t, p.does("dataset", "phonemes", "--json", "--times", "sara", "s01"))[0]["times"].([]any)
	end := 0.0
	for _, one := range timed {
		phone := one.(map[string]any)
		if from := phone["from"].(float64); math.Abs(from-end) > .0011 || phone["to"].(float64) <= from {
			t.Errorf("%v follows what ends at %v", phone, end)
		}
		end = phone["to"].(float64)
	}
	if len(timed) < 17 || end < 1 {
		t.Errorf("%d phonemes until %v s", len(timed), end)
	}
	if again := strings.TrimSpace(p.does("dataset", "phonemes", "--reset", "sara", "s01")); again != before {
		t.Errorf("taken back it reads %q", again)
	}
	p.fails(exitError, "no phoneme", "dataset", "phonemes", "sara", "s01", "ket%b")
	p.fails(exitError, "Not found", "dataset", "phonemes", "sara", "none")
	p.fails(exitUsage, "--help", "dataset", "phonemes", "--reset", "sara", "s01", "b")
	p.locale = "fa"
	p.fails(exitError, "این نشانه واج نیست", "dataset", "phonemes", "sara", "s01", "ket%b")
}
