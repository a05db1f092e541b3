package dataset

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/engine/audio"
)

// throat is what makes a made-up speaker: pitch in Hz, and how long the throat
// is, which moves every resonance.
type throat struct{ pitch, length float64 }

// says gives some seconds of vowels, in their own order for every seed.
func (v throat) says(seed uint64) []float32 {
	r := rand.New(rand.NewPCG(seed, 4))
	vowels := [][]float64{{700, 1100, 2500}, {300, 2300, 3000}, {350, 800, 2300}, {500, 1800, 2500}, {450, 1400, 2400}}
	var wave []float32
	for k := range 14 {
		if k%5 == 0 {
			wave = append(wave, make([]float32, madeUpRate/4)...)
		}
		peaks, pitch := vowels[r.IntN(len(vowels))], v.pitch*(.9+.2*r.Float64())
		for i := range madeUpRate * (80 + r.IntN(60)) / 1000 {
			sum := 0.
			for h := 1.; h*pitch < 4000; h++ {
				gain := 0.
				for _, p := range peaks {
					off := h*pitch - p/v.length
					gain += 1 / (1 + off*off/15000)
				}
				sum += .08 * gain * math.Sin(2*math.Pi*h*pitch*float64(i)/madeUpRate)
			}
			wave = append(wave, float32(sum))
		}
	}
	for i := range wave {
		wave[i] += float32(.0005 * r.NormFloat64())
	}
	return wave
}

// chord is music: notes of several voices that hold on.
func chord(seed uint64) []float32 {
	r := rand.New(rand.NewPCG(seed, 5))
	out := make([]float32, 4*madeUpRate)
	for range 12 {
		hz, from := 220*math.Pow(2, float64(r.IntN(24))/12), madeUpRate/2+r.IntN(2*madeUpRate)
		for i := from; i < from+madeUpRate; i++ {
			at := float64(i-from) / madeUpRate
			out[i] += float32(.1 * math.Exp(-2*at) * (math.Sin(2*math.Pi*hz*at) + .5*math.Sin(4*math.Pi*hz*at) + .3*math.Sin(6*math.Pi*hz*at)))
		}
	}
	return out
}

// voicesFound scans a folder of waves and gives those of another voice.
func voicesFound(t *testing.T, waves map[string][]float32) (ids []string) {
	t.Helper()
	for id, found := range findingsOf(t, waves) {
		if slices.Contains(found, OtherVoice) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// findingsOf scans a folder of waves.
func findingsOf(t *testing.T, waves map[string][]float32) map[string][]Code {
	t.Helper()
	dir := t.TempDir()
	var metadata strings.Builder
	for id, wave := range waves {
		fmt.Fprintf(&metadata, "%s|سلام دنیای من که سلامی دوباره است\n", id)
		if err := audio.WriteWAVFile(filepath.Join(dir, id+".wav"), wave, madeUpRate); err != nil {
			t.Fatal(err)
		}
	}
	put(t, dir, "metadata.csv", metadata.String())
	out := map[string][]Code{}
	for _, row := range scan(t, dir).Rows {
		out[row.ID] = codes(row.Findings, row.ID)
	}
	return out
}

func TestASecondSpeakerAndMusicAreFound(t *testing.T) {
	if raceEnabled {
		t.Skip("slow under the race detector, and the other scans run the same code")
	}
	man, woman := throat{110, 1.05}, throat{210, .88}
	few := map[string][]float32{}
	for i := range uint64(24) {
		few[fmt.Sprintf("a%02d", i)] = man.says(i)
	}
	if ids := voicesFound(t, few); ids != nil {
		t.Errorf("one speaker: %v are told to be another", ids)
	}
	few["woman1"], few["woman2"], few["music1"], few["music2"] = woman.says(31), woman.says(32), chord(1), chord(2)
	found := findingsOf(t, few)
	for _, id := range []string{"woman1", "woman2"} {
		if !slices.Contains(found[id], OtherVoice) {
			t.Errorf("%s: %v", id, found[id])
		}
	}
	for _, id := range []string{"music1", "music2"} { // it has no frame without sound
		if !slices.Contains(found[id], OtherVoice) && !slices.Contains(found[id], Noisy) {
			t.Errorf("%s: %v", id, found[id])
		}
	}
	delete(few, "music1")
	delete(few, "music2")
	for i := range uint64(16) {
		few[fmt.Sprintf("woman%02d", 10+i)] = woman.says(100 + i)
	}
	if ids := voicesFound(t, few); len(ids) != 18 || slices.ContainsFunc(ids, func(id string) bool { return !strings.HasPrefix(id, "woman") }) {
		t.Errorf("found %v, want the woman 18 times", ids)
	}
}

// TestVoicesOfNaturalSpeechAreToldApart mixes real speakers.
func TestVoicesOfNaturalSpeechAreToldApart(t *testing.T) {
	if testing.Short() || raceEnabled {
		t.Skip("takes a quarter of a minute")
	}
	speech := filepath.Join("..", "..", "..", "shared", "speech")
	persian, _ := filepath.Glob(filepath.Join(speech, "adibian_fa_spk003", "wavs", "*.wav"))
	german, _ := filepath.Glob(filepath.Join(speech, "kerstin_de_22k", "wavs", "*"))
	readers, _ := filepath.Glob(filepath.Join(speech, "ingest_clips", "real", "hh_*.mp3"))
	if persian == nil || german == nil || readers == nil {
		t.Skip("../shared is absent")
	}
	timbres := map[string]recording{}
	found := func(files ...[]string) (wrong, right int) {
		var utts []Utterance
		var seen []recording
		for k, part := range files {
			for _, f := range part {
				r, ok := timbres[f]
				if !ok {
					r = listened(t, f)
					timbres[f] = r
				}
				utts, seen = append(utts, Utterance{ID: fmt.Sprint(k)}), append(seen, r)
			}
		}
		for _, f := range otherVoices(utts, seen) {
			switch {
			case f == nil:
			case f.ID == "0":
				wrong++
			default:
				right++
			}
		}
		return wrong, right
	}
	for _, part := range [][]string{persian, german[:120], persian[:20], german[:20], german[20:60]} {
		if wrong, _ := found(part); wrong > 0 {
			t.Errorf("%d of %d recordings of one speaker are told to be another's", wrong, len(part))
		}
	}
	for _, c := range []struct{ most, few []string }{
		{persian[:90], german[:1]}, {persian[:90], german[:5]}, {persian[:40], german[:30]},
		{german[:90], persian[:2]}, {persian[:90], readers}, {german[:60], readers},
	} {
		if wrong, right := found(c.most, c.few); wrong > 0 || right < len(c.few) {
			t.Errorf("%d of %d of the second speaker found beside %d, and %d wrongly", right, len(c.few), len(c.most), wrong)
		}
	}
}

func listened(t *testing.T, path string) recording {
	t.Helper()
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	r := read(root, &Utterance{audio: filepath.Base(path)})
	r.wave = nil
	return r
}
