package checkpoint

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"
)

// TestFullDiskLeavesTheOldFile runs itself again under a limit on the size of
// files, which fails writes as a full disk does.
func TestFullDiskLeavesTheOldFile(t *testing.T) {
	if path := os.Getenv("CHECKPOINT_TEST_LIMITED"); path != "" {
		writeLimited(t, path)
		return
	}
	path := filepath.Join(t.TempDir(), "a.safetensors")
	if err := WriteFile(path, sample()); err != nil {
		t.Fatal(err)
	}
	child := exec.Command(os.Args[0], "-test.run=^TestFullDiskLeavesTheOldFile$")
	child.Env = append(os.Environ(), "CHECKPOINT_TEST_LIMITED="+path)
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	onlyFile(t, path)
}

func writeLimited(t *testing.T, path string) {
	signal.Ignore(syscall.SIGXFSZ) // so that the write fails instead
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 1 << 17, Max: 1 << 17}); err != nil {
		t.Fatal(err)
	}
	f := sample()
	f.Tensors = append(f.Tensors, Tensor{Name: "large", Shape: []int{1 << 16}, Data: make([]float32, 1<<16)})
	if err := WriteFile(path, f); !errors.Is(err, syscall.EFBIG) {
		t.Fatalf("error %v, want EFBIG", err)
	}
}
