package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"avagar/app"
)

// logLimit is the size in bytes at which the log moves aside.
const logLimit = 1 << 20

// Log is logs/avagar.log of a home folder as a stream of whole lines. What goes
// wrong with it is told to nobody: it is where that would be told.
type Log struct{ Getenv func(string) string }

// Write appends one line.
func (l Log) Write(line []byte) (int, error) {
	home, err := app.Home(l.Getenv)
	if err != nil {
		return len(line), nil
	}
	path := filepath.Join(home, "logs", "avagar.log")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return len(line), nil
	}
	if info, err := os.Stat(path); err == nil && info.Size() > logLimit {
		if err := os.Rename(path, path+".1"); err != nil {
			return len(line), nil
		}
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return len(line), nil
	}
	defer f.Close()
	_, _ = f.Write(line)
	return len(line), nil
}

// log writes the whole English chain of an error, one line. The person has been
// told already.
func (s *session) log(failure error) {
	chain := strings.ReplaceAll(failure.Error(), "\n", "; ")
	fmt.Fprintf(Log{s.Getenv}, "%s %q: %s\n", time.Now().Format(time.RFC3339), command(s.Args), chain)
}

// command is the words of a command line up to its first flag or the text
// itself, which stays private.
func command(args []string) string {
	n := 0
	for n < len(args) && n < 2 && !strings.HasPrefix(args[n], "-") && isCommand(args[n]) {
		n++
	}
	return strings.Join(args[:n], " ")
}

func isCommand(word string) bool {
	for _, r := range word {
		if r < 'a' || r > 'z' {
			return false
		}
	}
	return true
}
