package catalogue

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"avagar/app/store"
	"avagar/engine/hub"
	"avagar/engine/hub/cache"
	"avagar/engine/hub/hubtest"
)

// rig is a catalogue over a hub, a database and a cache of its own.
type rig struct {
	*Service
	hub     *hubtest.Server
	options hub.Options
	now     time.Time
}

func newRig(t *testing.T, repos ...hubtest.Repo) *rig {
	t.Helper()
	kept, err := store.Open(t.Context(), filepath.Join(t.TempDir(), store.File))
	must(t, err)
	t.Cleanup(func() { must(t, kept.Close()) })
	user, err := kept.LocalUser(t.Context())
	must(t, err)
	c, err := cache.Open(filepath.Join(t.TempDir(), "hub"))
	must(t, err)
	r := &rig{hub: hubtest.New(t), now: time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)}
	r.options = hub.Options{Endpoints: []string{r.hub.Endpoint()}, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }}
	for _, one := range repos {
		r.hub.Add(one)
	}
	r.Service = New(kept, user.ID, c, func(context.Context) (hub.Options, error) { return r.options, nil })
	r.Now = func() time.Time { return r.now }
	return r
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// voices is a repository of two Piper voices, as the hub has one.
func voices() hubtest.Repo {
	return hubtest.Repo{
		ID: "org/persian-voices", Task: "text-to-speech", Library: "piper", License: "mit", Languages: []string{"fa"},
		Tags: []string{"onnx"}, Downloads: 90, Likes: 9,
		Files: []hubtest.File{
			hubtest.Text("README.md", "---\nlicense: mit\n---\n# صداهای فارسی\n\nدو صدا.\n"),
			hubtest.Binary("fa/amir/medium/fa-amir.onnx", []byte(strings.Repeat("amir", 1000))),
			hubtest.Text("fa/amir/medium/fa-amir.onnx.json", `{"audio":{"sample_rate":22050},"phoneme_id_map":{"_":[0]}}`),
			hubtest.Binary("fa/gyro/medium/fa-gyro.onnx", []byte(strings.Repeat("gyro", 2000))),
			hubtest.Text("fa/gyro/medium/fa-gyro.onnx.json", `{"audio":{"sample_rate":22050},"phoneme_id_map":{"_":[0]}}`),
		},
	}
}

func torch() hubtest.Repo {
	return hubtest.Repo{
		ID: "lab/persian-tts-torch", Task: "text-to-speech", License: "cc-by-nc-4.0", Languages: []string{"fa"}, Downloads: 50,
		Files: []hubtest.File{hubtest.Text("README.md", "# A network\n"), hubtest.Binary("model.pth", []byte("weights"))},
	}
}

func corpus() hubtest.Repo {
	return hubtest.Repo{
		Kind: "dataset", ID: "lab/persian-speech", Task: "text-to-speech", License: "cc0-1.0", Languages: []string{"fa"}, Downloads: 7,
		Files: []hubtest.File{hubtest.Text("README.md", "# Speech\n"), hubtest.Text("metadata.csv", "a|b\n")},
	}
}

func names(list []Hit) string {
	var all []string
	for _, h := range list {
		all = append(all, h.Repo)
	}
	return strings.Join(all, " ")
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	content, err := os.ReadFile(path)
	must(t, err)
	return content
}
