package acoustic

import (
	"errors"
	"math"
	"runtime"
	"testing"

	"avagar/engine/mel"
	"avagar/engine/nn"
	"avagar/engine/phoneme"
)

func TestWeightsSurviveTheirTensors(t *testing.T) {
	c := small(t)
	m, err := New(c, statsOf(c, spoken(c, 1)), 3)
	if err != nil {
		t.Fatal(err)
	}
	again, err := FromTensors(c, m.Stats, m.Tensors())
	if err != nil {
		t.Fatal(err)
	}
	for i, w := range m.Tensors() {
		for j, v := range again.Tensors()[i].Data {
			if v != w.Data[j] {
				t.Fatalf("%s[%d] differs", w.Name, j)
			}
		}
	}
	if _, err := FromTensors(c, m.Stats, m.Tensors()[1:]); !errors.Is(err, nn.ErrShape) {
		t.Errorf("a missing weight gives %v", err)
	}
	again.Tensors()[2].Data[1] = float32(math.Inf(-1))
	if _, err := FromTensors(c, m.Stats, again.Tensors()); !errors.Is(err, ErrWeight) {
		t.Errorf("an infinite weight gives %v", err)
	}
}

func TestADescriptionThatLiesAboutItsSizeTakesNoMemory(t *testing.T) {
	c := small(t)
	m, err := New(c, statsOf(c, spoken(c, 1)), 3)
	if err != nil {
		t.Fatal(err)
	}
	for name, lie := range map[string]func(c *Config){
		"width":    func(c *Config) { c.Width = 2048 },
		"inner":    func(c *Config) { c.Inner = 8192 },
		"speakers": func(c *Config) { c.Speakers = 1 << 16 },
		"blocks":   func(c *Config) { c.Encoder, c.Decoder = 32, 32 },
	} {
		large := c
		lie(&large)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := FromTensors(large, m.Stats, m.Tensors())
		runtime.ReadMemStats(&after)
		if !errors.Is(err, nn.ErrShape) {
			t.Errorf("%s: error %v, want ErrShape", name, err)
		}
		if spent := after.TotalAlloc - before.TotalAlloc; spent > 4<<20 {
			t.Errorf("%s: %d MB were allocated", name, spent>>20)
		}
	}
}

func TestSymbolsNobodyKnowsAreSpokenAsPauses(t *testing.T) {
	v := newVocabulary([]string{"b", "ɒː", phoneme.Pause, "?!"})
	for symbol, want := range map[string]int32{"b": 0, "p": 0, "ɑː": 1, phoneme.Pause: 2, "": 2, "\x00\xff": 2, "?!": 3} {
		if got := v.id(symbol); got != want {
			t.Errorf("%q is symbol %d, want %d", symbol, got, want)
		}
	}
}

func TestAdaptKeepsKnownSymbolsAndBeginsNewOnesAsTheirNearest(t *testing.T) {
	c := small(t)
	m, err := New(c, statsOf(c, spoken(c, 1)), 3)
	if err != nil {
		t.Fatal(err)
	}
	a, err := m.Adapt([]string{phoneme.Pause, "s", "p"}, 1, m.Stats, 9)
	if err != nil {
		t.Fatal(err)
	}
	from, _ := m.w.Lookup(symbolTable)
	to, _ := a.w.Lookup(symbolTable)
	row := func(w *nn.Weight[float32], i int) []float32 { return w.Data[i*w.Columns : (i+1)*w.Columns] }
	for new, old := range map[int]int{0: 0, 1: 3, 2: 1} { // p begins as b
		for j, v := range row(to, new) {
			if v != row(from, old)[j] {
				t.Errorf("symbol %d does not begin as symbol %d", new, old)
				break
			}
		}
	}
}

func TestAnEvaluatorServesAgainAfterClose(t *testing.T) {
	c := small(t)
	s := spoken(c, 1)
	m, err := New(c, statsOf(c, s), 1)
	if err != nil {
		t.Fatal(err)
	}
	v, y := NewEvaluator(m), NewSynthesizer(m)
	for range 2 {
		if err := v.add(s, new(tally)); err != nil {
			t.Fatal(err)
		}
		if _, err := y.Plan(s.Tokens, Controls{}); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(v.Close(), v.Close(), y.Close(), y.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestANetworkTooWideForMemoryIsRefused(t *testing.T) {
	for name, widen := range map[string]func(c *Config){
		"inner":   func(c *Config) { c.Decoder, c.Inner = 32, 8192 },
		"width":   func(c *Config) { c.Encoder, c.Width = 8, 2048 },
		"cepstra": func(c *Config) { c.Params.FFTSize, c.Params.Cepstra = 1<<15, 1<<14 },
	} {
		c := small(t)
		widen(&c)
		if err := c.Check(); !errors.Is(err, ErrConfig) {
			t.Errorf("%s: error %v, want ErrConfig", name, err)
		}
	}
	for _, size := range []string{"base", "high"} {
		if _, err := ConfigFor(size, []string{"b", phoneme.Pause}, 1, mel.DefaultParams()); err != nil {
			t.Error(err)
		}
	}
}
