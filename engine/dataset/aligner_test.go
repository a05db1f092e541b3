package dataset

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/engine/align"
	"avagar/engine/phoneme"
)

func opened(t testing.TB, dir string) *Dataset {
	t.Helper()
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sounds are the phonemes of what was located, without pauses.
func sounds(l Located) string {
	var out []string
	for _, at := range l.Times {
		if at.Symbol != phoneme.Pause {
			out = append(out, at.Symbol)
		}
	}
	return strings.Join(out, " ")
}

func TestAnAlignerIsLearnedOnceAndFindsPhonemesAndWrongTexts(t *testing.T) {
	if raceEnabled {
		t.Skip("slow under the race detector, and TestCorpus runs the same code")
	}
	dir := spokenFolder(t, 20, false)
	exact := opened(t, spokenFolder(t, 20, true)) // the same, with its times
	data, err := os.ReadFile(filepath.Join(dir, "phonemes.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(string(data), "\n")
	right := strings.TrimSpace(strings.TrimPrefix(rows[3], "u03|"))
	rows[3] = "u03|" + strings.NewReplacer("s", "m", "m", "s", "iː", "s", "ɒː", "iː").Replace(right)
	put(t, dir, "phonemes.csv", strings.Join(rows, "\n"))

	o := PrepareOptions{Params: quickParams(), CacheDir: t.TempDir()}
	report, a, err := opened(t, dir).Check(t.Context(), o, 12)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range report.Rows {
		wrong := slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Code == BadTranscript })
		if wrong != (r.ID == "u03") || r.Usable == wrong {
			t.Errorf("%s: %v", r.ID, r.Findings)
		}
	}
	if report.Usable != 19 {
		t.Errorf("%d can be used", report.Usable)
	}
	learned, _ := filepath.Glob(filepath.Join(o.CacheDir, "*"))
	prepare(t, dir, o)
	if again, _ := filepath.Glob(filepath.Join(o.CacheDir, "*.alignment")); len(learned) != 1 || len(again) != 1 {
		t.Errorf("a training learns anew: %d alignments, then %d", len(learned), len(again))
	}

	kept, err := a.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if a, err = DecodeAligner(kept); err != nil {
		t.Fatal(err)
	}
	l, err := opened(t, dir).Locate(t.Context(), "u05", a, o)
	if err != nil || l.Doubt != nil || l.Rate != madeUpRate || l.Times[0].Start != 0 {
		t.Fatalf("%+v, %v", l, err)
	}
	want, err := exact.Locate(t.Context(), "u05", nil, o)
	if err != nil || sounds(want) != sounds(l) || want.Times[len(want.Times)-1].End != l.Times[len(l.Times)-1].End {
		t.Fatalf("%+v, %+v, %v", l, want, err)
	}
	for i, at := range l.Times[:len(l.Times)-1] {
		if i > 0 && at.Start != l.Times[i-1].End {
			t.Errorf("a gap before %d", i)
		}
	}
	if l, err = opened(t, dir).Locate(t.Context(), "u03", a, o); err != nil || l.Doubt == nil {
		t.Errorf("what does not fit is not told: %+v, %v", l, err)
	}
	put(t, dir, ReadingsFile, "u03|"+right+"\n")
	if report, a, err = opened(t, dir).Check(t.Context(), o, 12); err != nil || report.Usable != 20 {
		t.Errorf("corrected, it does not fit still: %+v, %v", report, err)
	}
	if l, err = opened(t, dir).Locate(t.Context(), "u03", a, o); err != nil || l.Doubt != nil {
		t.Errorf("%+v, %v", l, err)
	}
	put(t, dir, ReadingsFile, "u03|ʒ o ʒ o ʒ\n")
	if _, err = opened(t, dir).Locate(t.Context(), "u03", a, o); !errors.Is(err, align.ErrSymbol) {
		t.Errorf("a sound that was never heard: %v", err)
	}
	if _, err = opened(t, dir).Locate(t.Context(), "u04", nil, o); !errors.Is(err, ErrNoAligner) {
		t.Errorf("without an aligner: %v", err)
	}
	if _, err = opened(t, dir).Locate(t.Context(), "none", a, o); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("of none: %v", err)
	}
}

func TestTooFewAreNotLearnedFrom(t *testing.T) {
	dir := spokenFolder(t, 3, false)
	if err := os.Remove(filepath.Join(dir, "wavs", "u01.wav")); err != nil {
		t.Fatal(err)
	}
	d := opened(t, dir)
	report, a, err := d.Check(t.Context(), PrepareOptions{Params: quickParams(), CacheDir: t.TempDir()}, 12)
	if err != nil || a != nil || report.Usable != 2 || report.Rows[1].Findings[0].Code != MissingAudio || report.Rows[0].Sound == "" {
		t.Errorf("%+v, %v, %v", report, a, err)
	}
	scanned, err := d.Scan(t.Context(), ScanOptions{})
	if err != nil || scanned.Minutes != report.Minutes || scanned.Rows[0].Sound != report.Rows[0].Sound {
		t.Errorf("a scan tells otherwise: %+v, %v", scanned, err)
	}
}

func TestAReadingOutweighsTheFilesOfTheFolder(t *testing.T) {
	dir := spokenFolder(t, 3, true)
	files := map[string]string{"phonemes.csv": "", "align.tsv": ""}
	for name := range files {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(data)
	}
	put(t, dir, ReadingsFile, "u01|s e | m iː |, s\nu02|s ☃ m\n")
	d := opened(t, dir)
	if u := d.Utterances[1]; u.Reading != "se miː | s" || u.times != nil || !d.HasTimes {
		t.Errorf("%+v", u)
	}
	for id, want := range map[string]string{"u01": "se miː | s"} {
		if got, err := d.Reading(id, nil); err != nil || got != want {
			t.Errorf("%s is read %q, %v", id, got, err)
		}
	}
	if len(d.Findings) != 1 || d.Findings[0].ID != "u02" || d.Findings[0].Code != SymbolsUnknown {
		t.Errorf("%v", d.Findings)
	}
	c := prepare(t, dir, PrepareOptions{})
	for _, e := range slices.Concat(c.Train, c.HeldOut) {
		if e.ID == "u01" && !strings.Contains(layout(e.Tokens), "s") {
			t.Errorf("a training reads %s", layout(e.Tokens))
		}
	}
	put(t, dir, ReadingsFile, "")
	if d = opened(t, dir); d.Utterances[1].times == nil || d.Utterances[1].Reading != "" {
		t.Error("the times of the source are not back")
	}
}

func TestAReadingIsCheckedSoundBySound(t *testing.T) {
	for _, c := range []struct {
		text    string
		persian bool
		want    string
		strange string
	}{
		{"sælɒːm hɒle | ʃomɒː", true, "s æ l ɒː m | h ɒː l e |, ʃ o m ɒː", ""},
		{" salam  |  | raft ", true, "s æ l æ m |, ɾ æ f t", ""},
		{"ˈbæt.ʃe", true, "b æ t ʃ e", ""},
		{"bætʃːe", true, "", "tʃː"},
		{"s%l", true, "", "%"},
		{"tsaɪt", true, "", "ts"},
		{"tsaɪt", false, "ts aɪ t", ""},
		{" | ˈ", true, "", ""},
		{"", false, "", ""},
	} {
		tokens, err := ParseReading(c.text, c.persian)
		var sign *NotPhoneme
		if errors.As(err, &sign) != (c.strange != "") || sign != nil && sign.Sign != c.strange {
			t.Errorf("%q: %v", c.text, err)
		}
		if got := strings.Join(tokens, " "); got != c.want || (err == nil) != (c.want != "") || err != nil && !errors.Is(err, phoneme.ErrSymbol) {
			t.Errorf("%q: %q, %v", c.text, got, err)
		}
	}
}

func FuzzParseReading(f *testing.F) {
	f.Add("sælɒːm | hɒle t.ʃ", true)
	f.Add("tsaɪt %", false)
	f.Fuzz(func(t *testing.T, text string, persian bool) {
		tokens, err := ParseReading(text, persian)
		if err != nil {
			return
		}
		if _, err := (spelling{}).spans(tokens); err != nil {
			t.Fatalf("%q gives %q, which no folder can have: %v", text, tokens, err)
		}
		again, err := ParseReading(WriteReading(tokens), persian)
		if err != nil || !slices.Equal(again, tokens) {
			t.Fatalf("%q gives %q, then %q, %v", text, tokens, again, err)
		}
	})
}

func FuzzDecodeAligner(f *testing.F) {
	f.Add([]byte(`{"usual":{"Middle":1,"Spread":2},"model":"AAAA"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := DecodeAligner(data)
		if err != nil {
			return
		}
		kept, err := a.Encode()
		if err != nil || len(kept) == 0 || bytes.Equal(kept, nil) {
			t.Fatal(err)
		}
	})
}
