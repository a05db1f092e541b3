package mel

import (
	"encoding/json"
	"math"
	"os"
	"testing"
)

// librosaNumbers are what testdata/librosa.py wrote.
type librosaNumbers struct {
	Filters []struct {
		First   int       `json:"first"`
		Weights []float64 `json:"weights"`
	} `json:"filters"`
	Samples int         `json:"samples"`
	LogMel  [][]float64 `json:"log_mel"`
}

func readLibrosa(t *testing.T) librosaNumbers {
	t.Helper()
	data, err := os.ReadFile("testdata/librosa.json")
	if err != nil {
		t.Fatal(err)
	}
	var n librosaNumbers
	if err := json.Unmarshal(data, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestFilterbankIsLibrosas(t *testing.T) {
	want := readLibrosa(t)
	bank, err := NewFilterbank(DefaultParams())
	if err != nil {
		t.Fatal(err)
	}
	if len(bank.Filters) != len(want.Filters) {
		t.Fatalf("%d filters, not %d", len(bank.Filters), len(want.Filters))
	}
	for i, f := range want.Filters {
		got := bank.Filters[i]
		if got.First != f.First || len(got.Weights) != len(f.Weights) {
			t.Fatalf("filter %d: bins %d+%d, not %d+%d", i, got.First, len(got.Weights), f.First, len(f.Weights))
		}
		for j, w := range f.Weights {
			if math.Abs(got.Weights[j]-w) > 1e-9 {
				t.Errorf("filter %d, weight %d: %g, not %g", i, j, got.Weights[j], w)
			}
		}
	}
}

// glide is the wave of testdata/librosa.py.
func glide(samples int) []float32 {
	wave := make([]float32, samples)
	for i := range wave {
		s := float64(i) / 22050
		rise := math.Sin(2 * math.Pi * (150*s + 2000*s*s))
		beat := 0.3 * math.Sin(2*math.Pi*3100*s) * math.Sin(2*math.Pi*7*s)
		wave[i] = float32((0.4*rise + beat) * min(1, s/0.02))
	}
	return wave
}

func TestLogMelIsLibrosasInHiFiGANsFraming(t *testing.T) {
	want := readLibrosa(t)
	got := newAnalyzer(t).LogMel(glide(want.Samples))
	if len(got) != len(want.LogMel)*80 {
		t.Fatalf("%d values, not %d frames", len(got), len(want.LogMel))
	}
	for i, row := range want.LogMel {
		for j, v := range row {
			if math.Abs(float64(got[i*80+j])-v) > 1e-4 {
				t.Errorf("frame %d, band %d: %g, not %g", i, j, got[i*80+j], v)
			}
		}
	}
}

func TestMelScaleGoesThereAndBack(t *testing.T) {
	for hz := 0.0; hz < 20000; hz += 37 {
		if back := ToHz(FromHz(hz)); math.Abs(back-hz) > 1e-6 {
			t.Errorf("%g Hz came back as %g", hz, back)
		}
	}
	if FromHz(1000) != 15 {
		t.Errorf("1 kHz lies at %g, not at 15", FromHz(1000))
	}
}
