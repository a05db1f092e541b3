package shell

import (
	"context"
	"net/url"
	"slices"
	"time"

	"avagar/app/datasets"
	"avagar/app/document"
	"avagar/app/fa"
	"avagar/engine/disk"
	data "avagar/views/datasets"
	"avagar/views/downloads"
	"avagar/views/library"
	"avagar/views/recorder"
	"avagar/views/settings"
	"avagar/views/speech"
	"avagar/views/training"
	"avagar/views/ui"
)

// pages are all the pages there are, in the order of the navigation.
func pages(s *Shell) []Page {
	b := s.boot
	train := training.New(training.Needs{
		Studio: b.Studio, Progress: &b.Studio.Progress, Changed: &b.Studio.Changed, Voices: b.Library,
		Reports: b.Reports, Reporting: &b.Reports.Progress,
		Window: s.window, Notify: s.Notify, Now: time.Now, Beside: s.aside,
	})
	return []Page{
		speech.New(speech.Needs{
			Speech: exporter{b.Speech}, Progress: &b.Speech.Progress,
			Settings: b.Account, Changed: &b.Account.Changed, Voices: b.Library,
			Read: document.Read, Window: s.window, Notify: s.Notify, Beside: s.aside,
		}),
		library.New(library.Needs{
			Catalogue: b.Catalogue, Changed: &b.Catalogue.Changed, Token: b.Token, Voices: b.Library,
			Endpoint: s.endpoint, Browse: s.browse, Free: func() (int64, error) { return disk.Below(b.Cache.Dir) },
			Window: s.window, Notify: s.Notify, Now: time.Now, Beside: s.aside,
		}),
		data.New(data.Needs{
			Datasets: b.Datasets, Changed: &b.Store.Changed, Detect: datasets.Detect, Train: func(folder string) { s.turnTo(train); train.Begin(folder) },
			Window: s.window, Notify: s.Notify, Beside: s.aside,
		}),
		recorder.New(recorder.Needs{
			Recorder: b.Recorder, Changed: &b.Recorder.Changed, Level: &b.Recorder.Level,
			Window: s.window, Now: time.Now, Beside: s.aside,
		}),
		train,
		downloads.New(downloads.Needs{
			Queue: b.Downloads, Changed: &b.Downloads.Changed, Progress: &b.Downloads.Progress,
			Window: s.window, Now: time.Now, Beside: s.beside,
		}),
		settings.New(settings.Needs{
			Account: b.Account, Library: b.Library, Token: b.Token, Probe: b.Probe,
			Home: b.Home, Getenv: b.Getenv, Beside: s.beside, Aside: s.aside, Notify: s.Notify,
		}),
	}
}

// turnTo brings a page to the front.
func (s *Shell) turnTo(p Page) { s.Show(slices.Index(s.pages, p)) }

// endpoint is the address of the hub whose pages are opened outside of the
// window.
func (s *Shell) endpoint() string {
	if all := s.settings.HubOptions(s.boot.Getenv).Endpoints; len(all) > 0 {
		return all[0]
	}
	return ""
}

// browse opens an address outside of the window or, where nothing does, tells it.
func (s *Shell) browse(u *url.URL) {
	s.aside(func(context.Context) error {
		if s.app.OpenURL(u) != nil {
			s.Notify(ui.Say(fa.BrowseFailed, u.String()))
		}
		return nil
	})
}
