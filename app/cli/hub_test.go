package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"avagar/app/boot"
	"avagar/engine/hub/hubtest"

	"github.com/zalando/go-keyring"
)

// online is a person whose settings name a hub of their own.
func online(t *testing.T, repos ...hubtest.Repo) (*person, *hubtest.Server) {
	t.Helper()
	keyring.MockInit()
	p, srv := newPerson(t), hubtest.New(t)
	for _, r := range repos {
		srv.Add(r)
	}
	p.does("settings", "set", "endpoint", srv.Endpoint())
	return p, srv
}

const config = `{"audio":{"sample_rate":22050},"phoneme_id_map":{"_":[0]}}`

// voices is a repository of two Piper voices.
func voices() hubtest.Repo {
	return hubtest.Repo{
		ID: "org/persian-voices", Task: "text-to-speech", Library: "piper", License: "mit", Languages: []string{"fa"}, Downloads: 90,
		Files: []hubtest.File{
			hubtest.Text("README.md", "---\nlicense: mit\n---\n# دو صدا\n"),
			hubtest.Binary("fa/amir/fa-amir.onnx", []byte(strings.Repeat("amir", 1000))),
			hubtest.Text("fa/amir/fa-amir.onnx.json", config),
			hubtest.Binary("fa/gyro/fa-gyro.onnx", []byte(strings.Repeat("gyro", 2000))),
			hubtest.Text("fa/gyro/fa-gyro.onnx.json", config),
		},
	}
}

func gated() hubtest.Repo {
	return hubtest.Repo{
		ID: "org/closed-voice", Gated: "manual", Languages: []string{"fa"}, Readers: []string{"sara"}, Downloads: 2,
		Files: []hubtest.File{hubtest.Binary("v.onnx", []byte("weights")), hubtest.Text("v.onnx.json", config)},
	}
}

// one parses what --json printed as one object.
func one(t *testing.T, out string) map[string]any {
	t.Helper()
	all := objects(t, out)
	if len(all) != 1 {
		t.Fatalf("%d objects: %s", len(all), out)
	}
	return all[0]
}

func TestAVoiceIsFoundFetchedAndRemoved(t *testing.T) {
	p, _ := online(t, voices(), gated())
	hits := objects(t, p.does("--json", "hub", "search", "persian", "--language", "fa"))
	if len(hits) != 1 || hits[0]["id"] != "org/persian-voices" || hits[0]["family"] != "piper" || hits[0]["runs"] != "next" || hits[0]["installed"] != false {
		t.Errorf("found %v", hits)
	}
	if hits[0]["bytes"] != nil {
		t.Errorf("nobody counted, and yet %v", hits)
	}
	if looked := one(t, p.does("--json", "hub", "search", "persian", "--look")); looked["bytes"].(float64) < 12_000 {
		t.Errorf("looked at, it is %v", looked)
	}
	sheet := one(t, p.does("--json", "hub", "info", "org/persian-voices", "--card"))
	if len(sheet["voices"].([]any)) != 2 || !strings.Contains(sheet["card"].(string), "دو صدا") || sheet["files"] != 5.0 {
		t.Errorf("the sheet is %v", sheet)
	}
	if files := p.does("hub", "files", "org/persian-voices", "fa/gyro"); strings.Count(files, "\n") != 2 || !strings.Contains(files, "fa/gyro/fa-gyro.onnx  8 kB") {
		t.Errorf("the files are %q", files)
	}

	got := one(t, p.does("--json", "hub", "get", "org/persian-voices", "FA-amir"))
	if got["state"] != "done" {
		t.Fatalf("the download ended as %v", got)
	}
	model, err := os.ReadFile(filepath.Join(got["path"].(string), "fa", "amir", "fa-amir.onnx"))
	if err != nil || len(model) != 4000 {
		t.Errorf("%d bytes are here, %v", len(model), err)
	}
	here := one(t, p.does("--json", "hub", "installed"))
	if here["id"] != "org/persian-voices" || here["family"] != "piper" || here["ours"] != true || len(here["voices"].([]any)) != 1 {
		t.Errorf("here is %v", here)
	}
	foreseen := one(t, p.does("--json", "hub", "remove", "org/persian-voices", "--dry-run"))
	removed := one(t, p.does("--json", "hub", "remove", "org/persian-voices"))
	if foreseen["freed_bytes"] != removed["freed_bytes"] || removed["freed_bytes"].(float64) < 4000 || foreseen["state"] != "installed" {
		t.Errorf("foreseen %v, removed %v", foreseen, removed)
	}
	if left := p.does("--json", "hub", "installed"); left != "" {
		t.Errorf("still here: %s", left)
	}
	p.fails(exitError, "not on this computer", "hub", "remove", "org/persian-voices")
}

func TestWhatWasSeenIsFoundWithoutTheHub(t *testing.T) {
	p, srv := online(t, voices())
	p.does("hub", "info", "org/persian-voices")
	srv.Down()
	a := p.types("", "--json", "hub", "search", "persian")
	if hit := one(t, a.out); a.code != exitDone || hit["offline"] != true || !strings.Contains(a.err, "cannot be reached") {
		t.Errorf("status %d: %s%s", a.code, a.out, a.err)
	}
	if sheet := p.types("", "hub", "info", "org/persian-voices"); sheet.code != exitDone || !strings.Contains(sheet.out, "fa-gyro") {
		t.Errorf("status %d: %s%s", sheet.code, sheet.out, sheet.err)
	}
	p.fails(exitError, "cannot be reached", "hub", "search", "nothing-like-this")
	p.fails(exitError, "cannot be reached", "hub", "info", "org/never-seen")
	if tried := one(t, p.types("", "--json", "hub", "mirrors").out); tried["good"] != false || tried["error"] == "" {
		t.Errorf("the hub is %v", tried)
	}
}

func TestHubRefusesWhatThereIsNot(t *testing.T) {
	p, _ := online(t, voices())
	p.fails(exitError, "not the name of a repository", "hub", "info", "no spaces here")
	p.fails(exitError, "no such repository", "hub", "get", "org/absent")
	p.fails(exitError, "no such branch", "hub", "files", "org/persian-voices", "--revision", "v9")
	p.fails(exitError, "fa/nobody: ", "hub", "get", "org/persian-voices", "fa/nobody")
	p.fails(exitError, "no such file", "hub", "files", "org/persian-voices", "fa/nobody")
	p.fails(exitUsage, "--kind", "hub", "search", "--kind", "song")
}

func TestATokenOpensWhatAsksForPermission(t *testing.T) {
	p, srv := online(t, gated())
	srv.AddUser(hubtest.User{Name: "sara", Token: "hf_sara"})
	p.fails(exitError, "asks for permission", "hub", "get", "org/closed-voice")
	if a := p.types("hf_sara\n", "hub", "token", "set"); a.code != exitDone || strings.Contains(a.out+a.err, "hf_sara") {
		t.Errorf("set: %d %q %q", a.code, a.out, a.err)
	}
	if token := one(t, p.does("--json", "hub", "token")); token["place"] != "keyring" || token["name"] != "sara" {
		t.Errorf("the token is %v", token)
	}
	if got := one(t, p.does("--json", "hub", "get", "org/closed-voice")); got["state"] != "done" {
		t.Errorf("with it, %v", got)
	}
	p.does("hub", "token", "forget")
	if told := p.does("hub", "token"); !strings.Contains(told, "Not set") {
		t.Errorf("forgotten: %q", told)
	}
	p.fails(exitError, "cannot be a token", "hub", "token", "set")
	log, err := os.ReadFile(filepath.Join(p.home, "logs", "avagar.log"))
	if err != nil || strings.Contains(string(log), "hf_sara") {
		t.Errorf("the log has %q, %v", log, err)
	}
}

func TestAMirrorIsTried(t *testing.T) {
	p, srv := online(t, voices())
	if tried := one(t, p.does("--json", "hub", "mirrors")); tried["good"] != true || tried["id"] != srv.Endpoint() {
		t.Errorf("the hub is %v", tried)
	}
	poor := hubtest.New(t)
	poor.Add(voices())
	poor.Break(hubtest.NoHeaders())
	a := p.types("", "--json", "hub", "mirrors", poor.Endpoint())
	if tried := one(t, a.out); tried["good"] != false || tried["api"] != true || a.code != exitError {
		t.Errorf("the poor mirror is %v, status %d", tried, a.code)
	}
}

func TestABundleGoesFromOneHomeToAnother(t *testing.T) {
	p, _ := online(t, voices())
	p.does("hub", "get", "org/persian-voices")
	file := filepath.Join(t.TempDir(), "friend")
	wrote := one(t, p.does("--json", "hub", "export", file, "org/persian-voices"))
	if wrote["bytes"].(float64) < 12_000 || !strings.HasSuffix(wrote["file"].(string), ".avagar.zip") {
		t.Errorf("wrote %v", wrote)
	}
	p.fails(exitError, "exists already", "hub", "export", file, "org/persian-voices")
	p.fails(exitError, "not on this computer", "hub", "export", file+"2", "org/absent")

	friend := newPerson(t)
	came := one(t, friend.does("--json", "hub", "import", wrote["file"].(string)))
	if models := came["models"].([]any); len(models) != 1 {
		t.Errorf("came %v", came)
	}
	if here := one(t, friend.does("--json", "hub", "installed")); here["id"] != "org/persian-voices" || len(here["voices"].([]any)) != 2 {
		t.Errorf("the friend has %v", here)
	}
	friend.fails(exitError, "no such file", "hub", "import", file+"3")
}

func TestTheShelfNamesPersianVoices(t *testing.T) {
	p := newPerson(t)
	known := objects(t, p.does("--json", "hub", "shelf"))
	if len(known) < 5 || known[0]["id"] == "" || known[0]["family"] == "" {
		t.Errorf("the shelf is %v", known)
	}
	p.locale = "fa_IR.UTF-8"
	if told := p.does("hub", "shelf"); !strings.Contains(told, "صدای") {
		t.Errorf("in Persian: %q", told)
	}
}

func TestADownloadIsLeftToTheWindowThatHasTheQueue(t *testing.T) {
	p, srv := online(t, voices())
	slow := hubtest.Stall(100)
	srv.Break(slow)
	window, err := boot.Open(t.Context(), p.home, p.process(nil, nil, nil, nil).Getenv)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := window.Close(); err != nil {
			t.Error(err)
		}
	}()
	for !window.Downloads.Works() {
		runtime.Gosched()
	}
	a := p.types("", "--json", "hub", "get", "org/persian-voices")
	if d := one(t, a.out); a.code != exitDone || d["state"] == "done" || !strings.Contains(a.err, "is open") {
		t.Errorf("status %d: %s%s", a.code, a.out, a.err)
	}
	p.fails(exitError, "already", "download", "run")
	srv.Mend(slow)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var out, errs bytes.Buffer
	code := Run(ctx, p.process(strings.NewReader(""), &out, &errs, []string{"--json", "hub", "get", "org/persian-voices", "--wait"}))
	if code != exitDone || one(t, out.String())["state"] != "done" {
		t.Errorf("status %d: %s%s; the queue: %s", code, out.String(), errs.String(), p.does("download", "list"))
	}
}

func TestCtrlCLeavesADownloadInTheQueue(t *testing.T) {
	p, srv := online(t, voices())
	stalled := hubtest.Stall(100)
	srv.Break(stalled)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	defer srv.Mend(stalled)
	ended := make(chan answer)
	go func() {
		var out, errs strings.Builder
		code := Run(ctx, p.process(strings.NewReader(""), &out, &errs, []string{"hub", "get", "org/persian-voices"}))
		ended <- answer{out.String(), errs.String(), code}
	}()
	for stalled.Hits() == 0 {
		select {
		case a := <-ended:
			t.Fatalf("status %d: %q %q", a.code, a.out, a.err)
		default:
			runtime.Gosched()
		}
	}
	cancel()
	a := <-ended
	if a.code != exitError || !strings.Contains(a.err, "avagar download run") || !strings.Contains(a.err, "as you asked") {
		t.Errorf("status %d: %q %q", a.code, a.out, a.err)
	}
	srv.Mend(stalled)
	if told := p.does("download", "run"); !strings.Contains(told, "has arrived whole") {
		t.Errorf("run tells %q", told)
	}
	var d map[string]any
	if err := json.Unmarshal([]byte(p.does("--json", "download", "list", "--ended", "1")), &d); err != nil || d["state"] != "done" {
		t.Errorf("in the end it is %v, %v", d, err)
	}
}
