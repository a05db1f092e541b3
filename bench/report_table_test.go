package bench

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"avagar/app/training"
)

// seedReport is what one training says of utterances of ten phones each, with so
// many heard wrong.
func seedReport(seconds float64, natural, spoken []int) training.Report {
	one := func(v float64) *training.Interval { return &training.Interval{Value: v} }
	r := training.Report{Seconds: seconds, Synthesis: training.Rendition{
		Distortion: one(6), DurationMs: one(20 + seconds), PitchCents: one(170), Gross: one(0.125), Liveliness: &training.Liveliness{
			Variance: []training.Interval{{Value: 0.9}, {Value: 1}}, Modulation: []training.Interval{{Value: 1.1}}, PitchRange: training.Interval{Value: 0.8},
		},
	}}
	for i := range natural {
		r.Utterances = append(r.Utterances, training.ReportUtterance{ID: fmt.Sprint(i), Phones: 10, Natural: natural[i], Synthesis: spoken[i]})
	}
	return r
}

// tableOf runs packaging/report_table.py over reports by the names of their trainings.
func tableOf(t *testing.T, reports map[string]training.Report) [][]string {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 is installed")
	}
	folder := t.TempDir()
	for name, r := range reports {
		part, _, _ := strings.Cut(name, "-persian")
		part, _, _ = strings.Cut(part, "-nothing")
		dir := filepath.Join(folder, part, name)
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		data, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "report.json"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command(python, filepath.Join("..", "packaging", "report_table.py"), folder).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var rows [][]string
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n")[2:] {
		rows = append(rows, strings.Split(strings.Trim(line, "| "), " | "))
	}
	return rows
}

func TestReportsOfSeveralSeedsArePooled(t *testing.T) {
	rows := tableOf(t, map[string]training.Report{
		"sara-40-persian-400-1-1": seedReport(1, []int{2, 2}, []int{1, 1}),
		"sara-5-persian-400-1-1":  seedReport(1, []int{2, 2, 2}, []int{1, 1, 1}),
		"sara-5-persian-400-2-1":  seedReport(3, []int{2, 2, 2}, []int{1, 1, 1}),
		"sara-5-nothing-400-1-1":  seedReport(2, []int{0, 4, 2}, []int{4, 0, 2}),
	})
	if len(rows) != 3 {
		t.Fatalf("%d rows: %q", len(rows), rows)
	}
	// Sorted by minutes, then by beginning; seeds that all agree leave no interval.
	want := []string{"sara-5", "persian", "400", "2", "2 (1 to 3)", "20.0 (20.0 to 20.0)", "10.0 (10.0 to 10.0)", "-10.0 (-10.0 to -10.0)",
		"6.00", "22.0 (21.0 to 23.0)", "170", "12", "0.90, 1.00", "1.10", "0.80"}
	if got := strings.Join(rows[1], "|"); got != strings.Join(want, "|") {
		t.Errorf("%s, want %s", got, strings.Join(want, "|"))
	}
	if rows[2][0] != "sara-40" || rows[0][1] != "nothing" {
		t.Errorf("the order is %q, %q, %q", rows[0][:2], rows[1][:2], rows[2][:2])
	}
	// Errors that differ between utterances leave the difference open.
	var value, low, high float64
	if _, err := fmt.Sscanf(rows[0][7], "%f (%f to %f)", &value, &low, &high); err != nil || value != 0 || low > -20 || high < 20 {
		t.Errorf("the difference is %q, %v", rows[0][7], err)
	}
}
