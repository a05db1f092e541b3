package journey

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"avagar/engine/audio/audiotest"
)

const (
	captureKey = "JOURNEY_CAPTURE"
	rateKey    = "JOURNEY_RATE"
)

// card is a sound card that writes down what it hears.
type card struct {
	t       *testing.T
	env     []string
	capture string
}

// openCard makes a card of so many samples a second, for programs with its env.
func openCard(t *testing.T, rate int) *card {
	t.Helper()
	dir := t.TempDir()
	c := &card{t: t, capture: filepath.Join(dir, "capture.raw")}
	config := audiotest.Config(rate, roleKey+"=card")
	path := filepath.Join(dir, "asound.conf")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	c.env = []string{"ALSA_CONFIG_PATH=" + path, captureKey + "=" + c.capture, fmt.Sprintf("%s=%d", rateKey, rate)}
	return c
}

// beCard appends what it is sent to a file.
func beCard() error {
	var rate int
	if _, err := fmt.Sscan(os.Getenv(rateKey), &rate); err != nil {
		return err
	}
	out, err := os.OpenFile(os.Getenv(captureKey), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	if err := os.WriteFile(out.Name()+".pid", []byte(strconv.Itoa(os.Getpid())), 0o600); err != nil {
		return err
	}
	return audiotest.Take(os.Stdin, out, rate, nil)
}

// heard is what has reached the card so far, less its silence.
func (c *card) heard() []float32 {
	c.t.Helper()
	raw, err := os.ReadFile(c.capture)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		c.t.Fatal(err)
	}
	return audiotest.Sounding(raw)
}

// pullOut ends the card while it is played on.
func (c *card) pullOut() {
	c.t.Helper()
	said, err := os.ReadFile(c.capture + ".pid")
	if err != nil {
		c.t.Fatal(err)
	}
	pid, err := strconv.Atoi(string(said))
	if err == nil {
		err = syscall.Kill(pid, syscall.SIGKILL)
	}
	if err != nil {
		c.t.Fatal(err)
	}
}
