package datasets

import (
	"errors"
	"os"
	"testing"

	"avagar/app"
)

// brought is a dataset of three recordings.
func brought(t *testing.T, o Options) (*Service, app.Dataset) {
	t.Helper()
	s := newService(t)
	got, err := s.Import(t.Context(), Source{Path: forms()[LJSpeech].folder(t)}, "own", o, nil)
	must(t, err)
	return s, got.Dataset
}

func TestTheSoundOfAnUtteranceIsReadWithItsPicture(t *testing.T) {
	s, d := brought(t, Options{Copy: true})
	list, _, err := s.Utterances(t.Context(), d.Name, app.UtteranceFilter{Limit: 1})
	must(t, err)
	r, err := s.Recording(t.Context(), d.Name, list[0].Path)
	must(t, err)
	if len(r.Wave) != 24000 || r.Rate != 16000 || r.Duration().Seconds() != 1.5 || r.Bands == 0 || len(r.Mel) != 129*r.Bands {
		t.Errorf("%d samples, %d Hz, %d of %d bands", len(r.Wave), r.Rate, len(r.Mel), r.Bands)
	}
	if _, err := s.Recording(t.Context(), d.Name, "../../avagar.db"); err == nil {
		t.Error("what lies outside of the folder was read")
	}
	must(t, os.RemoveAll(d.Path))
	if _, err := s.Recording(t.Context(), d.Name, list[0].Path); !errors.Is(err, ErrGone) {
		t.Errorf("without its folder: %v", err)
	}
}

func TestRemovalFreesCopiesAlone(t *testing.T) {
	s, d := brought(t, Options{Copy: true})
	copied, err := s.Room(t.Context(), d.Name)
	must(t, err)
	linked, err := s.Import(t.Context(), Source{Path: forms()[LJSpeech].folder(t)}, "linked", Options{}, nil)
	must(t, err)
	room, err := s.Room(t.Context(), "linked")
	must(t, err)
	if linked.Linked == 0 {
		t.Skip("this disk has no links")
	}
	if sounds := int64(3 * (44 + 2*24000)); copied < sounds || room >= sounds {
		t.Errorf("a copy frees %d bytes, links %d", copied, room)
	}
}

func TestSoundsThatAreNeverSpokenAreMissed(t *testing.T) {
	s, d := brought(t, Options{Language: "fa"})
	before, err := s.Coverage(t.Context(), d.Name)
	must(t, err)
	if len(before.Sounds) != 29 || before.All == 0 {
		t.Fatalf("%+v", before)
	}
	missing := func(c Coverage, symbol string) bool {
		for _, m := range c.Missing() {
			if m == symbol {
				return true
			}
		}
		return false
	}
	if !missing(before, "ʒ") || missing(before, "b") {
		t.Errorf("missing are %v", before.Missing())
	}
	must(t, s.SetText(t.Context(), d.Name, "a", "ژاله"))
	after, err := s.Coverage(t.Context(), d.Name)
	must(t, err)
	if missing(after, "ʒ") {
		t.Errorf("missing are %v", after.Missing())
	}
	must(t, s.Include(t.Context(), d.Name, false, "a", "b", "c"))
	if none, err := s.Coverage(t.Context(), d.Name); err != nil || none.All != 0 {
		t.Errorf("of nothing %d, %v", none.All, err)
	}
}

func TestOtherLanguagesHaveNoCoverage(t *testing.T) {
	s, d := brought(t, Options{Language: "de"})
	if c, err := s.Coverage(t.Context(), d.Name); err != nil || len(c.Sounds) != 0 {
		t.Errorf("%+v, %v", c, err)
	}
}
