//go:build linux && !android

// Package audiotest is a sound card for tests: a program that plays through
// ALSA is heard by the test's own binary, which ALSA starts as the card.
package audiotest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// SystemConfig is where ALSA is, if it is there.
const SystemConfig = "/usr/share/alsa/alsa.conf"

const sampleBytes = 4 // FLOAT_LE, one channel

// Config is the text of an ALSA configuration whose device, of rate samples a
// second, is this binary with an environment variable "name=value" more.
func Config(rate int, variable string) string {
	return fmt.Sprintf("<%s>\npcm.!default %s\n%s", SystemConfig, plugged("card", rate), card(variable))
}

// plugged is a device that brings all sound to what another one takes.
func plugged(device string, rate int) string {
	return fmt.Sprintf(`{ type plug slave { pcm "%s" rate %d channels 1 format FLOAT_LE } }`, device, rate)
}

// card are the lines of a device that sends what it plays to this binary.
func card(variable string) string {
	return fmt.Sprintf(`pcm.card { type file slave.pcm "nowhere" format "raw" file "|%s exec %s" }
pcm.nowhere { type null }
`, variable, os.Args[0])
}

// Take is the card: it writes down what it is sent, no faster than rate samples
// a second would sound. A short pipe keeps the sender from running ahead. more,
// unless nil, is told how much was played and whether the card lives on.
func Take(sent *os.File, out io.Writer, rate int, more func(played time.Duration) bool) error {
	start, taken, b := time.Now(), 0, make([]byte, 1024)
	short := false
	for {
		n, err := sent.Read(b)
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
			_, err := unix.FcntlInt(sent.Fd(), unix.F_SETPIPE_SZ, 4096)
			short = err == nil
		}
		taken += n
		played := time.Duration(float64(taken) / sampleBytes / float64(rate) * float64(time.Second))
		if more != nil && !more(played) {
			return nil
		}
		time.Sleep(time.Until(start.Add(played)))
	}
}

// Sounding is what a card wrote down, less its silence.
func Sounding(raw []byte) []float32 {
	var heard []float32
	for ; len(raw) >= sampleBytes; raw = raw[sampleBytes:] {
		if v := math.Float32frombits(binary.LittleEndian.Uint32(raw)); v != 0 {
			heard = append(heard, v)
		}
	}
	return heard
}
