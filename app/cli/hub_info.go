package cli

import (
	"fmt"
	"strings"

	"avagar/app/boot"
	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/hub"
)

type (
	hubInfo struct {
		Repo     string `arg:"" help:"${hub_repo}"`
		Revision string `placeholder:"NAME" help:"${hub_revision}"`
		Card     bool   `help:"${hub_card}"`
	}
	hubFiles struct {
		Repo     string `arg:"" help:"${hub_repo}"`
		Folder   string `arg:"" optional:"" help:"${hub_folder}"`
		Revision string `placeholder:"NAME" help:"${hub_revision}"`
	}
)

// sheetObject is what --json says of a revision of a repository.
type sheetObject struct {
	hitObject
	Revision  string          `json:"revision"` // as it was asked for
	Files     int             `json:"files"`
	FreeBytes int64           `json:"free_bytes"` // of the disk that models lie on
	Voices    []findingObject `json:"voices"`
	Front     map[string]any  `json:"front,omitempty"` // of the card
	Card      string          `json:"card,omitempty"`  // Markdown, with --card
}

// findingObject is what --json says of a voice in a repository, or of what it is
// where there is none.
type findingObject struct {
	library.Finding
	Installed bool `json:"installed"`
}

// fileObject is what --json says of a file of the hub.
type fileObject struct {
	Path   string `json:"path"`
	Bytes  *int64 `json:"bytes,omitempty"`
	SHA1   string `json:"sha1,omitempty"` // of the git blob
	SHA256 string `json:"sha256,omitempty"`
}

// Run tells all that is known of a repository and of the voices in it.
func (c *hubInfo) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		sheet, err := s.sheet(a, c.Repo, c.Revision)
		if err != nil {
			return err
		}
		if s.json {
			return s.object(c.object(sheet))
		}
		if err := s.sheetLines(sheet); err != nil {
			return err
		}
		for _, f := range sheet.Findings {
			if err := s.inRepo(f, sheet.Has(f)); err != nil {
				return err
			}
		}
		if c.Card {
			_, err = fmt.Fprintf(s.Out, "\n%s\n", strings.TrimSpace(sheet.Card.Body))
		}
		return err
	})
}

func (c *hubInfo) object(sheet catalogue.Sheet) sheetObject {
	o := sheetObject{
		hitObject: hitOf(catalogue.Hit{Found: sheet.Found, Here: anyHere(sheet)}, sheet.Offline), Revision: sheet.Revision,
		Files: len(sheet.Files), FreeBytes: sheet.Free, Voices: []findingObject{}, Front: sheet.Card.Front,
	}
	for _, f := range sheet.Findings {
		o.Voices = append(o.Voices, findingObject{f, sheet.Has(f)})
	}
	if c.Card {
		o.Card = sheet.Card.Body
	}
	return o
}

func anyHere(sheet catalogue.Sheet) bool {
	for _, f := range sheet.Findings {
		if sheet.Has(f) {
			return true
		}
	}
	return false
}

func (s *session) sheetLines(sheet catalogue.Sheet) error {
	gated := ""
	if sheet.Gated != "" {
		gated = s.locale.Say(fa.HitGated)
	}
	for _, line := range []struct {
		label fa.Sentence
		text  string
	}{
		{fa.LabelID, s.locale.Name(sheet.Repo)}, {fa.LabelTitle, s.locale.Name(sheet.Title)}, {fa.LabelTask, s.locale.Task(sheet.Task)},
		{fa.LabelLanguage, s.locale.Name(strings.Join(sheet.Languages, " "))}, {fa.LabelLicense, s.locale.Name(sheet.License)},
		{fa.LabelAccess, gated}, {fa.LabelBytes, s.size(sheet.Bytes)}, {fa.LabelFree, s.size(sheet.Free)},
		{fa.LabelRevision, s.locale.Name(sheet.SHA)}, {fa.LabelCreated, s.locale.Date(sheet.Modified)},
	} {
		if line.text == "" || line.text == s.locale.Name("") {
			continue
		}
		if err := s.say(fa.LabelledLine, line.label, fa.Words(line.text)); err != nil {
			return err
		}
	}
	return nil
}

// inRepo tells of one voice, or why there is none.
func (s *session) inRepo(f library.Finding, here bool) error {
	runs := s.locale.Say(fa.Runs(f.Runs))
	if f.Reason != library.ReasonNone {
		runs += " " + s.locale.Say(fa.Reason(f.Reason))
	}
	if !f.Voice() {
		return s.say(fa.PlainLine, fa.Words(runs))
	}
	name, got := s.locale.Name(f.Name), ""
	if f.Variant != "" {
		name = s.locale.Say(fa.VoiceVariant, fa.Words(name), f.Variant)
	}
	if here {
		got = s.locale.Say(fa.HitHere)
	}
	return s.line(name, s.locale.Say(fa.Family(f.Family)), s.size(f.Bytes), got, runs)
}

// Run lists the files of a revision.
func (c *hubFiles) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		sheet, err := s.sheet(a, c.Repo, c.Revision)
		if err != nil {
			return err
		}
		list := sheet.Files
		if c.Folder != "" {
			if list = inside(list, c.Folder); len(list) == 0 {
				return about(c.Folder, hub.ErrEntryNotFound)
			}
		}
		for _, f := range list {
			if err := s.file(f); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *session) file(f hub.File) error {
	if !s.json {
		return s.line(s.locale.Name(f.Path), s.size(f.Size))
	}
	o := fileObject{Path: f.Path, SHA1: f.SHA1, SHA256: f.SHA256}
	if f.Size >= 0 {
		o.Bytes = &f.Size
	}
	return s.object(o)
}

// inside are the file of a name, or those of a folder.
func inside(files []hub.File, name string) (list []hub.File) {
	name = strings.Trim(name, "/")
	for _, f := range files {
		if f.Path == name || strings.HasPrefix(f.Path, name+"/") {
			list = append(list, f)
		}
	}
	return list
}
