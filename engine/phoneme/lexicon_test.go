package phoneme

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
)

func TestEveryLexiconFileParses(t *testing.T) {
	names, err := fs.Glob(lexiconFiles, "lexicon/*.tsv")
	if err != nil || len(names) < 3 {
		t.Fatalf("%d lexicon files, %v", len(names), err)
	}
	x, err := embeddedLexicon()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files, %d words, %d past and %d present stems", len(names), len(x.words), len(x.past), len(x.present))
	if len(x.words) < 3000 {
		t.Errorf("%d words, want at least 3000", len(x.words))
	}
}

func TestReadingsOfTheLexiconFitTheirLetters(t *testing.T) {
	x, err := embeddedLexicon()
	if err != nil {
		t.Fatal(err)
	}
	wrong := 0
	for word, readings := range x.words {
		for _, r := range readings {
			if !fits(word, r.phones) && !fits(word, "?"+r.phones) {
				if wrong++; testing.Verbose() {
					t.Logf("%s is written as %s", word, r.phones)
				}
			}
			if r.class == 0 {
				t.Errorf("%s has no class", word)
			}
		}
	}
	if most := len(x.words) / 50; wrong > most {
		t.Errorf("%d readings do not fit their letters, want at most %d", wrong, most)
	}
}

func TestLexiconNamesTheLineThatIsWrong(t *testing.T) {
	for _, text := range []string{"کتاب", "کتاب\tketAb", "کتاب\tketWb\tn", "کتاب\tketAb\tnQ", "کتاب\t\tn", "\tketAb\tn", "کتاب\tketAb\tn\tfuture"} {
		err := newLexicon().read(strings.NewReader("# words\n" + text + "\n"))
		if !errors.Is(err, ErrLexicon) || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v, want ErrLexicon of line 2", text, err)
		}
	}
}

func TestTheSameReadingInTwoFilesIsOne(t *testing.T) {
	x := newLexicon()
	for _, text := range []string{"خوب\txub\ta\n", "خوب\txub\td\nكار\tkAr\tn\n", "کار\tkAr\tn\n"} {
		if err := x.read(strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
	}
	if all := x.words["خوب"]; len(all) != 1 || all[0].class != Adjective|Adverb || all[0].class.String() != "ad" {
		t.Errorf("خوب: %v", all)
	}
	if len(x.words["کار"]) != 1 {
		t.Errorf("کار: %v", x.words["کار"])
	}
}
