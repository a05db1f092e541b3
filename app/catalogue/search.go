package catalogue

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"avagar/app"
	"avagar/engine/hub"
)

// Query is what to look for. Empty fields ask for nothing.
type Query struct {
	Text     string // part of the name, or the address of a repository's page
	Kind     hub.Kind
	Author   string // a person or an organisation
	Task     string // text-to-speech, automatic-speech-recognition
	Language string // fa
	Library  string // onnx, piper
	License  string // mit, cc0-1.0
	Sort     string // downloads, likes, createdAt, lastModified, trendingScore; empty means downloads
	Limit    int    // of each part of the answer; 0 means 20
}

// Hit is a repository as it was last seen.
type Hit struct {
	app.Found
	Here bool // some of it is on this computer
}

// Ref is the hit's name.
func (h Hit) Ref() hub.Repo {
	return hub.Repo{Kind: hub.Kind(h.Kind), ID: strings.TrimPrefix(h.Repo, hub.Repo{Kind: hub.Kind(h.Kind)}.String())}
}

// Answer is a part of what was found.
type Answer struct {
	List []Hit
	More bool // Next has further ones

	Offline bool          // the hub gave no answer: these were seen before
	Reason  error         // why it gave none
	Age     time.Duration // since the one of List that was seen the longest ago was seen; 0 unless Offline

	query Query
	page  hub.Page
	asked *hub.Client
	given int // hits of this answer and those before it
}

const usualLimit = 20

func (q Query) limit() int {
	if q.Limit <= 0 {
		return usualLimit
	}
	return q.Limit
}

// Search asks the hub and remembers what it says. Where the hub is out of reach,
// the answer is what was seen before. The error is ctx's, at once when ctx ends,
// the hub's refusal, or one of the database or the settings.
func (s *Service) Search(ctx context.Context, q Query) (Answer, error) {
	c, err := s.hub(ctx)
	if err != nil {
		return Answer{}, err
	}
	page, err := ask(ctx, c, q)
	switch {
	case err == nil:
		return s.answer(ctx, Answer{query: q, page: page, asked: c})
	case ctx.Err() != nil:
		return Answer{}, ctx.Err()
	case !OutOfReach(err):
		return Answer{}, fmt.Errorf("catalogue: search: %w", err)
	}
	a, seen := s.Seen(ctx, q)
	a.Reason = err
	return a, seen
}

// OutOfReach tells whether an error means that there is no hub to ask, rather
// than that it refused something.
func OutOfReach(err error) bool {
	for _, e := range []error{
		hub.ErrOffline, hub.ErrUnreachable, hub.ErrFiltered, hub.ErrClock, hub.ErrProxy, hub.ErrNotHub, hub.ErrRateLimited,
		hub.ErrServer, hub.ErrForeignLink, hub.ErrAnswer,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// ask is a search, or a look at the one repository whose page's address was
// pasted.
func ask(ctx context.Context, c *hub.Client, q Query) (hub.Page, error) {
	if r, err := hub.ParseRepo(q.Text); err == nil && strings.Contains(q.Text, "://") {
		info, err := c.Info(ctx, r, "")
		return hub.Page{Repos: []hub.Info{info}}, err
	}
	return c.Search(ctx, hub.Query{
		Kind: cmp.Or(q.Kind, hub.Model), Text: strings.TrimSpace(q.Text), Author: q.Author, Task: q.Task, Language: q.Language,
		Library: q.Library, License: q.License, Sort: q.Sort, Limit: q.limit(),
	})
}

// Next is the part of an answer after a: from the hub where a is, else from
// what was seen before. It is empty after the last one.
func (s *Service) Next(ctx context.Context, a Answer) (Answer, error) {
	switch {
	case !a.More:
		return Answer{query: a.query, Offline: a.Offline, Reason: a.Reason}, nil
	case a.Offline:
		next, err := s.seen(ctx, a.query, a.given)
		next.Reason = a.Reason
		return next, err
	}
	page, err := a.asked.Next(ctx, a.page)
	if err != nil {
		return Answer{}, fmt.Errorf("catalogue: search: %w", err)
	}
	return s.answer(ctx, Answer{query: a.query, page: page, asked: a.asked, given: a.given})
}

// answer fills in what the page of a says.
func (s *Service) answer(ctx context.Context, a Answer) (Answer, error) {
	list, err := s.remember(ctx, a.page.Repos)
	if err != nil {
		return Answer{}, err
	}
	a.List, err = s.hits(ctx, list)
	a.More = a.page.More
	a.given += len(list)
	return a, err
}

// Seen looks among what was seen before, and asks nobody. It is there at once,
// so it can be shown while Search waits for the hub.
func (s *Service) Seen(ctx context.Context, q Query) (Answer, error) { return s.seen(ctx, q, 0) }

// seen leaves out the hits that were given before.
func (s *Service) seen(ctx context.Context, q Query, given int) (Answer, error) {
	list, err := s.Store.SearchFound(ctx, s.User, app.FoundQuery{
		Kind: string(cmp.Or(q.Kind, hub.Model)), Text: words(q.Text), Author: q.Author, Task: q.Task, Library: q.Library,
		License: q.License, Language: q.Language, Limit: given + q.limit() + 1,
	})
	if err != nil {
		return Answer{}, fmt.Errorf("catalogue: %w", err)
	}
	list = list[min(given, len(list)):]
	a := Answer{query: q, Offline: true, More: len(list) > q.limit()}
	a.List, err = s.hits(ctx, list[:min(len(list), q.limit())])
	a.given = given + len(a.List)
	for _, h := range a.List {
		a.Age = max(a.Age, s.Now().Sub(h.SeenAt))
	}
	return a, err
}

// words are what is looked for: of a page's address, the repository.
func words(text string) string {
	if r, err := hub.ParseRepo(text); err == nil && strings.Contains(text, "://") {
		return r.ID
	}
	return text
}

// hits adds to what was found what is here of it.
func (s *Service) hits(ctx context.Context, list []app.Found) ([]Hit, error) {
	models, err := s.Store.Models(ctx, s.User)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	here := map[string]bool{}
	for _, m := range models {
		here[m.Repo] = true
	}
	hits := make([]Hit, len(list))
	for i, f := range list {
		hits[i] = Hit{Found: f, Here: here[f.Repo]}
	}
	return hits, nil
}
