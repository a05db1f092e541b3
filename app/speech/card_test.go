//go:build linux && !android

package speech

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"avagar/app/jobs"
	"avagar/app/library"
	"avagar/engine/audio"
	"avagar/engine/audio/audiotest"
	"avagar/engine/voice"
)

// The tests here run this binary again: as a program that speaks to a sound
// card of ALSA's making, and as that card, which takes sound at its speed.
const (
	roleKey    = "SPEECH_TEST_ROLE"
	captureKey = "SPEECH_TEST_CAPTURE"
	homeKey    = "SPEECH_TEST_HOME"
	fateKey    = "SPEECH_TEST_FATE" // of the card: "", "killed" or "stuck" after a while
)

func TestMain(m *testing.M) {
	roles := map[string]func() error{"card": beCard, "speaker": beSpeaker}
	if role, ok := roles[os.Getenv(roleKey)]; ok {
		if err := role(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// beCard writes down what it is sent until its fate meets it.
func beCard() error {
	out, err := os.Create(os.Getenv(captureKey))
	if err != nil {
		return err
	}
	defer out.Close()
	return audiotest.Take(os.Stdin, out, tinyRate, func(played time.Duration) bool {
		fate := os.Getenv(fateKey)
		if fate == "" || played <= 3*time.Second {
			return true
		}
		for parent := os.Getppid(); fate == "stuck" && os.Getppid() == parent; {
			time.Sleep(50 * time.Millisecond)
		}
		return false
	})
}

func beSpeaker() error {
	home := os.Getenv(homeKey)
	runner := jobs.New(context.Background())
	s := New(&library.Library{Home: home}, &memory{}, runner, 1)
	repeats := 1
	if os.Getenv(fateKey) != "" {
		repeats = 20
	}
	if err := s.Speak(request(strings.Repeat(text+" ", repeats))); err != nil {
		return err
	}
	began := time.Now()
	for s.Now().State != Idle || s.Jobs.Running(job) {
		if time.Since(began) > 40*time.Second {
			return fmt.Errorf("it hangs: %+v", s.Now())
		}
		time.Sleep(5 * time.Millisecond)
	}
	p := s.Now()
	if err := s.Close(); err != nil {
		return err
	}
	runner.Close()
	switch fate := os.Getenv(fateKey); {
	case fate != "" && (!p.NoDevice || !errors.Is(p.Err, audio.ErrNoDevice) || !p.Done || p.Position >= p.Made):
		return fmt.Errorf("a card that takes no more: %+v", p)
	case fate == "" && (p.Err != nil || !p.Done || p.Position != p.Made):
		return fmt.Errorf("at the end %+v", p)
	}
	return nil
}

// speakTo runs a speaker with a card, and returns what the card heard less its
// silence.
func speakTo(t *testing.T, fate string) (heard []float32, home string) {
	t.Helper()
	if _, err := os.Stat(audiotest.SystemConfig); err != nil {
		t.Skip("ALSA is absent: " + err.Error())
	}
	home = t.TempDir()
	if err := errors.Join(makeFolder(filepath.Join(home, "voices")), tinyVoice(home)); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(home, "asound.conf")
	lines := audiotest.Config(tinyRate, roleKey+"=card")
	if err := os.WriteFile(config, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	capture := filepath.Join(home, "capture.raw")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), roleKey+"=speaker", "ALSA_CONFIG_PATH="+config, captureKey+"="+capture, homeKey+"="+home, fateKey+"="+fate)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	raw, err := os.ReadFile(capture)
	if err != nil {
		t.Fatal(err)
	}
	return audiotest.Sounding(raw), home
}

func sounding(wave []float32) []float32 {
	return slices.DeleteFunc(slices.Clone(wave), func(v float32) bool { return v == 0 })
}

func TestTheCardHearsWhatSayMakes(t *testing.T) {
	t.Parallel()
	heard, home := speakTo(t, "")
	s := &Service{Library: &library.Library{Home: home}}
	want := sounding(say(t, s, text+" ", voice.Options{}))
	if len(want) == 0 || !slices.Equal(heard, want) {
		t.Errorf("%d samples, or others than the %d of say", len(heard), len(want))
	}
}

func TestACardThatVanishesOrStandsStillHangsNothing(t *testing.T) {
	for _, fate := range []string{"killed", "stuck"} {
		t.Run(fate, func(t *testing.T) {
			t.Parallel()
			speakTo(t, fate)
		})
	}
}
