package settings

import (
	"context"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"avagar/app/account"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/app/store"
	"avagar/engine/hub"
	"avagar/views/ui"
)

// bench is the page over a real store.
type bench struct {
	*Page
	t    *testing.T
	errs []error
	told []string

	token *fakeToken
	probe func(ctx context.Context, address string) (hub.Probe, error)
}

func newBench(t *testing.T, vars map[string]string) *bench {
	return newBenchIn(t, ui.New(ui.Light, 100), vars)
}

func newBenchIn(t *testing.T, theme fyne.Theme, vars map[string]string) *bench {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme)
	home := t.TempDir()
	s, err := store.Open(t.Context(), filepath.Join(home, store.File))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	user, err := s.LocalUser(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, token: &fakeToken{}}
	beside := func(do func(context.Context) error) {
		if err := do(t.Context()); err != nil {
			b.errs = append(b.errs, err)
		}
	}
	b.Page = New(Needs{
		Account: account.New(s, user.ID), Library: &library.Library{Home: home}, Home: "/home/ava/.local/share/avagar",
		Getenv: func(name string) string { return vars[name] },
		Beside: beside, Aside: beside, Notify: func(text string) { b.told = append(b.told, text) },
		Token: b.token, Probe: func(ctx context.Context, address string) (hub.Probe, error) { return b.probe(ctx, address) },
	})
	b.Shown()
	t.Cleanup(b.Hidden)
	return b
}

func (b *bench) settings() account.Settings {
	now, err := b.Account.Settings(b.t.Context())
	if err != nil {
		b.t.Fatal(err)
	}
	return now
}

func TestEveryControlSetsItsSettingAtOnce(t *testing.T) {
	b := newBench(t, nil)
	b.appearance.control.SetSelected(ui.Say(fa.AppearanceDark))
	b.numerals.control.SetSelected(ui.Say(fa.NumeralsLatin))
	b.textSize.slider.SetValue(150)
	b.textSize.slider.OnChangeEnded(150)
	b.speed.slider.OnChangeEnded(1.2000000000000002)
	now := b.settings()
	if now.Appearance != "dark" || now.Numerals != "latin" || now.TextSize != 150 || now.Speed != 1.2 {
		t.Errorf("set to %+v", now)
	}
	if len(b.errs) > 0 {
		t.Error(b.errs)
	}
}

func TestChangesByOthersShowAndAreNotSetAgain(t *testing.T) {
	b := newBench(t, nil)
	if err := b.Account.Set(t.Context(), "appearance", "light"); err != nil {
		t.Fatal(err)
	}
	if got := b.appearance.control.Selected; got != ui.Say(fa.AppearanceLight) {
		t.Errorf("the page shows %q", got)
	}
	if b.settings().Appearance != "light" || len(b.errs) > 0 {
		t.Errorf("then %+v, %v", b.settings(), b.errs)
	}
}

func TestTheVoiceOfTheProgramCanBeChosen(t *testing.T) {
	b := newBench(t, nil)
	if len(b.voice.values) != 2 || b.voice.values[0] != "" || b.voice.control.SelectedIndex() != 0 {
		t.Errorf("voices %q, chosen %d", b.voice.values, b.voice.control.SelectedIndex())
	}
}

func TestARefusedValueGoesBack(t *testing.T) {
	b := newBench(t, nil)
	b.set("text_size", "7")
	if len(b.errs) != 1 || b.textSize.slider.Value != 100 {
		t.Errorf("errors %v, the slider at %v", b.errs, b.textSize.slider.Value)
	}
}

func TestVariablesThatOverrideAreListed(t *testing.T) {
	if b := newBench(t, nil); len(b.variables.Objects) != 1 {
		t.Errorf("without any there are %d lines", len(b.variables.Objects))
	}
	b := newBench(t, map[string]string{"AVAGAR_HOME": "/there", "LANG": "fa_IR"})
	if len(b.variables.Objects) != 2 {
		t.Fatalf("two variables are %d lines", len(b.variables.Objects))
	}
	if got := b.variables.Objects[0].(*widget.Label).Text; got != ui.Say(fa.VariableOverrides, "AVAGAR_HOME", "/there") {
		t.Errorf("the first line is %q", got)
	}
}

func TestNamesThatAreTheSameAreToldApart(t *testing.T) {
	c := newBench(t, nil).voice
	c.fill([]string{"a", "b"}, []string{"صدا", "صدا"})
	if c.control.Options[0] == c.control.Options[1] {
		t.Errorf("both are called %q", c.control.Options[0])
	}
}
