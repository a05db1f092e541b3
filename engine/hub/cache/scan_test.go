package cache

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"avagar/engine/hub"
)

func TestScanTellsWhatIsThere(t *testing.T) {
	c, shared, old, young := twoRevisions(t)
	list, err := c.Scan(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	r := list[0]
	if r.Repo != voices || r.Bytes != shared.Size+old.Size+young.Size || r.Unused != 0 || len(r.Problems) != 0 {
		t.Errorf("%+v", r)
	}
	i := slices.IndexFunc(r.Revisions, func(v Revision) bool { return v.Commit == first })
	v := r.Revisions[i]
	if len(r.Revisions) != 2 || !slices.Equal(v.Refs, []string{"refs/pr/1", "v1"}) || v.Bytes != shared.Size+old.Size || v.LastModified.IsZero() {
		t.Errorf("%+v", v)
	}
	if f := v.Files[0]; len(v.Files) != 2 || f.Path != "fa/v.onnx" || f.Blob != old.SHA256 || f.Size != old.Size {
		t.Errorf("%+v", v.Files)
	}
}

func TestNoCacheIsAnEmptyOne(t *testing.T) {
	c := newCache(t)
	if list, err := c.Scan(t.Context()); len(list) != 0 || err != nil {
		t.Errorf("%v, %v", list, err)
	}
	if _, err := c.Look(voices); !errors.Is(err, ErrNotCached) {
		t.Error(err)
	}
	if _, err := c.Path(voices, first, "a"); !errors.Is(err, ErrNotCached) {
		t.Error(err)
	}
	if _, err := os.Stat(c.Dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("looking made a folder: %v", err)
	}
}

// lay writes files, and links where the content begins with "-> ", below a cache's folder.
func lay(t *testing.T, c *Cache, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(c.Dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		err := error(nil)
		if target, ok := strings.CutPrefix(content, "-> "); ok {
			err = os.Symlink(target, path)
		} else {
			err = os.WriteFile(path, []byte(content), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatOtherClientsDownloadedIsFound(t *testing.T) {
	c := newCache(t)
	lay(t, c, map[string]string{
		"models--gpt2/blobs/abc-12":                         "odd etag",
		"models--gpt2/snapshots/" + first + "/config.json":  "-> ../../blobs/abc-12",
		"models--gpt2/refs/main":                            first + "\n",
		"datasets--a--b.c/snapshots/" + second + "/x/y.txt": "real file",
		"datasets--a--b.c/refs/main":                        second,
		"models--a--b/blobs/" + first + ".incomplete":       "half",
		"version.txt": "1",
	})
	list, err := c.Scan(t.Context())
	if err != nil || len(list) != 3 {
		t.Fatalf("%+v, %v", list, err)
	}
	dataset, half, gpt := list[0], list[1], list[2]
	if dataset.Repo != (hub.Repo{Kind: hub.Dataset, ID: "a/b.c"}) || dataset.Revisions[0].Files[0].Blob != "" || dataset.Bytes != 9 {
		t.Errorf("%+v", dataset)
	}
	if half.Unused != 4 || len(half.Revisions) != 0 || len(half.Problems) != 0 {
		t.Errorf("%+v", half)
	}
	if commit, err := c.Commit(gpt.Repo, "main"); commit != first || err != nil || gpt.Bytes != 8 {
		t.Errorf("%+v, %v", gpt, err)
	}
	for _, r := range list {
		for _, v := range r.Revisions {
			if _, err := c.Remove(t.Context(), r.Repo, v.Commit); err != nil {
				t.Error(err)
			}
		}
	}
	if freed, err := c.Remove(t.Context(), half.Repo); freed != 4 || err != nil {
		t.Errorf("what was broken off freed %d, %v", freed, err)
	}
	if left := everything(t, c); !slices.Equal(left, []string{"version.txt"}) {
		t.Errorf("left: %q", left)
	}
}

func TestABrokenCacheIsReadAsFarAsItGoes(t *testing.T) {
	c := newCache(t)
	secret := written(t, "secret")
	lay(t, c, map[string]string{
		"models--a--b/blobs/" + first:                            "fine",
		"models--a--b/snapshots/" + first + "/fine":              "-> ../../blobs/" + first,
		"models--a--b/snapshots/" + first + "/dangling":          "-> ../../blobs/" + second,
		"models--a--b/snapshots/" + first + "/outside":           "-> " + secret,
		"models--a--b/snapshots/" + first + "/loop":              "-> loop",
		"models--a--b/snapshots/" + first + "/folder":            "-> ../../blobs",
		"models--a--b/snapshots/" + first + "/.DS_Store":         "litter",
		"models--a--b/snapshots/file":                            "no folder",
		"models--a--b/snapshots/Thumbs.db":                       "litter",
		"models--a--b/refs/main":                                 second,
		"models--a--b/refs/odd":                                  "no commit",
		"models--a--b/refs/endless":                              strings.Repeat("x", 5000),
		"models--c--d/snapshots":                                 "a file",
		"models--" + strings.Repeat("e", 100) + "/snapshots/x/y": "no name",
		"models----/snapshots/x/y":                               "no name",
		"models--f":                                              "a file",
		"things--a--b/snapshots/x/y":                             "no kind",
		".locks/models--a--b/x.lock":                             "",
	})
	list, err := c.Scan(t.Context())
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	r := list[0]
	if len(r.Revisions) != 1 || len(r.Revisions[0].Files) != 1 || r.Revisions[0].Files[0].Path != "fine" || r.Bytes != 4 {
		t.Errorf("%+v", r)
	}
	if len(r.Problems) != 8 {
		t.Errorf("%d problems: %v", len(r.Problems), r.Problems)
	}
	if freed, err := c.Remove(t.Context(), r.Repo, first); freed != 4 || err != nil {
		t.Errorf("freed %d, %v", freed, err)
	}
	if content, err := os.ReadFile(secret); err != nil || string(content) != "secret" {
		t.Errorf("a file outside was harmed: %q, %v", content, err)
	}
}

func TestALinkOutOfTheFolderIsNotWrittenThrough(t *testing.T) {
	outside := t.TempDir()
	for _, folder := range []string{"blobs", "snapshots", "snapshots/" + first, "snapshots/" + first + "/fa", "refs", "trees"} {
		c := newCache(t)
		lay(t, c, map[string]string{filepath.Join(Folder(voices), folder): "-> " + outside})
		f := large("fa/a", "weights")
		err := c.Put(t.Context(), voices, first, f, written(t, "weights"))
		err = errors.Join(err, c.SetRef(voices, "main", first), c.WriteTree(voices, first, []hub.File{f}))
		if err == nil {
			t.Errorf("%s was followed", folder)
		}
		if left, err := os.ReadDir(outside); err != nil || len(left) > 0 {
			t.Errorf("%s: outside came %v, %v", folder, left, err)
		}
	}
}

func TestFaultsOfTheDiskHaveNames(t *testing.T) {
	for errno, want := range map[syscall.Errno]error{
		syscall.ENOSPC: ErrNoSpace, syscall.EROFS: ErrReadOnly, syscall.EACCES: ErrReadOnly,
	} {
		err := named(&fs.PathError{Op: "write", Path: "x", Err: errno})
		if !errors.Is(err, want) || !errors.Is(err, errno) {
			t.Errorf("%v is called %v", errno, err)
		}
	}
	if os.Getuid() <= 0 {
		t.Skip("a folder that root may not write cannot be made")
	}
	c := newCache(t)
	put(t, c, first, small("a", "a"), "a")
	folder := filepath.Join(c.Dir, Folder(voices), "blobs")
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(folder, 0o755) })
	if err := c.Put(t.Context(), voices, first, small("b", "b"), written(t, "b")); !errors.Is(err, ErrReadOnly) {
		t.Error(err)
	}
}

func TestAFileFromAnotherDiskIsCopiedAndVerified(t *testing.T) {
	shm, err := os.MkdirTemp("/dev/shm", "")
	if err != nil {
		t.Skip("no second disk")
	}
	defer os.RemoveAll(shm)
	c := newCache(t)
	from, to := filepath.Join(shm, "part"), filepath.Join(filepath.Dir(c.Dir), "probe")
	if err := os.WriteFile(from, []byte("weights"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(from, to); !otherDisk(err) {
		t.Skip("the same disk")
	}
	if err := c.Put(t.Context(), voices, first, large("a", "weighty"), from); !errors.Is(err, ErrWrongSum) {
		t.Errorf("another content of that size: %v", err)
	}
	if err := c.Put(t.Context(), voices, first, large("a", "weights"), from); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Lstat(from); !errors.Is(err, fs.ErrNotExist) || read(t, c, first, "a") != "weights" {
		t.Errorf("it stayed: %v", err)
	}
}

// hubjs has the hub's own client for Node.js, where the tests against it were prepared.
const hubjs = "../../../.build/hubjs"

func TestTheHubsOwnClientReadsTheCache(t *testing.T) {
	node, err := exec.LookPath("node")
	if _, missing := os.Stat(filepath.Join(hubjs, "node_modules/@huggingface/hub")); err != nil || missing != nil {
		t.Skip("Node.js and @huggingface/hub are not here")
	}
	c, shared, old, young := twoRevisions(t)
	put(t, c, second, small("README.md", "# voices"), "# voices")
	cmd := exec.CommandContext(t.Context(), node, "--input-type=module", "-e", `
		import { scanCacheDir } from "@huggingface/hub";
		console.log(JSON.stringify(await scanCacheDir(process.argv[1]), (k, v) => v instanceof Error ? String(v) : v));`, c.Dir)
	cmd.Dir = hubjs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var got struct {
		Size  int64
		Repos []struct {
			ID         struct{ Name, Type string }
			FilesCount int
			Revisions  []struct {
				CommitOid string
				Refs      []string
				Size      int64
			}
		}
		Warnings []string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	// This client looks at the files of the uppermost folder alone.
	if len(got.Warnings) > 0 || len(got.Repos) != 1 || got.Repos[0].ID.Name != voices.ID || got.Repos[0].ID.Type != "model" ||
		got.Repos[0].FilesCount != 2 || got.Size != shared.Size+8 {
		t.Fatalf("of %d and %d bytes it says %s", old.Size, young.Size, out)
	}
	for _, v := range got.Repos[0].Revisions {
		if want := map[string]string{first: "v1", second: "main"}[v.CommitOid]; !slices.Contains(v.Refs, want) {
			t.Errorf("%+v", v)
		}
	}
}

func FuzzTree(f *testing.F) {
	f.Add([]byte(`{"format_version":1,"files":{"a/b":{"size":3,"blob_id":"x","lfs_sha256":"y","lfs_size":3}}}`))
	f.Add([]byte(`{"format_version":1,"files":{"../b":{"size":-3}}}`))
	f.Add([]byte(`{"format_version":2}`))
	f.Add([]byte(`{"format_version":1,"files":[]}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		files, err := decodeTree(content)
		if err != nil && files != nil {
			t.Error("an error and files")
		}
		for _, file := range files {
			if hub.CheckPath(file.Path) != nil || file.Size < 0 {
				t.Errorf("%+v was let in", file)
			}
		}
	})
}

func FuzzFolderOfARepository(f *testing.F) {
	for _, name := range []string{"models--a--b", "models--gpt2", "datasets--a--b--c", "models--../x", "spaces--", "--"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		r, ok := RepoOf(name)
		if ok && (Folder(r) != name || bytes.ContainsAny([]byte(name), `/\`)) {
			t.Errorf("%q became %+v", name, r)
		}
	})
}

func FuzzReference(f *testing.F) {
	for _, content := range []string{first, second + "\n", " " + first, "main", first + first, "../" + first, ""} {
		f.Add(content, "refs/pr/1")
	}
	c, err := Open(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	folder := filepath.Join(c.Dir, Folder(voices))
	for _, below := range []string{"refs", "snapshots/" + first} {
		if err := os.MkdirAll(filepath.Join(folder, filepath.FromSlash(below)), 0o700); err != nil {
			f.Fatal(err)
		}
	}
	f.Fuzz(func(t *testing.T, content, name string) {
		if err := os.WriteFile(filepath.Join(folder, "refs", "main"), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if commit, err := c.Commit(voices, "main"); err == nil && (commit != first || strings.TrimSpace(content) != first) {
			t.Errorf("%q became %q", content, commit)
		}
		if commit, err := c.Commit(voices, name); err == nil && commit != first {
			t.Errorf("%q is %q", name, commit)
		}
		if err := c.SetRef(voices, name, second); err == nil && name != second {
			t.Errorf("%q names a commit that is not there", name)
		}
	})
}
