package datasets

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/app"
	"avagar/engine/audio"
	"avagar/engine/dataset"
)

// faint is a tone far too quiet, in a dataset of three.
func faint(t *testing.T) (*Service, app.Dataset, string) {
	t.Helper()
	clip, err := audio.Decode(bytes.NewReader(tone(t, "a", 1.5)))
	must(t, err)
	for i := range clip.Channels[0] {
		clip.Channels[0][i] *= .008
	}
	var quiet bytes.Buffer
	must(t, audio.WriteWAV(&quiet, clip.Channels[0], clip.Rate))
	f := forms()[LJSpeech]
	f["wavs/a.wav"] = quiet.String()
	source := f.folder(t)
	s := newService(t)
	got, err := s.Import(t.Context(), Source{Path: source}, "faint", Options{}, nil)
	must(t, err)
	return s, got.Dataset, filepath.Join(source, "wavs", "a.wav")
}

func (s *Service) one(t *testing.T, name, id string) app.Utterance {
	t.Helper()
	list, _, err := s.Utterances(t.Context(), name, app.UtteranceFilter{})
	must(t, err)
	return list[slices.IndexFunc(list, func(u app.Utterance) bool { return u.ID == id })]
}

func quiet(u app.Utterance) bool {
	return slices.ContainsFunc(u.Findings, func(f app.Finding) bool { return f.Code == string(dataset.Quiet) })
}

func TestARepairIsANewFileAndIsTakenBack(t *testing.T) {
	s, d, source := faint(t)
	before, err := os.ReadFile(source)
	must(t, err)
	was := s.one(t, d.Name, "a")
	if !quiet(was) || !was.Usable {
		t.Fatalf("%+v", was)
	}
	must(t, s.Include(t.Context(), d.Name, false, "b"))
	n, err := s.Repair(t.Context(), d.Name, []string{"a", "b", "c", "none"}, nil)
	must(t, err)
	ids, err := s.Repaired(t.Context(), d.Name)
	must(t, err)
	if now := s.one(t, d.Name, "a"); n != 1 || quiet(now) || !now.Usable || now.Sound == was.Sound || !slices.Equal(ids, []string{"a"}) {
		t.Errorf("%d repaired, %v: %+v", n, ids, now)
	}
	if s.one(t, d.Name, "b").Included {
		t.Error("what was left out has come back")
	}
	if after, err := os.ReadFile(source); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the original has changed, %v", err)
	}
	if again, err := s.Repair(t.Context(), d.Name, []string{"a"}, nil); err != nil || again != 0 {
		t.Errorf("repaired again: %d, %v", again, err)
	}
	n, err = s.Restore(t.Context(), d.Name, []string{"a", "b", "c"}, nil)
	must(t, err)
	if now := s.one(t, d.Name, "a"); n != 1 || now.Sound != was.Sound || !quiet(now) {
		t.Errorf("%d restored: %+v", n, now)
	}
	if ids, err := s.Repaired(t.Context(), d.Name); err != nil || len(ids) != 0 {
		t.Errorf("repaired are still %v, %v", ids, err)
	}
}

func TestACorrectedTextIsJudgedAnew(t *testing.T) {
	s, d, _ := faint(t)
	odd := func() bool {
		return slices.ContainsFunc(s.one(t, d.Name, "b").Findings, func(f app.Finding) bool { return f.Code == string(dataset.SpeakingRateOdd) })
	}
	must(t, s.SetText(t.Context(), d.Name, "b", strings.Repeat(text+" ", 9)))
	must(t, s.CheckOnly(t.Context(), d.Name, "b"))
	if !odd() {
		t.Error("a text that is far too long is not noticed")
	}
	must(t, s.SetText(t.Context(), d.Name, "b", text))
	must(t, s.CheckOnly(t.Context(), d.Name, "b"))
	if odd() || !quiet(s.one(t, d.Name, "a")) {
		t.Error("a text that fits is not noticed, or another finding is gone")
	}
}

func TestAnOriginalOfAnotherKindComesBack(t *testing.T) {
	s, d, _ := faint(t)
	wavs := filepath.Join(d.Path, "wavs")
	must(t, os.Rename(filepath.Join(wavs, "a.wav"), filepath.Join(wavs, "a.flac"))) // told by its content
	_, err := s.Check(t.Context(), d.Name, nil)
	must(t, err)
	if n, err := s.Repair(t.Context(), d.Name, []string{"a"}, nil); err != nil || n != 1 || s.one(t, d.Name, "a").Path != "wavs/a.wav" {
		t.Fatalf("%d, %v", n, err)
	}
	if n, err := s.Restore(t.Context(), d.Name, []string{"a"}, nil); err != nil || n != 1 || s.one(t, d.Name, "a").Path != "wavs/a.flac" {
		t.Errorf("%d, %v", n, err)
	}
}
