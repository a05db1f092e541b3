package cli

import (
	"errors"
	"time"

	"avagar/app/boot"
	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/hub"
)

type hubCommands struct {
	Search    hubSearch    `cmd:"" help:"${hub_search}"`
	Info      hubInfo      `cmd:"" help:"${hub_info}"`
	Files     hubFiles     `cmd:"" help:"${hub_files}"`
	Get       hubGet       `cmd:"" help:"${hub_get}"`
	Shelf     hubShelf     `cmd:"" help:"${hub_shelf}"`
	Installed hubInstalled `cmd:"" help:"${hub_installed}"`
	Remove    hubRemove    `cmd:"" help:"${hub_remove}"`
	Export    hubExport    `cmd:"" help:"${hub_export}"`
	Import    hubImport    `cmd:"" help:"${hub_import}"`
	Token     hubToken     `cmd:"" help:"${hub_token}"`
	Mirrors   hubMirrors   `cmd:"" help:"${hub_mirrors}"`
}

// program opens what deals with the hub, beside a window that may be open, and
// hands it to use.
func (s *session) program(use func(*boot.App) error) (err error) {
	home, err := s.home()
	if err != nil {
		return err
	}
	a, err := boot.OpenTerminal(s.ctx, home, s.Getenv)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return use(a)
}

// sheet opens a repository and tells where it could not be asked for.
func (s *session) sheet(a *boot.App, repo, revision string) (catalogue.Sheet, error) {
	r, err := hub.ParseRepo(repo)
	if err != nil {
		return catalogue.Sheet{}, about(repo, err)
	}
	sheet, err := a.Catalogue.Open(s.ctx, r, revision)
	if err != nil {
		return sheet, about(repo, err)
	}
	if sheet.Offline {
		s.outOfReach(sheet.Reason)
		s.tell(fa.SheetOffline, fa.Words(s.locale.Ago(sheet.SeenAt, time.Now())))
	}
	return sheet, nil
}

// outOfReach tells why what follows is not from the hub.
func (s *session) outOfReach(reason error) {
	if reason != nil {
		s.tell(fa.LabelledLine, fa.HubUnasked, fa.Words(s.locale.Error(reason)))
	}
}

// classed says in a few words what files are to the program; it is empty where
// nobody looked.
func (s *session) classed(family library.Family, runs library.Runs, reason library.Reason) string {
	switch {
	case family == "":
		return ""
	case runs != library.RunsNever:
		return s.locale.Say(fa.ClassVoice, fa.Family(family), fa.ClassRuns(runs))
	case family == library.FamilyDataset:
		return s.locale.Say(fa.Family(family))
	}
	return s.locale.Say(fa.ClassNever, fa.ClassReason(reason))
}

// size is bytes in words, empty where nobody counted.
func (s *session) size(bytes int64) string {
	if bytes < 0 {
		return ""
	}
	return s.locale.Size(bytes)
}

// line writes what something is called, and what there is to say of it.
func (s *session) line(name string, facts ...string) error {
	return s.say(fa.NamedLine, fa.Words(name), fa.Words(s.locale.Listed(facts...)))
}

// stamp is a time as JSON has it, empty where there is none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
