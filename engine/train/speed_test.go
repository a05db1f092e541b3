package train

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func speedsOf(t *testing.T, dir string) (list []Speed) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, SpeedFile))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := ReadSpeeds(f, func(s Speed) { list = append(list, s) }); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestSpeedIsWrittenOverStretchesOfTrainingAndAtTheEnd(t *testing.T) {
	dir := t.TempDir()
	s, err := openSpeeds(dir, 0)
	if err != nil {
		t.Fatal(err)
	}
	for step := 1; step <= 5; step++ {
		if err := s.add(step, 1000, time.Second); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.close(); err != nil {
		t.Fatal(err)
	}
	got := speedsOf(t, dir)
	if len(got) != 3 || got[0] != (Speed{2, 1000}) || got[2] != (Speed{5, 1000}) {
		t.Errorf("%v", got)
	}
}

func TestSpeedBehindTheCheckpointIsCutOff(t *testing.T) {
	dir := t.TempDir()
	content := `{"step":2,"frames_per_second":900}` + "\n" + `{"step":9,"frames_per_second":800}` + "\n" + `{"step":12,"fra`
	if err := os.WriteFile(filepath.Join(dir, SpeedFile), []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ step, lines int }{{12, 2}, {8, 1}, {1, 0}} {
		s, err := openSpeeds(dir, c.step)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.close(); err != nil {
			t.Fatal(err)
		}
		if got := speedsOf(t, dir); len(got) != c.lines {
			t.Errorf("on from step %d: %v", c.step, got)
		}
	}
}

func TestARunTellsHowFastItWas(t *testing.T) {
	c := prepare(t, writeSpeech(t, 4), t.TempDir())
	r := newQuickRun(t, quick())
	if err := r.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	got := speedsOf(t, r.Dir)
	if len(got) == 0 || got[len(got)-1].Step != r.Summary.Step || !(got[0].FramesPerSecond > 0) {
		t.Errorf("%v after %d steps", got, r.Summary.Step)
	}
}

func FuzzSpeed(f *testing.F) {
	f.Add(`{"step":2,"frames_per_second":900}`+"\n", 3)
	f.Add("{\n\n\n", 0)
	f.Fuzz(func(t *testing.T, content string, step int) {
		n := lengthUpTo([]byte(content), step)
		if n < 0 || n > int64(len(content)) || n > 0 && content[n-1] != '\n' {
			t.Fatalf("%d of %q", n, content)
		}
		if read, err := ReadSpeeds(strings.NewReader(content), func(Speed) {}); err != nil || read < n {
			t.Fatalf("%d bytes are read, error %v", read, err)
		}
	})
}
