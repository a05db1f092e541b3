package train

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"avagar/engine/checkpoint/powercut"
	"avagar/engine/dataset"
	"avagar/engine/mel"
)

// shaky is a short plan with checkpoints, evaluations and removals in it.
func shaky() Plan {
	p := quick()
	p.Steps, p.EvaluateEvery, p.CheckpointEvery, p.Keep = 7, 3, 2, 1
	return p
}

// ways are how much of what was not synced a power cut leaves: some is any part
// of it, in any order, as disks leave it.
func ways() map[string]powercut.Keep {
	if raced { // every step is ten times slower
		return map[string]powercut.Keep{"nothing": powercut.Nothing}
	}
	out := map[string]powercut.Keep{"nothing": powercut.Nothing, "names": powercut.Names, "all": powercut.All, "newest": powercut.Newest}
	r := rand.New(rand.NewPCG(2, 3))
	out["some"] = powercut.Keep{
		Name:     func(int) bool { return r.IntN(2) == 0 },
		Contents: func(synced, written []byte) []byte { return torn(r, synced, written) },
	}
	return out
}

// torn is what a disk may have made of a file: all that was written, none of it
// since it was synced, or a part.
func torn(r *rand.Rand, synced, written []byte) []byte {
	same := 0
	for same < min(len(synced), len(written)) && synced[same] == written[same] {
		same++
	}
	switch r.IntN(3) {
	case 0:
		return synced
	case 1:
		return written
	}
	return written[:same+r.IntN(len(written)-same+1)]
}

// fingerprint tells folders apart by all that is in them.
func fingerprint(t *testing.T, dir string) [sha256.Size]byte {
	t.Helper()
	h := sha256.New()
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		fmt.Fprintf(h, "%q %v ", rel, e.IsDir())
		if !e.IsDir() {
			fmt.Fprintf(h, "%x ", sha256.Sum256(read(t, path)))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// cutEverywhere lets the power fail behind every operation of a recording, in
// every way, and wants each run that is found to end as whole did. Before
// created operations there need not be one.
func cutEverywhere(t *testing.T, d *powercut.Disk, created int, whole *Run, c *dataset.Corpus) {
	t.Helper()
	type found struct {
		print       [sha256.Size]byte
		mayBeAbsent bool
	}
	seen := map[found]bool{}
	for way, keep := range ways() {
		for n := range d.Operations() + 1 {
			into, err := os.MkdirTemp(t.TempDir(), "")
			if err == nil {
				err = d.Cut(n, keep, into)
			}
			if err != nil {
				t.Fatal(err)
			}
			if f := (found{fingerprint(t, into), n < created}); !seen[f] {
				seen[f] = true
				goesOn(t, fmt.Sprintf("%s kept behind operation %d", way, n), into, f.mayBeAbsent, whole, c)
			}
			os.RemoveAll(into)
		}
	}
	t.Logf("%d operations, %d different folders found", d.Operations(), len(seen))
}

// goesOn resumes a run after a power cut.
func goesOn(t *testing.T, name, home string, mayBeAbsent bool, whole *Run, c *dataset.Corpus) {
	t.Helper()
	r, err := OpenRun(filepath.Join(home, "checkpoints", "run"))
	if errors.Is(err, ErrRun) && mayBeAbsent {
		return
	}
	if err == nil {
		err = r.Train(context.Background(), c, nil)
	}
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	sameRun(t, whole, r)
	if t.Failed() {
		t.Fatalf("%s: the run ends otherwise", name)
	}
}

func record(t *testing.T, home string) *powercut.Disk {
	t.Helper()
	d, err := powercut.Record(home)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestARunWhosePowerFailsAnywhereEndsInTheSameBytes(t *testing.T) {
	c, p := prepare(t, writeSpeech(t, 6), t.TempDir()), shaky()
	whole := newQuickRun(t, p)
	if err := whole.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	d := record(t, home)
	r, err := create(d, filepath.Join(home, "checkpoints", "run"), Summary{ID: "run", Language: "und", Plan: p}, untrained(t, mel.DefaultParams()))
	if err != nil {
		t.Fatal(err)
	}
	created := d.Operations()
	if err := r.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	sameRun(t, whole, r)
	cutEverywhere(t, d, created, whole, c)
}

func TestThePowerMayFailAgainWhileARunGoesOn(t *testing.T) {
	c, p := prepare(t, writeSpeech(t, 6), t.TempDir()), shaky()
	whole := newQuickRun(t, p)
	if err := whole.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	r, err := create(record(t, home), filepath.Join(home, "checkpoints", "run"), Summary{ID: "run", Language: "und", Plan: p}, untrained(t, mel.DefaultParams()))
	if err != nil {
		t.Fatal(err)
	}
	cut := errors.New("cut")
	func() { // in the step behind a checkpoint, with metrics that belong to none
		defer func() {
			if recover() != cut {
				t.Fatal("the run was not cut off")
			}
		}()
		r.Train(context.Background(), c, func(e Event) {
			if e.Kind == EventStep && e.Step == 6 {
				panic(cut)
			}
		})
	}()
	steps, err := r.Checkpoints()
	if err != nil || len(steps) < 2 {
		t.Fatal(steps, err)
	}
	newest := r.CheckpointPath(steps[len(steps)-1])
	if err := os.WriteFile(newest, read(t, newest)[:5000], 0o600); err != nil { // and the newest is damaged
		t.Fatal(err)
	}
	d := record(t, home)
	if r, err = open(d, r.Dir); err != nil {
		t.Fatal(err)
	}
	if err := r.Train(context.Background(), c, nil); err != nil {
		t.Fatal(err)
	}
	sameRun(t, whole, r)
	cutEverywhere(t, d, 0, whole, c)
}
