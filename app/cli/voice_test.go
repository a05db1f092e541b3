package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"avagar/engine/checkpoint"
)

// objects parses what --json printed.
func objects(t *testing.T, out string) []map[string]any {
	t.Helper()
	var all []map[string]any
	for line := range strings.Lines(out) {
		var o map[string]any
		if err := json.Unmarshal([]byte(line), &o); err != nil {
			t.Fatalf("%q is no JSON object: %v", line, err)
		}
		all = append(all, o)
	}
	return all
}

// builtIn is the id of the built-in voice.
func builtIn(p *person) string {
	p.t.Helper()
	first := objects(p.t, p.does("voice", "list", "--json"))[0]
	if first["built_in"] != true {
		p.t.Fatalf("the first voice is %v, want the built-in one", first)
	}
	return first["id"].(string)
}

func TestAVoiceTravelsFromOneHomeToAnother(t *testing.T) {
	a, b := newPerson(t), newPerson(t)
	id := builtIn(a)
	file := filepath.Join(t.TempDir(), "mine.avagar")
	a.does("voice", "export", id, file)
	a.fails(exitError, "exists already", "voice", "export", id, file)
	b.fails(exitError, "exists already", "voice", "import", file) // the built-in voice has that id

	renamed := rename(t, file, "guest")
	b.does("voice", "import", renamed)
	b.fails(exitError, "exists already", "voice", "import", renamed)
	list := objects(t, b.does("voice", "list", "--json"))
	if last := list[len(list)-1]; len(list) != 3 || last["id"] != "guest" || last["built_in"] != false || list[1]["built_in"] != true {
		t.Errorf("the list is %v", list)
	}
	if info := b.does("voice", "info", "guest"); !strings.Contains(info, "guest") || !strings.Contains(info, "22050") {
		t.Errorf("info tells %q", info)
	}
	b.does("voice", "check", "guest")
	one, two := filepath.Join(t.TempDir(), "1.wav"), filepath.Join(t.TempDir(), "2.wav")
	b.does("say", "--out", one, "سلام")
	b.does("say", "--voice", "guest", "--out", two, "سلام")
	if !sameBytes(t, one, two) {
		t.Error("the voice sounds different after its journey")
	}
	b.does("voice", "remove", "guest")
	b.fails(exitError, "Not found", "voice", "info", "guest")
	b.fails(exitError, "part of the program", "voice", "remove", id)
}

// rename writes a copy of a voice under another id.
func rename(t *testing.T, path, id string) string {
	t.Helper()
	f, err := checkpoint.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var info map[string]any
	if err := json.Unmarshal([]byte(f.Metadata["avagar.voice"]), &info); err != nil {
		t.Fatal(err)
	}
	info["id"] = id
	text, err := json.Marshal(info)
	if err != nil {
		t.Fatal(err)
	}
	f.Metadata["avagar.voice"] = string(text)
	for i := range f.Tensors {
		f.Tensors[i].Half = true
	}
	renamed := filepath.Join(t.TempDir(), "renamed.avagar")
	if err := checkpoint.WriteFile(renamed, f); err != nil {
		t.Fatal(err)
	}
	return renamed
}

func sameBytes(t *testing.T, a, b string) bool {
	t.Helper()
	one, err := os.ReadFile(a)
	if err != nil {
		t.Fatal(err)
	}
	two, err := os.ReadFile(b)
	if err != nil {
		t.Fatal(err)
	}
	return string(one) == string(two)
}

func TestImportRefusesWhatIsNoVoice(t *testing.T) {
	p := newPerson(t)
	dir := t.TempDir()
	whole := filepath.Join(dir, "whole.avagar")
	p.does("voice", "export", builtIn(p), whole)
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	flipped := append([]byte(nil), content...)
	flipped[len(flipped)-100] ^= 1
	for _, c := range []struct {
		name    string
		content []byte
		want    string
	}{
		{"empty.avagar", nil, "damaged"},
		{"cut.avagar", content[:len(content)/2], "damaged"},
		{"flipped.avagar", flipped, "damaged"},
		{"text.avagar", []byte("this is no voice at all, but a text"), "damaged"},
		{"foreign.avagar", []byte("\x08\x00\x00\x00\x00\x00\x00\x00{}      "), "Another program"},
	} {
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		p.fails(exitError, c.want, "voice", "import", path)
	}
	p.fails(exitError, "no such file", "voice", "import", filepath.Join(dir, "absent.avagar"))
	p.fails(exitError, "", "voice", "import", dir)
	if left, err := os.ReadDir(filepath.Join(p.home, "voices")); err == nil && len(left) > 0 {
		t.Errorf("%v came into the library", left)
	}
}

func TestADamagedVoiceIsListedWithItsReason(t *testing.T) {
	p := newPerson(t)
	folder := filepath.Join(p.home, "voices")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "broken.avagar"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	list := objects(t, p.does("voice", "list", "--json"))
	if last := list[len(list)-1]; last["id"] != "broken" || !strings.Contains(last["error"].(string), "damaged") {
		t.Errorf("the list is %v", list)
	}
	p.fails(exitError, "damaged", "say", "--voice", "broken", "سلام")
}
