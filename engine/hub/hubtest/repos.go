package hubtest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Repo is a repository as a test describes it. What is left out has a value
// that the hub could have.
type Repo struct {
	Kind string // "model" (also ""), "dataset" or "space"
	ID   string // "name" or "organisation/name"

	Files    []File
	Revision string // what the files go to: "main" (also ""), another branch, "refs/pr/1"
	Title    string // of the commit

	Task, Library, License string
	Languages, Tags        []string
	Downloads, Likes       int64
	Trending               float64
	Parameters             int64 // of a network, told under safetensors
	Card                   map[string]any
	Apps, Providers        []string // that run it
	Inference              string   // "warm" or ""

	Gated             string // "", "auto" or "manual"
	Private, Disabled bool
	Readers           []string // names of those who may read a gated or private repository

	Created, Modified time.Time
}

// Name is how URLs of files begin: "org/name", "datasets/org/name".
func (r Repo) Name() string {
	if r.Kind == "" || r.Kind == "model" {
		return r.ID
	}
	return r.Kind + "s/" + r.ID
}

func (r Repo) kind() string {
	if r.Kind == "" {
		return "model"
	}
	return r.Kind
}

func (r Repo) author() string {
	author, _, _ := strings.Cut(r.ID, "/")
	return author
}

// repository is a Repo with its history.
type repository struct {
	Repo
	branches map[string]*commit
	tags     map[string]*commit
	commits  map[string]*commit
}

// at returns what a revision names, or nil.
func (r *repository) at(revision string) *commit {
	switch {
	case revision == "" || revision == "HEAD":
		revision = "main"
	case strings.HasPrefix(revision, "refs/heads/"):
		revision = strings.TrimPrefix(revision, "refs/heads/")
	case strings.HasPrefix(revision, "refs/tags/"):
		revision = strings.TrimPrefix(revision, "refs/tags/")
	}
	for _, of := range []map[string]*commit{r.branches, r.tags, r.commits} {
		if c := of[revision]; c != nil {
			return c
		}
	}
	return nil
}

var firstDate = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

// Add makes a repository, or a new commit in one that is there, and returns the
// commit's SHA-1. The files are all that the new commit holds. Everything else
// in r replaces what was said before. It panics if a file is shorter than said.
func (s *Server) Add(r Repo) string {
	if strings.Contains(r.ID, "--") || r.ID == "" {
		panic(fmt.Sprintf("hubtest: %q cannot be a repository's name", r.ID))
	}
	files := make([]*blob, 0, len(r.Files))
	for _, f := range r.Files {
		files = append(files, newBlob(r.Name(), f))
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.change(r)
	branch := r.Revision
	if branch == "" {
		branch = "main"
	}
	c := newCommit(files, now.Title, now.Modified, now.branches[branch])
	now.branches[branch] = c
	now.commits[c.sha] = c
	if now.branches["main"] == nil {
		now.branches["main"] = c
	}
	s.repos[r.Name()] = now
	delete(s.moved, r.Name())
	for _, b := range files {
		if b.LFS {
			s.objects[b.key] = b
		}
	}
	return c.sha
}

// change copies what is there, so that replies under way keep what they saw.
func (s *Server) change(r Repo) *repository {
	now := &repository{branches: map[string]*commit{}, tags: map[string]*commit{}, commits: map[string]*commit{}}
	if old := s.repos[r.Name()]; old != nil {
		now.branches, now.tags, now.commits = maps.Clone(old.branches), maps.Clone(old.tags), maps.Clone(old.commits)
	}
	if r.Created.IsZero() {
		r.Created = firstDate
	}
	if r.Modified.IsZero() {
		r.Modified = r.Created.Add(time.Duration(len(now.commits)) * time.Hour)
	}
	if r.Title == "" {
		r.Title = fmt.Sprintf("Upload %d files", len(r.Files))
	}
	r.Files = slices.Clone(r.Files)
	now.Repo = r
	return now
}

// Tag names a commit of a repository. It panics if either is not there.
func (s *Server) Tag(repo, tag, revision string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.repos[repo]
	if old == nil || old.at(revision) == nil {
		panic(fmt.Sprintf("hubtest: no %s in %s", revision, repo))
	}
	now := *old
	now.tags = maps.Clone(old.tags)
	now.tags[tag] = old.at(revision)
	s.repos[repo] = &now
}

// Remove takes a repository away; it is asked for by Repo.Name.
func (s *Server) Remove(repo string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.repos, repo)
}

// Rename moves a repository to another ID; the old name redirects to it.
func (s *Server) Rename(repo, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.repos[repo]
	if old == nil {
		panic("hubtest: no repository " + repo)
	}
	now := *old
	now.ID = id
	delete(s.repos, repo)
	s.repos[now.Name()] = &now
	s.moved[repo] = now.Name()
}
