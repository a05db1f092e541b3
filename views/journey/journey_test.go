package journey

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"avagar/engine/audio/audiotest"
)

// roleKey is set where this binary is run as something else than the tests.
const roleKey = "JOURNEY_ROLE"

// program is the built Avagar, absent why it cannot be gone through here.
var (
	program string
	absent  string
)

func TestMain(m *testing.M) {
	if os.Getenv(roleKey) == "card" {
		if err := beCard(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(testAll(m))
}

func testAll(m *testing.M) int {
	dir, err := os.MkdirTemp("", "journey-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	if absent = missing(); absent == "" {
		if err := build(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
	}
	return m.Run()
}

// build builds the program into a folder, unless there is one already.
func build(dir string) error {
	if program = os.Getenv("AVAGAR_PROGRAM"); program != "" {
		return nil
	}
	program = filepath.Join(dir, "avagar")
	if out, err := exec.Command("go", "build", "-o", program, "avagar").CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}

// missing says what this computer lacks for a screen in memory.
func missing() string {
	if runtime.GOOS != "linux" {
		return "there is no screen in memory on " + runtime.GOOS
	}
	var lacks []string
	for _, tool := range []string{"Xvfb", "openbox", "xdotool", "setxkbmap", "xclip", "import"} {
		if _, err := exec.LookPath(tool); err != nil {
			lacks = append(lacks, tool)
		}
	}
	if _, err := os.Stat(audiotest.SystemConfig); err != nil {
		lacks = append(lacks, "ALSA")
	}
	if len(lacks) == 0 {
		return ""
	}
	return "no " + strings.Join(lacks, ", ") + "; sh packaging/setup.sh test installs it"
}

// eventually waits until something is so, at most so long.
func eventually(t *testing.T, atMost time.Duration, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(atMost); !so(); {
		if time.Now().After(end) {
			t.Fatalf("after %v still not: %s", atMost, what)
		}
		select {
		case <-t.Context().Done():
			t.Fatal(t.Context().Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}
