//go:build linux && !android

package cli

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"avagar/engine/audio"
	"avagar/engine/audio/audiotest"
	"avagar/engine/voice"
)

const microphoneRate = 48000

// microphone is one that ALSA hears from now on.
func microphone(t *testing.T) *audiotest.Microphone {
	t.Helper()
	if _, err := os.Stat(audiotest.SystemConfig); err != nil {
		t.Skip("ALSA is absent: " + err.Error())
	}
	m, err := audiotest.NewMicrophone(t.TempDir(), microphoneRate)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	path := filepath.Join(t.TempDir(), "asound.conf")
	if err := os.WriteFile(path, []byte(m.Config()+m.Beside("desk", "Desk Microphone")), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ALSA_CONFIG_PATH", path)
	t.Setenv("PULSE_SERVER", "unix:"+filepath.Join(t.TempDir(), "none"))
	return m
}

// spoken48 is how the built-in voice reads a text, with silence around it.
func spoken48(t *testing.T, text string) []float32 {
	t.Helper()
	v, err := voice.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	var wave []float32
	err = v.Speak(t.Context(), strings.NewReader(text), voice.Options{}, func(block []float32) error {
		wave = append(wave, block...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if wave, err = audio.Resample(wave, v.SampleRate(), microphoneRate); err != nil {
		t.Fatal(err)
	}
	silence := make([]float32, microphoneRate/4)
	return slices.Concat(silence, wave, silence)
}

func TestSentencesAreRecordedInTheTerminal(t *testing.T) {
	m := microphone(t)
	p := newPerson(t)
	p.fails(exitError, "permission", "dataset", "record", "maryam", "--speaker", "Maryam")
	keys, typed := io.Pipe()
	var out, said bytes.Buffer
	done := make(chan int)
	go func() {
		done <- Run(t.Context(), p.process(keys, &out, &said, []string{"dataset", "record", "maryam", "--speaker", "Maryam", "--consent", "--silent", "--json"}))
	}()
	enter := func() {
		if _, err := io.WriteString(typed, "\n"); err != nil {
			t.Error(err)
		}
	}
	m.Say(spoken48(t, "باغبان پیر گل‌های پژمرده را از باغچه جدا کرد."))
	enter() // records
	for end := time.Now().Add(30 * time.Second); !m.Quiet() && time.Now().Before(end); {
		time.Sleep(20 * time.Millisecond)
	}
	time.Sleep(200 * time.Millisecond) // the last block comes through
	enter()                            // ends the take
	enter()                            // accepts it
	if _, err := io.WriteString(typed, "q\n"); err != nil {
		t.Fatal(err)
	}
	if code := <-done; code != exitDone {
		t.Fatalf("it ended with %d: %s", code, said.String())
	}
	take := objects(t, out.String())[0]
	if take["sentence"] != 1. || take["of"] != 200. || take["seconds"].(float64) < 2 || take["problems"] != nil {
		t.Errorf("%v\n%s", take, said.String())
	}
	if list := p.does("dataset", "list"); !strings.Contains(list, "maryam") {
		t.Errorf("the datasets are %q", list)
	}
	if found := objects(t, p.does("dataset", "check", "--json", "maryam")); len(found) == 0 {
		t.Error("the dataset cannot be checked")
	}
	if a := p.types("q\n", "dataset", "record", "maryam", "--silent"); a.code != exitDone || !strings.Contains(a.err, "Sentence 2 of 200") {
		t.Errorf("another day it says %s", a.err)
	}
}

func TestTheMicrophoneIsChosenInTheTerminal(t *testing.T) {
	microphone(t)
	p := newPerson(t)
	if list := p.does("dataset", "record", "--microphone", "list"); list != "Desk Microphone\n" {
		t.Errorf("there is %q", list)
	}
	p.fails(exitError, "Sink: No microphone", "dataset", "record", "--microphone", "Sink")
	p.fails(exitUsage, "", "dataset", "record")
	if a := p.types("", "dataset", "record", "--microphone", "Desk Microphone"); a.code != exitDone || !strings.Contains(a.err, "Desk Microphone") {
		t.Errorf("choosing says %q", a.err)
	}
	chosen := func() bool {
		return objects(t, p.does("dataset", "record", "--microphone", "list", "--json"))[0]["chosen"].(bool)
	}
	if !chosen() {
		t.Error("it is not remembered")
	}
	p.types("", "dataset", "record", "--microphone", "system")
	if chosen() {
		t.Error("the system's own is not chosen again")
	}
}
