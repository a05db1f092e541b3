package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRecordingsAreBroughtInAndChosenFrom(t *testing.T) {
	p := newPerson(t)
	folder := recordings(t, p)
	got := objects(t, p.does("dataset", "import", "--json", "--name", "sara", folder))[0]
	if got["id"] != "sara" || got["usable"] != 8.0 || got["kind"] != "ljspeech" || got["language"] != "fa" || got["linked"] != 8.0 {
		t.Errorf("imported %v", got)
	}
	p.fails(exitError, "another name", "dataset", "import", "--name", "sara", folder)
	if out := p.does("dataset", "exclude", "sara", "s01", "s02"); !strings.Contains(out, "2 utterances") {
		t.Errorf("excluding says %q", out)
	}
	p.fails(exitError, "none", "dataset", "exclude", "sara", "s03", "none")
	p.fails(exitUsage, "--help", "dataset", "exclude", "sara")
	p.does("dataset", "include", "sara", "s02")
	p.does("dataset", "text", "sara", "s00", "متن", "تازه")
	if out := objects(t, p.does("dataset", "show", "--json", "--excluded", "sara")); len(out) != 1 || out[0]["id"] != "s01" {
		t.Errorf("left out: %v", out)
	}
	if out := p.does("dataset", "show", "sara"); !strings.Contains(out, "متن تازه") || !strings.Contains(out, "left out") {
		t.Errorf("shows %q", out)
	}
	if err := os.WriteFile(filepath.Join(got["path"].(string), "wavs", "s04.wav"), []byte("no sound"), 0o600); err != nil {
		t.Fatal(err)
	}
	checked := objects(t, p.does("dataset", "check", "--json", "sara"))
	if sum := checked[len(checked)-1]; sum["usable"] != 6.0 || sum["included"] != 7.0 {
		t.Errorf("checked: %v", sum)
	}
	if out := objects(t, p.does("dataset", "show", "--json", "--finding", "unreadable_audio", "sara")); len(out) != 1 || out[0]["id"] != "s04" {
		t.Errorf("unreadable: %v", out)
	}
	if out := p.does("dataset", "list"); !strings.Contains(out, "sara") || !strings.Contains(out, "6 of 8") {
		t.Errorf("lists %q", out)
	}
	p.does("dataset", "remove", "sara")
	p.fails(exitError, "Not found", "dataset", "show", "sara")
	if _, err := os.Stat(filepath.Join(folder, "wavs", "s00.wav")); err != nil {
		t.Errorf("the recordings themselves: %v", err)
	}
}

func TestAnImportThatFailsSaysWhatToDo(t *testing.T) {
	p := newPerson(t)
	empty := t.TempDir()
	p.fails(exitError, "no sound file", "dataset", "import", empty)
	p.locale = "fa"
	write(t, filepath.Join(empty, "a.wav"), "RIFF")
	p.fails(exitError, "متن ندارند", "dataset", "import", empty)
	if out := p.does("dataset", "list"); out != "" {
		t.Errorf("lists %q", out)
	}
}
