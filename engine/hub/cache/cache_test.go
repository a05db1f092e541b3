package cache

import (
	"crypto/sha1"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"avagar/engine/hub"
)

var (
	voices = hub.Repo{Kind: hub.Model, ID: "rhasspy/piper-voices"}
	first  = strings.Repeat("1", 40)
	second = strings.Repeat("2", 40)
)

func newCache(t testing.TB) *Cache {
	t.Helper()
	c, err := Open(filepath.Join(t.TempDir(), "hub"))
	if err != nil {
		t.Fatal(err)
	}
	c.patience = time.Millisecond
	return c
}

// small is a file that git keeps, large one that LFS does.
func small(path, content string) hub.File {
	return hub.File{Path: path, Size: int64(len(content)), SHA1: fmt.Sprintf("%x", sha1.Sum(fmt.Appendf(nil, "blob %d\x00%s", len(content), content)))}
}

func large(path, content string) hub.File {
	return hub.File{Path: path, Size: int64(len(content)), SHA1: strings.Repeat("a", 40), SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(content)))}
}

func written(t testing.TB, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "part")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func put(t testing.TB, c *Cache, commit string, f hub.File, content string) {
	t.Helper()
	if err := c.Put(t.Context(), voices, commit, f, written(t, content)); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, c *Cache, commit, file string) string {
	t.Helper()
	path, err := c.Path(voices, commit, file)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// everything below the cache's folder, with slashes; links with their targets.
func everything(t testing.TB, c *Cache) []string {
	t.Helper()
	var list []string
	err := filepath.WalkDir(c.Dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(c.Dir, path)
		if target, err := os.Readlink(path); err == nil {
			name += " -> " + target
		}
		list = append(list, filepath.ToSlash(name))
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return list
}

func TestAVerifiedFileTakesTheLayoutOfTheHub(t *testing.T) {
	c := newCache(t)
	config, weights := small("config.json", "{}"), large("fa/amir/voice.onnx", "weights")
	from := written(t, "weights")
	if err := c.Put(t.Context(), voices, first, weights, from); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(from); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file was not moved: %v", err)
	}
	put(t, c, first, config, "{}")
	if err := c.SetRef(voices, "main", first); err != nil {
		t.Fatal(err)
	}
	if err := c.SetRef(voices, "refs/pr/1", first); err != nil {
		t.Fatal(err)
	}
	repo := "models--rhasspy--piper-voices/"
	want := []string{
		".locks/" + repo + weights.SHA256 + ".lock", ".locks/" + repo + config.SHA1 + ".lock", "CACHEDIR.TAG",
		repo + "blobs/" + config.SHA1, repo + "blobs/" + weights.SHA256, repo + "refs/main", repo + "refs/refs/pr/1",
		repo + "snapshots/" + first + "/config.json -> ../../blobs/" + config.SHA1,
		repo + "snapshots/" + first + "/fa/amir/voice.onnx -> ../../../../blobs/" + weights.SHA256,
	}
	slices.Sort(want)
	if got := everything(t, c); !slices.Equal(slices.Sorted(slices.Values(got)), want) {
		t.Errorf("the cache holds\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if read(t, c, first, weights.Path) != "weights" {
		t.Error("the content is another")
	}
	ref, err := os.ReadFile(filepath.Join(c.Dir, repo, "refs/main"))
	if err != nil || string(ref) != first {
		t.Errorf("refs/main is %q: %v", ref, err)
	}
	info, err := os.Stat(filepath.Join(c.Dir, repo, "blobs", config.SHA1))
	if err != nil || info.Mode().Perm()&0o044 != 0o044 {
		t.Errorf("the rights of a shared file are %v, %v", info.Mode(), err)
	}
	for _, name := range []string{"", "main", "refs/pr/1", first} {
		if got, err := c.Commit(voices, name); got != first || err != nil {
			t.Errorf("%q is %s, %v", name, got, err)
		}
	}
}

func TestWithoutLinksTheFilesLieInTheSnapshot(t *testing.T) {
	c := newCache(t)
	c.CopyFiles = true
	weights := large("voice.onnx", "weights")
	put(t, c, first, weights, "weights")
	if err := c.WriteTree(voices, first, []hub.File{weights}); err != nil {
		t.Fatal(err)
	}
	moved := weights
	moved.Path = "renamed/voice.onnx"
	if ok, err := c.Link(t.Context(), voices, second, moved); !ok || err != nil {
		t.Fatalf("a content that another commit has: %v, %v", ok, err)
	}
	if read(t, c, first, "voice.onnx") != "weights" || read(t, c, second, moved.Path) != "weights" {
		t.Error("the content is another")
	}
	for _, name := range everything(t, c) {
		if strings.Contains(name, "/blobs/") || strings.Contains(name, "->") {
			t.Errorf("there is %s", name)
		}
	}
	freed, err := c.Remove(t.Context(), voices, second)
	if err != nil || freed != 7 {
		t.Errorf("a removal freed %d, %v", freed, err)
	}
	if read(t, c, first, "voice.onnx") != "weights" {
		t.Error("the other commit lost its file")
	}
}

func TestAContentThatIsThereIsLinkedAgain(t *testing.T) {
	c := newCache(t)
	f := large("a.onnx", "weights")
	if c.Has(voices, f) {
		t.Error("an empty cache has it")
	}
	if ok, err := c.Link(t.Context(), voices, second, f); ok || err != nil {
		t.Errorf("an empty cache: %v, %v", ok, err)
	}
	put(t, c, first, f, "weights")
	f.Path = "b.onnx"
	if ok, err := c.Link(t.Context(), voices, second, f); !ok || err != nil || read(t, c, second, "b.onnx") != "weights" {
		t.Errorf("%v, %v", ok, err)
	}
	f.Size++
	if c.Has(voices, f) {
		t.Error("a content of another size counts")
	}
}

func TestTheCommitOfAFileMayGetAnotherContent(t *testing.T) {
	c := newCache(t)
	for _, content := range []string{"one", "two", "two", "one"} {
		put(t, c, first, small("a", content), content)
		if got := read(t, c, first, "a"); got != content {
			t.Errorf("%q instead of %q", got, content)
		}
	}
}

func TestWhatDoesNotFitItsNameIsRefused(t *testing.T) {
	c := newCache(t)
	for name, f := range map[string]hub.File{
		"no etag":       {Path: "a", Size: 7},
		"etag upwards":  {Path: "a", Size: 7, SHA1: "../../../../etc/passwd"},
		"short etag":    {Path: "a", Size: 7, SHA1: "abc"},
		"size":          large("a", "weights and more"),
		"upwards":       large("../a", "weights"),
		"absolute":      large("/etc/passwd", "weights"),
		"backslash":     large(`..\a`, "weights"),
		"reserved":      large("nul.txt", "weights"),
		"trailing dot":  large("a.", "weights"),
		"long":          large(strings.Repeat("ن", 200), "weights"),
		"empty segment": large("a//b", "weights"),
	} {
		from := written(t, "weights")
		if err := c.Put(t.Context(), voices, first, f, from); err == nil {
			t.Errorf("%s was taken", name)
		}
		if _, err := os.Lstat(from); err != nil {
			t.Errorf("%s: the file is gone: %v", name, err)
		}
		if _, err := c.Stage(t.Context(), voices, f, strings.NewReader("weights")); err == nil {
			t.Errorf("%s was staged", name)
		}
	}
	f := large("a", "weights")
	for _, commit := range []string{"", "main", "..", first[:39], strings.ToUpper(strings.Repeat("ab", 20))} {
		if err := c.Put(t.Context(), voices, commit, f, written(t, "weights")); !errors.Is(err, ErrName) {
			t.Errorf("commit %q: %v", commit, err)
		}
	}
	for _, id := range []string{"", "..", "a/b/c", "a--b", "../x"} {
		if err := c.Put(t.Context(), hub.Repo{ID: id}, first, f, written(t, "weights")); !errors.Is(err, hub.ErrRepoName) {
			t.Errorf("repository %q: %v", id, err)
		}
	}
	for _, name := range everything(t, c) {
		if !strings.HasPrefix(name, "CACHEDIR") {
			t.Errorf("%s was left behind", name)
		}
	}
}

func TestStagedContentIsVerifiedAndBelongsToNothingYet(t *testing.T) {
	c := newCache(t)
	f := large("a.onnx", "weights")
	for _, content := range []string{"weighty", "weight", "weights!", ""} {
		if _, err := c.Stage(t.Context(), voices, f, strings.NewReader(content)); !errors.Is(err, ErrWrongSum) {
			t.Errorf("%q: %v", content, err)
		}
	}
	if got := everything(t, c); len(got) != 1 {
		t.Errorf("left behind: %q", got)
	}
	s, err := c.Stage(t.Context(), voices, f, strings.NewReader("weights"))
	if err != nil {
		t.Fatal(err)
	}
	if list, err := c.Scan(t.Context()); err != nil || len(list) != 1 || len(list[0].Revisions) != 0 || list[0].Unused != 7 {
		t.Errorf("%+v, %v", list, err)
	}
	if err := s.Accept(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if err := s.Discard(); err != nil || read(t, c, first, "a.onnx") != "weights" {
		t.Errorf("discarding what was accepted: %v", err)
	}
	s, err = c.Stage(t.Context(), voices, small("b", "b"), strings.NewReader("b"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	if list, _ := c.Scan(t.Context()); list[0].Unused != 0 {
		t.Errorf("%d bytes were left", list[0].Unused)
	}
}

func TestAReferenceNeedsItsCommit(t *testing.T) {
	c := newCache(t)
	put(t, c, first, small("a", "a"), "a")
	if err := c.SetRef(voices, "main", second); !errors.Is(err, ErrNotCached) {
		t.Errorf("a commit that is not there: %v", err)
	}
	for _, name := range []string{"", "../../x", "/main", second} {
		if err := c.SetRef(voices, name, first); !errors.Is(err, ErrName) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if err := c.SetRef(voices, first, first); err != nil {
		t.Errorf("a commit is its own name: %v", err)
	}
	if _, err := c.Commit(voices, "main"); !errors.Is(err, ErrNotCached) {
		t.Errorf("main is %v", err)
	}
}

func TestMissingFilesAreRemembered(t *testing.T) {
	c := newCache(t)
	if c.Missing(voices, first, "vocab.json") {
		t.Error("an empty cache knows it")
	}
	if err := c.SetMissing(voices, first, "onnx/vocab.json"); err != nil {
		t.Fatal(err)
	}
	if !c.Missing(voices, first, "onnx/vocab.json") || c.Missing(voices, second, "onnx/vocab.json") {
		t.Error("it is not remembered")
	}
	if err := c.SetMissing(voices, first, "../x"); !errors.Is(err, hub.ErrUnsafePath) {
		t.Errorf("a path upwards: %v", err)
	}
}

func TestATreeTellsWhatIsMissing(t *testing.T) {
	c := newCache(t)
	a, b := small("a", "a"), large("fa/b", "bb")
	if _, err := c.Complete(voices, first); !errors.Is(err, ErrNotCached) {
		t.Errorf("without a tree: %v", err)
	}
	if err := c.WriteTree(voices, first, []hub.File{a, b, {Path: "fa", Directory: true}}); err != nil {
		t.Fatal(err)
	}
	put(t, c, first, a, "a")
	if missing, err := c.Complete(voices, first); err != nil || !slices.Equal(missing, []string{"fa/b"}) {
		t.Errorf("missing %q, %v", missing, err)
	}
	if missing, err := c.Complete(voices, first, "a"); err != nil || len(missing) != 0 {
		t.Errorf("of one: %q, %v", missing, err)
	}
	if missing, err := c.Complete(voices, first, "a", "never"); err != nil || !slices.Equal(missing, []string{"never"}) {
		t.Errorf("of an unknown one: %q, %v", missing, err)
	}
	tree, err := c.Tree(voices, first)
	if err != nil || !slices.Equal(tree, []hub.File{a, b}) {
		t.Errorf("the tree came back as %+v, %v", tree, err)
	}
	path := filepath.Join(c.Dir, Folder(voices), "snapshots", first, "a")
	if err := errors.Join(os.Remove(path), os.WriteFile(path, []byte("longer"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if missing, err := c.Complete(voices, first, "a"); err != nil || len(missing) != 1 {
		t.Errorf("a file of another size: %q, %v", missing, err)
	}
}
