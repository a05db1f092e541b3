package training

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"avagar/app"
	"avagar/engine/acoustic"
	"avagar/engine/audio"
	"avagar/engine/mel"
	"avagar/engine/train"
	"avagar/engine/voice"
)

// recordings is a folder of utterances in which every phoneme is a buzz, with
// exact times.
func recordings(t *testing.T, folder string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), folder)
	if err := os.MkdirAll(filepath.Join(dir, "wavs"), 0o755); err != nil {
		t.Fatal(err)
	}
	var metadata, times strings.Builder
	for k := range 6 {
		id := fmt.Sprintf("u%d", k)
		var wave []float32
		for i, symbol := range []string{"_", "a", "i", "a", "u", "i", "_"} {
			n := 2000 + 300*((i*k)%5)
			fmt.Fprintf(&times, "%s\t%d\t%d\t%s\n", id, len(wave), len(wave)+n, symbol)
			hz := map[string]float64{"a": 110, "i": 130, "u": 95}[symbol]
			for j := range n {
				wave = append(wave, float32(0.2*math.Sin(2*math.Pi*hz*float64(j)/22050)+0.1*math.Sin(10*math.Pi*hz*float64(j)/22050)))
			}
		}
		fmt.Fprintf(&metadata, "%s|متن\n", id)
		if err := audio.WriteWAVFile(filepath.Join(dir, "wavs", id+".wav"), wave, 22050); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"metadata.csv": metadata.String(), "align.tsv": times.String(), "dataset.json": `{"language":"und"}`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestARunIsStartedStoppedResumedAndPromoted(t *testing.T) {
	s := &Service{Home: t.TempDir()}
	folder := recordings(t, "صدای من!")
	o := StartOptions{Folder: folder, Adjust: func(p *train.Plan) {
		p.Steps, p.BatchFrames, p.EvaluateEvery, p.CheckpointEvery, p.WarmUp = 6, 200, 2, 2, 1
	}}
	ctx, cancel := context.WithCancel(context.Background())
	sum, err := s.Start(ctx, o, func(e train.Event) {
		if e.Kind == train.EventStep && e.Step == 3 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || sum.ID != "صدای-من-1" || sum.State != train.StatePaused || sum.Step != 3 {
		t.Fatalf("%+v, error %v", sum, err)
	}
	if sum, err = s.Resume(context.Background(), sum.ID, nil); err != nil || sum.State != train.StateDone || sum.Step != 6 {
		t.Fatalf("%+v, error %v", sum, err)
	}
	list, err := s.List()
	if err != nil || len(list) != 1 || list[0].ID != sum.ID {
		t.Errorf("list %+v, error %v", list, err)
	}
	d, err := s.Show(sum.ID)
	if err != nil || len(d.Checkpoints) == 0 || d.Checkpoints[len(d.Checkpoints)-1] != 6 {
		t.Fatalf("%+v, error %v", d, err)
	}
	losses := map[int]float64{}
	for _, m := range d.Metrics {
		if m.HeldOut {
			losses[m.Step] = m.Frames
		}
	}
	for step, o := range map[int]PromoteOptions{6: {ID: "newest", Newest: true}, sum.BestStep: {ID: "best"}} {
		info, path, err := s.Promote(sum.ID, o)
		if err != nil || info.Steps != step || info.HeldOutLoss != losses[step] || losses[step] == 0 {
			t.Fatalf("%s: %+v, losses %v, error %v", o.ID, info, losses, err)
		}
		v, err := voice.Open(path)
		if err != nil || v.Info != info || path != filepath.Join(s.Home, "voices", o.ID+voice.Extension) {
			t.Errorf("%s holds another voice: %v", path, err)
		}
	}
	face := picture(t)
	for _, o := range []PromoteOptions{{ID: "best", Picture: face}, {ID: "best"}} { // promoted again it keeps its picture
		_, path, err := s.Promote(sum.ID, o)
		if err != nil {
			t.Fatal(err)
		}
		if v, err := voice.Open(path); err != nil || !bytes.Equal(v.Picture, face) {
			t.Errorf("the picture has %d bytes of %d, %v", len(v.Picture), len(face), err)
		}
	}
	for _, id := range []string{"../out", "a/b", `a\b`, "..", ".hidden", "نام دیگر", strings.Repeat("a", 300)} {
		if _, path, err := s.Promote(sum.ID, PromoteOptions{ID: id}); !errors.Is(err, app.ErrBadInput) {
			t.Errorf("ID %q: written to %q, error %v, want ErrBadInput", id, path, err)
		}
	}
	if _, _, err := s.Promote(sum.ID, PromoteOptions{Step: 5}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a step without a checkpoint: %v", err)
	}
}

// picture is one that a voice can have.
func picture(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 64, 64))); err != nil {
		t.Fatal(err)
	}
	small, err := voice.ReadPicture(&b)
	if err != nil {
		t.Fatal(err)
	}
	return small
}

func TestRunsOfOneNameAreNumbered(t *testing.T) {
	s := &Service{Home: t.TempDir()}
	folder := recordings(t, strings.Repeat("ب", 125))
	for n := 1; n <= 2; n++ {
		sum, err := s.Start(context.Background(), StartOptions{Folder: folder, Steps: 1}, nil)
		if err != nil || !strings.HasSuffix(sum.ID, fmt.Sprintf("ب-%d", n)) {
			t.Errorf("run %d is %q, error %v", n, sum.ID, err)
		}
	}
}

func TestWhatCannotWorkIsRefusedBeforeAnythingIsPrepared(t *testing.T) {
	s := &Service{Home: t.TempDir()}
	other := &voice.Voice{Model: &acoustic.Model{}}
	for name, c := range map[string]struct {
		o    StartOptions
		want error
	}{
		"a size of its own":      {StartOptions{Size: "huge"}, acoustic.ErrConfig},
		"a base of other frames": {StartOptions{From: other}, mel.ErrParams},
		"a plan without steps":   {StartOptions{Adjust: func(p *train.Plan) { p.Steps = 0 }}, train.ErrPlan},
	} {
		c.o.Folder = filepath.Join(s.Home, "absent")
		if _, err := s.Start(context.Background(), c.o, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", name, err, c.want)
		}
	}
	for _, id := range []string{"", ".", "..", "../x", "a/b", "absent"} {
		if _, err := s.Show(id); !errors.Is(err, app.ErrNotFound) {
			t.Errorf("run %q: error %v, want ErrNotFound", id, err)
		}
	}
	if list, err := s.List(); err != nil || len(list) != 0 {
		t.Errorf("list %v, error %v", list, err)
	}
}
