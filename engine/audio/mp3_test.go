package audio

import (
	"bytes"
	"encoding/binary"
	"os"
	"testing"
)

// lowRate returns a 32 kbit/s MP3 at 22,050 Hz, with padded frames that look
// back, and what mpg123 makes of it.
func lowRate(t *testing.T) (coded []byte, want []float32) {
	t.Helper()
	coded, err := os.ReadFile("testdata/ljspeech_22k_32kbps.mp3")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile("testdata/ljspeech_22k_32kbps.raw")
	if err != nil {
		t.Fatal(err)
	}
	for ; len(raw) > 0; raw = raw[2:] {
		want = append(want, float32(int16(binary.LittleEndian.Uint16(raw)))/32768)
	}
	return coded, want
}

func decoded(t *testing.T, b []byte) []float32 {
	t.Helper()
	clip, err := Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return clip.Channels[0]
}

func farthest(got, want []float32) (worst float64, at int) {
	for i, v := range want {
		if d := max(float64(got[i]-v), float64(v-got[i])); d > worst {
			worst, at = d, i
		}
	}
	return worst, at
}

func TestLowRateMP3EqualsAnotherDecoders(t *testing.T) {
	coded, want := lowRate(t)
	got := decoded(t, coded)
	if len(got) != len(want) {
		t.Fatalf("%d samples, want %d", len(got), len(want))
	}
	if worst, at := farthest(got, want); worst > 1.5/32768 {
		t.Errorf("sample %d is off by %g", at, worst)
	}
}

func TestAnMP3CutInTheMiddleBeginsWithSilenceNotNoise(t *testing.T) {
	coded, _ := lowRate(t)
	whole := decoded(t, coded)
	got := decoded(t, coded[1000:])
	tail := whole[len(whole)-len(got):]
	const settled = 6 * 576 // frames that look back behind the cut, and the overlap after them
	if worst, at := farthest(got[settled:], tail[settled:]); worst > 1.5/32768 {
		t.Errorf("sample %d after the cut is off by %g", at+settled, worst)
	}
	if loud := peak(got[:settled]); loud > 1.1*peak(tail[:settled]) {
		t.Errorf("noise of %g at the cut, the sound is %g", loud, peak(tail[:settled]))
	}
}
