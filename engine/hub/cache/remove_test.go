package cache

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"avagar/engine/hub"
)

// twoRevisions share one of their three contents.
func twoRevisions(t *testing.T) (c *Cache, shared, old, young hub.File) {
	c = newCache(t)
	shared, old, young = large("tokens.txt", "tokens"), large("fa/v.onnx", "old weights"), large("fa/v.onnx", "young weights!")
	put(t, c, first, shared, "tokens")
	put(t, c, first, old, "old weights")
	put(t, c, second, young, "young weights!")
	if ok, err := c.Link(t.Context(), voices, second, shared); !ok || err != nil {
		t.Fatal(ok, err)
	}
	for name, commit := range map[string]string{"v1": first, "main": second, "refs/pr/1": first} {
		if err := c.SetRef(voices, name, commit); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(c.WriteTree(voices, first, []hub.File{shared, old}), c.WriteTree(voices, second, []hub.File{shared, young}),
		c.SetMissing(voices, first, "vocab.json")); err != nil {
		t.Fatal(err)
	}
	return c, shared, old, young
}

func TestRemoveFreesWhatNoOtherRevisionUses(t *testing.T) {
	c, shared, old, young := twoRevisions(t)
	plan, err := c.Plan(voices, first)
	if err != nil || plan.Free != old.Size || plan.Kept != shared.Size || plan.Whole {
		t.Errorf("the plan is %+v, %v", plan, err)
	}
	freed, err := c.Remove(t.Context(), voices, first)
	if err != nil || freed != plan.Free {
		t.Errorf("freed %d of %d: %v", freed, plan.Free, err)
	}
	for _, name := range everything(t, c) {
		if strings.Contains(name, first) || strings.Contains(name, old.SHA256) || strings.Contains(name, "refs/v1") || strings.Contains(name, "pr") && strings.Contains(name, "refs") {
			t.Errorf("%s was left", name)
		}
	}
	if read(t, c, second, "tokens.txt") != "tokens" || read(t, c, second, "fa/v.onnx") != "young weights!" {
		t.Error("the other revision was harmed")
	}
	if _, err := c.Remove(t.Context(), voices, first); !errors.Is(err, ErrNotCached) {
		t.Errorf("once more: %v", err)
	}
	freed, err = c.Remove(t.Context(), voices, second)
	if err != nil || freed != shared.Size+young.Size {
		t.Errorf("the last one freed %d, %v", freed, err)
	}
	left, err := os.ReadDir(c.Dir)
	if err != nil || len(left) != 1 || left[0].Name() != "CACHEDIR.TAG" {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestOneVoiceOfARevisionCanGo(t *testing.T) {
	c := newCache(t)
	amir, gyro, license := large("fa/amir/a.onnx", "amir"), large("fa/gyro/g.onnx", "gyro!"), small("LICENSE", "free")
	put(t, c, first, amir, "amir")
	put(t, c, first, gyro, "gyro!")
	put(t, c, first, license, "free")
	plan, err := c.PlanFiles(voices, first, amir.Path)
	if err != nil || plan.Free != 4 || len(plan.Commits) != 0 {
		t.Errorf("%+v, %v", plan, err)
	}
	if freed, err := c.RemoveFiles(t.Context(), voices, first, amir.Path); freed != 4 || err != nil {
		t.Errorf("freed %d, %v", freed, err)
	}
	if _, err := os.Stat(filepath.Join(c.SnapshotFolder(voices, first), "fa", "amir")); !os.IsNotExist(err) {
		t.Errorf("an empty folder stayed: %v", err)
	}
	if read(t, c, first, gyro.Path) != "gyro!" {
		t.Error("the other voice was harmed")
	}
	if freed, err := c.RemoveFiles(t.Context(), voices, first, gyro.Path, license.Path, "../../../etc"); freed != 9 || err != nil {
		t.Errorf("freed %d, %v", freed, err)
	}
	if got := everything(t, c); len(got) != 1 {
		t.Errorf("left: %q", got)
	}
}

func TestWhatAnotherProgramFetchesIsLeft(t *testing.T) {
	c, shared, old, _ := twoRevisions(t)
	lock := flock.New(filepath.Join(c.Dir, ".locks", Folder(voices), old.SHA256+".lock"))
	if ok, err := lock.TryLock(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	freed, err := c.Remove(t.Context(), voices, first)
	if !errors.Is(err, ErrInUse) || freed != 0 {
		t.Errorf("freed %d, %v", freed, err)
	}
	put(t, c, second, old, "old weights") // does not wait for ever
	if err := lock.Unlock(); err != nil {
		t.Fatal(err)
	}
	if freed, err := c.Remove(t.Context(), voices, second); err != nil || freed != shared.Size+old.Size+int64(len("young weights!")) {
		t.Errorf("freed %d, %v", freed, err)
	}
}

func TestABlobThatGotALinkAfterThePlanStays(t *testing.T) {
	c, shared, old, _ := twoRevisions(t)
	plan, err := c.Plan(voices, first)
	if err != nil {
		t.Fatal(err)
	}
	old.Path = "kept.onnx"
	if ok, err := c.Link(t.Context(), voices, second, old); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if freed, err := c.carryOut(t.Context(), plan); err != nil || freed != 0 {
		t.Errorf("freed %d, %v", freed, err)
	}
	if read(t, c, second, "kept.onnx") != "old weights" || read(t, c, second, shared.Path) != "tokens" {
		t.Error("a file lost its content")
	}
}

func TestLeftoversAreSwept(t *testing.T) {
	c, _, old, _ := twoRevisions(t)
	folder := filepath.Join(c.Dir, Folder(voices), "blobs")
	for _, name := range []string{old.SHA256 + ".0123abcd.incomplete", strings.Repeat("e", 64)} {
		if err := os.WriteFile(filepath.Join(folder, name), make([]byte, 10), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if freed, err := c.Sweep(voices, time.Now()); freed != 0 || err != nil {
		t.Errorf("of today: freed %d, %v", freed, err)
	}
	if freed, err := c.Sweep(voices, time.Now().Add(25*time.Hour)); freed != 20 || err != nil {
		t.Errorf("of yesterday: freed %d, %v", freed, err)
	}
	if read(t, c, first, old.Path) != "old weights" {
		t.Error("a file lost its content")
	}
}
