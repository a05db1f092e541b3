package training

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"avagar/engine/audio"
	"avagar/engine/dataset"
)

// lasting is a folder of utterances of ten seconds with exact times.
func lasting(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(dir, "wavs"), 0o755))
	var metadata, times strings.Builder
	for k := range n {
		id := fmt.Sprintf("u%d", k)
		wave := make([]float32, 220500)
		for i := range wave {
			at := 2 * math.Pi * float64(i) / 22050
			wave[i] = float32(.2*math.Sin((110+float64(k))*at) + .1*math.Sin(800*at))
		}
		for i := range 100 { // a phoneme lasts a tenth of a second
			fmt.Fprintf(&times, "%s\t%d\t%d\t%c\n", id, 2205*i, 2205*(i+1), "aiu"[i%3])
		}
		fmt.Fprintf(&metadata, "%s|%s\n", id, strings.Repeat("متن ", 30))
		must(t, audio.WriteWAVFile(filepath.Join(dir, "wavs", id+".wav"), wave, 22050))
	}
	for name, text := range map[string]string{"metadata.csv": metadata.String(), "align.tsv": times.String(), "dataset.json": `{"language":"und"}`} {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	return dir
}

// held are the bytes in use while a corpus is.
func held(c *dataset.Corpus) int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	runtime.KeepAlive(c)
	return int64(m.HeapAlloc)
}

// TestTenHoursOfSpeechFitIntoMemory measures what a second of speech keeps in
// memory for as long as it is learned from.
func TestTenHoursOfSpeechFitIntoMemory(t *testing.T) {
	s := &Service{Home: t.TempDir()}
	few, many := lasting(t, 2), lasting(t, 10)
	one, err := s.prepare(context.Background(), few, .1, nil)
	must(t, err)
	before := held(one)
	two, err := s.prepare(context.Background(), many, .1, nil)
	must(t, err)
	seconds := two.Minutes() * 60
	perSecond := float64(held(two)-before) / seconds
	const most, tenHours = 200 << 20, 10 * 3600
	t.Logf("%.0f bytes a second of speech, %.0f MB for ten hours", perSecond, perSecond*tenHours/1e6)
	if seconds < 90 || perSecond*tenHours > most {
		t.Errorf("%.0f s of speech keep %.0f bytes each: ten hours take %.0f MB", seconds, perSecond, perSecond*tenHours/1e6)
	}
	runtime.KeepAlive(one)
	if room := (Checked{Report: dataset.Report{UsableMinutes: 600}}).Room(); room < 1<<30 || room > 4<<30 {
		t.Errorf("ten hours take %d bytes of the disk", room)
	}
}
