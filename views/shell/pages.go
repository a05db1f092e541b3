package shell

import (
	"avagar/app/document"
	"avagar/views/settings"
	"avagar/views/speech"
)

// pages are all the pages there are, in the order of the navigation.
func pages(s *Shell) []Page {
	b := s.boot
	return []Page{
		speech.New(speech.Needs{
			Speech: exporter{b.Speech}, Progress: &b.Speech.Progress,
			Settings: b.Account, Changed: &b.Account.Changed, Voices: b.Library,
			Read: document.Read, Window: s.window, Notify: s.Notify, Beside: s.aside,
		}),
		settings.New(settings.Needs{
			Account: b.Account, Library: b.Library,
			Home: b.Home, Getenv: b.Getenv, Beside: s.beside,
		}),
	}
}
