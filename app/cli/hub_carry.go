package cli

import (
	"fmt"
	"strings"

	"avagar/app/boot"
	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

type (
	hubExport struct {
		File  string   `arg:"" help:"${hub_bundle}"`
		Repos []string `arg:"" optional:"" name:"repo" help:"${hub_repos}"`
		Voice []string `placeholder:"ID" help:"${hub_voices}"`
	}
	hubImport struct {
		File string `arg:"" help:"${hub_brought}"`
	}
)

// bundleObject is what --json says of a bundle that was written.
type bundleObject struct {
	File   string   `json:"file"`
	Bytes  int64    `json:"bytes"`
	Models []string `json:"models"`
	Voices []string `json:"voices"`
}

// broughtObject is what --json says of what was brought in.
type broughtObject struct {
	Voices []string       `json:"voices"` // ids
	Models []modelBrought `json:"models"`
	Bytes  int64          `json:"bytes"`
}

type modelBrought struct {
	ID     string            `json:"id"`
	Commit string            `json:"commit"`
	Voices []library.Finding `json:"voices"`
}

// Run writes models and voices into one file for another computer.
func (c *hubExport) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		choice, err := c.choice(s, a)
		if err != nil {
			return err
		}
		if !strings.HasSuffix(c.File, library.BundleExtension) {
			c.File += library.BundleExtension
		}
		b := s.bar()
		m, err := a.Catalogue.WriteBundle(s.ctx, c.File, choice, func(done, total int64) { b.bytes(done, total, fa.BundleRunning) })
		b.clear()
		if err != nil {
			return about(c.File, err)
		}
		if !s.json {
			return s.say(fa.BundleDone, c.File, fa.Bytes(m.Bytes()))
		}
		o := bundleObject{File: c.File, Bytes: m.Bytes(), Models: []string{}, Voices: []string{}}
		for _, one := range m.Models {
			o.Models = append(o.Models, one.Repo)
		}
		for _, v := range m.Voices {
			o.Voices = append(o.Voices, v.ID)
		}
		return s.object(o)
	})
}

// choice is the newest revision that is here of each repository.
func (c *hubExport) choice(s *session, a *boot.App) (library.Choice, error) {
	choice := library.Choice{Voices: c.Voice}
	list, err := a.Catalogue.Installed(s.ctx)
	if err != nil {
		return choice, err
	}
	for _, name := range c.Repos {
		h, err := newest(list, name)
		if err != nil {
			return choice, about(name, err)
		}
		choice.Models = append(choice.Models, library.Part{Repo: h.Repo, Commit: h.Commit})
	}
	return choice, nil
}

func newest(list []catalogue.Here, name string) (catalogue.Here, error) {
	r, err := hub.ParseRepo(name)
	if err != nil {
		return catalogue.Here{}, err
	}
	for _, h := range list {
		if h.Repo == r {
			return h, nil
		}
	}
	return catalogue.Here{}, cache.ErrNotCached
}

// Run brings in a bundle, a voice, a folder of one or a zip of it.
func (c *hubImport) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		b := s.bar()
		came, err := a.Catalogue.Take(s.ctx, c.File, func(done, total int64) { b.bytes(done, total, fa.BringRunning) })
		b.clear()
		if err != nil {
			return about(c.File, err)
		}
		if s.json {
			return s.object(broughtOf(came))
		}
		for _, v := range came.Voices {
			if err := s.say(fa.VoiceImported, v.ID); err != nil {
				return err
			}
		}
		for _, m := range came.Models {
			if err := s.say(fa.BringDone, m.Repo.String()); err != nil {
				return fmt.Errorf("cli: %w", err)
			}
		}
		return nil
	})
}

func broughtOf(came library.Imported) broughtObject {
	o := broughtObject{Voices: []string{}, Models: []modelBrought{}, Bytes: came.Bytes}
	for _, v := range came.Voices {
		o.Voices = append(o.Voices, v.ID)
	}
	for _, m := range came.Models {
		o.Models = append(o.Models, modelBrought{m.Repo.String(), m.Commit, m.Voices})
	}
	return o
}
