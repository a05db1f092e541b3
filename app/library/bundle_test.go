package library

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/app"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
)

var (
	piper  = hub.Repo{Kind: hub.Model, ID: "rhasspy/piper-voices"}
	commit = strings.Repeat("c", 40)
)

// place is a computer: a library and a cache.
type place struct {
	*Library
	cache *cache.Cache
}

func newPlace(t testing.TB) place {
	t.Helper()
	dir := t.TempDir()
	c, err := cache.Open(filepath.Join(dir, "hub"))
	if err != nil {
		t.Fatal(err)
	}
	return place{&Library{filepath.Join(dir, "home")}, c}
}

func hashed(path, content string) hub.File {
	return hub.File{Path: path, Size: int64(len(content)), SHA1: strings.Repeat("0", 40), SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(content)))}
}

// keep puts files of the hub into the cache, as a download does.
func (p place) keep(t testing.TB, r hub.Repo, commit string, contents map[string]string) {
	t.Helper()
	var tree []hub.File
	for path, content := range contents {
		part := filepath.Join(t.TempDir(), "part")
		if err := os.WriteFile(part, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		f := hashed(path, content)
		tree = append(tree, f)
		if err := p.cache.Put(t.Context(), r, commit, f, part); err != nil {
			t.Fatal(err)
		}
	}
	tree = append(tree, hashed("not/fetched.onnx", "elsewhere"))
	if err := errors.Join(p.cache.WriteTree(r, commit, tree), p.cache.SetRef(r, "main", commit)); err != nil {
		t.Fatal(err)
	}
}

var amir = map[string]string{"README.md": "# voices", "fa/amir/a.onnx": strings.Repeat("weights", 1000), "fa/amir/a.onnx.json": `{"phoneme_id_map":{}}`}

// all is what lies in the cache and the library, with sizes.
func (p place) all(t testing.TB) []string {
	t.Helper()
	var list []string
	for _, dir := range []string{p.cache.Dir, p.Home} {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.HasSuffix(path, ".lock") || e.Name() == "CACHEDIR.TAG" {
				return err
			}
			name, _ := filepath.Rel(filepath.Dir(dir), path)
			list = append(list, name)
			return nil
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	return list
}

func (p place) bundle(t testing.TB, choice Choice) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "friends"+BundleExtension)
	if _, err := p.WriteBundle(t.Context(), p.cache, path, choice, nil); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestABundleCarriesVoicesToAnotherComputer(t *testing.T) {
	here, there := newPlace(t), newPlace(t)
	here.keep(t, piper, commit, amir)
	if _, err := here.Import(t.Context(), newVoice(t, "sara", 0)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "b"+BundleExtension)
	var done, total int64
	m, err := here.WriteBundle(t.Context(), here.cache, path, Choice{Models: []Part{{Repo: piper, Commit: commit}}, Voices: []string{"sara", ""}[:1]},
		func(d, n int64) { done, total = d, n })
	if err != nil {
		t.Fatal(err)
	}
	if done != total || total != m.Bytes() || total < 7000 {
		t.Errorf("told %d of %d, the manifest has %d", done, total, m.Bytes())
	}
	b, err := OpenBundle(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Verify(t.Context(), nil); err != nil || len(b.Models) != 1 || len(b.Voices) != 1 || b.Voices[0].ID != "sara" {
		t.Errorf("%+v: %v", b.Manifest, err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := there.Take(t.Context(), there.cache, path, func(d, n int64) { done, total = d, n })
	if err != nil {
		t.Fatal(err)
	}
	if done != total || got.Bytes != m.Bytes() {
		t.Errorf("told %d of %d, came %d", done, total, got.Bytes)
	}
	if len(got.Voices) != 1 || got.Voices[0].ID != "sara" || len(got.Models) != 1 || len(got.Models[0].Voices) != 1 {
		t.Fatalf("%+v", got)
	}
	model := got.Models[0]
	if v := model.Voices[0]; model.Repo != piper || model.Commit != commit || v.Family != FamilyPiper || v.Folder != "fa/amir" {
		t.Errorf("%+v", model)
	}
	for name, content := range amir {
		path, err := there.cache.Path(piper, commit, name)
		if err != nil {
			t.Error(err)
			continue
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != content {
			t.Errorf("%s holds %d bytes, %v", name, len(got), err)
		}
	}
	if now, err := there.cache.Commit(piper, "main"); err != nil || now != commit {
		t.Errorf("main is %s, %v", now, err)
	}
	if missing, err := there.cache.Complete(piper, commit); err != nil || !slices.Equal(missing, []string{"not/fetched.onnx"}) {
		t.Errorf("missing %q, %v", missing, err)
	}
	before := there.all(t)
	again, err := there.Take(t.Context(), there.cache, path, nil)
	if err != nil || len(again.Voices) != 1 || len(again.Models) != 1 || !slices.Equal(there.all(t), before) {
		t.Errorf("once more: %+v, %v", again, err)
	}
}

func TestTheSameChoiceMakesTheSameBundle(t *testing.T) {
	p := newPlace(t)
	p.keep(t, piper, commit, amir)
	choice := Choice{Models: []Part{{Repo: piper, Commit: commit, Paths: []string{"fa/amir/a.onnx"}}}}
	one, err := os.ReadFile(p.bundle(t, choice))
	if err != nil {
		t.Fatal(err)
	}
	two, err := os.ReadFile(p.bundle(t, choice))
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("they differ: %v", err)
	}
	z, err := zip.NewReader(bytes.NewReader(one), int64(len(one)))
	if err != nil || len(z.File) != 2 || z.File[0].Name != "manifest.json" || z.File[1].Name != "models--rhasspy--piper-voices/"+commit+"/fa/amir/a.onnx" {
		t.Errorf("%+v, %v", z.File, err)
	}
}

func TestACacheWithoutTreesAndLinksMakesABundleToo(t *testing.T) {
	here, there := newPlace(t), newPlace(t)
	here.cache.CopyFiles = true
	here.keep(t, piper, commit, amir)
	if err := os.RemoveAll(filepath.Join(here.cache.Dir, cache.Folder(piper), "trees")); err != nil {
		t.Fatal(err)
	}
	got, err := there.Take(t.Context(), there.cache, here.bundle(t, Choice{Models: []Part{{Repo: piper, Commit: commit}}}), nil)
	if err != nil || len(got.Models) != 1 || len(got.Models[0].Paths) != 3 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestWhatCannotBeBundledLeavesNothing(t *testing.T) {
	p := newPlace(t)
	p.keep(t, piper, commit, amir)
	path, err := p.cache.Path(piper, commit, "fa/amir/a.onnx")
	if err != nil {
		t.Fatal(err)
	}
	whole := Choice{Models: []Part{{Repo: piper, Commit: commit}}}
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	taken := filepath.Join(t.TempDir(), "taken.zip")
	if err := os.WriteFile(taken, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		ctx    context.Context
		choice Choice
		path   string
		want   error
	}{
		"nothing":          {t.Context(), Choice{}, "", app.ErrBadInput},
		"an unknown voice": {t.Context(), Choice{Voices: []string{"nobody"}}, "", app.ErrNotFound},
		"another commit":   {t.Context(), Choice{Models: []Part{{Repo: piper, Commit: strings.Repeat("d", 40)}}}, "", cache.ErrNotCached},
		"a missing file":   {t.Context(), Choice{Models: []Part{{Repo: piper, Commit: commit, Paths: []string{"x"}}}}, "", cache.ErrNotCached},
		"a path upwards":   {t.Context(), Choice{Models: []Part{{Repo: piper, Commit: commit, Paths: []string{"../../x"}}}}, "", cache.ErrNotCached},
		"cancelled":        {stopped, whole, "", context.Canceled},
		"a taken name":     {t.Context(), whole, taken, app.ErrExists},
		"a missing folder": {t.Context(), whole, filepath.Join(t.TempDir(), "no", "b.zip"), fs.ErrNotExist},
	} {
		to := c.path
		if to == "" {
			to = filepath.Join(t.TempDir(), "b.zip")
		}
		if _, err := p.WriteBundle(c.ctx, p.cache, to, c.choice, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if left, _ := os.ReadDir(filepath.Dir(to)); len(left) > 0 && to != taken {
			t.Errorf("%s left %v", name, left)
		}
	}
	flipped := []byte(amir["fa/amir/a.onnx"])
	flipped[9] ^= 1
	if err := os.WriteFile(path, flipped, 0o600); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "b.zip")
	if _, err := p.WriteBundle(t.Context(), p.cache, to, whole, nil); !errors.Is(err, cache.ErrWrongSum) {
		t.Errorf("a flipped bit: %v", err)
	}
	if left, _ := os.ReadDir(filepath.Dir(to)); len(left) > 0 {
		t.Errorf("a flipped bit left %v", left)
	}
}

// rewritten is a bundle whose manifest and files were changed.
func rewritten(t testing.TB, path string, change func(m *Manifest, files map[string]string)) string {
	t.Helper()
	b, err := OpenBundle(path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	contents := map[string]string{}
	for name, f := range b.entries {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var content bytes.Buffer
		if _, err := content.ReadFrom(r); err != nil {
			t.Fatal(err)
		}
		contents[name] = content.String()
	}
	delete(contents, manifestName)
	m := b.Manifest
	change(&m, contents)
	if _, ok := contents[manifestName]; !ok {
		content, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		contents[manifestName] = string(content)
	}
	return zipOf(t, contents, zip.Store)
}

func zipOf(t testing.TB, contents map[string]string, method uint16) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, content := range contents {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "changed.zip")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestABundleThatIsNotAsItSaysIsRefusedWhole(t *testing.T) {
	here := newPlace(t)
	here.keep(t, piper, commit, amir)
	if _, err := here.Import(t.Context(), newVoice(t, "sara", 0)); err != nil {
		t.Fatal(err)
	}
	path := here.bundle(t, Choice{Models: []Part{{Repo: piper, Commit: commit}}, Voices: []string{"sara"}})
	folder := "models--rhasspy--piper-voices/" + commit + "/"
	for name, c := range map[string]struct {
		change func(m *Manifest, files map[string]string)
		want   error
	}{
		"a newer format":    {func(m *Manifest, _ map[string]string) { m.Version = 2 }, ErrNewerBundle},
		"another format":    {func(m *Manifest, _ map[string]string) { m.Format = "x" }, ErrArchive},
		"an empty manifest": {func(_ *Manifest, f map[string]string) { f[manifestName] = "" }, ErrArchive},
		"no JSON":           {func(_ *Manifest, f map[string]string) { f[manifestName] = "{" }, ErrArchive},
		"a missing file":    {func(_ *Manifest, f map[string]string) { delete(f, folder+"README.md") }, ErrArchive},
		"a file too many":   {func(_ *Manifest, f map[string]string) { f["more"] = "x" }, ErrArchive},
		"another content":   {func(_ *Manifest, f map[string]string) { f[folder+"README.md"] = "# Voices" }, cache.ErrWrongSum},
		"a longer file":     {func(_ *Manifest, f map[string]string) { f[folder+"README.md"] += "x" }, ErrLies},
		"a path upwards":    {func(m *Manifest, f map[string]string) { rename(m, f, folder, "../../../README.md") }, hub.ErrUnsafePath},
		"an absolute path":  {func(m *Manifest, f map[string]string) { rename(m, f, folder, "/README.md") }, hub.ErrUnsafePath},
		"a reserved name":   {func(m *Manifest, f map[string]string) { rename(m, f, folder, "con.txt") }, hub.ErrUnsafePath},
		"a case collision":  {func(m *Manifest, f map[string]string) { rename(m, f, folder, "FA/amir/a.onnx") }, hub.ErrUnsafePath},
		"no repository":     {func(m *Manifest, _ map[string]string) { m.Models[0].Repo = "../x" }, hub.ErrRepoName},
		"an address": {func(m *Manifest, _ map[string]string) {
			m.Models[0].Repo = "https://huggingface.co/rhasspy/piper-voices"
		}, ErrArchive},
		"no commit": {func(m *Manifest, _ map[string]string) { m.Models[0].Commit = "main" }, ErrArchive},
		"no sum": {func(m *Manifest, _ map[string]string) {
			m.Models[0].Files[0].SHA256, m.Models[0].Files[0].SHA1 = "", ""
		}, ErrArchive},
		"a negative size":     {func(m *Manifest, _ map[string]string) { m.Models[0].Files[0].Size = -1 }, ErrArchive},
		"a model twice":       {func(m *Manifest, _ map[string]string) { m.Models = append(m.Models, m.Models[0]) }, ErrArchive},
		"an id upwards":       {func(m *Manifest, _ map[string]string) { m.Voices[0].ID = "../sara" }, ErrArchive},
		"a tree beside it":    {func(m *Manifest, _ map[string]string) { m.Models[0].Tree = m.Models[0].Tree[:1] }, ErrArchive},
		"another local name":  {func(m *Manifest, f map[string]string) { m.Models[0].Repo = "local/x" }, ErrArchive},
		"a reference upwards": {func(m *Manifest, _ map[string]string) { m.Models[0].Refs = []string{"../../../x"} }, cache.ErrName},
	} {
		there := newPlace(t)
		if _, err := there.Take(t.Context(), there.cache, rewritten(t, path, c.change), nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if left := there.all(t); len(left) > 0 {
			t.Errorf("%s left %q", name, left)
		}
	}
}

// rename gives the first file of the first model another path.
func rename(m *Manifest, files map[string]string, folder, to string) {
	i := slices.IndexFunc(m.Models[0].Files, func(f BundledFile) bool { return f.Path == "README.md" })
	files[folder+to] = files[folder+"README.md"]
	delete(files, folder+"README.md")
	m.Models[0].Files[i].Path = to
	m.Models[0].Tree = nil
}

func TestACutOrFlippedBundleIsRefused(t *testing.T) {
	here := newPlace(t)
	here.keep(t, piper, commit, amir)
	whole, err := os.ReadFile(here.bundle(t, Choice{Models: []Part{{Repo: piper, Commit: commit}}}))
	if err != nil {
		t.Fatal(err)
	}
	there := newPlace(t)
	try := func(what string, content []byte) {
		path := filepath.Join(t.TempDir(), "b.zip")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := there.Take(t.Context(), there.cache, path, nil); err == nil {
			t.Errorf("%s was taken", what)
		} else if !known(err) {
			t.Errorf("%s: an error without a name: %v", what, err)
		}
		if left := there.all(t); len(left) > 0 {
			t.Fatalf("%s left %q", what, left)
		}
	}
	for n := 0; n < len(whole); n += 397 {
		try(fmt.Sprintf("the first %d bytes", n), whole[:n])
	}
	for at := bytes.Index(whole, []byte("weights")); at < len(whole)-2000; at += 613 {
		flipped := slices.Clone(whole)
		flipped[at] ^= 4
		try(fmt.Sprintf("byte %d", at), flipped)
	}
}

func known(err error) bool {
	return slices.ContainsFunc([]error{ErrArchive, ErrNewerBundle, ErrLies, ErrConflict, ErrNoVoice, hub.ErrUnsafePath, hub.ErrRepoName,
		cache.ErrWrongSum, cache.ErrName, cache.ErrNoSpace, app.ErrExists}, func(e error) bool { return errors.Is(err, e) })
}

func TestABundleCannotReplaceWhatTheHubGave(t *testing.T) {
	here, there := newPlace(t), newPlace(t)
	here.keep(t, piper, commit, map[string]string{"a.onnx": "evil", "a.onnx.json": "{}"})
	path := here.bundle(t, Choice{Models: []Part{{Repo: piper, Commit: commit, Paths: []string{"a.onnx"}}}})
	there.keep(t, piper, commit, map[string]string{"a.onnx": "good", "a.onnx.json": "{}"})
	before := there.all(t)
	if _, err := there.Take(t.Context(), there.cache, path, nil); !errors.Is(err, ErrConflict) {
		t.Error(err)
	}
	if err := os.RemoveAll(filepath.Join(there.cache.Dir, cache.Folder(piper), "trees")); err != nil {
		t.Fatal(err)
	}
	if _, err := there.Take(t.Context(), there.cache, path, nil); !errors.Is(err, ErrConflict) {
		t.Errorf("without a tree: %v", err)
	}
	if after := there.all(t); len(after) != len(before)-1 {
		t.Errorf("%q became %q", before, after)
	}
	content, err := there.cache.Path(piper, commit, "a.onnx")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(content); err != nil || string(got) != "good" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestABranchThatIsNewerHereStays(t *testing.T) {
	here, there := newPlace(t), newPlace(t)
	here.keep(t, piper, commit, amir)
	newer := strings.Repeat("d", 40)
	there.keep(t, piper, newer, amir)
	if _, err := there.Take(t.Context(), there.cache, here.bundle(t, Choice{Models: []Part{{Repo: piper, Commit: commit}}}), nil); err != nil {
		t.Fatal(err)
	}
	if now, err := there.cache.Commit(piper, "main"); now != newer || err != nil {
		t.Errorf("main became %s, %v", now, err)
	}
	if freed, err := there.cache.Remove(t.Context(), piper, commit); freed != 0 || err != nil {
		t.Errorf("contents that both commits have were stored twice: %d, %v", freed, err)
	}
}

func FuzzManifest(f *testing.F) {
	f.Add([]byte(`{"format":"avagar-bundle","version":1,"models":[{"repo":"a/b","commit":"` + commit + `","files":[{"path":"x","size":1,"sha1":"` + commit + `"}]}]}`))
	f.Add([]byte(`{"format":"avagar-bundle","version":1,"voices":[{"id":"a","size":1,"sha256":"` + strings.Repeat("a", 64) + `"}]}`))
	f.Add([]byte(`{"format":"avagar-bundle","version":9}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, content []byte) {
		m, err := decodeManifest(content)
		if err != nil {
			if !known(err) {
				t.Errorf("an error without a name: %v", err)
			}
			return
		}
		for _, model := range m.Models {
			for _, file := range model.Files {
				if hub.CheckPath(file.Path) != nil || file.Size < 0 || file.file().ETag() == "" {
					t.Errorf("%+v was let in", file)
				}
			}
		}
		for _, v := range m.Voices {
			if strings.ContainsAny(v.ID, `/\`) {
				t.Errorf("%+v was let in", v)
			}
		}
	})
}
