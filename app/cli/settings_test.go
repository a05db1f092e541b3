package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/store"
)

// window opens the person's records as an open window has them.
func (p *person) window() *store.Store {
	p.t.Helper()
	if err := os.MkdirAll(p.home, 0o700); err != nil {
		p.t.Fatal(err)
	}
	s, err := store.Open(p.t.Context(), filepath.Join(p.home, store.File))
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() {
		if err := s.Close(); err != nil {
			p.t.Error(err)
		}
	})
	return s
}

func TestSettingsAreSetBesideAnOpenWindow(t *testing.T) {
	p := newPerson(t)
	window := account.New(p.window(), 1)
	p.does("settings", "set", "text_size", "۱۵۰")
	p.does("settings", "set", "pitch", "-2")
	now, err := window.Settings(t.Context())
	if err != nil || now.TextSize != 150 || now.Pitch != -2 {
		t.Errorf("the window reads %+v, %v", now, err)
	}
	if got := p.does("settings", "get", "text_size"); got != "150\n" {
		t.Errorf("reads %q", got)
	}
	if got := p.does("settings", "reset", "text_size"); !strings.Contains(got, "text_size is now 100") {
		t.Errorf("says %q", got)
	}
	list := p.does("settings", "list")
	for _, part := range []string{"appearance  system  (allowed: system|light|dark|contrast, default: system)\n", "pitch  -2", "environment: AVAGAR_HOME=" + p.home} {
		if !strings.Contains(list, part) {
			t.Errorf("%q is not in %q", part, list)
		}
	}
	var item settingItem
	if err := json.Unmarshal([]byte(p.does("--json", "settings", "get", "speed")), &item); err != nil || item != (settingItem{ID: "speed", Value: "1", Default: "1", Allowed: "0.5..3"}) {
		t.Errorf("the item is %+v, %v", item, err)
	}
	if lines := strings.Count(p.does("settings", "list", "--json"), "\n"); lines != len(account.Names()) {
		t.Errorf("%d objects of %d settings", lines, len(account.Names()))
	}
}

func TestSettingsThatCannotBeAreRefused(t *testing.T) {
	p := newPerson(t)
	p.fails(exitError, "text_size: The setting cannot have this value", "settings", "set", "text_size", "huge")
	p.fails(exitError, "colour: There is no setting", "settings", "set", "colour", "red")
	p.fails(exitError, "colour: There is no setting", "settings", "get", "colour")
	p.fails(exitUsage, "see avagar --help", "settings", "set", "speed")
	p.locale = "fa_IR.UTF-8"
	p.fails(exitError, "پذیرفتنی نیست", "settings", "set", "speed", "9")
	if list := p.does("settings", "list"); !strings.Contains(list, "پیش‌فرض") {
		t.Errorf("lists %q", list)
	}
}

func TestADamagedOrNewerDatabaseIsNamed(t *testing.T) {
	p := newPerson(t)
	if err := os.MkdirAll(p.home, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(p.home, store.File), []byte(strings.Repeat("noise", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	p.fails(exitError, "database of Avagar is damaged", "settings", "list")
	if a := p.types("", "phonemize", "سلام"); a.code != exitDone || a.out != "sælɒːm\n" || !strings.Contains(a.err, "is damaged") {
		t.Errorf("reads %+v beside it", a)
	}
}

func TestTheLexiconKeepsAWordAsItIsReadBest(t *testing.T) {
	p := newPerson(t)
	p.does("lexicon", "set", "كِرْم", "/keɾm/")
	p.does("lexicon", "set", "کرم", "k", "æ", "r", "æ", "m")
	if got := p.does("lexicon", "list"); got != "کرم  kæɾæm\n" {
		t.Errorf("lists %q", got)
	}
	var item lexiconItem
	if err := json.Unmarshal([]byte(p.does("--json", "lexicon", "list")), &item); err != nil || item.ID != "کرم" || item.Phonemes != "kæɾæm" || item.Updated == "" {
		t.Errorf("the item is %+v, %v", item, err)
	}
	if got := p.does("phonemize", "کرم"); got != "kæɾæm\n" {
		t.Errorf("reads %q", got)
	}
	p.fails(exitError, "no phoneme", "lexicon", "set", "کرم", "سلام")
	p.fails(exitError, "!", "lexicon", "set", "!", "k")
	p.fails(exitError, "دو واژه", "lexicon", "set", "دو واژه", "k")
	p.does("lexicon", "remove", "کَرَم")
	p.fails(exitError, "Not found", "lexicon", "remove", "کرم")
}

func TestTheHistoryIsSearchedAndDeleted(t *testing.T) {
	p := newPerson(t)
	window := p.window()
	for _, text := range []string{"سلام دنیا", "خداحافظ\nدنیا", "سلام شما"} {
		if _, err := window.AddSpoken(t.Context(), app.Spoken{User: 1, Text: text, Voice: "v"}); err != nil {
			t.Fatal(err)
		}
	}
	if got := p.does("history", "list", "سلام"); strings.Count(got, "\n") != 2 || !strings.HasPrefix(got, "3  ") {
		t.Errorf("lists %q", got)
	}
	if got := p.does("history", "list", "--before", "3", "--limit", "1"); !strings.HasPrefix(got, "2  ") || !strings.Contains(got, "خداحافظ دنیا") {
		t.Errorf("lists %q", got)
	}
	var item historyItem
	if err := json.Unmarshal([]byte(p.does("--json", "history", "list", "شما")), &item); err != nil || item.ID != 3 || item.Text != "سلام شما" {
		t.Errorf("the item is %+v, %v", item, err)
	}
	p.does("history", "remove", "3")
	p.fails(exitError, "Not found", "history", "remove", "3")
	p.does("history", "clear")
	if got := p.does("history", "list"); got != "" {
		t.Errorf("left %q", got)
	}
}
