package library

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"avagar/app"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

// localOwner owns, in the cache, the models that came from no hub.
const localOwner = "local"

func isLocal(r hub.Repo) bool { return strings.HasPrefix(r.ID, localOwner+"/") }

// treeSum is the commit of a model that came from no hub: SHA-1 over its paths and sums.
func treeSum(list []hub.File) string {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b hub.File) int { return strings.Compare(a.Path, b.Path) })
	h := sha1.New()
	for _, f := range list {
		fmt.Fprintf(h, "%s\x00%s\n", f.Path, f.ETag())
	}
	return hex.EncodeToString(h.Sum(nil))
}

// source is a folder or a zip.
type source interface {
	files() ([]hub.File, error)
	open(name string) (io.ReadCloser, error)
}

// NoVoice is ErrNoVoice with what was found instead.
type NoVoice struct{ Finding Finding }

func (e *NoVoice) Error() string { return fmt.Sprintf("%v: %s", ErrNoVoice, e.Finding.Reason) }

func (e *NoVoice) Unwrap() error { return ErrNoVoice }

// local brings the voices of a source in: those of Avagar to the library, others to the
// cache as a repository of their own.
func (n *landing) local(src source, title string) error {
	list, err := src.files()
	if err != nil {
		return err
	}
	found := Look(hub.Info{Repo: hub.Repo{Kind: hub.Model, ID: localID(title)}, Files: list}, readSmall(src, list))
	var own, others []hub.File
	for _, f := range found {
		switch {
		case f.Family == FamilyAvagar && f.Voice():
			own = append(own, n.file(f.Files, f.Model))
		case f.Voice():
			others = append(others, f.Files...)
		}
	}
	if len(own) == 0 && len(others) == 0 {
		return &NoVoice{found[0]}
	}
	slices.SortFunc(others, func(a, b hub.File) int { return strings.Compare(a.Path, b.Path) })
	others = slices.Compact(others)
	total := int64(0)
	for _, f := range slices.Concat(own, others) {
		if total += f.Size; total < 0 {
			return fmt.Errorf("%w: more bytes than there can be", ErrLies)
		}
	}
	if err := n.room(total); err != nil {
		return err
	}
	n.meter.total = 2 * total // once for the sums
	for i, f := range own {
		if own[i], err = n.sum(src, f); err != nil {
			return err
		}
		if err := n.voice(own[i], src.open); err != nil {
			return err
		}
	}
	return n.localModel(src, title, others)
}

func (n *landing) file(list []hub.File, path string) hub.File {
	return list[slices.IndexFunc(list, func(f hub.File) bool { return f.Path == path })]
}

// readSmall are the contents that tell what models are.
func readSmall(src source, list []hub.File) map[string][]byte {
	const most = 2000 // files
	small := map[string][]byte{}
	for _, name := range Telling(list)[:min(most, len(Telling(list)))] {
		r, err := src.open(name)
		if err != nil {
			continue
		}
		content, err := io.ReadAll(io.LimitReader(r, 1<<18))
		if err = errors.Join(err, r.Close()); err == nil {
			small[name] = content
		}
	}
	return small
}

// sum completes a file by its SHA-256; ErrLies where it does not have the size it says.
func (n *landing) sum(src source, f hub.File) (hub.File, error) {
	r, err := src.open(f.Path)
	if err != nil {
		return f, err
	}
	defer r.Close()
	h := sha256.New()
	got, err := io.Copy(h, n.meter.reader(io.LimitReader(r, f.Size+1)))
	if err != nil {
		return f, fmt.Errorf("%s: %w", f.Path, err)
	}
	if got != f.Size {
		return f, fmt.Errorf("%w: %s", ErrLies, f.Path)
	}
	f.SHA256 = hex.EncodeToString(h.Sum(nil))
	return f, nil
}

// localModel brings files into the cache under a name that is free there. The name's Latin
// letters make the repository's; a name of others becomes a folder in it, which lists show.
func (n *landing) localModel(src source, title string, list []hub.File) error {
	if len(list) == 0 {
		return nil
	}
	prefix := ""
	if localID(title) != localOwner+"/"+title && hub.CheckPath(title) == nil {
		prefix = title + "/"
	}
	for i, f := range list {
		f, err := n.sum(src, f)
		if err != nil {
			return err
		}
		f.Path = prefix + f.Path
		list[i] = f
	}
	commit := treeSum(list)
	r, err := n.freeName(title, commit)
	if err != nil {
		return err
	}
	return n.model(BundledModel{Repo: r.String(), Commit: commit, Refs: []string{"main"}, Files: bundled(list), Tree: bundled(list)},
		func(name string) (io.ReadCloser, error) { return src.open(strings.TrimPrefix(name, prefix)) })
}

var notInID = regexp.MustCompile(`[^A-Za-z0-9._]+`)

// localID is the name of a repository for a title.
func localID(title string) string {
	id := strings.Trim(notInID.ReplaceAllString(title, "-"), "-._")
	id = strings.ReplaceAll(strings.TrimSuffix(id[:min(len(id), 80)], ".git"), "..", ".")
	id = strings.Trim(id, "-._")
	if r := (hub.Repo{ID: localOwner + "/" + id}); r.Check() != nil {
		id = "voice"
	}
	return localOwner + "/" + id
}

// freeName is a repository that has none but perhaps this commit; app.ErrExists where it has
// all of it.
func (n *landing) freeName(title, commit string) (hub.Repo, error) {
	for i := 1; ; i++ {
		r := hub.Repo{Kind: hub.Model, ID: localID(title)}
		if i > 1 {
			r.ID = fmt.Sprintf("%s-%d", r.ID, i)
		}
		found, err := n.cache.Look(r)
		if errors.Is(err, cache.ErrNotCached) {
			return r, nil
		}
		if err != nil {
			return r, err
		}
		if len(found.Revisions) == 0 {
			return r, nil
		}
		if !slices.ContainsFunc(found.Revisions, func(v cache.Revision) bool { return v.Commit == commit }) {
			continue
		}
		if missing, err := n.cache.Complete(r, commit); err == nil && len(missing) == 0 {
			return r, &app.About{Subject: title, Err: app.ErrExists}
		}
		return r, nil
	}
}
