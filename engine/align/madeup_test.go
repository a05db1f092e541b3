package align

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"
)

const madeUpRate = 16000

// sound is how a made-up phoneme sounds: peaks for a buzz, a band for noise.
type sound struct {
	symbol  string
	peaks   []float64 // Hz, of a voiced sound
	low, up float64   // Hz, of a noise
	level   float64
	closure bool // begins with 30 ms of silence
}

var sounds = []sound{
	{symbol: "a", peaks: []float64{750, 1300, 2500}, level: .3},
	{symbol: "i", peaks: []float64{300, 2300, 3000}, level: .2},
	{symbol: "u", peaks: []float64{330, 800, 2300}, level: .2},
	{symbol: "m", peaks: []float64{250, 1100}, level: .1},
	{symbol: "l", peaks: []float64{400, 1600, 2700}, level: .12},
	{symbol: "s", low: 4500, up: 7500, level: .1},
	{symbol: "ʃ", low: 2000, up: 4500, level: .12},
	{symbol: "t", low: 3000, up: 6500, level: .2, closure: true},
	{symbol: "k", low: 1200, up: 2500, level: .2, closure: true},
}

// render makes n samples of the sound.
func (s sound) render(r *rand.Rand, n int) []float32 {
	out := make([]float32, n)
	start := 0
	if s.closure {
		start = min(n/2, madeUpRate*30/1000)
	}
	pitch := 90 + 60*r.Float64()
	phases := make([]float64, 24)
	for i := range phases {
		phases[i] = 2 * math.Pi * r.Float64()
	}
	for i := start; i < n; i++ {
		at, v := float64(i)/madeUpRate, 0.0
		if s.peaks != nil {
			for h := 1; float64(h)*pitch < 4000; h++ {
				f, gain := float64(h)*pitch, 0.0
				for _, p := range s.peaks {
					gain += 1 / (1 + (f-p)*(f-p)/(120*120))
				}
				v += gain * math.Sin(2*math.Pi*f*at)
			}
			v *= .5
		} else {
			for k, phase := range phases {
				f := s.low + (s.up-s.low)*(float64(k)+.5)/float64(len(phases))
				v += math.Sin(2*math.Pi*f*at+phase+3*math.Sin(40*at*float64(k))) / 3
			}
		}
		out[i] = float32(s.level * v)
	}
	return out
}

// speak makes an utterance of random sounds with exact times.
func speak(r *rand.Rand, id string, phones int) labelled {
	var wave []float32
	var truth []Segment
	add := func(symbol string, part []float32) {
		truth = append(truth, Segment{Symbol: symbol, Start: len(wave), End: len(wave) + len(part)})
		wave = append(wave, part...)
	}
	add(Pause, make([]float32, madeUpRate/10+r.IntN(madeUpRate/5)))
	last := -1
	for i := range phones {
		k := r.IntN(len(sounds))
		for k == last {
			k = r.IntN(len(sounds))
		}
		last = k
		add(sounds[k].symbol, sounds[k].render(r, madeUpRate*(50+r.IntN(100))/1000))
		if i%5 == 4 && r.IntN(3) == 0 {
			add(Pause, make([]float32, madeUpRate*(80+r.IntN(200))/1000))
		}
	}
	if truth[len(truth)-1].Symbol != Pause {
		add(Pause, make([]float32, madeUpRate/8))
	}
	for i := range wave {
		wave[i] += float32(.0005 * r.NormFloat64())
	}
	return strip(id, wave, truth)
}

// madeUp is a small corpus and a model trained on it.
var madeUp = sync.OnceValues(func() ([]labelled, *Model) {
	r := rand.New(rand.NewPCG(1, 2))
	var utts []labelled
	for i := range 28 {
		utts = append(utts, speak(r, fmt.Sprintf("u%d", i), 12+r.IntN(8)))
	}
	m, err := Train(context.Background(), madeUpRate, plain(utts), Options{Mixtures: 2})
	if err != nil {
		panic(err)
	}
	return utts, m
})

func TestAlignerFindsBoundariesFromAFlatStart(t *testing.T) {
	utts, m := madeUp()
	within20, within50 := boundaryShares(t, m, utts)
	t.Logf("%.1f %% within 20 ms, %.1f %% within 50 ms", 100*within20, 100*within50)
	if within20 < .78 || within50 < .95 {
		t.Errorf("%.3f within 20 ms, %.3f within 50 ms, want .78 and .95", within20, within50)
	}
}

func TestAlignmentCoversTheRecording(t *testing.T) {
	utts, m := madeUp()
	for _, u := range utts {
		a, err := m.Align(u.Utterance)
		if err != nil {
			t.Fatal(err)
		}
		at := 0
		for _, s := range a.Segments {
			if s.Start != at || s.End <= s.Start {
				t.Fatalf("%s: segment %+v does not start at %d", u.ID, s, at)
			}
			at = s.End
		}
		if at != len(u.Wave) {
			t.Fatalf("%s ends at %d of %d samples", u.ID, at, len(u.Wave))
		}
	}
}

// TestPausesAreFoundWhereTheyAre compares pauses with the truth: both those
// missed and those made up.
func TestPausesAreFoundWhereTheyAre(t *testing.T) {
	utts, m := madeUp()
	places := func(segments []Segment) map[int]bool {
		out, phones := map[int]bool{}, 0
		for _, s := range segments {
			if s.Symbol != Pause {
				phones++
			} else if s.End-s.Start >= madeUpRate/20 {
				out[phones] = true
			}
		}
		return out
	}
	missed, invented, all := 0, 0, 0
	for _, u := range utts {
		a, err := m.Align(u.Utterance)
		if err != nil {
			t.Fatal(err)
		}
		got, want := places(a.Segments), places(u.truth)
		all += len(want)
		for p := range want {
			if !got[p] {
				missed++
			}
		}
		for p := range got {
			if !want[p] {
				invented++
			}
		}
	}
	if 20*missed > all || 20*invented > all {
		t.Errorf("of %d pauses %d missed, %d made up", all, missed, invented)
	}
}

func TestWrongTranscriptScoresBelowAllRightOnes(t *testing.T) {
	utts, m := madeUp()
	least, most := math.Inf(1), 0.
	for _, u := range utts {
		a, err := m.Align(u.Utterance)
		if err != nil {
			t.Fatal(err)
		}
		least, most = min(least, a.LogLikelihood), max(most, a.Shortfall)
	}
	wrong := utts[0].Utterance
	wrong.Phones = slices.Clone(wrong.Phones)
	slices.Reverse(wrong.Phones)
	a, err := m.Align(wrong)
	if err != nil {
		t.Fatal(err)
	}
	if a.LogLikelihood >= least || a.Shortfall < 3*most {
		t.Errorf("wrong transcript %.2f and %.2f a frame, the worst right ones %.2f and %.2f", a.LogLikelihood, a.Shortfall, least, most)
	}
}

func TestRecognizerSpellsWhatItHears(t *testing.T) {
	_, m := madeUp()
	r := rand.New(rand.NewPCG(3, 4))
	var development []Utterance
	for range 6 {
		development = append(development, speak(r, "new", 15).Utterance)
	}
	tuned := *m
	if _, err := tuned.Tune(context.Background(), development); err != nil {
		t.Fatal(err)
	}
	var refs, hyps [][]string
	for range 8 {
		u := speak(r, "test", 15)
		refs, hyps = append(refs, u.Phones), append(hyps, tuned.Recognize(u.Wave))
	}
	if e := ErrorRate(refs, hyps); e > .1 {
		t.Errorf("%.1f %% of phonemes wrong", 100*e)
	}
}

func stored(t testing.TB, m *Model) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := m.Encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestTrainingDoesNotDependOnCores(t *testing.T) {
	utts, _ := madeUp()
	few := plain(utts[:8])
	var models [][]byte
	for _, cores := range []int{1, 3} {
		before := runtime.GOMAXPROCS(cores)
		m, err := Train(context.Background(), madeUpRate, few, Options{Mixtures: 2, Rounds: 2})
		runtime.GOMAXPROCS(before)
		if err != nil {
			t.Fatal(err)
		}
		models = append(models, stored(t, m))
	}
	if !bytes.Equal(models[0], models[1]) {
		t.Error("one core and three make different models")
	}
}

func TestModelComesBackFromStorage(t *testing.T) {
	utts, m := madeUp()
	data := stored(t, m)
	back, err := Decode(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(stored(t, back), data) {
		t.Error("stored again it differs")
	}
	want, _ := m.Align(utts[0].Utterance)
	got, err := back.Align(utts[0].Utterance)
	if err != nil || !slices.Equal(got.Segments, want.Segments) || got.LogLikelihood != want.LogLikelihood {
		t.Errorf("aligns differently: %v", err)
	}
}

func TestTrainStopsWhenCancelled(t *testing.T) {
	utts, _ := madeUp()
	ctx, cancel := context.WithCancel(context.Background())
	passes := 0
	_, err := Train(ctx, madeUpRate, plain(utts), Options{Progress: func(int, int) { passes++; cancel() }})
	if !errors.Is(err, context.Canceled) || passes != 1 {
		t.Errorf("%d passes, error %v", passes, err)
	}
}

func TestUnusableUtterancesAreNamed(t *testing.T) {
	utts, m := madeUp()
	good := utts[0].Utterance
	short := good
	short.Wave = good.Wave[:madeUpRate/20]
	foreign := good
	foreign.Phones = append([]string{"ʘ"}, good.Phones[1:]...)
	breaks := good
	breaks.Break = breaks.Break[1:]
	if _, err := m.Align(short); !errors.Is(err, ErrTooShort) {
		t.Errorf("short: %v", err)
	}
	if _, err := m.Align(foreign); !errors.Is(err, ErrSymbol) {
		t.Errorf("foreign: %v", err)
	}
	if _, err := m.Align(breaks); err == nil {
		t.Error("breaks that do not fit the phonemes are accepted")
	}
	if _, err := m.Align(Utterance{}); !errors.Is(err, ErrTooShort) {
		t.Errorf("empty: %v", err)
	}
	if _, err := Train(context.Background(), madeUpRate, []Utterance{short}, Options{}); !errors.Is(err, ErrNoData) {
		t.Errorf("training on what is too short: %v", err)
	}
	gone := good
	gone.Wave, gone.Read = nil, func() ([]float32, error) { return nil, errors.New("gone") }
	if _, err := Train(context.Background(), madeUpRate, []Utterance{good, gone}, Options{}); err == nil {
		t.Error("an unreadable wave is not reported")
	}
}

func TestErrorRateCountsEdits(t *testing.T) {
	ref := [][]string{{"a", "b", "c", "d"}, {"e"}}
	cases := []struct {
		name string
		hyp  [][]string
		want float64
	}{
		{"equal", ref, 0},
		{"substitution", [][]string{{"a", "x", "c", "d"}, {"e"}}, .2},
		{"insertion and deletion", [][]string{{"x", "a", "b", "c"}, {"e"}}, .4},
		{"missing", [][]string{{"a", "b", "c", "d"}}, .2},
		{"nothing heard", nil, 1},
	}
	for _, c := range cases {
		if got := ErrorRate(ref, c.hyp); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %g, want %g", c.name, got, c.want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	m := newModel(16000, []string{Pause, "a"})
	m.mix = newMixtures(2*statesPerPhone, 1)
	m.setBigram(make([]float64, 9))
	data := stored(f, m)
	f.Add(data)
	f.Add(data[:len(data)-1])
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := Decode(bytes.NewReader(data), int64(len(data)))
		if err == nil {
			m.Recognize(make([]float32, m.Rate()/100))
		}
	})
}
