package checkpoint_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"avagar/engine/checkpoint"
	"avagar/engine/checkpoint/powercut"
)

// voice is a file as those that are promoted, exported and resumed from.
func voice(name string) checkpoint.File {
	return checkpoint.File{
		Metadata: map[string]string{"name": name},
		Tensors:  []checkpoint.Tensor{{Name: "w", Shape: []int{30_000}, Data: make([]float32, 30_000)}},
	}
}

// nameOf reads the name of a voice, or says that there is none. Anything but a
// whole file is an error.
func nameOf(path string) (string, error) {
	f, err := checkpoint.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "none", nil
	}
	return f.Metadata["name"], err
}

func TestAPowerCutLeavesTheOldFileOrTheNew(t *testing.T) {
	home := t.TempDir()
	d, err := powercut.Record(home)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(home, "a.avagar")
	done := []int{0} // operations behind which each version is written for good
	for _, name := range []string{"first", "second"} {
		if err := checkpoint.WriteFileOn(d, path, voice(name)); err != nil {
			t.Fatal(err)
		}
		done = append(done, d.Operations())
	}
	versions := []string{"none", "first", "second"}
	for way, keep := range map[string]powercut.Keep{"nothing": powercut.Nothing, "names": powercut.Names, "newest": powercut.Newest, "all": powercut.All} {
		for n := range d.Operations() + 1 {
			into := t.TempDir()
			if err := d.Cut(n, keep, into); err != nil {
				t.Fatal(err)
			}
			name, err := nameOf(filepath.Join(into, "a.avagar"))
			least := 0
			for least+1 < len(done) && n >= done[least+1] {
				least++
			}
			fits := name == versions[least] || least+1 < len(versions) && name == versions[least+1]
			if err != nil || !fits {
				t.Errorf("%s kept behind operation %d: %q, %v", way, n, name, err)
			}
		}
	}
}

func TestACutForgetsExactlyWhatWasNotSynced(t *testing.T) {
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, "old"), []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := powercut.Record(home)
	if err != nil {
		t.Fatal(err)
	}
	f, err := d.Open(filepath.Join(home, "new"), os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	write := func(text string) {
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	write("synced")
	err = errors.Join(f.Sync(), d.SyncFolder(home))
	write(" and not")
	err = errors.Join(err, f.Truncate(3), f.Close(), d.Rename(filepath.Join(home, "old"), filepath.Join(home, "older")))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		n    int
		keep powercut.Keep
		want string
	}{
		{1, powercut.Nothing, "old=old"}, {1, powercut.Names, "new= old=old"}, {2, powercut.All, "new=synced old=old"},
		{4, powercut.Nothing, "new=synced old=old"}, {5, powercut.All, "new=synced and not old=old"},
		{5, powercut.Nothing, "new=synced old=old"}, {6, powercut.All, "new=syn old=old"},
		{7, powercut.Nothing, "new=synced old=old"}, {7, powercut.Names, "new=synced older=old"}, {7, powercut.Newest, "new=syn older=old"},
	} {
		into := t.TempDir()
		if err := d.Cut(c.n, c.keep, into); err != nil {
			t.Fatal(err)
		}
		if got := listing(t, into); got != c.want {
			t.Errorf("behind operation %d: %s, want %s", c.n, got, c.want)
		}
	}
}

func listing(t *testing.T, dir string) (out string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			out += " "
		}
		out += fmt.Sprintf("%s=%s", e.Name(), data)
	}
	return out
}
