package mel

import (
	"encoding/binary"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const recordings = "../../../shared/speech/adibian_fa_spk003"

// realClips gives the paths of every step-th recording, or skips.
func realClips(t testing.TB, step int) []string {
	all, _ := filepath.Glob(filepath.Join(recordings, "wavs", "*.wav"))
	if len(all) == 0 {
		t.Skip("../shared is absent")
	}
	var some []string
	for i := 0; i < len(all); i += step {
		some = append(some, all[i])
	}
	return some
}

// readPCM reads a plain 16-bit WAV file of one channel with a header of 44 bytes.
func readPCM(t testing.TB, path string) []float32 {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	wave := make([]float32, (len(data)-44)/2)
	for i := range wave {
		wave[i] = float32(int16(binary.LittleEndian.Uint16(data[44+2*i:]))) / 32768
	}
	return wave
}

const praatScript = `form a
 sentence in
endform
Read from file: in$
To Pitch (ac): 0.00580499, 60, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 400
n = Get number of frames
for i to n
 t = Get time from frame number: i
 f = Get value in frame: i, "Hertz"
 if f = undefined
  f = 0
 endif
 appendInfoLine: t, " ", f
endfor
`

// praatF0 gives Praat's F0 nearest to the middle of every frame; NaN where it has none.
func praatF0(t testing.TB, p Params, script, clip string, frames int) []float32 {
	path, err := filepath.Abs(clip)
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("praat", "--run", script, path).Output()
	if err != nil {
		t.Skipf("praat does not run: %v", err)
	}
	f0 := make([]float32, frames)
	for i := range f0 {
		f0[i] = float32(math.NaN())
	}
	for line := range strings.Lines(string(out)) {
		at, hz, found := strings.Cut(strings.TrimSpace(line), " ")
		seconds, err := strconv.ParseFloat(at, 64)
		if !found || err != nil {
			continue
		}
		value, _ := strconv.ParseFloat(hz, 64)
		frame := int(math.Floor(seconds * float64(p.SampleRate) / float64(p.HopLength)))
		middle := float64(p.Centre(frame)) / float64(p.SampleRate)
		if frame < frames && math.Abs(seconds-middle) < 0.003 {
			f0[frame] = float32(value)
		}
	}
	return f0
}

// TestF0AgreesWithPraat compares both on recordings: every fourteenth, or all
// of them with AVAGAR_ALL_CLIPS set.
func TestF0AgreesWithPraat(t *testing.T) {
	if _, err := exec.LookPath("praat"); err != nil {
		t.Skip("praat is absent")
	}
	step := 14
	if os.Getenv("AVAGAR_ALL_CLIPS") != "" {
		step = 1
	}
	clips := realClips(t, step)
	script := filepath.Join(t.TempDir(), "f0.praat")
	if err := os.WriteFile(script, []byte(praatScript), 0o600); err != nil {
		t.Fatal(err)
	}
	p := DefaultParams()
	a := newAnalyzer(t)
	var ours, theirs []float32
	for _, clip := range clips {
		f0 := a.F0(readPCM(t, clip))
		for i, v := range praatF0(t, p, script, clip, len(f0)) {
			if v == v {
				ours, theirs = append(ours, f0[i]), append(theirs, v)
			}
		}
	}
	d := ComparePitch(theirs, ours)
	t.Logf("%d clips, %d frames, %d voiced in both: gross %.3f %%, voicing %.2f %%, %.1f cents",
		len(clips), d.Frames, d.Voiced, 100*d.Gross, 100*d.Voicing, d.Cents)
	if d.Voiced < 100*len(clips) {
		t.Errorf("only %d frames voiced in both", d.Voiced)
	}
	if d.Gross > 0.005 || d.Voicing > 0.04 {
		t.Errorf("gross %.3f %% (at most 0.5), voicing %.2f %% (at most 4)", 100*d.Gross, 100*d.Voicing)
	}
}
