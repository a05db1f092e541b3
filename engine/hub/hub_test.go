package hub

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"avagar/engine/hub/hubtest"
)

// pauses are what a client would have slept.
type pauses struct {
	mu  sync.Mutex
	all []time.Duration
}

func (p *pauses) sleep(ctx context.Context, d time.Duration) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.all = append(p.all, d)
	return ctx.Err()
}

func (p *pauses) seen() []time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.all)
}

// newClient never really sleeps.
func newClient(t testing.TB, o Options) (*Client, *pauses) {
	t.Helper()
	p := &pauses{}
	if o.Sleep == nil {
		o.Sleep = p.sleep
	}
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.http.CloseIdleConnections)
	return c, p
}

func at(endpoints ...string) Options { return Options{Endpoints: endpoints} }

func withToken(o Options, token string) Options {
	o.Token = func() string { return token }
	return o
}

// serve is a hub of few words.
func serve(t testing.TB, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

var amir = Repo{Model, "rhasspy/piper-voices"}

const amirCard = "---\nlicense: mit\nlanguage:\n- fa\n- en\ntags: [piper]\n---\n# صداها\n\nمتن\n"

// stocked is a hub with a few repositories of every sort.
func stocked(t testing.TB) *hubtest.Server {
	t.Helper()
	s := hubtest.New(t)
	s.AddUser(hubtest.User{Name: "sara", Token: "hf_good", Organisations: []string{"lab"}})
	s.AddUser(hubtest.User{Name: "reza", Token: "hf_other"})
	s.Add(hubtest.Repo{
		ID: amir.ID, Task: "text-to-speech", Library: "piper", License: "mit", Languages: []string{"fa", "en"}, Tags: []string{"onnx"},
		Downloads: 900, Likes: 12, Created: date(2023, 1), Modified: date(2025, 6),
		Files: []hubtest.File{
			hubtest.Text("README.md", amirCard),
			hubtest.Text("fa/fa_IR/amir/medium/amir = 1.onnx.json", `{"phoneme_id_map":{}}`),
			hubtest.Binary("fa/fa_IR/amir/medium/amir = 1.onnx", []byte("the network of amir")),
			hubtest.Text("fa/fa_IR/reza/medium/reza.onnx.json", `{}`),
			hubtest.Binary("fa/fa_IR/reza/medium/reza.onnx", []byte("the network of reza")),
		},
	})
	for i, name := range []string{"persian-tts-a", "persian-tts-b", "persian-tts-c", "persian-tts-d"} {
		s.Add(hubtest.Repo{ID: "lab/" + name, Task: "text-to-speech", Languages: []string{"fa"}, Downloads: int64(i),
			Files: []hubtest.File{hubtest.Text("config.json", "{}")}})
	}
	s.Add(hubtest.Repo{ID: "gpt2", Task: "text-generation", Files: []hubtest.File{hubtest.Text("config.json", "{}")}})
	s.Add(hubtest.Repo{ID: "lab/gated", Gated: "manual", Readers: []string{"sara"}, Files: []hubtest.File{hubtest.Binary("model.onnx", []byte("x"))}})
	s.Add(hubtest.Repo{ID: "lab/private", Private: true, Readers: []string{"sara"}, Files: []hubtest.File{hubtest.Text("README.md", "secret")}})
	s.Add(hubtest.Repo{ID: "lab/closed", Disabled: true, Files: []hubtest.File{hubtest.Text("README.md", "x")}})
	s.Add(hubtest.Repo{Kind: "dataset", ID: "lab/recordings", Task: "text-to-speech", Languages: []string{"fa"}, License: "cc0-1.0",
		Files: []hubtest.File{hubtest.Text("README.md", "no front matter"), hubtest.Binary("data/train.parquet", []byte("PAR1"))}})
	return s
}

func date(year int, month time.Month) time.Time {
	return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
}

// wants fails the test unless err is the sentinel.
func wants(t *testing.T, what string, err, sentinel error) {
	t.Helper()
	if !errors.Is(err, sentinel) {
		t.Errorf("%s: got %v, want %v", what, err, sentinel)
	}
}

// silent fails the test if an error's text holds a secret.
func silent(t *testing.T, err error, secrets ...string) {
	t.Helper()
	for _, s := range secrets {
		if err != nil && strings.Contains(err.Error(), s) {
			t.Errorf("the error holds %q: %v", s, err)
		}
	}
}
