package store

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"avagar/app"

	"github.com/google/go-cmp/cmp"
)

func seen(repo string, downloads int64) app.Found {
	return app.Found{User: local, Kind: "model", Repo: repo, Downloads: downloads, Data: []byte{}, Languages: []string{}, Tags: []string{}}
}

func TestWhatWasFoundReadsAsItWasSeen(t *testing.T) {
	s := fresh(t)
	f := app.Found{
		User: local, Kind: "model", Repo: "a/b", Title: "صدای من", Author: "a", Task: "text-to-speech", Library: "onnx", License: "mit",
		Gated: "auto", Languages: []string{"fa", "en"}, Tags: []string{"x y", "z"}, Downloads: 5, Likes: 6, Bytes: -1, Class: "c", SHA: "s",
		Modified: time.UnixMilli(1000), Data: []byte(`{"files":[]}`), SeenAt: time.UnixMilli(2000),
	}
	for range 2 {
		must(t, s.PutFound(t.Context(), []app.Found{f}))
		got, err := s.Found(t.Context(), local, "a/b")
		must(t, err)
		f.ID = got.ID
		if diff := cmp.Diff(f, got); diff != "" {
			t.Error(diff)
		}
		f.Likes++
	}
	if _, err := s.Found(t.Context(), local, "a/c"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("what was never seen gives %v", err)
	}
}

func TestWhatWasFoundIsFoundAgainHoweverItIsTyped(t *testing.T) {
	s := fresh(t)
	one, two, three := seen("mahdi/PersianTTS2-vits", 10), seen("omid/piper-fa", 30), seen("datasets/omid/Kitab", 20)
	one.Title, one.Tags, one.Languages = "صداي كتاب‌خوان", []string{"text-to-speech", "license:mit"}, []string{"fa"}
	two.Author, two.Task, two.License, two.Library = "omid", "text-to-speech", "mit", "onnx"
	three.Kind = "dataset"
	must(t, s.PutFound(t.Context(), []app.Found{one, two, three}))
	for _, c := range []struct {
		query app.FoundQuery
		want  []string
	}{
		{app.FoundQuery{}, []string{two.Repo, three.Repo, one.Repo}},
		{app.FoundQuery{Kind: "model"}, []string{two.Repo, one.Repo}},
		{app.FoundQuery{Text: "persian"}, []string{one.Repo}},
		{app.FoundQuery{Text: "TTS"}, []string{one.Repo}},
		{app.FoundQuery{Text: "vits mahdi"}, []string{one.Repo}},
		{app.FoundQuery{Text: "vits omid"}, nil},
		{app.FoundQuery{Text: "کتاب"}, []string{one.Repo}},
		{app.FoundQuery{Text: "صدای کتابخوان"}, []string{one.Repo}},
		{app.FoundQuery{Text: "omid"}, []string{two.Repo, three.Repo}},
		{app.FoundQuery{Text: `"*) OR (NEAR -^:`}, nil},
		{app.FoundQuery{Text: "  - / "}, []string{two.Repo, three.Repo, one.Repo}},
		{app.FoundQuery{Text: "speech to text", Language: "fa"}, []string{one.Repo}},
		{app.FoundQuery{Language: "f"}, nil},
		{app.FoundQuery{Author: "omid", Task: "text-to-speech", License: "mit", Library: "onnx"}, []string{two.Repo}},
	} {
		c.query.Limit = 10
		list, err := s.SearchFound(t.Context(), local, c.query)
		must(t, err)
		var got []string
		for _, f := range list {
			got = append(got, f.Repo)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v finds %q, want %q", c.query, got, c.want)
		}
	}
	if list, err := s.SearchFound(t.Context(), local+1, app.FoundQuery{Text: "omid", Limit: 10}); err != nil || len(list) != 0 {
		t.Errorf("another finds %v, %v", list, err)
	}
}

func TestAnOldNameIsNotFoundAnyMore(t *testing.T) {
	s := fresh(t)
	f := seen("a/b", 1)
	f.Title = "before"
	must(t, s.PutFound(t.Context(), []app.Found{f}))
	f.Title = "after"
	must(t, s.PutFound(t.Context(), []app.Found{f}))
	for text, want := range map[string]int{"before": 0, "after": 1} {
		if list, err := s.SearchFound(t.Context(), local, app.FoundQuery{Text: text, Limit: 10}); err != nil || len(list) != want {
			t.Errorf("%q finds %d, %v", text, len(list), err)
		}
	}
	_, err := s.write.Exec("DELETE FROM search_cache")
	must(t, err)
	var left int
	must(t, s.read.QueryRow("SELECT count(*) FROM search_text").Scan(&left))
	if left != 0 {
		t.Errorf("%d rows of text are left", left)
	}
}

func TestAModelReplacesWhatWasKnownOfIt(t *testing.T) {
	s := fresh(t)
	m := app.Model{User: local, Repo: "a/b", Commit: "c", Folder: "fa", Bytes: 9, Path: "/x", AddedAt: time.UnixMilli(5)}
	for range 2 {
		id, err := s.PutModel(t.Context(), m)
		must(t, err)
		m.ID = id
		if list, err := s.Models(t.Context(), local); err != nil || len(list) != 1 || list[0] != m {
			t.Errorf("the models are %+v, %v; want %+v", list, err, m)
		}
		m.Family = "piper"
	}
	must(t, s.DeleteModel(t.Context(), local, m.ID))
	if err := s.DeleteModel(t.Context(), local, m.ID); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("deleted twice: %v", err)
	}
}

func FuzzWhatIsTypedIsSearched(f *testing.F) {
	for _, text := range []string{"", "vits", `a"b`, "NEAR(", "كتاب‌هاي", "\x00", "a:b^c*"} {
		f.Add(text)
	}
	s, err := Open(f.Context(), filepath.Join(f.TempDir(), File))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	f.Fuzz(func(t *testing.T, text string) {
		if _, err := s.SearchFound(t.Context(), local, app.FoundQuery{Text: text, Limit: 1}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	})
}
