package journey

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// screen is a display of its own with a window manager, and someone at its
// keyboard and mouse.
type screen struct {
	t      *testing.T
	env    []string
	person string // the home folder of who sits before it
}

const screenSize = "1280x900x24"

// openScreen starts a display with a number that is free, the layout of its
// keyboard being ir. It ends with the test.
func openScreen(t *testing.T) *screen {
	t.Helper()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", screenSize, "-noreset", "-nolisten", "tcp", "+extension", "GLX")
	server.ExtraFiles = []*os.File{write}
	run(t, server)
	write.Close()
	number := make([]byte, 16)
	if err := read.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	n, err := read.Read(number)
	if err != nil {
		t.Fatal("Xvfb: ", err)
	}
	s := &screen{t: t, person: t.TempDir()}
	s.env = environment("DISPLAY=:"+strings.TrimSpace(string(number[:n])), "LIBGL_ALWAYS_SOFTWARE=1",
		"HOME="+s.person, "LC_ALL=C.UTF-8", "NO_AT_BRIDGE=1")
	manager := exec.Command("openbox")
	manager.Env = s.env
	run(t, manager)
	eventually(t, 20*time.Second, "there is a window manager", func() bool {
		_, err := s.try("xdotool", "get_num_desktops")
		return err == nil
	})
	s.do("setxkbmap", "ir")
	return s
}

// environment is ours without what names another screen or home, plus more.
func environment(more ...string) []string {
	var env []string
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		if name == "WAYLAND_DISPLAY" || strings.HasPrefix(name, "XDG_") || strings.HasPrefix(name, "AVAGAR_") {
			continue
		}
		env = append(env, v)
	}
	return append(env, more...)
}

// run starts a program that lasts until the test ends at most.
func run(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	var said bytes.Buffer
	if cmd.Stderr == nil {
		cmd.Stderr = &said
	}
	cmd.WaitDelay = 5 * time.Second
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(syscall.SIGTERM)
		lazy := time.AfterFunc(endsWithin, func() {
			t.Errorf("%s did not end %v after it was asked to", filepath.Base(cmd.Path), endsWithin)
			_ = cmd.Process.Signal(syscall.SIGQUIT) // a Go program says where it hangs
		})
		killed := time.AfterFunc(endsWithin+5*time.Second, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait()
		lazy.Stop()
		killed.Stop()
		if t.Failed() && said.Len() > 0 {
			t.Logf("%s: %s", filepath.Base(cmd.Path), said.String())
		}
	})
}

// endsWithin is the most that a program may take to end, and answersWithin what
// a tool of the screen may take.
const (
	endsWithin    = 15 * time.Second // before the program sees to it itself
	answersWithin = time.Minute
)

// do runs a command on the screen and returns what it says.
func (s *screen) do(name string, args ...string) string {
	s.t.Helper()
	out, err := s.try(name, args...)
	if err != nil {
		s.t.Fatalf("%s %s: %v: %s", name, strings.Join(args, " "), err, out)
	}
	return out
}

func (s *screen) try(name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(s.t.Context(), answersWithin)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = s.env
	cmd.WaitDelay = time.Second
	out, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	return strings.TrimSpace(string(out)), err
}

// write types text as a person does, letter by letter.
func (s *screen) write(text string) {
	s.t.Helper()
	s.do("xdotool", "type", "--delay", "30", text)
	time.Sleep(settle)
}

// settle is how long the window may take to show what a key did.
const settle = 250 * time.Millisecond

// keycodes are where the Latin letters and digits of shortcuts lie, whatever the layout.
var keycodes = map[string]string{"1": "10", "2": "11", "3": "12", "4": "13", "5": "14", "6": "15", "7": "16", "t": "28", "a": "38", "z": "52", "x": "53", "c": "54", "v": "55", "y": "29", "s": "39", "o": "32", "f": "41", "n": "57", "r": "27"}

// press presses keys one after another: Return, ctrl+Return, shift+Tab, ctrl+c.
func (s *screen) press(keys ...string) {
	s.t.Helper()
	for _, key := range keys {
		parts := strings.Split(key, "+")
		last := len(parts) - 1
		if code, ok := keycodes[parts[last]]; ok {
			parts[last] = code
		}
		var args []string
		for _, held := range parts[:last] {
			args = append(args, "keydown", held)
		}
		args = append(args, "key", parts[last])
		for _, held := range parts[:last] {
			args = append(args, "keyup", held)
		}
		s.do("xdotool", args...)
		time.Sleep(settle)
	}
}

// layout changes the keyboard's layout.
func (s *screen) layout(name string) {
	s.t.Helper()
	s.do("setxkbmap", name)
	time.Sleep(settle)
}

// clipboard is the text that was copied last.
func (s *screen) clipboard() string {
	s.t.Helper()
	out, _ := s.try("timeout", "3", "xclip", "-selection", "clipboard", "-o")
	return out
}

// copied puts text into the clipboard, as another program does.
func (s *screen) copied(text string) {
	s.t.Helper()
	cmd := exec.Command("xclip", "-quiet", "-selection", "clipboard", "-i") // stays to hand it out
	cmd.Env, cmd.Stdin = s.env, strings.NewReader(text)
	run(s.t, cmd)
	eventually(s.t, 5*time.Second, "the clipboard holds the text", func() bool { return s.clipboard() == text })
}
