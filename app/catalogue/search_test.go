package catalogue

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"avagar/app"
	"avagar/engine/hub"
	"avagar/engine/hub/hubtest"
)

func TestSearchFindsAndRemembers(t *testing.T) {
	r := newRig(t, voices(), torch(), corpus())
	a, err := r.Search(t.Context(), Query{Text: "persian", Task: "text-to-speech", Language: "fa"})
	if err != nil || names(a.List) != "org/persian-voices lab/persian-tts-torch" || a.Offline || a.More {
		t.Fatalf("found %v, %v", a, err)
	}
	h := a.List[0]
	if h.License != "mit" || h.Likes != 9 || h.Downloads != 90 || h.Library != "piper" || h.SHA == "" || h.Ref() != (hub.Repo{Kind: hub.Model, ID: h.Repo}) {
		t.Errorf("the first is %+v", h)
	}
	d, err := r.Search(t.Context(), Query{Text: "persian", Kind: hub.Dataset})
	if err != nil || names(d.List) != "datasets/lab/persian-speech" || d.List[0].Bytes <= 0 || d.List[0].Ref().ID != "lab/persian-speech" {
		t.Fatalf("of datasets it found %+v, %v", d, err)
	}
	seen, err := r.Seen(t.Context(), Query{Text: "persian"})
	if err != nil || names(seen.List) != names(a.List) || !seen.Offline {
		t.Errorf("it remembers %v, %v", seen, err)
	}
}

func TestEveryPageIsTurnedAndNoneTwice(t *testing.T) {
	r := newRig(t)
	for i := range 8 {
		r.hub.Add(hubtest.Repo{ID: fmt.Sprintf("org/tts-%d", i), Downloads: int64(100 - i), Files: []hubtest.File{hubtest.Text("a", "a")}})
	}
	online := all(t, r, false)
	r.options.Offline = true
	if offline := all(t, r, true); online != offline || len(online) != 8*len("org/tts-0 ")-1 {
		t.Errorf("the pages held %q and offline %q", online, offline)
	}
}

// all turns the pages of a search.
func all(t *testing.T, r *rig, offline bool) string {
	t.Helper()
	a, err := r.Search(t.Context(), Query{Text: "tts", Limit: 3})
	list := a.List
	for range 10 {
		if err != nil || a.Offline != offline || len(a.List) > 3 {
			t.Fatalf("a page is %+v, %v", a, err)
		}
		if !a.More {
			break
		}
		a, err = r.Next(t.Context(), a)
		list = append(list, a.List...)
	}
	if end, err := r.Next(t.Context(), a); err != nil || len(end.List) > 0 || end.More {
		t.Errorf("after the end there is %+v, %v", end, err)
	}
	return names(list)
}

func TestOutOfReachTheAnswerIsWhatWasSeen(t *testing.T) {
	for name, c := range map[string]struct {
		fault func(*rig)
		want  error
	}{
		"chosen":   {func(r *rig) { r.options.Offline = true }, hub.ErrOffline},
		"reset":    {func(r *rig) { r.hub.Break(hubtest.Reset()) }, hub.ErrUnreachable},
		"down":     {func(r *rig) { r.hub.Down() }, hub.ErrUnreachable},
		"filtered": {func(r *rig) { r.hub.Break(hubtest.HTMLForbidden()) }, hub.ErrFiltered},
		"portal":   {func(r *rig) { r.hub.Break(hubtest.Portal()) }, hub.ErrFiltered},
		"limited":  {func(r *rig) { r.hub.Break(hubtest.RateLimited(55)) }, hub.ErrRateLimited},
		"trouble":  {func(r *rig) { r.hub.Break(hubtest.Status(503)) }, hub.ErrServer},
		"mangled":  {func(r *rig) { r.hub.Break(hubtest.Mangle()) }, hub.ErrAnswer},
		"foreign":  {func(r *rig) { r.hub.Break(hubtest.ForeignLink("https://elsewhere.example")) }, hub.ErrForeignLink},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, voices(), torch())
			r.hub.SetPage(1)
			first, err := r.Search(t.Context(), Query{Text: "persian"})
			must(t, err)
			_, err = r.Next(t.Context(), first)
			must(t, err)
			r.now = r.now.Add(72 * time.Hour)
			c.fault(r)
			a, err := r.Search(t.Context(), Query{Text: "persian"})
			if err != nil || names(a.List) != "org/persian-voices lab/persian-tts-torch" || !a.Offline || !errors.Is(a.Reason, c.want) || a.Age != 72*time.Hour {
				t.Errorf("the answer is %+v, %v", a, err)
			}
		})
	}
}

func TestARefusalIsNoSilence(t *testing.T) {
	r := newRig(t, voices())
	if _, err := r.Search(t.Context(), Query{Text: r.hub.Endpoint() + "/org/absent"}); !errors.Is(err, hub.ErrRepoNotFound) {
		t.Errorf("a page that is not there gives %v", err)
	}
	r.options.Endpoints = []string{"http://not-loopback.example"}
	if _, err := r.Search(t.Context(), Query{}); !errors.Is(err, hub.ErrEndpoint) {
		t.Errorf("an unusable address gives %v", err)
	}
}

func TestAPastedAddressIsItsRepository(t *testing.T) {
	r := newRig(t, voices(), corpus())
	for address, want := range map[string]string{
		"/org/persian-voices/blob/main/README.md": "org/persian-voices",
		"/datasets/lab/persian-speech":            "datasets/lab/persian-speech",
	} {
		a, err := r.Search(t.Context(), Query{Text: " " + r.hub.Endpoint() + address})
		if err != nil || names(a.List) != want {
			t.Errorf("%s gives %+v, %v", address, a, err)
		}
	}
	r.hub.Down()
	if a, err := r.Search(t.Context(), Query{Text: r.hub.Endpoint() + "/org/persian-voices"}); err != nil || names(a.List) != "org/persian-voices" {
		t.Errorf("without the hub it is %+v, %v", a, err)
	}
}

func TestASearchEndsWithItsContext(t *testing.T) {
	r := newRig(t, voices())
	hang := hubtest.Hang()
	r.hub.Break(hang)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() {
		_, err := r.Search(ctx, Query{Text: "persian"})
		ended <- err
	}()
	for hang.Hits() == 0 {
		select {
		case err := <-ended:
			t.Fatalf("it ended by itself: %v", err)
		default:
		}
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
}

func TestWhatIsHereIsMarked(t *testing.T) {
	r := newRig(t, voices(), torch())
	_, err := r.Store.PutModel(t.Context(), app.Model{User: r.User, Repo: "org/persian-voices", Commit: "c", Folder: "fa"})
	must(t, err)
	a, err := r.Search(t.Context(), Query{})
	if err != nil || len(a.List) != 2 || !a.List[0].Here || a.List[1].Here {
		t.Errorf("found %+v, %v", a, err)
	}
}

func TestNewSettingsCountAtOnce(t *testing.T) {
	r := newRig(t, voices())
	other := hubtest.New(t)
	other.Add(torch())
	_, err := r.Search(t.Context(), Query{})
	must(t, err)
	r.options.Endpoints = []string{other.Endpoint()}
	if a, err := r.Search(t.Context(), Query{}); err != nil || names(a.List) != "lab/persian-tts-torch" {
		t.Errorf("the other hub gives %+v, %v", a, err)
	}
}
