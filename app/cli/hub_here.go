package cli

import (
	"path/filepath"
	"strings"

	"avagar/app/boot"
	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/disk"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

type (
	hubShelf     struct{}
	hubInstalled struct{}
	hubRemove    struct {
		Repo     string   `arg:"" help:"${hub_repo}"`
		What     []string `arg:"" optional:"" help:"${hub_what_here}"`
		Revision string   `placeholder:"COMMIT" help:"${hub_commit}"`
		DryRun   bool     `help:"${hub_dry_run}"`
	}
)

// knownObject is what --json says of a known voice.
type knownObject struct {
	ID     string         `json:"id"`
	Folder string         `json:"folder,omitempty"`
	Name   string         `json:"name"`
	Family library.Family `json:"family"`
}

// hereObject is what --json says of a revision on this computer.
type hereObject struct {
	ID     string            `json:"id"`
	Commit string            `json:"commit"`
	Refs   []string          `json:"refs,omitempty"`
	Family library.Family    `json:"family"`
	Runs   library.Runs      `json:"runs"`
	Bytes  int64             `json:"bytes"`
	Files  []string          `json:"files"`
	Voices []library.Finding `json:"voices"`
	Added  string            `json:"added"`
	Ours   bool              `json:"ours"`
	Path   string            `json:"path"`
}

// Run lists known Persian voices of the hub.
func (hubShelf) Run(s *session) error {
	for _, k := range catalogue.Shelf() {
		if err := s.known(k); err != nil {
			return err
		}
	}
	if !s.json {
		s.tell(fa.HubShelfAbout)
	}
	return nil
}

func (s *session) known(k catalogue.Known) error {
	if s.json {
		return s.object(knownObject{k.Repo.String(), k.Folder, k.Name, k.Family})
	}
	command := strings.TrimSpace("avagar hub get " + k.Repo.String() + " " + k.Folder)
	return s.line(s.locale.Name(k.Name), s.locale.Say(fa.Family(k.Family)), s.locale.Name(command))
}

// Run lists the models on this computer, whichever program brought them.
func (hubInstalled) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		list, err := a.Catalogue.Installed(s.ctx)
		if err != nil {
			return err
		}
		total := int64(0)
		for _, h := range list {
			total += h.Bytes
			if err := s.here(a, h); err != nil {
				return err
			}
		}
		if s.json {
			return nil
		}
		free, err := disk.Below(a.Cache.Dir)
		if err != nil {
			return err
		}
		s.tell(fa.HereTotal, len(list), fa.Bytes(total), fa.Bytes(free))
		return nil
	})
}

func (s *session) here(a *boot.App, h catalogue.Here) error {
	if s.json {
		return s.object(hereObject{
			ID: h.Repo.String(), Commit: h.Commit, Refs: h.Refs, Family: h.Family(), Runs: h.Runs(), Bytes: h.Bytes, Files: h.Files,
			Voices: h.Findings, Added: stamp(h.AddedAt), Ours: h.Ours, Path: a.Cache.SnapshotFolder(h.Repo, h.Commit),
		})
	}
	reason, foreign := library.ReasonNone, ""
	if len(h.Findings) > 0 {
		reason = h.Findings[0].Reason
	}
	if !h.Ours {
		foreign = s.locale.Say(fa.HereForeign)
	}
	const short = 12 // digits of a commit that tell it from others
	return s.line(s.locale.Name(h.Repo.String()), s.locale.Name(h.Commit[:min(short, len(h.Commit))]),
		s.classed(h.Family(), h.Runs(), reason), s.size(h.Bytes), s.locale.Date(h.AddedAt), foreign)
}

// Run takes a repository off this computer, or some of it.
func (c *hubRemove) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		list, err := c.list(s, a)
		if err != nil {
			return err
		}
		freed := int64(0)
		for _, h := range list {
			bytes, err := c.remove(s, a, h)
			freed += bytes
			if err != nil {
				return about(c.Repo, err)
			}
		}
		state, sentence := "removed", fa.RemoveDone
		if c.DryRun {
			state, sentence = "installed", fa.HubWouldFree
		}
		if s.json {
			return s.object(map[string]any{"id": c.Repo, "state": state, "freed_bytes": freed})
		}
		return s.say(sentence, c.Repo, fa.Bytes(freed))
	})
}

func (c *hubRemove) remove(s *session, a *boot.App, h catalogue.Here) (int64, error) {
	if c.DryRun {
		return a.Catalogue.Removal(h)
	}
	return a.Catalogue.Remove(s.ctx, h)
}

// list is what the command line means of what is here.
func (c *hubRemove) list(s *session, a *boot.App) (list []catalogue.Here, err error) {
	r, err := hub.ParseRepo(c.Repo)
	if err != nil {
		return nil, about(c.Repo, err)
	}
	all, err := a.Catalogue.Installed(s.ctx)
	if err != nil {
		return nil, err
	}
	for _, h := range all {
		if h.Repo == r && strings.HasPrefix(h.Commit, c.Revision) {
			if h.Files = below(h.Files, c.What); len(h.Files) > 0 {
				list = append(list, h)
			}
		}
	}
	if len(list) == 0 {
		return nil, about(c.Repo, cache.ErrNotCached)
	}
	return list, nil
}

// below are the paths that were named, or lie in folders that were; all of them
// where nothing was named.
func below(paths, names []string) (list []string) {
	for _, p := range paths {
		for _, name := range names {
			name = strings.Trim(filepath.ToSlash(name), "/")
			if p == name || strings.HasPrefix(p, name+"/") {
				list = append(list, p)
				break
			}
		}
	}
	if len(names) == 0 {
		return paths
	}
	return list
}
