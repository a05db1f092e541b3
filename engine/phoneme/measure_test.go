package phoneme

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// sharedFile opens development data that lies beside the checkout, or skips.
func sharedFile(t *testing.T, parts ...string) *bufio.Scanner {
	t.Helper()
	path := filepath.Join(append([]string{"..", "..", "..", "shared"}, parts...)...)
	file, err := os.Open(path)
	if err != nil {
		t.Skip("../shared is absent")
	}
	t.Cleanup(func() { file.Close() })
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	return lines
}

// edits is the Levenshtein distance of two repr1 texts.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// dictionaryWords reads the words whose listed sound agrees with their letters;
// the list is of mixed quality.
func dictionaryWords(t *testing.T) (words, sounds []string) {
	lines := sharedFile(t, "persian", "open", "ipa_dict_words.tsv")
	for lines.Scan() {
		word, list, _ := strings.Cut(lines.Text(), "\t")
		first, _, _ := strings.Cut(list, ",")
		symbols, err := ParseIPA(first)
		if err != nil || strings.Contains(word, " ") {
			continue
		}
		for i, s := range symbols {
			if ours, ok := persianIPA[s]; ok {
				symbols[i] = ours
			}
		}
		repr := lexiconPhones(Repr1(symbols))
		if repr != "" && !strings.Contains(repr, "*") && fits(word, repr) {
			words, sounds = append(words, word), append(sounds, repr)
		}
	}
	return words, sounds
}

// coarse leaves out what lists write in different ways: glottal stops and
// geminates.
func coarse(repr string) string {
	var b strings.Builder
	var last rune
	for _, c := range repr {
		if c != '?' && (c != last || strings.ContainsRune(vowelLetters, c)) {
			b.WriteRune(c)
		}
		last = c
	}
	return b.String()
}

type score struct{ wrong, phones, wrongWords, words int }

func (s *score) add(got, want string) {
	got, want = coarse(got), coarse(want)
	e := edits(got, want)
	s.wrong, s.phones, s.words = s.wrong+e, s.phones+len(want), s.words+1
	if e > 0 {
		s.wrongWords++
	}
}

func (s score) per() float64 { return 100 * float64(s.wrong) / float64(max(1, s.phones)) }
func (s score) String() string {
	return fmt.Sprintf("phone errors %.2f %%, word errors %.2f %%, %d words", s.per(), 100*float64(s.wrongWords)/float64(max(1, s.words)), s.words)
}

func TestWordsAgreeWithADictionary(t *testing.T) {
	words, sounds := dictionaryWords(t)
	g, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var whole, rules score
	dump := os.Getenv("AVAGAR_DUMP") != ""
	for i, w := range words {
		got := g.word(w).final()
		whole.add(got, sounds[i])
		if dump && coarse(got) != coarse(sounds[i]) {
			fmt.Println(w, got, sounds[i])
		}
		if _, ok := g.known(key(w)); !ok {
			rules.add(sound(w), sounds[i])
			if dump && coarse(sound(w)) != coarse(sounds[i]) {
				fmt.Println("rule", w, sound(w), sounds[i])
			}
		}
	}
	t.Logf("all: %v", whole)
	t.Logf("letter-to-sound rules, words outside the lexicon: %v", rules)
	if whole.per() > 9 {
		t.Errorf("phone errors %.2f %%, want at most 9 %%", whole.per())
	}
}

// treebank reads sentences of a CoNLL-U file as rows of columns.
func treebank(t *testing.T, name string) [][][]string {
	lines := sharedFile(t, "persian", "ud", name)
	var all [][][]string
	var cur [][]string
	for lines.Scan() {
		line := lines.Text()
		if line == "" {
			all = append(all, cur)
			cur = nil
			continue
		}
		row := strings.Split(line, "\t")
		if _, err := strconv.Atoi(row[0]); err == nil {
			cur = append(cur, row)
		}
	}
	return all
}

// genitive tells whether the grammar asks for an ezafe after token i: the next
// token begins a nominal modifier of it or of a word before it.
func genitive(rows [][]string, i int) bool {
	heads := make([]int, len(rows))
	left := make([]int, len(rows))
	for j, r := range rows {
		h, _ := strconv.Atoi(r[6])
		heads[j], left[j] = h-1, j
	}
	for j := range rows { // the leftmost token of each subtree
		for k, steps := j, 0; k >= 0 && steps < 60; k, steps = heads[k], steps+1 {
			left[k] = min(left[k], j)
		}
	}
	for j := i + 1; j < len(rows); j++ {
		if left[j] == i+1 && heads[j] <= i && heads[j] >= 0 {
			relation, _, _ := strings.Cut(rows[j][7], ":")
			return strings.Contains("nmod amod flat", relation)
		}
	}
	return false
}

var (
	tagsBefore = setOf("NOUN PROPN ADJ PRON NUM ADV")
	tagsBehind = setOf("NOUN PROPN ADJ PRON NUM ADV DET X")
)

func TestEzafeAgreesWithATreebank(t *testing.T) {
	g, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var right, said, wanted int
	dump := os.Getenv("AVAGAR_DUMP") != ""
	for _, rows := range treebank(t, "fa_seraji-ud-dev.conllu") {
		for from := 0; from < len(rows); {
			to := from
			var texts []spoken
			for to < len(rows) && rows[to][3] != "PUNCT" {
				texts = append(texts, g.word(strings.ReplaceAll(rows[to][1], " ", "\u200c")))
				to++
			}
			link(texts)
			for k := range texts[:max(0, len(texts)-1)] {
				if !tagsBefore[rows[from+k][3]] || !tagsBehind[rows[from+k+1][3]] || texts[k].ezafe {
					continue
				}
				want := genitive(rows, from+k) && !texts[k].closed
				got := texts[k].links
				if want {
					wanted++
				}
				if got {
					said++
				}
				if want && got {
					right++
				}
				if dump && want != got {
					fmt.Println("want", want, texts[k].text, texts[k].class, "|", texts[k+1].text, texts[k+1].class)
				}
			}
			from = to + 1
		}
	}
	precision, recall := 100*float64(right)/float64(said), 100*float64(right)/float64(wanted)
	t.Logf("unwritten ezafe: precision %.1f %%, recall %.1f %% of %d", precision, recall, wanted)
	if precision < 82 || recall < 80 {
		t.Errorf("precision %.1f %%, recall %.1f %%: want 82 %% and 80 %%", precision, recall)
	}
}

func TestSentencesAgreeWithANarrator(t *testing.T) {
	texts := map[string]string{}
	lines := sharedFile(t, "speech", "adibian_fa_spk003", "metadata.csv")
	for lines.Scan() {
		id, text, _ := strings.Cut(lines.Text(), "|")
		texts[id], _, _ = strings.Cut(text, "|")
	}
	var all score
	dump := os.Getenv("AVAGAR_DUMP") != ""
	lines = sharedFile(t, "speech", "adibian_fa_spk003", "phonemes.csv")
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "|")
		var want []string
		for _, symbol := range strings.Fields(fields[1]) {
			if ours := arpa[symbol]; ours != Pause {
				want = append(want, ours)
			}
		}
		u, err := Phonemize(texts[fields[0]])
		if err != nil {
			t.Fatal(err)
		}
		got := strings.NewReplacer(" ", "", "|", "").Replace(u.String(ReprOne))
		all.add(got, Repr1(want))
		if dump {
			fmt.Printf("%s\n  %s\n  %s\n", texts[fields[0]], u.String(ReprOne), Repr1(want))
		}
	}
	t.Logf("sentences read aloud: phone errors %.2f %% of %d", all.per(), all.phones)
	if all.per() > 12 {
		t.Errorf("phone errors %.2f %%, want at most 12 %%", all.per())
	}
}
