//go:build linux && !android

package speech

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
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
	"avagar/engine/voice"

	"golang.org/x/sys/unix"
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

// beCard writes down what it is sent, no faster than it would sound. A short
// pipe keeps the sender from running ahead.
func beCard() error {
	out, err := os.Create(os.Getenv(captureKey))
	if err != nil {
		return err
	}
	defer out.Close()
	start, taken, b := time.Now(), 0, make([]byte, 1024)
	short := false
	for {
		n, err := os.Stdin.Read(b)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if _, err := out.Write(b[:n]); err != nil {
			return err
		}
		if !short { // busy as long as more than that is in the pipe
			_, err := unix.FcntlInt(os.Stdin.Fd(), unix.F_SETPIPE_SZ, 4096)
			short = err == nil
		}
		taken += n
		played := time.Duration(float64(taken) / 4 / tinyRate * float64(time.Second))
		if fate := os.Getenv(fateKey); fate != "" && played > 3*time.Second {
			for parent := os.Getppid(); fate == "stuck" && os.Getppid() == parent; {
				time.Sleep(50 * time.Millisecond)
			}
			return nil
		}
		time.Sleep(time.Until(start.Add(played)))
	}
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
	const systemConfig = "/usr/share/alsa/alsa.conf"
	if _, err := os.Stat(systemConfig); err != nil {
		t.Skip("ALSA is absent: " + err.Error())
	}
	home = t.TempDir()
	if err := errors.Join(makeFolder(filepath.Join(home, "voices")), tinyVoice(home)); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(home, "asound.conf")
	lines := fmt.Sprintf(`<%s>
pcm.!default { type plug slave { pcm "card" rate %d channels 1 format FLOAT_LE } }
pcm.card { type file slave.pcm "nowhere" format "raw" file "|%s=card exec %s" }
pcm.nowhere { type null }
`, systemConfig, tinyRate, roleKey, os.Args[0])
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
	for ; len(raw) >= 4; raw = raw[4:] {
		heard = append(heard, math.Float32frombits(binary.LittleEndian.Uint32(raw)))
	}
	return sounding(heard), home
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
