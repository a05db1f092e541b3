package cli

import (
	"strings"
	"time"

	"avagar/app/boot"
	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/hub"
)

type hubSearch struct {
	Text     []string `arg:"" optional:"" help:"${hub_text}"`
	Kind     string   `enum:"model,dataset" default:"model" placeholder:"model|dataset" help:"${hub_kind}"`
	Language string   `placeholder:"fa" help:"${hub_language}"`
	Task     string   `placeholder:"TASK" help:"${hub_task}"`
	Author   string   `placeholder:"NAME" help:"${hub_author}"`
	Library  string   `placeholder:"onnx" help:"${hub_library}"`
	License  string   `placeholder:"SPDX" help:"${hub_license}"`
	Sort     string   `enum:"downloads,likes,created,modified,trending" default:"downloads" placeholder:"downloads|likes|created|modified|trending" help:"${hub_sort}"`
	Limit    int      `default:"20" placeholder:"N" help:"${hub_limit}"`
	Look     bool     `help:"${hub_look}"`
}

// hitObject is what --json says of a repository.
type hitObject struct {
	ID        string         `json:"id"`
	Kind      string         `json:"kind"`
	Title     string         `json:"title,omitempty"`
	Author    string         `json:"author,omitempty"`
	Task      string         `json:"task,omitempty"`
	Library   string         `json:"library,omitempty"`
	License   string         `json:"license,omitempty"`
	Gated     string         `json:"gated,omitempty"`
	Languages []string       `json:"languages,omitempty"`
	Downloads int64          `json:"downloads"`
	Likes     int64          `json:"likes"`
	Bytes     *int64         `json:"bytes,omitempty"`
	Commit    string         `json:"commit,omitempty"`
	Modified  string         `json:"modified,omitempty"`
	Seen      string         `json:"seen"`
	Offline   bool           `json:"offline"`
	Installed bool           `json:"installed"`
	Family    library.Family `json:"family,omitempty"`
	Runs      library.Runs   `json:"runs,omitempty"`
	Reason    library.Reason `json:"reason,omitempty"`
}

func hitOf(h catalogue.Hit, offline bool) hitObject {
	class := catalogue.ClassOf(h.Found)
	o := hitObject{
		ID: h.Repo, Kind: h.Kind, Title: h.Title, Author: h.Author, Task: h.Task, Library: h.Library, License: h.License,
		Gated: h.Gated, Languages: h.Languages, Downloads: h.Downloads, Likes: h.Likes, Commit: h.SHA, Modified: stamp(h.Modified),
		Seen: stamp(h.SeenAt), Offline: offline, Installed: h.Here, Family: class.Family, Runs: class.Runs, Reason: class.Reason,
	}
	if h.Bytes >= 0 {
		o.Bytes = &h.Bytes
	}
	return o
}

// sorts are the orders by the names that the hub has for them.
var sorts = map[string]string{
	"downloads": "downloads", "likes": "likes", "created": "createdAt", "modified": "lastModified", "trending": "trendingScore",
}

func (c *hubSearch) query() catalogue.Query {
	const page = 100 // hits at once
	return catalogue.Query{
		Text: strings.Join(c.Text, " "), Kind: hub.Kind(c.Kind), Author: c.Author, Task: c.Task, Language: c.Language,
		Library: c.Library, License: c.License, Sort: sorts[c.Sort], Limit: min(c.Limit, page),
	}
}

// Run looks for repositories, among those seen before where the hub is out of
// reach.
func (c *hubSearch) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		answer, err := a.Catalogue.Search(s.ctx, c.query())
		if err != nil {
			return err
		}
		if answer.Offline && len(answer.List) == 0 {
			return answer.Reason
		}
		if answer.Offline {
			s.outOfReach(answer.Reason)
			now := time.Now()
			s.tell(fa.FindSeen, fa.Words(s.locale.Ago(now.Add(-answer.Age), now)))
		}
		if len(answer.List) == 0 {
			s.tell(fa.FindNone)
		}
		return c.write(s, a, answer)
	})
}

// write writes the hits, page after page.
func (c *hubSearch) write(s *session, a *boot.App, answer catalogue.Answer) (err error) {
	for left := c.Limit; left > 0; {
		if c.Look && !answer.Offline {
			c.look(s, a, answer.List[:min(left, len(answer.List))])
		}
		for _, h := range answer.List[:min(left, len(answer.List))] {
			if err := s.hit(h, answer.Offline); err != nil {
				return err
			}
		}
		if left -= len(answer.List); left <= 0 || !answer.More {
			return nil
		}
		if answer, err = a.Catalogue.Next(s.ctx, answer); err != nil {
			return err
		}
	}
	return nil
}

// look makes surer what hits are; where that fails, they are what they were.
func (c *hubSearch) look(s *session, a *boot.App, list []catalogue.Hit) {
	err := a.Catalogue.Classify(s.ctx, list, func(looked catalogue.Hit) {
		for i, h := range list {
			if h.Repo == looked.Repo {
				list[i] = looked
			}
		}
	})
	if s.ctx.Err() == nil {
		s.outOfReach(err)
	}
}

func (s *session) hit(h catalogue.Hit, offline bool) error {
	if s.json {
		return s.object(hitOf(h, offline))
	}
	class := catalogue.ClassOf(h.Found)
	return s.line(s.locale.Name(h.Repo), s.classed(class.Family, class.Runs, class.Reason), s.facts(h))
}

// facts are what the hub tells of a repository.
func (s *session) facts(h catalogue.Hit) string {
	l := s.locale
	here, gated, changed := "", "", ""
	if h.Here {
		here = l.Say(fa.HitHere)
	}
	if h.Gated != "" {
		gated = l.Say(fa.HitGated)
	}
	if !h.Modified.IsZero() {
		changed = l.Date(h.Modified)
	}
	return l.Listed(here, gated, l.Task(h.Task), s.size(h.Bytes), l.License(h.License), l.Say(fa.HitDownloads, h.Downloads), l.Say(fa.HitLikes, h.Likes), changed)
}
