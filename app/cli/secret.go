package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// secret reads one line that nobody is to see: a terminal does not show what is
// typed or pasted, and shows it again afterwards, also where the person gives up.
func (s *session) secret() (string, error) {
	line, err := "", error(nil)
	if terminal(s.In) {
		line, err = s.unseen(int(s.In.(*os.File).Fd()))
	} else {
		line, err = bufio.NewReader(io.LimitReader(s.heard(), longestToken)).ReadString('\n')
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("standard input: %w", err)
	}
	return line, nil
}

// unseen reads a line from a terminal. The goroutine that waits for it cannot be
// called back; it ends with the program.
func (s *session) unseen(terminal int) (string, error) {
	before, err := term.GetState(terminal)
	if err != nil {
		return "", err
	}
	type read struct {
		line []byte
		err  error
	}
	done := make(chan read, 1)
	go func() {
		line, err := term.ReadPassword(terminal)
		done <- read{line, err}
	}()
	select {
	case r := <-done:
		fmt.Fprintln(s.Err) // the Enter was not shown either
		return string(r.line), r.err
	case <-s.ctx.Done():
		return "", errors.Join(s.ctx.Err(), term.Restore(terminal, before))
	}
}
