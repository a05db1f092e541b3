package ui

import (
	"sync/atomic"

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
