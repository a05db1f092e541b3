package dataset

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// wav lays out a WAV file by hand, as odd as it is asked to be.
type wav struct {
	tag, bits  int
	rate       int
	extensible bool
	claimed    int // size that the data chunk claims; -1: the true one
	cut        int // bytes that the file is cut off to; 0: whole
}

func (w wav) of(channels ...[]float32) string {
	le := binary.LittleEndian
	var data []byte
	for i := range channels[0] {
		for _, c := range channels {
			data = w.sample(data, c[i])
		}
	}
	block := len(channels) * w.bits / 8
	format := le.AppendUint16(nil, uint16(w.tag))
	if w.extensible {
		format = le.AppendUint16(nil, 0xfffe)
	}
	format = le.AppendUint16(format, uint16(len(channels)))
	format = le.AppendUint32(format, uint32(w.rate))
	format = le.AppendUint32(format, uint32(w.rate*block))
	format = le.AppendUint16(format, uint16(block))
	format = le.AppendUint16(format, uint16(w.bits))
	if w.extensible {
		format = append(format, 22, 0, byte(w.bits), 0, 0, 0, 0, 0, byte(w.tag))
		format = append(format, "\x00\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"...)
	}
	size := len(data)
	if w.claimed >= 0 {
		size = w.claimed
	}
	out := le.AppendUint32([]byte("RIFF"), uint32(20+len(format)+size))
	out = le.AppendUint32(append(out, "WAVEfmt "...), uint32(len(format)))
	out = le.AppendUint32(append(append(out, format...), "data"...), uint32(size))
	out = append(out, data...)
	if w.cut > 0 {
		out = out[:w.cut]
	}
	return string(out)
}

func (w wav) sample(data []byte, v float32) []byte {
	le := binary.LittleEndian
	switch {
	case w.tag == 3 && w.bits == 64:
		return le.AppendUint64(data, math.Float64bits(float64(v)))
	case w.tag == 3:
		return le.AppendUint32(data, math.Float32bits(v))
	case w.bits == 8:
		return append(data, byte(128+127*v))
	case w.bits == 24:
		n := int32(v * 8388607)
		return append(data, byte(n), byte(n>>8), byte(n>>16))
	}
	return le.AppendUint16(data, uint16(int16(v*32767)))
}

// pcm is a plain file of 16 bits.
func pcm(rate int) wav { return wav{tag: 1, bits: 16, rate: rate, claimed: -1} }

func TestOddRecordingsGetTheirFindings(t *testing.T) {
	speech := madeUpWave(3)
	changed := func(change func(i int, v float32) float32) []float32 {
		out := make([]float32, len(speech))
		for i, v := range speech {
			out[i] = max(-1, min(1, change(i, v)))
		}
		return out
	}
	at := func(gain float32) []float32 { // so that no two files hold the same sound
		return changed(func(_ int, v float32) float32 { return gain * v })
	}
	r := rand.New(rand.NewPCG(3, 5))
	hum := changed(func(i int, v float32) float32 {
		return v + .05*float32(math.Sin(2*math.Pi*50*float64(i)/madeUpRate))
	})
	noise := changed(func(int, float32) float32 { return .1 * float32(r.NormFloat64()) })
	dead := make([]float32, len(speech))
	with := func(change func(*wav)) wav {
		w := pcm(madeUpRate)
		change(&w)
		return w
	}
	cases := []struct {
		id     string
		file   string
		want   Code // "": none
		usable bool
	}{
		{"plain", pcm(madeUpRate).of(speech), "", true},
		{"bits24", with(func(w *wav) { w.bits = 24 }).of(at(.99)), "", true},
		{"float32", with(func(w *wav) { w.tag, w.bits = 3, 32 }).of(at(.98)), "", true},
		{"float64", with(func(w *wav) { w.tag, w.bits = 3, 64 }).of(at(.97)), "", true},
		{"extensible", with(func(w *wav) { w.extensible, w.bits = true, 24 }).of(at(.96)), "", true},
		{"size0", with(func(w *wav) { w.claimed = 0 }).of(at(.95)), "", true},
		{"sizewrong", with(func(w *wav) { w.claimed = 10_000_000 }).of(at(.94)), Truncated, true},
		{"cut", with(func(w *wav) { w.cut = 60001 }).of(speech), Truncated, true},
		{"cuthead", with(func(w *wav) { w.cut = 30 }).of(speech), Truncated, false},
		{"nothing", pcm(madeUpRate).of(nil), EmptyAudio, false},
		{"one", pcm(madeUpRate).of(speech[:1]), "", false},
		{"telephone", pcm(8000).of(speech), LowRate, true},
		{"deadchannel", pcm(madeUpRate).of(dead, at(.93)), BadChannel, true},
		{"clipped", pcm(madeUpRate).of(changed(func(_ int, v float32) float32 { return 8 * v })), Clipped, true},
		{"offset", pcm(madeUpRate).of(changed(func(_ int, v float32) float32 { return v + .1 })), Offset, true},
		{"hum", pcm(madeUpRate).of(hum), Hum, true},
		{"silence", pcm(madeUpRate).of(dead), Silent, false},
		{"noise", pcm(madeUpRate).of(noise), Noisy, true},
		{"music", pcm(madeUpRate).of(chord(3)), Noisy, true},
	}
	files, lines := map[string]string{}, []string{}
	for _, c := range cases {
		files[c.id+".wav"] = c.file
		lines = append(lines, fmt.Sprintf("%s|سلام دنیای من که سلامی دوباره است", c.id))
	}
	files["metadata.csv"] = strings.Join(lines, "\n")
	for i, row := range scan(t, folder(t, files)).Rows {
		c := cases[i]
		got := codes(row.Findings, row.ID)
		if c.id == "one" { // silent or short, both are true
			c.want = got[0]
		}
		if row.ID != c.id || row.Usable != c.usable || c.want != "" && !slices.Contains(got, c.want) || c.want == "" && got != nil {
			t.Errorf("%s: usable %v, %v, want %q", c.id, row.Usable, row.Findings, c.want)
		}
	}
}
