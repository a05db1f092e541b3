package voice

import (
	"bytes"
	"errors"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
	"avagar/engine/mel"
	"avagar/engine/phoneme"

	"github.com/google/go-cmp/cmp"
)

// frames that are quick to compute, of 8 ms each.
func quickParams() mel.Params {
	return mel.Params{
		SampleRate: 8000, FFTSize: 128, HopLength: 64, WinLength: 128, Bands: 4, LowHz: 0, HighHz: 4000, Floor: 1e-5,
		Cepstra: 5, Warp: 0.31, Aperiodicities: 2, F0MinHz: 60, F0MaxHz: 400,
	}
}

// newVoice makes an untrained voice that says every phoneme in some 5 frames.
func newVoice(t testing.TB, p mel.Params) *Voice {
	t.Helper()
	c, err := acoustic.ConfigFor("base", append([]string{phoneme.Pause}, phoneme.Persian...), 2, p)
	if err != nil {
		t.Fatal(err)
	}
	c.Width, c.Inner, c.Heads, c.Encoder, c.Decoder = 8, 8, 1, 1, 1
	s := acoustic.Stats{Mean: make([]float32, p.Bands+p.Cepstra+2+p.Aperiodicities)}
	for range s.Mean {
		s.Scale = append(s.Scale, 0.2)
	}
	s.Mean[p.Bands] = -3
	s.Mean[p.Bands+p.Cepstra], s.Mean[p.Bands+p.Cepstra+1] = float32(math.Log(130)), 0.5
	m, err := acoustic.New(c, s, 7)
	if err != nil {
		t.Fatal(err)
	}
	v := &Voice{Model: m, Info: Info{
		ID: "shirin", Name: "شیرین", Language: "fa", License: "CC0-1.0", Speaker: "کسی", Description: "«آزمایشی»",
		Utterances: 12, Minutes: 1.25, Steps: 300, HeldOutLoss: 0.1, Base: "built-in", Created: "2026-01-02",
	}}
	sayEach(v, 5)
	return v
}

// sayEach makes the network predict about that many frames for every phoneme.
func sayEach(v *Voice, frames float64) {
	weight(v, "duration.2.b")[0] = float32(math.Log1p(frames))
	for i := range weight(v, "duration.2.w") {
		weight(v, "duration.2.w")[i] *= 0.1
	}
}

func weight(v *Voice, name string) []float32 {
	for _, t := range v.Model.Tensors() {
		if t.Name == name {
			return t.Data
		}
	}
	panic("no weight " + name)
}

func saved(t testing.TB, v *Voice) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "v"+Extension)
	if err := v.Save(path); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestAVoiceComesBackInHalfPrecision(t *testing.T) {
	v := newVoice(t, quickParams())
	path := filepath.Join(t.TempDir(), "شیرین"+Extension)
	if err := v.Save(path); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(v.Info, again.Info); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(v.Model.Config, again.Model.Config) + cmp.Diff(v.Model.Stats, again.Model.Stats); diff != "" {
		t.Error(diff)
	}
	if v.SampleRate() != 8000 || again.SampleRate() != 8000 {
		t.Errorf("rates %d and %d Hz", v.SampleRate(), again.SampleRate())
	}
	got := again.Model.Tensors()
	for i, want := range v.Model.Tensors() {
		if want.Half {
			t.Errorf("saving changed %s", want.Name)
		}
		if got[i].Name != want.Name {
			t.Fatalf("weight %d is %s, was %s", i, got[i].Name, want.Name)
		}
		for j, w := range want.Data {
			if off := math.Abs(float64(got[i].Data[j] - w)); off > math.Abs(float64(w))/(1<<11)+1.0/(1<<25) {
				t.Fatalf("%s[%d] was %g and came back off by %g", want.Name, j, w, off)
			}
		}
	}
	if !bytes.Equal(saved(t, again), saved(t, v)) {
		t.Error("saved again it is another file")
	}
}

func TestAFailedSaveLeavesTheOldVoice(t *testing.T) {
	v := newVoice(t, quickParams())
	path := filepath.Join(t.TempDir(), "v"+Extension)
	if err := v.Save(path); err != nil {
		t.Fatal(err)
	}
	before := saved(t, v)
	weight(v, "frames.w")[3] = 70000 // more than half precision holds
	if err := v.Save(path); !errors.Is(err, checkpoint.ErrInvalid) {
		t.Fatalf("error %v, want ErrInvalid", err)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the old file changed: %v", err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v: %v", entries, err)
	}
	if err := v.Save(filepath.Join(path, "inside")); err == nil {
		t.Error("saved below a file")
	}
}

func TestOpenSaysWhatIsMissing(t *testing.T) {
	dir := t.TempDir()
	if _, err := Open(filepath.Join(dir, "absent")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, err := Open(dir); !errors.Is(err, checkpoint.ErrCorrupt) {
		t.Errorf("a folder: %v", err)
	}
}

// rewritten is the file of a voice after a change.
func rewritten(t testing.TB, v *Voice, change func(f *checkpoint.File)) []byte {
	t.Helper()
	f, err := v.file()
	if err != nil {
		t.Fatal(err)
	}
	for i := range f.Tensors {
		f.Tensors[i].Data = append([]float32(nil), f.Tensors[i].Data...)
	}
	change(&f)
	path := filepath.Join(t.TempDir(), "v")
	if err := checkpoint.WriteFile(path, f); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func decode(b []byte) (*Voice, error) { return Decode(bytes.NewReader(b), int64(len(b))) }

// refused checks that bytes give an error, from a file as from memory, which
// names the file and makes no voice.
func refused(t *testing.T, name string, b []byte, want error) {
	t.Helper()
	if v, err := decode(b); !errors.Is(err, want) || v != nil {
		t.Errorf("%s: decoded: error %v, want %v", name, err, want)
	}
	path := filepath.Join(t.TempDir(), "v"+Extension)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if v, err := Open(path); !errors.Is(err, want) || v != nil || strings.Count(err.Error(), path) != 1 {
		t.Errorf("%s: opened: error %v, want %v and the path once", name, err, want)
	}
}

func TestFilesThatAreNoVoicesAreNamed(t *testing.T) {
	v := newVoice(t, quickParams())
	bare := func(metadata map[string]string) []byte {
		f, err := v.file()
		if err != nil {
			t.Fatal(err)
		}
		f.Metadata = metadata
		var b bytes.Buffer
		if err := checkpoint.Encode(&b, f); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	refused(t, "nothing", nil, checkpoint.ErrCorrupt)
	refused(t, "text", []byte("این صدا نیست، متنی است که کسی به این نام گذاشته است"), checkpoint.ErrCorrupt)
	refused(t, "a wave", append([]byte("RIFF\x24\x00\x00\x00WAVEfmt "), make([]byte, 1000)...), checkpoint.ErrCorrupt)
	refused(t, "weights of another program", bare(nil), checkpoint.ErrForeign)
	refused(t, "a later format", bare(map[string]string{"avagar.format": "2", checkpoint.KindKey: kindVoice}), checkpoint.ErrNewer)
	refused(t, "a training checkpoint", rewritten(t, v, func(f *checkpoint.File) { f.Metadata[checkpoint.KindKey] = "checkpoint" }), ErrKind)
	refused(t, "no kind", rewritten(t, v, func(f *checkpoint.File) { delete(f.Metadata, checkpoint.KindKey) }), ErrKind)
}

func TestEveryTruncationAndEveryChangedByteIsNoticed(t *testing.T) {
	b := saved(t, newVoice(t, quickParams()))
	for n := 0; n < len(b); n += 1 + n/50 {
		if _, err := decode(b[:n]); !errors.Is(err, checkpoint.ErrCorrupt) {
			t.Fatalf("%d bytes of %d: error %v, want ErrCorrupt", n, len(b), err)
		}
	}
	for at := len(b) - 1; at > len(b)/2; at -= 997 { // numbers: behind the header
		bad := bytes.Clone(b)
		bad[at] ^= 0x10
		if _, err := decode(bad); !errors.Is(err, checkpoint.ErrCorrupt) {
			t.Fatalf("byte %d changed: error %v, want ErrCorrupt", at, err)
		}
	}
}
