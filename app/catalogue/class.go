package catalogue

import (
	"strings"

	"avagar/app"
	"avagar/app/library"
)

// best is the finding that tells most of what a repository is to us: the voice
// that runs best, or why there is none.
func best(found []library.Finding) (library.Finding, bool) {
	for _, runs := range []library.Runs{library.RunsHere, library.RunsNext, library.RunsNever} {
		for _, f := range found {
			if f.Runs == runs {
				return f, true
			}
		}
	}
	return library.Finding{}, false
}

// class writes what a repository is to us as Found.Class keeps it: the family,
// whether it runs, and why not.
func class(found []library.Finding) string {
	f, ok := best(found)
	if !ok {
		return ""
	}
	return strings.Join([]string{string(f.Family), string(f.Runs), string(f.Reason)}, " ")
}

// Class is what a repository is to us, as far as its files were ever looked at.
type Class struct {
	Family library.Family // empty where nobody looked
	Runs   library.Runs
	Reason library.Reason
}

// ClassOf reads what is kept of a repository.
func ClassOf(f app.Found) Class {
	parts := append(strings.Split(f.Class, " "), "", "")
	return Class{library.Family(parts[0]), library.Runs(parts[1]), library.Reason(parts[2])}
}
