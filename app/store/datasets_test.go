package store

import (
	"errors"
	"slices"
	"testing"
	"time"

	"avagar/app"

	"github.com/google/go-cmp/cmp"
)

// recorded is a dataset with three utterances, one of them with a finding.
func recorded(t *testing.T, s *Store) (int64, []app.Utterance) {
	t.Helper()
	id, err := s.AddDataset(t.Context(), app.Dataset{User: local, Name: "sara", Path: "/d/sara", Kind: "ljspeech", Source: "/s", AddedAt: time.UnixMilli(5000)})
	must(t, err)
	list := []app.Utterance{
		{ID: "b", Path: "wavs/b.wav", Text: "سلام", Seconds: 2, Included: true, Usable: true},
		{ID: "a", Path: "wavs/a.wav", Text: "دنیا", Seconds: 3, Included: true, HeldOut: true, Usable: true, Sound: "ff",
			Findings: []app.Finding{{Code: "noisy", Severity: "warning", Value: 12.5}}},
		{ID: "c", Path: "wavs/c.wav", Text: "", Seconds: 1, Findings: []app.Finding{{Code: "noisy", Severity: "warning"}, {Code: "text_missing", Severity: "error"}}},
	}
	must(t, s.PutUtterances(t.Context(), id, list, time.Time{}))
	return id, list
}

func ids(list []app.Utterance) (ids []string) {
	for _, u := range list {
		ids = append(ids, u.ID)
	}
	return ids
}

func TestADatasetCountsWhatIsUsable(t *testing.T) {
	s := fresh(t)
	id, _ := recorded(t, s)
	got, err := s.Dataset(t.Context(), local, "sara")
	must(t, err)
	want := app.Dataset{ID: id, User: local, Name: "sara", Path: "/d/sara", Kind: "ljspeech", Source: "/s", AddedAt: time.UnixMilli(5000),
		Utterances: 3, Included: 2, Usable: 2, HeldOut: 1, Seconds: 6, UsableS: 5}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := s.AddDataset(t.Context(), app.Dataset{User: local, Name: "sara"}); !errors.Is(err, app.ErrExists) {
		t.Errorf("added twice: %v", err)
	}
	must(t, s.DeleteDataset(t.Context(), local, id))
	if list, err := s.Datasets(t.Context(), local); err != nil || len(list) != 0 {
		t.Errorf("left %v, %v", list, err)
	}
	if list, err := s.Utterances(t.Context(), id, app.UtteranceFilter{}); err != nil || len(list) != 0 {
		t.Errorf("utterances outlived their dataset: %v, %v", list, err)
	}
	if _, err := s.Dataset(t.Context(), local, "sara"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("found after its end: %v", err)
	}
}

func TestUtterancesAreFoundByWhatWasNoticed(t *testing.T) {
	s := fresh(t)
	id, all := recorded(t, s)
	list, err := s.Utterances(t.Context(), id, app.UtteranceFilter{})
	must(t, err)
	all[0].Findings = []app.Finding{}
	if diff := cmp.Diff(all, list); diff != "" {
		t.Error(diff)
	}
	for _, c := range []struct {
		f     app.UtteranceFilter
		want  []string
		count int
	}{
		{app.UtteranceFilter{Finding: "noisy"}, []string{"a", "c"}, 2},
		{app.UtteranceFilter{Finding: "noisy", Offset: 1, Limit: 5}, []string{"c"}, 2},
		{app.UtteranceFilter{Limit: 1}, []string{"b"}, 3},
		{app.UtteranceFilter{Severity: "error"}, []string{"c"}, 1},
		{app.UtteranceFilter{Excluded: true}, []string{"c"}, 1},
		{app.UtteranceFilter{Text: "نیا"}, []string{"a"}, 1},
		{app.UtteranceFilter{Finding: "' OR 1 --"}, nil, 0},
	} {
		list, err := s.Utterances(t.Context(), id, c.f)
		must(t, err)
		n, err := s.CountUtterances(t.Context(), id, c.f)
		must(t, err)
		if !slices.Equal(ids(list), c.want) || n != c.count {
			t.Errorf("%+v gives %v of %d, want %v of %d", c.f, ids(list), n, c.want, c.count)
		}
	}
	counts, err := s.CountFindings(t.Context(), id)
	must(t, err)
	if diff := cmp.Diff(map[string]int{"noisy": 2, "text_missing": 1}, counts); diff != "" {
		t.Error(diff)
	}
}

func TestAnotherLookKeepsWhatAPersonDecided(t *testing.T) {
	s := fresh(t)
	id, list := recorded(t, s)
	must(t, s.Include(t.Context(), id, false, "a", "b"))
	must(t, s.SetText(t.Context(), id, "b", "درود"))
	if err := s.Include(t.Context(), id, true, "a", "none"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("included none: %v", err)
	}
	if err := s.SetText(t.Context(), id, "none", "x"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("set the text of none: %v", err)
	}
	must(t, s.HoldOut(t.Context(), id, []string{"b"}))
	got, err := s.Utterances(t.Context(), id, app.UtteranceFilter{})
	must(t, err)
	if got[0].Included || got[1].Included || got[0].Text != "درود" || !got[0].HeldOut || got[1].HeldOut {
		t.Errorf("reads %+v", got)
	}
	at := time.UnixMilli(9000)
	must(t, s.PutUtterances(t.Context(), id, list[:2], at))
	got, err = s.Utterances(t.Context(), id, app.UtteranceFilter{})
	must(t, err)
	if !slices.Equal(ids(got), []string{"b", "a"}) || got[0].Included || !got[1].HeldOut {
		t.Errorf("after another look: %+v", got)
	}
	if d, err := s.Dataset(t.Context(), local, "sara"); err != nil || !d.CheckedAt.Equal(at) {
		t.Errorf("checked at %v, %v", d.CheckedAt, err)
	}
}

func TestAReadingStaysUntilItsTextChanges(t *testing.T) {
	s := fresh(t)
	id, all := recorded(t, s)
	reading := func() string {
		list, err := s.Utterances(t.Context(), id, app.UtteranceFilter{Limit: 1})
		must(t, err)
		return list[0].Phonemes
	}
	must(t, s.SetPhonemes(t.Context(), id, "b", "sælɒːm"))
	all[0].Phonemes = "sælɒm"
	must(t, s.PutUtterances(t.Context(), id, all, time.Now())) // another look
	if got := reading(); got != "sælɒm" {
		t.Errorf("it is read %q", got)
	}
	must(t, s.SetText(t.Context(), id, "b", "درود"))
	if got := reading(); got != "" {
		t.Errorf("another text is read %q", got)
	}
	if err := s.SetPhonemes(t.Context(), id, "none", "b"); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("of none: %v", err)
	}
}

func TestTheStampTellsThatSomethingHasChanged(t *testing.T) {
	s := fresh(t)
	id, all := recorded(t, s)
	last := ""
	changed := func() bool {
		stamp, err := s.DatasetsStamp(t.Context(), local)
		must(t, err)
		was := last
		last = stamp
		return stamp != was
	}
	changed()
	must(t, s.SetSettings(t.Context(), local, map[string]string{"text_size": "120"}))
	if changed() {
		t.Error("a setting is no change of the datasets")
	}
	must(t, s.PutUtterances(t.Context(), id, all[:2], time.Time{}))
	if !changed() {
		t.Error("that an utterance is gone is not told")
	}
	must(t, s.DeleteDataset(t.Context(), local, id))
	if !changed() {
		t.Error("that a dataset is gone is not told")
	}
}
