package catalogue

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/downloads"
	"avagar/app/jobs"
	"avagar/app/library"
	"avagar/engine/hub"
	"avagar/engine/hub/hubtest"
	"avagar/engine/voice"
)

// queued gives the rig a real queue that works.
func (r *rig) queued(t *testing.T) *downloads.Service {
	t.Helper()
	home := t.TempDir()
	runner := jobs.New(t.Context())
	t.Cleanup(runner.Close)
	q := downloads.New(downloads.Needs{
		Store: r.Store, Jobs: runner, User: r.User, Home: home, Getenv: func(string) string { return "" },
		Settings: account.New(r.Store, r.User), Cache: r.Cache, Network: func() string { return "wire" },
		Hub: func() downloads.Hub {
			c, err := hub.New(r.options)
			must(t, err)
			return c
		},
	})
	r.Queue, r.Voices = q, &library.Library{Home: home}
	q.Installed.Subscribe(func(m app.Model) { must(t, r.Settle(t.Context(), m)) })
	must(t, q.Start())
	return q
}

// get fetches files of a sheet, nil for all, and waits until they are here.
func (r *rig) get(t *testing.T, q *downloads.Service, sheet Sheet, files []hub.File) {
	t.Helper()
	d, err := r.Install(t.Context(), sheet, files)
	must(t, err)
	d, err = q.Wait(t.Context(), d.ID)
	must(t, err)
	if d.State != app.DownloadDone {
		t.Fatalf("%s %s: %s", d.Repo, d.State, d.Reason)
	}
}

func (r *rig) open(t *testing.T, id string) Sheet {
	t.Helper()
	repo, err := hub.ParseRepo(id)
	must(t, err)
	sheet, err := r.Open(t.Context(), repo, "")
	must(t, err)
	return sheet
}

func TestASheetTellsWhatARepositoryIs(t *testing.T) {
	r := newRig(t, voices(), torch(), corpus())
	sheet := r.open(t, "org/persian-voices")
	if len(sheet.Findings) != 2 || sheet.Findings[0].Family != library.FamilyPiper || ClassOf(sheet.Found).Family != library.FamilyPiper || sheet.Bytes <= 12000 {
		t.Errorf("%d findings, class %q, %d bytes", len(sheet.Findings), sheet.Class, sheet.Bytes)
	}
	if sheet.Card.Text("license") != "mit" || sheet.Free <= 0 || sheet.Offline || len(sheet.Files) != 5 {
		t.Errorf("%+v", sheet)
	}
	if sheet := r.open(t, "lab/persian-tts-torch"); sheet.Findings[0].Reason != library.ReasonPickle {
		t.Errorf("torch: %+v", sheet.Findings)
	}
	if sheet := r.open(t, "datasets/lab/persian-speech"); sheet.Findings[0].Family != library.FamilyDataset {
		t.Errorf("corpus: %+v", sheet.Findings)
	}
}

func TestASheetIsThereWithoutTheHub(t *testing.T) {
	r := newRig(t, voices())
	seen := r.open(t, "org/persian-voices")
	r.hub.Down()
	r.now = r.now.Add(time.Hour)
	sheet := r.open(t, "org/persian-voices")
	if !sheet.Offline || sheet.Reason == nil || sheet.Age != time.Hour || len(sheet.Files) != len(seen.Files) ||
		len(sheet.Findings) != 2 || sheet.Card.Body != seen.Card.Body {
		t.Errorf("%+v", sheet)
	}
	_, err := r.Open(t.Context(), hub.Repo{Kind: hub.Model, ID: "org/never-seen"}, "")
	if !errors.Is(err, hub.ErrUnreachable) {
		t.Error(err)
	}
}

func TestAGatedRepositoryIsShown(t *testing.T) {
	gated := torch()
	gated.Gated = "manual"
	r := newRig(t, gated)
	if sheet := r.open(t, gated.ID); sheet.Gated != "manual" || len(sheet.Files) == 0 || !sheet.Closed {
		t.Errorf("gated %q, %d files", sheet.Gated, len(sheet.Files))
	}
}

func TestOneOfManyVoicesIsFetchedAndRemoved(t *testing.T) {
	r := newRig(t, voices())
	q := r.queued(t)
	sheet := r.open(t, "org/persian-voices")
	amir := sheet.Findings[0]
	r.get(t, q, sheet, amir.Files)

	here, err := r.Installed(t.Context())
	must(t, err)
	if len(here) != 1 || !here[0].Ours || here[0].Family() != library.FamilyPiper || here[0].Runs() != library.RunsNext || len(here[0].Findings) != 1 {
		t.Fatalf("%+v", here)
	}
	if sheet := r.open(t, "org/persian-voices"); !sheet.Has(amir) || sheet.Has(sheet.Findings[1]) {
		t.Error("only one of the two is here")
	}
	models, err := r.Store.Models(t.Context(), r.User)
	must(t, err)
	if len(models) != 1 || models[0].Family != "piper" {
		t.Errorf("%+v", models)
	}
	free, err := r.Removal(here[0])
	must(t, err)
	freed, err := r.Remove(t.Context(), here[0])
	must(t, err)
	if free != freed || freed != amir.Bytes {
		t.Errorf("%d of %d bytes were freed, %d foreseen", freed, amir.Bytes, free)
	}
	if here, _ := r.Installed(t.Context()); len(here) != 0 {
		t.Errorf("still here: %+v", here)
	}
	if models, _ := r.Store.Models(t.Context(), r.User); len(models) != 0 {
		t.Errorf("still listed: %+v", models)
	}
}

func TestAVoiceOfAvagarSpeaksOnceItIsHere(t *testing.T) {
	v, err := voice.BuiltIn()
	must(t, err)
	path := filepath.Join(t.TempDir(), "sara"+voice.Extension)
	sara := voice.Voice{Info: v.Info, Model: v.Model}
	sara.Info.ID = "sara"
	must(t, sara.Save(path))
	r := newRig(t, hubtest.Repo{ID: "lab/sara", Languages: []string{"fa"}, Files: []hubtest.File{
		hubtest.Text("README.md", "# Sara\n"), hubtest.Binary("sara"+voice.Extension, read(t, path)),
	}})
	q := r.queued(t)
	sheet := r.open(t, "lab/sara")
	if sheet.Findings[0].Runs != library.RunsHere {
		t.Fatalf("%+v", sheet.Findings)
	}
	r.get(t, q, sheet, nil)
	if _, err := r.Voices.Get("sara"); err != nil {
		t.Error(err)
	}
}

func TestWhatAnotherProgramBroughtIsFound(t *testing.T) {
	r := newRig(t, voices())
	q := r.queued(t)
	r.get(t, q, r.open(t, "org/persian-voices"), nil)
	models, err := r.Store.Models(t.Context(), r.User)
	must(t, err)
	must(t, r.Store.DeleteModel(t.Context(), r.User, models[0].ID)) // as if it had not been us
	here, err := r.Installed(t.Context())
	must(t, err)
	if len(here) != 1 || here[0].Ours || len(here[0].Findings) != 2 {
		t.Errorf("%+v", here)
	}
	r.hub.Down()
	must(t, r.Store.PutFound(t.Context(), nil))
	if sheet := r.open(t, "org/persian-voices"); !sheet.Offline || !sheet.Has(sheet.Findings[0]) {
		t.Errorf("%+v", sheet)
	}
}

func TestASearchTellsWhatItFoundIs(t *testing.T) {
	r := newRig(t, voices(), torch())
	a, err := r.Search(t.Context(), Query{Text: "persian"})
	must(t, err)
	for _, h := range a.List {
		want := map[string]Class{
			"org/persian-voices":    {library.FamilyPiper, library.RunsNext, library.ReasonNone},
			"lab/persian-tts-torch": {library.FamilyOther, library.RunsNever, library.ReasonPickle},
		}[h.Repo]
		if got := ClassOf(h.Found); got != want {
			t.Errorf("%s: %+v", h.Repo, got)
		}
	}
	if len(a.List) != 2 {
		t.Errorf("%d found", len(a.List))
	}
}
