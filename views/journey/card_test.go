package journey

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

const (
	captureKey   = "JOURNEY_CAPTURE"
	rateKey      = "JOURNEY_RATE"
	systemConfig = "/usr/share/alsa/alsa.conf"
	sampleBytes  = 4 // FLOAT_LE, one channel
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
	config := fmt.Sprintf(`<%s>
pcm.!default { type plug slave { pcm "card" rate %d channels 1 format FLOAT_LE } }
pcm.card { type file slave.pcm "nowhere" format "raw" file "|%s=card exec %s" }
pcm.nowhere { type null }
`, systemConfig, rate, roleKey, os.Args[0])
	path := filepath.Join(dir, "asound.conf")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	c.env = []string{"ALSA_CONFIG_PATH=" + path, captureKey + "=" + c.capture, fmt.Sprintf("%s=%d", rateKey, rate)}
	return c
}

// beCard appends what it is sent to a file, no faster than it would sound. A
// short pipe keeps the sender from running ahead.
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
	start, taken, b := time.Now(), 0, make([]byte, 1024)
	short := false
	for {
		n, err := os.Stdin.Read(b)
		if errors.Is(err, io.EOF) {
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
		time.Sleep(time.Until(start.Add(time.Duration(taken/sampleBytes) * time.Second / time.Duration(rate))))
	}
}

// heard is what has reached the card so far, less its silence.
func (c *card) heard() []float32 {
	c.t.Helper()
	raw, err := os.ReadFile(c.capture)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		c.t.Fatal(err)
	}
	var heard []float32
	for ; len(raw) >= sampleBytes; raw = raw[sampleBytes:] {
		if v := math.Float32frombits(binary.LittleEndian.Uint32(raw)); v != 0 {
			heard = append(heard, v)
		}
	}
	return heard
}
