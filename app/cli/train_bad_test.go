package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"avagar/engine/audio"
)

// quickly is a training of one step.
func quickly(folder string, more ...string) []string {
	return append([]string{"train", "start", folder, "--steps", "1", "--batch-frames", "300"}, more...)
}

func TestRecordingsThatCannotBeLearnedFromSayWhy(t *testing.T) {
	p := newPerson(t)
	folder := recordings(t, p)
	p.fails(exitError, "no such folder", quickly(filepath.Join(folder, "absent"))...)
	for _, c := range []struct{ metadata, english, persian string }{
		{"x01|یک\nx02|دو\n", "No line of metadata.csv has a recording", "هیچ سطری از"},
		{"s00|\ns01|\n", "No line of metadata.csv has a text", "متن ندارد"},
		{"\n\n", "Nothing in this folder can be learned from", "به کار آموزش بیاید"},
	} {
		write(t, filepath.Join(folder, "metadata.csv"), c.metadata)
		p.fails(exitError, c.english, quickly(folder)...)
		p.locale = "fa_IR.UTF-8"
		p.fails(exitError, c.persian, quickly(folder)...)
		p.locale = "en_US.UTF-8"
	}
	if err := os.Remove(filepath.Join(folder, "metadata.csv")); err != nil {
		t.Fatal(err)
	}
	p.fails(exitError, "The folder has no metadata.csv", quickly(folder)...)
	if list := p.does("train", "list", "--json"); list != "" {
		t.Errorf("there are runs of nothing: %s", list)
	}
}

func TestOddRecordingsAreLearnedFromAndTold(t *testing.T) {
	p := newPerson(t)
	folder := recordings(t, p)
	telephoned(t, p, folder)
	alone(t, p, folder)
}

// alone checks that one utterance is learned from and cannot be judged.
func alone(t *testing.T, p *person, folder string) {
	t.Helper()
	write(t, filepath.Join(folder, "metadata.csv"), "s00|سلام، امروز هوا خوب است.\n")
	run := objects(t, p.does(append(quickly(folder), "--json")...))[0]
	if run["state"] != "done" || run["utterances"] != 1.0 {
		t.Errorf("%v", run)
	}
	p.fails(exitError, "No utterance is held out", "train", "report", run["id"].(string))
}

// telephoned checks that speech of 8 kHz is learned from and told of.
func telephoned(t *testing.T, p *person, folder string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "wavs", "*.wav"))
	if err != nil || len(names) == 0 {
		t.Fatal(err)
	}
	for _, name := range names {
		telephone(t, name)
	}
	if told := p.does("dataset", "check", folder); !strings.Contains(told, "8000") {
		t.Errorf("told:\n%s", told)
	}
	if run := objects(t, p.does(append(quickly(folder), "--json")...))[0]; run["state"] != "done" || run["utterances"].(float64) < 6 {
		t.Errorf("%v", run)
	}
}

// telephone makes a recording one of 8 kHz.
func telephone(t *testing.T, name string) {
	t.Helper()
	clip, err := audio.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	wave, err := audio.Resample(clip.Channels[0], clip.Rate, 8000)
	if err == nil {
		err = audio.WriteWAVFile(name, wave, 8000)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestARunWhoseFilesAreGoneOrSpoiltSaysSoAndGoesOnOnceTheyAreBack(t *testing.T) {
	p := newPerson(t)
	folder := recordings(t, p)
	p.does(quickly(folder)...)
	absent(t, p, folder)
	spoilt(t, p, folder)
}

// absent checks a run whose recordings are elsewhere.
func absent(t *testing.T, p *person, folder string) {
	t.Helper()
	if err := os.Rename(folder, folder+".aside"); err != nil {
		t.Fatal(err)
	}
	p.fails(exitError, "not where they were", "train", "resume", "recordings-1")
	p.does("train", "show", "recordings-1")
	if err := os.Rename(folder+".aside", folder); err != nil {
		t.Fatal(err)
	}
	p.does("train", "resume", "recordings-1")
}

// spoil changes a file.
func spoil(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, string(change(b)))
}

// newer makes a file one of a later version.
func newer(b []byte) []byte {
	return bytes.Replace(b, []byte(`"avagar.format":"1"`), []byte(`"avagar.format":"9"`), 1)
}

// damaged makes a file one that has lost its end.
func damaged(b []byte) []byte { return b[:len(b)*2/3] }

// spoilt checks checkpoints and a voice to begin from that are damaged, or of a
// later version.
func spoilt(t *testing.T, p *person, folder string) {
	t.Helper()
	p.does("train", "promote", "recordings-1", "--id", "sara", "--license", "CC0-1.0")
	voice := filepath.Join(p.home, "voices", "sara.avagar")
	steps, err := filepath.Glob(filepath.Join(p.home, "checkpoints", "recordings-1", "step-*.safetensors"))
	if err != nil || len(steps) == 0 {
		t.Fatal(err)
	}
	whole := map[string][]byte{}
	for _, path := range append(steps, voice) {
		if whole[path], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		change func([]byte) []byte
		told   string
	}{{newer, "A newer Avagar made this file"}, {damaged, "damaged or incomplete"}} {
		for path := range whole {
			spoil(t, path, c.change)
		}
		if a := p.types("", "train", "resume", "recordings-1"); a.code != exitError || !strings.Contains(a.err, c.told) {
			t.Errorf("status %d, told %q, want %q", a.code, a.err, c.told)
		}
		p.fails(exitError, c.told, quickly(folder, "--from", "sara")...)
		for path, b := range whole {
			write(t, path, string(b))
		}
	}
	p.does("train", "resume", "recordings-1")
	spoil(t, filepath.Join(p.home, "checkpoints", "recordings-1", "run.json"), func(b []byte) []byte {
		return bytes.Replace(b, []byte(`"format": 1`), []byte(`"format": 9`), 1)
	})
	p.fails(exitError, "A newer Avagar", "train", "resume", "recordings-1")
	if list := objects(t, p.does("train", "list", "--json")); len(list) != 0 {
		t.Errorf("%v", list)
	}
}
