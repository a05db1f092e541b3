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

// log writes the whole English chain of an error to logs/avagar.log, one line.
// The person has been told already, so its own failures are not reported.
func (s *session) log(failure error) {
	home, err := app.Home(s.Getenv)
	if err != nil {
		return
	}
	path := filepath.Join(home, "logs", "avagar.log")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return
	}
	if info, err := os.Stat(path); err == nil && info.Size() > logLimit {
		if err := os.Rename(path, path+".1"); err != nil {
			return
		}
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	defer f.Close()
	chain := strings.ReplaceAll(failure.Error(), "\n", "; ")
	fmt.Fprintf(f, "%s %q: %s\n", time.Now().Format(time.RFC3339), command(s.Args), chain)
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
