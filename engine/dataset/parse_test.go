package dataset

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/engine/phoneme"

	"github.com/google/go-cmp/cmp"
)

// folder writes files into a new folder.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func codes(findings []Finding, id string) []Code {
	var out []Code
	for _, f := range findings {
		if f.ID == id {
			out = append(out, f.Code)
		}
	}
	return out
}

func open(t testing.TB, files map[string]string) *Dataset {
	t.Helper()
	d, err := Open(folder(t, files))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestMetadataOfEveryKindIsRead(t *testing.T) {
	d := open(t, map[string]string{
		"metadata.csv": "\ufeffa|سلام\r\n\r\nb|ب ۱|ب یک\n  \nc | \"گفت\" و رفت\nwavs/d.wav|دال\n\"e\"|\"او \"\"گفت\"\"\"\nf|x|y|z\n",
		"wavs/a.wav":   "", "wavs/b.flac": "", "c.mp3": "", "wavs/d.wav": "", "wavs/e.WAV": "", "wavs/f.wav": "",
	})
	want := map[string][2]string{
		"a": {"سلام", "wavs/a.wav"}, "b": {"ب یک", "wavs/b.flac"}, "c": {`"گفت" و رفت`, "c.mp3"},
		"d": {"دال", "wavs/d.wav"}, "e": {`او "گفت"`, "wavs/e.WAV"}, "f": {"y", "wavs/f.wav"},
	}
	got := map[string][2]string{}
	for _, u := range d.Utterances {
		got[u.ID] = [2]string{u.Text, u.audio}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if c := codes(d.Findings, "f"); !slices.Equal(c, []Code{ExtraColumns}) || len(d.Findings) != 1 {
		t.Errorf("findings %v", d.Findings)
	}
}

func TestUTF16MetadataIsRead(t *testing.T) {
	d := open(t, map[string]string{"metadata.csv": "\xff\xfea\x00|\x003\x06\n\x00"})
	if u := d.Utterances[0]; u.ID != "a" || u.Text != "س" {
		t.Errorf("%+v", u)
	}
}

func TestOddLinesBecomeFindings(t *testing.T) {
	d := open(t, map[string]string{
		"metadata.csv": "a|یک\na|دو\n../x|سه\n/etc/passwd|چهار\nb\\c|پنج\nmissing|شش\nempty|\nbad|\xff\xfe\nsub/deep|هفت\n",
		"wavs/a.wav":   "", "wavs/empty.wav": "", "wavs/extra.wav": "", "wavs/bad.wav": "", "wavs/sub/deep.mp3": "", "wavs/readme.txt": "",
	})
	for id, want := range map[string]Code{
		"a": DuplicateID, "../x": RefusedID, "/etc/passwd": RefusedID, `b\c`: RefusedID,
		"missing": MissingAudio, "empty": TextMissing, "extra": AudioWithoutText, "bad": TextUnreadable,
	} {
		if got := codes(d.Findings, id); !slices.Contains(got, want) {
			t.Errorf("%s: %v, want %s", id, got, want)
		}
	}
	if got := codes(d.Findings, "sub/deep"); got != nil {
		t.Errorf("a file in a folder of wavs: %v", got)
	}
	if d.Utterances[0].Text != "یک" {
		t.Errorf("the second line for one id won: %q", d.Utterances[0].Text)
	}
}

func TestFoldersThatCannotBeUsedAreNamed(t *testing.T) {
	cases := []struct {
		name  string
		files map[string]string
		want  error
	}{
		{"without metadata", map[string]string{"wavs/a.wav": ""}, ErrNoMetadata},
		{"empty metadata", map[string]string{"metadata.csv": "\n \r\n"}, ErrNoUtterances},
		{"binary metadata", map[string]string{"metadata.csv": "\x00\x01\x02\n\x03"}, ErrNoUtterances},
		{"metadata is a folder", map[string]string{"metadata.csv/a": ""}, ErrMetadata},
	}
	for _, c := range cases {
		if _, err := Open(folder(t, c.files)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	if _, err := Open(filepath.Join(t.TempDir(), "absent")); !errors.Is(err, ErrNoFolder) {
		t.Errorf("absent folder: %v", err)
	}
	if _, err := Open(folder(t, map[string]string{"metadata.csv": "a|b", "dataset.json": "{"})); err == nil {
		t.Error("broken dataset.json is accepted")
	}
}

func TestLinksOutOfTheFolderAreNotFollowed(t *testing.T) {
	dir := folder(t, map[string]string{"metadata.csv": "a|b"})
	outside := filepath.Join(folder(t, map[string]string{"list.txt": "a"}), "list.txt")
	if err := os.Symlink(outside, filepath.Join(dir, "train.txt")); err != nil {
		t.Skip("no symbolic links here")
	}
	if _, err := Open(dir); err == nil {
		t.Error("a link that leads out of the folder is read")
	}
}

// symbolsOf writes phonemes with their words: "z iː/ɪ s t/, j a".
func symbolsOf(spans []phoneSpan) string {
	var b strings.Builder
	for i, s := range spans {
		switch {
		case i > 0 && s.mark != 0:
			b.WriteString("/, ")
		case i > 0 && s.word != spans[i-1].word:
			b.WriteString("/")
		case i > 0:
			b.WriteString(" ")
		}
		b.WriteString(s.symbol)
	}
	return b.String()
}

func TestPhonemesOfEveryKindAreRead(t *testing.T) {
	cases := []struct{ name, line, want string }{
		{"Persian corpora", "a|SIL KH AA N E SIL|SIL KH AA N A SIL Q AH", "_ x ɒː n æ _ ɢ ʔ"},
		{"first column where the second is empty", "a|KH AA|", "x ɒː"},
		{"words and clauses", "a|z iː | ɪ s t |, j a | ç", "z iː/ɪ s t/, j a/ç"},
		{"espeak-ng's Persian", "a|dʒ a n ɡ b ɑ ʔ _", "dʒ æ n ɡ b ɒː ʔ _"},
		{"names of pauses", "a|sil ɒː sp æ ʔ pau", "_ ɒː _ æ ʔ _"},
		{"several phonemes in one token", "a|ʊ ɪst y", "ʊ ɪ s t y"},
		{"ends with a boundary", "a|y | œ |", "y/œ"},
	}
	for _, c := range cases {
		d := open(t, map[string]string{"metadata.csv": "a|متن", "phonemes.csv": c.line + "\r\n"})
		if got := symbolsOf(d.Utterances[0].spoken); got != c.want {
			t.Errorf("%s: %q, want %q (%v)", c.name, got, c.want, d.Findings)
		}
	}
}

func TestLanguageFollowsTheInventory(t *testing.T) {
	cases := []struct{ name, text, phonemes, settings, want string }{
		{"Persian text", "خانه A", "", "", "fa"},
		{"Persian phonemes", "خانه", "a|KH AA N A SIL", "", "fa"},
		{"another text", "house", "", "", "und"},
		{"German phonemes", "خانه", "a|ʏ ç | ə", "", "und"},
		{"German that says so", "Haus", "a|ʏ ç | ə", `{"language":"de","name":"k","license":"CC0-1.0"}`, "de"},
	}
	for _, c := range cases {
		files := map[string]string{"metadata.csv": "a|" + c.text}
		if c.phonemes != "" {
			files["phonemes.csv"] = c.phonemes
		}
		if c.settings != "" {
			files["dataset.json"] = c.settings
		}
		if d := open(t, files); d.Language != c.want {
			t.Errorf("%s: %s, want %s", c.name, d.Language, c.want)
		}
	}
}

func TestUnknownSymbolsLeaveTheUtteranceOut(t *testing.T) {
	d := open(t, map[string]string{"metadata.csv": "a|x\nb|y\nc|z", "phonemes.csv": "a|ʏ 5 ç\nb|ʏ\n"})
	if got := codes(d.Findings, "a"); !slices.Contains(got, SymbolsUnknown) {
		t.Errorf("a: %v", got)
	}
	if got := codes(d.Findings, "b"); slices.Contains(got, SymbolsUnknown) {
		t.Errorf("b: %v", got)
	}
	if got := codes(d.Findings, "c"); !slices.Contains(got, PhonemesMissing) {
		t.Errorf("c: %v", got)
	}
}

func TestTimesAreReadWhereTheyFit(t *testing.T) {
	d := open(t, map[string]string{
		"metadata.csv": "a|x\nb|y\nc|z",
		"align.tsv":    "a\t10\t20\tɑ\na\t0\t10\t_\na 20 30 ʔ\nb\t0\t10\tɑ\nb\t5\t15\ta\nc\t0\tten\ta\nc\t9\t3\ta\n",
	})
	want := []Time{{phoneme.Pause, 0, 10}, {"ɒː", 10, 20}, {"ʔ", 20, 30}}
	if diff := cmp.Diff(want, d.Utterances[0].times); diff != "" {
		t.Error(diff)
	}
	if d.Utterances[1].times != nil || d.Utterances[2].times != nil {
		t.Error("overlapping or broken times are accepted")
	}
	if got := codes(d.Findings, "b"); !slices.Contains(got, TimesUnreadable) {
		t.Errorf("b: %v", got)
	}
}

func heldOut(d *Dataset) string {
	var out []string
	for _, u := range d.Utterances {
		switch {
		case u.Unused:
			out = append(out, "-"+u.ID)
		case u.HeldOut:
			out = append(out, u.ID)
		}
	}
	return strings.Join(out, " ")
}

func TestListsDecideWhatIsHeldOut(t *testing.T) {
	metadata := "a|x\nb|y\nc|z\n"
	cases := []struct{ name, train, held, want string }{
		{"both", "a\n", "b\n", "b -c"},
		{"held out alone", "", "b\r\nc\r\n", "b c"},
		{"train alone", "a\nb\n", "", "c"},
	}
	for _, c := range cases {
		files := map[string]string{"metadata.csv": metadata}
		if c.train != "" {
			files["train.txt"] = c.train
		}
		if c.held != "" {
			files["heldout.txt"] = c.held
		}
		if got := heldOut(open(t, files)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// What test.txt names is held out whatever else decides, and no share counts it.
func TestTheTestListIsKeptApart(t *testing.T) {
	var metadata strings.Builder
	for i := range 40 {
		fmt.Fprintf(&metadata, "u%d|x\n", i)
	}
	files := map[string]string{"metadata.csv": metadata.String(), "test.txt": "u3\nwavs/u4.wav\nu5\n", "excluded.txt": "u5\n"}
	inTest := func(d *Dataset) (ids []string) {
		for _, u := range d.Utterances {
			if u.Test {
				ids = append(ids, u.ID)
			}
			if u.Test && (!u.HeldOut || u.Unused) {
				t.Errorf("%s is held out: %v, unused: %v", u.ID, u.HeldOut, u.Unused)
			}
		}
		return ids
	}
	hashed := open(t, files)
	hashed.HoldOut(1e-9) // nothing by chance, so that one is picked
	if got := inTest(hashed); !slices.Equal(got, []string{"u3", "u4"}) {
		t.Errorf("%q are for the test", got)
	}
	if n := len(strings.Fields(heldOut(hashed))); n != 4 { // with the one excluded
		t.Errorf("held out are %q", heldOut(hashed))
	}
	files["train.txt"], files["heldout.txt"] = "u1\nu3\n", "u2\nu4\n"
	listed := open(t, files)
	if got := inTest(listed); !slices.Equal(got, []string{"u3", "u4"}) {
		t.Errorf("beside lists %q are for the test", got)
	}
	if u := listed.Utterances[2]; !u.HeldOut || u.Test {
		t.Errorf("%+v", u)
	}
	// With nothing else held out, chance chooses among what is learned from.
	var train strings.Builder
	for i := range 40 {
		fmt.Fprintf(&train, "u%d\n", i)
	}
	for name, held := range map[string]string{"no list": "", "the test again": "u3\nu4\n"} {
		files["train.txt"], files["heldout.txt"] = train.String(), held
		if held == "" {
			delete(files, "heldout.txt")
		}
		d := open(t, files)
		if got := inTest(d); !slices.Equal(got, []string{"u3", "u4"}) || !d.chooses() {
			t.Errorf("%s: held out are %q, for the test %q", name, heldOut(d), got)
		}
		before := len(strings.Fields(heldOut(d)))
		d.HoldOut(.5)
		if after := len(strings.Fields(heldOut(d))); after < before+5 {
			t.Errorf("%s: with half held out %d are, %d before", name, after, before)
		}
	}
	files["test.txt"] = "u3\nnobody\nu4|text\n"
	if f := open(t, files).Findings; !slices.ContainsFunc(f, func(f Finding) bool { return f.Code == TestUnknown && f.Value == 2 }) {
		t.Errorf("lines that name nothing are not told: %v", f)
	}
}

func TestAnotherShareIsHeldOutWhereNoListDecides(t *testing.T) {
	var metadata strings.Builder
	for i := range 400 {
		fmt.Fprintf(&metadata, "u%d|x\n", i)
	}
	files := map[string]string{"metadata.csv": metadata.String(), "excluded.txt": "u7\nu8\n"}
	d := open(t, files)
	before := heldOut(d)
	d.HoldOut(HeldShare)
	if got := heldOut(d); got != before {
		t.Errorf("the usual share gives %q, want %q", got, before)
	}
	d.HoldOut(.25)
	more := strings.Fields(heldOut(d))
	if n := len(more) - 2; n < 70 || n > 130 {
		t.Errorf("%d of 398 are held out, want about a quarter", n)
	}
	for _, id := range strings.Fields(before) {
		if !slices.Contains(more, id) {
			t.Errorf("%s is held out no more, though more are", id)
		}
	}
	files["heldout.txt"] = "u3\n"
	listed := open(t, files)
	listed.HoldOut(.5)
	if got := heldOut(listed); got != "u3 -u7 -u8" {
		t.Errorf("beside a list %q is held out", got)
	}
}

func TestWhatIsExcludedIsNeitherLearnedNorHeldOut(t *testing.T) {
	dir := t.TempDir()
	var metadata strings.Builder
	for i := range 200 {
		fmt.Fprintf(&metadata, "u%d|x\n", i)
	}
	put(t, dir, "metadata.csv", metadata.String())
	before, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, u := range before.Utterances {
		if u.HeldOut && len(out) < 3 || len(out) > 0 && len(out) < 9 {
			out = append(out, u.ID)
		}
	}
	put(t, dir, "excluded.txt", strings.Join(out, "\r\n"))
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, u := range d.Utterances {
		gone := slices.Contains(out, u.ID)
		if u.Unused != gone || u.HeldOut != (before.Utterances[i].HeldOut && !gone) {
			t.Errorf("%+v", u)
		}
	}
}

func TestSplitWithoutListsIsFixedAndAboutATwentieth(t *testing.T) {
	many := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString("u" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/26) + "|متن\n")
		}
		return b.String()
	}
	d := open(t, map[string]string{"metadata.csv": many(1000)})
	held := strings.Fields(heldOut(d))
	if len(held) < 30 || len(held) > 75 {
		t.Errorf("%d of %d held out", len(held), len(d.Utterances))
	}
	half := strings.Fields(heldOut(open(t, map[string]string{"metadata.csv": many(500)})))
	for _, id := range half {
		if !slices.Contains(held, id) {
			t.Errorf("%s is held out of 500, but not of 1000", id)
		}
	}
	if got := strings.Fields(heldOut(open(t, map[string]string{"metadata.csv": many(4)}))); len(got) != 1 {
		t.Errorf("of four %v held out", got)
	}
	if got := heldOut(open(t, map[string]string{"metadata.csv": many(3)})); len(strings.Fields(got)) > 1 {
		t.Errorf("of three %v held out", got)
	}
}

func FuzzMetadata(f *testing.F) {
	f.Add([]byte("\ufeffa|b|c\r\n\"x\"|\"y\"\n../z|q\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var d Dataset
		d.parseMetadata(data)
		seen := map[string]bool{}
		for _, u := range d.Utterances {
			if seen[u.ID] || !safeID(u.ID) || strings.Contains(u.ID, "..") && !filepath.IsLocal(u.ID) {
				t.Fatalf("id %q", u.ID)
			}
			seen[u.ID] = true
		}
	})
}

func FuzzPhonemes(f *testing.F) {
	f.Add([]byte("a|SIL KH|x ɒː | b |, ç\nb|ʏ əl |\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		given, _ := parsePhonemes(data)
		s := newSpelling(given)
		for id, tokens := range given {
			spans, err := s.spans(tokens)
			if err == nil && len(spans) == 0 {
				t.Fatalf("%q: no phonemes and no error", id)
			}
			for _, p := range spans {
				if _, ok := phoneme.Features(p.symbol); !ok {
					t.Fatalf("%q: symbol %q has no features", id, p.symbol)
				}
			}
		}
	})
}

func FuzzAlign(f *testing.F) {
	f.Add([]byte("a\t0\t10\t_\na\t10\t20\tɑ\nb 1 2 x\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		times, _ := parseTimes(data)
		for id, list := range times {
			symbols := map[string][]string{}
			for _, x := range list {
				symbols[id] = append(symbols[id], x.Symbol)
			}
			at := 0
			for _, x := range newSpelling(symbols).times(list) {
				if x.Start < at || x.End <= x.Start {
					t.Fatalf("%q: %+v after %d", id, x, at)
				}
				at = x.End
			}
		}
	})
}
