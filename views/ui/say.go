package ui

import (
	"os"
	"strings"
	"sync/atomic"
	"time"

	"avagar/app/fa"
)

// locale is the language of the window. It is one for the whole program, as the
// theme is, so that every widget need not carry it.
var locale atomic.Int32

func init() { SetLocale(fa.Persian) }

// SetLocale chooses the language of what is said from now on.
func SetLocale(l fa.Locale) { locale.Store(int32(l)) }

// Locale is the language of the window.
func Locale() fa.Locale { return fa.Locale(locale.Load()) }

// Say words a sentence in the language of the window.
func Say(s fa.Sentence, args ...any) string { return Locale().Say(s, args...) }

// Error words an error in the language of the window.
func Error(err error) string { return Locale().Error(err) }

// Number shows a number with at most so many decimals, in the digits the person chose.
func Number(v float64, decimals int) string { return Locale().Number(v, decimals) }

// Percent shows a share, 1 for the whole.
func Percent(share float64) string { return Locale().Percent(share) }

// Clock shows a place in a sound.
func Clock(at time.Duration) string { return Locale().Clock(at.Seconds()) }

// Path shows a folder or a file; the person's own folder has a name, and is a
// tilde where something in it is meant.
func Path(path string) string {
	home, err := os.UserHomeDir()
	if err == nil && home != "" {
		if below, ok := strings.CutPrefix(path, home); ok && (below == "" || os.IsPathSeparator(below[0])) {
			if below == "" {
				return Say(fa.OwnFolder)
			}
			path = "~" + below
		}
	}
	return Locale().Name(path)
}

// Ago shows how long ago something was.
func Ago(t time.Time) string { return Locale().Ago(t, time.Now()) }
