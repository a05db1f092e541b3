package hub

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// ErrRepoName says that a text is not the name of a repository.
var ErrRepoName = errors.New("hub: not a repository name")

// Kind is what a repository holds. The empty Kind means Model.
type Kind string

// The kinds of repositories.
const (
	Model   Kind = "model"
	Dataset Kind = "dataset"
	Space   Kind = "space"
)

// Plural is the kind as paths of the hub and folders of its cache have it: models,
// datasets or spaces.
func (k Kind) Plural() string {
	if k == "" {
		k = Model
	}
	return string(k) + "s"
}

// Repo names a repository. It is comparable; values from ParseRepo always have a Kind.
type Repo struct {
	Kind Kind
	ID   string // name or owner/name
}

// String is the repository as people write it: owner/name, datasets/owner/name. ParseRepo reads it.
func (r Repo) String() string { return r.prefix() + r.ID }

// prefix stands before the name in addresses of files and pages: models have none.
func (r Repo) prefix() string {
	if r.Kind == "" || r.Kind == Model {
		return ""
	}
	return r.Kind.Plural() + "/"
}

// Check returns ErrRepoName if the hub could not have such a repository. One that passes
// is safe as part of an address and of a file name.
func (r Repo) Check() error {
	switch r.Kind {
	case "", Model, Dataset, Space:
	default:
		return fmt.Errorf("%w: kind %q", ErrRepoName, r.Kind)
	}
	owner, name, both := strings.Cut(r.ID, "/")
	if !repoWord.MatchString(owner) || both && !repoWord.MatchString(name) ||
		strings.Contains(r.ID, "--") || strings.Contains(r.ID, "..") || strings.HasSuffix(r.ID, ".git") {
		return fmt.Errorf("%w: %q", ErrRepoName, shorten(r.ID))
	}
	return nil
}

// repoWord is an owner or a name; source: huggingface_hub utils/_validators.py.
var repoWord = regexp.MustCompile(`^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,94}[A-Za-z0-9_])?$`)

// afterID begins what follows a repository in an address. A name is never found by
// counting its parts, since some repositories have no owner.
var afterID = regexp.MustCompile(`/((resolve|blob|raw|tree|revision|paths-info|commits?|edit)/.*|(refs|discussions|settings)(/.*)?)$`)

// ParseRepo reads owner/name, name, datasets/owner/name, spaces/owner/name, or the
// address of any page of a repository on the hub or a mirror. Errors: ErrRepoName.
func ParseRepo(s string) (Repo, error) {
	id := strings.TrimSpace(s)
	if strings.Contains(id, "://") {
		u, err := url.Parse(id)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" {
			return Repo{}, fmt.Errorf("%w: %q", ErrRepoName, shorten(s))
		}
		id = pageID(u.Path)
	}
	r := Repo{Kind: Model, ID: id}
	for _, k := range []Kind{Model, Dataset, Space} {
		if rest, ok := strings.CutPrefix(id, k.Plural()+"/"); ok {
			r = Repo{Kind: k, ID: rest}
			break
		}
	}
	if err := r.Check(); err != nil {
		return Repo{}, err
	}
	return r, nil
}

// pageID cuts the address of a page down to the repository, its kind before it.
func pageID(path string) string {
	path = strings.TrimPrefix(strings.Trim(path, "/"), "api/")
	kind := ""
	for _, k := range []Kind{Model, Dataset, Space} {
		if strings.HasPrefix(path, k.Plural()+"/") {
			kind = k.Plural() + "/"
		}
	}
	rest := path[len(kind):]
	if at := afterID.FindStringIndex(rest); at != nil && at[0] > 0 {
		rest = rest[:at[0]]
	}
	return kind + rest
}

// shorten keeps an error readable whatever was asked.
func shorten(s string) string {
	const most = 120 // bytes
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}
