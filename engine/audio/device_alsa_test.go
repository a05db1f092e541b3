//go:build linux && !android

package audio

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"avagar/engine/audio/audiotest"
)

// The tests here run this binary again: as a program with a sound card of
// ALSA's making, and as that card, which takes sound at the speed of sound.
const (
	roleKey    = "AUDIO_TEST_ROLE"
	captureKey = "AUDIO_TEST_CAPTURE"
)

func TestMain(m *testing.M) {
	roles := map[string]func() error{"card": beCard, "player": bePlayer, "no card": beWithoutCard}
	if role, ok := roles[os.Getenv(roleKey)]; ok {
		if err := role(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// again runs this binary in a role with an ALSA configuration of its own. Where
// heard is given, the binary is told to end once it says so: what is still on
// its way to the card would be lost with the program.
func again(t *testing.T, role, config, capture string, heard func() bool) (stderr string, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "asound.conf")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), roleKey+"="+role, "ALSA_CONFIG_PATH="+path, captureKey+"="+capture)
	var out bytes.Buffer
	cmd.Stderr = &out
	alive, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for look := time.NewTicker(5 * time.Millisecond); heard != nil && !heard(); {
		select {
		case err := <-ended:
			return out.String(), err
		case <-look.C:
		}
	}
	alive.Close()
	err = <-ended
	return out.String(), err
}

const cardRate = 22050

// beCard writes down what it is sent.
func beCard() error {
	out, err := os.Create(os.Getenv(captureKey))
	if err != nil {
		return err
	}
	defer out.Close()
	return audiotest.Take(os.Stdin, out, cardRate, nil)
}

// streamed and kept are what bePlayer plays. No sample of them is zero, so
// the card's silence can be told from them.
var (
	streamed = nonzero(6000, 1)
	kept     = nonzero(9000, 2)
)

const seekTo = 5000 // samples

func nonzero(samples int, seed uint64) []float32 {
	wave := noise(0.4, samples, seed)
	for i, v := range wave {
		wave[i] = float32(math.Copysign(math.Abs(float64(v))+0.1, float64(v)))
	}
	return wave
}

// bePlayer plays a stream in blocks with a pause in it, then a clip from its
// beginning and, after a while, from elsewhere.
func bePlayer() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	p, err := OpenPlayer(cardRate)
	if err != nil {
		return err
	}
	for i, block := range slices.Collect(slices.Chunk(streamed, 1000)) {
		if err := p.Write(ctx, block); err != nil {
			return err
		}
		if i == 3 {
			p.Pause()
			time.Sleep(100 * time.Millisecond)
			p.Resume()
		}
	}
	if err := p.Drain(ctx); err != nil {
		return err
	}
	if want := duration(len(streamed), cardRate); p.Position() != want {
		return fmt.Errorf("the stream stands at %v, not %v", p.Position(), want)
	}
	c, err := OpenClip(kept, cardRate)
	if err != nil {
		return err
	}
	c.Resume()
	for c.Position() < 50*time.Millisecond {
		time.Sleep(time.Millisecond)
	}
	c.Seek(duration(seekTo, cardRate) + time.Microsecond)
	if err := c.Wait(ctx); err != nil {
		return err
	}
	if c.Position() != c.Duration() {
		return fmt.Errorf("the clip stands at %v of %v", c.Position(), c.Duration())
	}
	heard := make(chan struct{})
	go func() { io.Copy(io.Discard, os.Stdin); close(heard) }()
	select {
	case <-heard:
	case <-ctx.Done(): // the test will see what was
	}
	return nil
}

func TestTheCardHearsExactlyWhatWasPlayed(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(audiotest.SystemConfig); err != nil {
		t.Skip("ALSA is absent: " + err.Error())
	}
	config := audiotest.Config(cardRate, roleKey+"=card")
	capture := filepath.Join(t.TempDir(), "capture.raw")
	rest := kept[seekTo:]
	all := func() bool {
		heard := captured(t, capture)
		return len(heard) > len(rest) && slices.Equal(heard[len(heard)-len(rest):], rest)
	}
	if stderr, err := again(t, "player", config, capture, all); err != nil {
		t.Fatalf("%v: %s", err, stderr)
	}
	heard := captured(t, capture)
	if len(heard) < len(streamed) || !slices.Equal(heard[:len(streamed)], streamed) {
		t.Fatalf("the stream came out changed, %d samples in all", len(heard))
	}
	heard = heard[len(streamed):]
	before := len(heard) - len(rest)
	if before < 0 || !slices.Equal(heard[before:], rest) || !slices.Equal(heard[:before], kept[:before]) {
		t.Fatalf("the clip came out changed, %d samples in all", len(heard))
	}
	if before < cardRate/20 { // a machine that is busy jumps late
		t.Errorf("%d samples were heard before the jump", before)
	}
}

// captured returns what the card wrote down, less its silence.
func captured(t *testing.T, path string) []float32 {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return audiotest.Sounding(raw)
}

func beWithoutCard() error {
	for range 2 {
		if _, err := OpenPlayer(cardRate); !errors.Is(err, ErrNoDevice) {
			return fmt.Errorf("OpenPlayer without a card: %v", err)
		}
	}
	if _, err := OpenClip(kept, cardRate); !errors.Is(err, ErrNoDevice) {
		return fmt.Errorf("OpenClip without a card: %v", err)
	}
	return nil
}

func TestWithoutACardTheErrorSaysSoAndNothingElseDoes(t *testing.T) {
	t.Parallel()
	stderr, err := again(t, "no card", "pcm.!default { type hw card 31 }\n", "", nil)
	if err != nil || strings.TrimSpace(stderr) != "" {
		t.Errorf("%v, standard error: %s", err, stderr)
	}
}
