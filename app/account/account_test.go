package account

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"avagar/app"
	"avagar/app/store"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func fresh(t *testing.T) *Service {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), store.File))
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	u, err := s.LocalUser(t.Context())
	must(t, err)
	return New(s, u.ID)
}

func TestSettingsAreValidatedAndWrittenOneWay(t *testing.T) {
	s := fresh(t)
	for _, c := range []struct {
		name, value, want string // want is empty where the value is refused
	}{
		{"appearance", "dark", "dark"},
		{"appearance", " Contrast ", "contrast"},
		{"appearance", "pink", ""},
		{"appearance", "", ""},
		{"text_size", "80", "80"},
		{"text_size", "۱۵۰", "150"},
		{"text_size", "٢٠٠٪", "200"},
		{"text_size", "79", ""},
		{"text_size", "201", ""},
		{"text_size", "1e2", ""},
		{"text_size", "99999999999999999999", ""},
		{"numerals", "latin", "latin"},
		{"numerals", "roman", ""},
		{"voice", "رها", "رها"},
		{"voice", "a\nb", ""},
		{"voice", "\xff", ""},
		{"voice", strings.Repeat("x", 201), ""},
		{"speed", "1.50", "1.5"},
		{"speed", "۱٫۲۵", "1.25"},
		{"speed", "0.49", ""},
		{"speed", "3.01", ""},
		{"speed", "nan", ""},
		{"speed", "inf", ""},
		{"speed", "fast", ""},
		{"pitch", "-6", "-6"},
		{"pitch", "-0", "0"},
		{"pitch", "6.5", ""},
		{"volume", "0", "0"},
		{"volume", "1.1", ""},
		{"page", "speech", "speech"},
		{"width", "1280", "1280"},
		{"height", "0", ""},
	} {
		err := s.Set(t.Context(), c.name, c.value)
		if c.want == "" {
			if !errors.Is(err, ErrValue) || !errors.Is(err, app.ErrBadInput) {
				t.Errorf("%s = %q gives %v", c.name, c.value, err)
			}
			continue
		}
		must(t, err)
		if got := value(t, s, c.name); got != c.want {
			t.Errorf("%s = %q reads %q, want %q", c.name, c.value, got, c.want)
		}
	}
	if err := s.Set(t.Context(), "colour", "red"); !errors.Is(err, ErrSetting) || !errors.Is(err, app.ErrBadInput) {
		t.Errorf("an unknown name gives %v", err)
	}
	if err := s.Reset(t.Context(), "colour"); !errors.Is(err, ErrSetting) {
		t.Errorf("an unknown name gives %v", err)
	}
}

func value(t *testing.T, s *Service, name string) string {
	t.Helper()
	list, err := s.List(t.Context())
	must(t, err)
	for _, i := range list {
		if i.Name == name {
			return i.Value
		}
	}
	t.Fatalf("%s is not listed", name)
	return ""
}

func TestNothingChosenIsTheDefault(t *testing.T) {
	s := fresh(t)
	if now, err := s.Settings(t.Context()); err != nil || now != Default() {
		t.Errorf("the settings are %+v, %v", now, err)
	}
	must(t, s.Set(t.Context(), "speed", "2"))
	must(t, s.Reset(t.Context(), "speed"))
	must(t, s.Store.SetSettings(t.Context(), s.User, map[string]string{"text_size": "huge", "of a later version": "x"}))
	if now, err := s.Settings(t.Context()); err != nil || now != Default() {
		t.Errorf("the settings are %+v, %v", now, err)
	}
	list, err := s.List(t.Context())
	if err != nil || len(list) != len(Names()) {
		t.Errorf("lists %d of %d, %v", len(list), len(Names()), err)
	}
	for _, i := range list {
		if i.Value != i.Default {
			t.Errorf("%+v is not the default", i)
		}
	}
}

func TestEveryDefaultIsAllowed(t *testing.T) {
	for _, f := range fields {
		var s Settings
		if err := f.set(&s, f.get(Default())); err != nil {
			t.Errorf("%s = %q: %v", f.name, f.get(Default()), err)
		}
	}
}

func TestAChangeIsToldOnceWhoeverMadeIt(t *testing.T) {
	s := fresh(t)
	var told []Settings
	s.Changed.Subscribe(func(now Settings) {
		told = append(told, now)
		if now.TextSize == 150 {
			must(t, s.Set(t.Context(), "numerals", "latin")) // a subscriber may change settings
		}
	})
	must(t, s.Set(t.Context(), "text_size", "150"))
	must(t, s.Set(t.Context(), "text_size", "150"))
	must(t, s.Store.Ask(t.Context(), app.RequestRaise, ""))
	must(t, s.Store.SetSettings(t.Context(), s.User, map[string]string{"text_size": "90"}))
	if len(told) != 3 || told[0].TextSize != 150 || told[1].Numerals != "latin" || told[2].TextSize != 90 {
		t.Errorf("told %+v", told)
	}
}

func TestVariablesThatOutweighAreListed(t *testing.T) {
	s := fresh(t)
	vars := map[string]string{"AVAGAR_HOME": "/data", "LANG": "fa_IR", "FYNE_SCALE": "2"}
	s.Getenv = func(name string) string { return vars[name] }
	got := Overrides(s.Getenv)
	if len(got) != 3 || got[0] != (Override{"AVAGAR_HOME", "/data"}) || got[2] != (Override{"FYNE_SCALE", "2"}) {
		t.Errorf("the variables are %+v", got)
	}
	list, err := s.List(t.Context())
	must(t, err)
	for _, i := range list {
		if (i.Override != nil) != (i.Name == "text_size") {
			t.Errorf("%s is outweighed by %+v", i.Name, i.Override)
		}
	}
}
