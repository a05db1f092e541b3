package phoneme

import (
	"slices"
	"strings"
	"testing"
)

func TestEveryPersianPhonemeHasItsOwnFeatures(t *testing.T) {
	seen := map[string]string{}
	for _, symbol := range append([]string{Pause}, Persian...) {
		v, ok := Features(symbol)
		if !ok || len(v) != FeatureWidth {
			t.Fatalf("Features(%q) = %d values, %v", symbol, len(v), ok)
		}
		var b strings.Builder
		for _, x := range v {
			b.WriteString(string(rune('A' + int(x*20) + 20)))
			if x < -1 || x > 1 {
				t.Errorf("%q has a feature of %v", symbol, x)
			}
		}
		if other := seen[b.String()]; other != "" {
			t.Errorf("%q and %q have the same features", symbol, other)
		}
		seen[b.String()] = symbol
	}
}

func TestFeaturesKnowDiacriticsAffricatesAndDiphthongs(t *testing.T) {
	for _, symbol := range strings.Fields("ɑ̃ iː ɪ̈ tʃ dʒ ts pf aɪ aʊ ɔø oʊ aɪə tʲ kʷ pʰ n̩ l̩ ɐ̯ ɚ ɝː t͡ɕ d͡ʒ ɓ ŋ ɡ͡b tːs ʉː ɬ") {
		if _, ok := Features(symbol); !ok {
			t.Errorf("Features(%q) is unknown", symbol)
		}
	}
	for _, symbol := range []string{"", "A", "1", "ː", "pa", "ʰ", "سلام", "__", "tʃtʃtʃtʃtʃ", "\xff"} {
		if v, ok := Features(symbol); ok || v != nil {
			t.Errorf("Features(%q) = %v, true", symbol, v)
		}
	}
}

func TestFeaturesBelongToTheCaller(t *testing.T) {
	first, _ := Features("b")
	first[0] = 9
	if again, _ := Features("b"); again[0] == 9 {
		t.Error("a change by one caller is seen by the next")
	}
}

func TestNearestFindsTheSoundAPersianWouldHear(t *testing.T) {
	for symbol, want := range map[string]string{
		"a": "æ", "ə": "e", "ɪ": "iː", "ʊ": "uː", "y": "iː", "ŋ": "n", "ç": "x", "r": "ɾ", "q": "ɢ", "θ": "s",
		"ɑ": "ɒː", "w": "v", "pʰ": "p", "eː": "e", "oː": "o", "χ": "x", "b": "b", "ts": "tʃ", "ɑ̃": "ɒː", "ɹ": "ɾ", "ʎ": "l", "ɲ": "n",
	} {
		if got := Nearest(symbol, Persian); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", symbol, got, want)
		}
	}
	if got := Nearest(Pause, Persian[:3]); got == Pause {
		t.Error("a pause was found in an inventory without one")
	}
	if got := Nearest("؟", Persian); got != "" {
		t.Errorf("Nearest of an unknown symbol = %q", got)
	}
}

func TestNearestDoesNotDependOnTheOrderOfTheInventory(t *testing.T) {
	turned := slices.Clone(Persian)
	slices.Reverse(turned)
	for _, symbol := range strings.Fields("a ə ɨ ʉ θ ð ç ɬ ŋ ɲ ɰ ɥ w ts dz pf aɪ ɔɪ ǃ ʙ") {
		if a, b := Nearest(symbol, Persian), Nearest(symbol, turned); a != b {
			t.Errorf("Nearest(%q) = %q or %q", symbol, a, b)
		}
	}
}

func TestFeaturesKnowEverySymbolOfAGermanAndAPersianDataset(t *testing.T) {
	for _, path := range [][]string{{"speech", "kerstin_de_22k", "phonemes.csv"}, {"speech", "adibian_fa_spk003", "phonemes.csv"}} {
		lines := sharedFile(t, path...)
		var inventory []string
		for lines.Scan() {
			fields := strings.Split(lines.Text(), "|")
			rest := strings.Join(fields[1:], " ")
			inventory = append(inventory, strings.Fields(strings.ReplaceAll(rest, ",", " "))...)
		}
		slices.Sort(inventory)
		inventory = slices.Compact(inventory)
		for symbol, ours := range CanonicalSet(inventory) {
			if _, ok := Features(ours); !ok && !strings.ContainsAny(symbol, ".!?:;") {
				t.Errorf("%s: %q (%q) has no features", path[1], symbol, ours)
			}
		}
	}
}
