package vocoder

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"avagar/engine/mel"
)

const recordings = "../../../shared/speech/adibian_fa_spk003"

// heldOut reads the held-out recordings, or skips.
func heldOut(t testing.TB) [][]float32 {
	list, err := os.ReadFile(filepath.Join(recordings, "heldout.txt"))
	if err != nil {
		t.Skip("../shared is absent")
	}
	var waves [][]float32
	for _, id := range strings.Fields(string(list)) {
		data, err := os.ReadFile(filepath.Join(recordings, "wavs", id+".wav"))
		if err != nil {
			t.Fatal(err)
		}
		wave := make([]float32, (len(data)-44)/2)
		for i := range wave {
			wave[i] = float32(int16(binary.LittleEndian.Uint16(data[44+2*i:]))) / 32768
		}
		waves = append(waves, wave)
	}
	return waves
}

func newAnalyzer(t testing.TB) *mel.Analyzer {
	t.Helper()
	a, err := mel.NewAnalyzer(mel.DefaultParams())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// spoken is what a fresh vocoder makes of f in one Write.
func spoken(t testing.TB, f mel.Features, o Options) []float32 {
	t.Helper()
	v, err := New(mel.DefaultParams(), o)
	if err != nil {
		t.Fatal(err)
	}
	return append(v.Write(f), v.Flush()...)
}

type tally struct {
	waves                          float64
	mcd, logMel, cents, off, gross float64
}

func (s *tally) add(d mel.Distance) {
	s.waves++
	s.mcd += d.MelCepstral
	s.logMel += d.LogMel
	s.cents += d.Pitch.Cents
	s.off += d.Pitch.Voicing
	s.gross += d.Pitch.Gross
}

// report prints the means over all waves, and fails where they pass the marks:
// 2.8 dB, 30 cents, 5 % of the frames.
func (s *tally) report(t *testing.T, name string) {
	t.Helper()
	t.Logf("%-24s MCD %.2f dB, log-mel %.3f, F0 %.1f cents, voicing %.2f %%, gross %.2f %%", name,
		s.mcd/s.waves, s.logMel/s.waves, s.cents/s.waves, 100*s.off/s.waves, 100*s.gross/s.waves)
	if s.mcd > 2.8*s.waves || s.cents > 30*s.waves || s.off > 0.05*s.waves {
		t.Errorf("%s: too far from the recordings", name)
	}
}

func TestCopiesOfRecordingsStayClose(t *testing.T) {
	if raced {
		t.Skip("the marks are means of all recordings, too slow here; one goroutine runs them")
	}
	a := newAnalyzer(t)
	p := a.Params()
	var plain, equalised tally
	for _, wave := range heldOut(t) {
		f := a.Features(wave)
		y := spoken(t, f, Options{})
		plain.add(a.Compare(wave, y))
		eq, err := MelEQ(p, y, f.Mel, 2)
		if err != nil {
			t.Fatal(err)
		}
		equalised.add(a.Compare(wave, eq))
	}
	plain.report(t, "harmonic + noise")
	equalised.report(t, "the same, equalised")
}
