package hubtest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// officialClient is where `make hub-client` puts the official client. A test
// that wants it is skipped if it is not there.
func officialClient(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("AVAGAR_HUBJS")
	if folder == "" {
		folder = "../../../.build/hubjs/node_modules"
	}
	client, err := filepath.Abs(filepath.Join(folder, "@huggingface/hub/dist/index.mjs"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(client); err != nil {
		t.Skipf("the official client is not there; `make hub-client` fetches it where npm is installed: %v", err)
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("the official client needs node: ", err)
	}
	return client
}

type officialFile struct {
	Path, Type, OID, SHA256, Commit string
	Size                            int64
}

// official is what testdata/client.mjs prints.
type official struct {
	Models, Datasets, Folder, Commits, Paths []string
	Persian                                  []struct {
		Name, ID, SHA, Updated string
		Gated                  any
		Downloads              int
		Files                  []string
	}
	Info   struct{ Name, Task, SHA, Author, Library string }
	Files  []officialFile
	Exists []bool

	Small, Large, Slice, Cached, Snapshot string
	None                                  *string
	Scan                                  []struct {
		Name      string
		Revisions []struct {
			Commit string
			Refs   []string
			Files  int
		}
	}
	Warnings int

	Me struct {
		Name, Type, Role string
		Orgs             []string
	}
	GatedAnonymous, GatedInfo, GatedReader, PrivateAnonymous string
	PrivateReader                                            bool
	Renamed, BadToken                                        string
}

func runOfficial(t *testing.T, s *Server, cache string) (found official) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "node", "testdata/client.mjs", "file://"+officialClient(t), s.Endpoint(), cache, "hf_sara")
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	if err := json.Unmarshal(out, &found); err != nil {
		t.Fatal(err)
	}
	return found
}

func TestTheOfficialClientTakesItForTheHub(t *testing.T) {
	officialClient(t)
	s := New(t)
	s.AddUser(User{Name: "sara", Token: "hf_sara", Organisations: []string{"club"}})
	commit := s.Add(voiceRepo())
	s.Add(Repo{ID: "org/gated", Gated: "manual", Readers: []string{"sara"}, Files: []File{Binary("model.onnx", weights)}})
	s.Add(Repo{ID: "org/private", Private: true, Readers: []string{"sara"}})
	s.Add(Repo{ID: "org/old", Downloads: 90})
	s.Rename("org/old", "org/new")
	for _, name := range []string{"a", "b", "c", "d"} {
		s.Add(Repo{ID: "many/" + name, Downloads: 1})
		s.Add(Repo{Kind: "dataset", ID: "many/" + name, Languages: []string{"fa"}})
	}
	s.Add(Repo{Kind: "dataset", ID: "many/english", Languages: []string{"en"}})
	cache := t.TempDir()
	got := runOfficial(t, s, cache)

	same(t, "models", got.Models, []string{"org/new", "org/voice", "many/a", "many/b", "many/c", "many/d", "org/gated"})
	same(t, "datasets", got.Datasets, []string{"many/a", "many/b", "many/c", "many/d"})
	if len(got.Persian) != 1 || got.Persian[0].Name != "org/voice" || got.Persian[0].SHA != commit ||
		got.Persian[0].Downloads != 70 || got.Persian[0].Gated != false || len(got.Persian[0].Files) != 4 {
		t.Errorf("Persian voices: %+v", got.Persian)
	}
	if i := got.Info; i.Name != "org/voice" || i.Task != "text-to-speech" || i.SHA != commit || i.Author != "org" || i.Library != "onnx" {
		t.Errorf("info: %+v", i)
	}
	checkOfficialFiles(t, got, commit)
	checkOfficialDownloads(t, got, commit, cache)
	checkOfficialAccess(t, got)
	if tokens := s.Counters().Tokens; len(tokens) > 0 {
		t.Errorf("the content host saw %q", tokens)
	}
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func checkOfficialFiles(t *testing.T, got official, commit string) {
	t.Helper()
	var paths []string
	for _, f := range got.Files {
		paths = append(paths, f.Path)
		if f.Commit != commit {
			t.Errorf("%s: last changed by %q", f.Path, f.Commit)
		}
	}
	same(t, "files", paths, []string{"README.md", "fa", "fa/config.json", "fa/model.onnx", "fa/x", "fa/x/deep=1 2.txt"})
	if readme, model := got.Files[0], got.Files[3]; readme.OID != gitSHA1(card) || readme.SHA256 != "" ||
		model.SHA256 != sha(weights) || model.Size != int64(len(weights)) || got.Files[1].Type != "directory" {
		t.Errorf("files: %+v", got.Files)
	}
	same(t, "folder", got.Folder, []string{"fa/config.json", "fa/model.onnx", "fa/x"})
	same(t, "commits", got.Commits, []string{commit})
	same(t, "paths", got.Paths, []string{"README.md", "fa"})
	if !slices.Equal(got.Exists, []bool{true, false}) {
		t.Errorf("exist: %v", got.Exists)
	}
}

func checkOfficialDownloads(t *testing.T, got official, commit, cache string) {
	t.Helper()
	if got.Small != card || got.Large != sha(weights) || got.Slice != "weights" || got.Cached != sha(weights) || got.None != nil {
		t.Errorf("downloads: %q %s %q %s %v", got.Small, got.Large, got.Slice, got.Cached, got.None)
	}
	folder := filepath.Join(cache, "models--org--voice", "snapshots", commit)
	if got.Snapshot != folder {
		t.Errorf("snapshot: %s", got.Snapshot)
	}
	for path, want := range map[string]string{"README.md": card, "fa/model.onnx": string(weights), "fa/x/deep=1 2.txt": "deep"} {
		if b, err := os.ReadFile(filepath.Join(folder, path)); err != nil || string(b) != want {
			t.Errorf("snapshot: %s: %d bytes, %v", path, len(b), err)
		}
	}
	if len(got.Scan) != 1 || got.Scan[0].Name != "org/voice" || len(got.Scan[0].Revisions) != 1 || got.Warnings != 0 ||
		got.Scan[0].Revisions[0].Commit != commit || !slices.Equal(got.Scan[0].Revisions[0].Refs, []string{"main"}) {
		t.Errorf("cache: %+v, %d warnings", got.Scan, got.Warnings)
	}
}

func checkOfficialAccess(t *testing.T, got official) {
	t.Helper()
	if me := got.Me; me.Name != "sara" || me.Type != "user" || me.Role != "read" || !slices.Equal(me.Orgs, []string{"club"}) {
		t.Errorf("me: %+v", me)
	}
	if got.GatedInfo != "manual" || got.GatedReader != sha(weights) || !got.PrivateReader || got.Renamed != "org/new" {
		t.Errorf("access: %+v", got)
	}
	for what, refused := range map[string]string{"gated": got.GatedAnonymous, "private": got.PrivateAnonymous, "token": got.BadToken} {
		if !strings.HasPrefix(refused, "401 ") {
			t.Errorf("%s: %q", what, refused)
		}
	}
}
