package persian

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// rows reads a table of the shared material: input, expected, option.
func rows(t *testing.T, name string) [][]string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "persian", "open", name))
	if err != nil {
		t.Skip("../shared is absent")
	}
	unescape := strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n")
	var out [][]string
	for line := range strings.Lines(string(data)) {
		if cells := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(cells) == 3 && line[0] != '#' {
			out = append(out, []string{unescape.Replace(cells[0]), unescape.Replace(cells[1]), cells[2]})
		}
	}
	return out
}

// Other normalisers write what ours says. Where they call two spellings the
// same text, so should ours, except where their purpose is another one.
func TestSpellingsThatOthersUnifyAreSaidAlike(t *testing.T) {
	for _, table := range []struct {
		file  string
		least float64 // share of rows
	}{
		{"norm_hazm_normalizer.tsv", 0.8},
		{"norm_virastar_js.tsv", 0.84},
		{"norm_virastar_rb.tsv", 0.9},
		{"norm_dntpersianutils.tsv", 0.7},
	} {
		t.Run(table.file, func(t *testing.T) {
			all, same := 0, 0
			for _, row := range rows(t, table.file) {
				if row[1] == "REJECT" || strings.Contains(row[1], "|") || strings.Contains(row[2], "XFAIL") ||
					strings.Contains(table.file, "dnt") && !strings.Contains(row[2], "Normalizer") {
					continue
				}
				all++
				got, want := Normalize(row[0]).String(), Normalize(row[1]).String()
				if got == want {
					same++
				} else {
					t.Logf("%q: %q, theirs %q", row[0], got, want)
				}
			}
			t.Logf("%d of %d alike", same, all)
			if float64(same) < table.least*float64(all) {
				t.Errorf("%d of %d alike", same, all)
			}
		})
	}
}

func TestNumbersAreSaidAsOthersSayThem(t *testing.T) {
	// Spacing of hundreds, یک before هزار and the spelling of one name are free.
	same := strings.NewReplacer(" صد", "صد", "شش صد", "ششصد", "یک هزار", "هزار", "کوآ", "کوا", "اُ", "ا", "\u200c", "", " ", "")
	seen := 0
	for _, row := range append(rows(t, "norm_persian-tools_numbers.tsv"), rows(t, "norm_dntpersianutils.tsv")...) {
		ordinal := strings.Contains(row[2], "ordinal: true")
		if !strings.HasPrefix(row[2], "numberToWords") && !strings.HasSuffix(row[2], "NumberToText Language.Persian") {
			continue
		}
		seen++
		input := row[0]
		if ordinal {
			input += "ام"
		}
		if got := Normalize(input).String(); same.Replace(got) != same.Replace(row[1]) {
			t.Errorf("%s: %s, theirs %s", row[0], got, row[1])
		}
	}
	if seen == 0 {
		t.Error("no number was compared")
	}
}
