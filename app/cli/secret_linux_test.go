package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// terminals opens a terminal: what is written to person is typed at program, and
// what program shows is read from person.
func terminals(t *testing.T) (person, program *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { person.Close() })
	fd := int(person.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { program.Close() })
	return person, program
}

func echoes(t *testing.T, terminal *os.File) bool {
	t.Helper()
	now, err := unix.IoctlGetTermios(int(terminal.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return now.Lflag&unix.ECHO != 0
}

func TestATokenThatIsTypedIsNotShown(t *testing.T) {
	person, program := terminals(t)
	s := &session{ctx: context.Background(), Process: Process{In: program, Err: io.Discard}}
	done := make(chan string)
	go func() {
		line, err := s.secret()
		done <- fmt.Sprint(line, err)
	}()
	for echoes(t, program) { // until it is waited for
	}
	if _, err := person.WriteString("hf_hidden\n"); err != nil {
		t.Fatal(err)
	}
	if got := <-done; got != "hf_hidden<nil>" {
		t.Errorf("read %q", got)
	}
	if !echoes(t, program) {
		t.Error("the terminal stays silent")
	}
	program.Close()
	shown, _ := io.ReadAll(person)
	if bytes.Contains(shown, []byte("hidden")) {
		t.Errorf("shown: %q", shown)
	}
}

func TestATerminalShowsAgainAfterGivingUp(t *testing.T) {
	person, program := terminals(t)
	ctx, cancel := context.WithCancel(context.Background())
	s := &session{ctx: ctx, Process: Process{In: program, Err: io.Discard}}
	done := make(chan error)
	go func() {
		_, err := s.secret()
		done <- err
	}()
	for echoes(t, program) {
	}
	cancel()
	if err := <-done; err == nil {
		t.Error("nothing was given up")
	}
	if !echoes(t, program) {
		t.Error("the terminal stays silent")
	}
	person.WriteString("\n") // lets the one who waits end
}

func TestTheNullDeviceIsNoTerminal(t *testing.T) {
	f, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, program := terminals(t); !terminal(program) {
		t.Error("a terminal is none")
	}
	if terminal(f) || terminal(new(bytes.Buffer)) {
		t.Error("a stream that nobody reads is taken for a terminal")
	}
}
