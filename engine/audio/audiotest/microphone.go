//go:build linux && !android

package audiotest

import (
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// Microphone is one for tests: a pipe that ALSA reads as a device, at the speed
// of sound. It hears what Say is given, else silence. Nothing that it hears is
// lost while nobody listens.
type Microphone struct {
	Rate int // Hz
	path string
	pipe *os.File
	torn chan struct{} // closed once it is torn out
	once sync.Once
	done sync.WaitGroup

	mu     sync.Mutex
	saying []float32
}

// microphoneBlock is what a program asks a device for at once. ALSA takes a read
// that was short for a whole one, so that no less is ever in the pipe.
const microphoneBlock = 50 * time.Millisecond

// NewMicrophone makes one in a folder. It has to be closed.
func NewMicrophone(dir string, rate int) (*Microphone, error) {
	m := &Microphone{Rate: rate, path: filepath.Join(dir, "microphone")}
	if err := unix.Mkfifo(m.path, 0o600); err != nil {
		return nil, fmt.Errorf("audiotest: %w", err)
	}
	pipe, err := os.OpenFile(m.path, os.O_RDWR, 0)
	if err != nil {
		return nil, fmt.Errorf("audiotest: %w", err)
	}
	m.pipe, m.torn = pipe, make(chan struct{})
	m.done.Go(m.hear)
	return m, nil
}

// Config is the text of an ALSA configuration whose default device hears this
// microphone, and plays to nobody.
func (m *Microphone) Config() string { return m.config(`"nowhere"`, "pcm.nowhere { type null }\n") }

// ConfigWithCard is Config with a card that is played to, as that of Config.
func (m *Microphone) ConfigWithCard(rate int, variable string) string {
	return m.config(plugged("card", rate), card(variable))
}

// Beside are lines more of a configuration, for a microphone that can be chosen
// by its name beside the default; id tells its device from all others.
func (m *Microphone) Beside(id, name string) string {
	return fmt.Sprintf(`pcm.%s { type plug slave { pcm "%s_pipe" rate %d channels 1 format FLOAT_LE } hint { show on description "%s" } }
pcm.%s_pipe { type file slave.pcm "nowhere" format "raw" file "/dev/null" infile "%s" }
`, id, id, m.Rate, name, id, m.path)
}

func (m *Microphone) config(playback, lines string) string {
	return fmt.Sprintf(`<%s>
%spcm.!default { type asym playback.pcm %s capture.pcm %s }
pcm.pipe { type file slave.pcm "nowhere" format "raw" file "/dev/null" infile "%s" }
`, SystemConfig, lines, playback, plugged("pipe", m.Rate), m.path)
}

// Say has the microphone hear a wave once all before it was heard.
func (m *Microphone) Say(wave []float32) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.saying = append(m.saying, wave...)
}

// Quiet tells whether all that was said was heard.
func (m *Microphone) Quiet() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.saying) == 0
}

// Unplug tears the microphone out: who listens is given nothing more.
func (m *Microphone) Unplug() { m.once.Do(func() { close(m.torn) }) }

// Close ends the microphone. Nobody may listen any more: ALSA does not notice.
func (m *Microphone) Close() error {
	m.Unplug()
	m.done.Wait()
	return m.pipe.Close()
}

// hear writes what is said into the pipe, once all before it was read.
func (m *Microphone) hear() {
	next := time.Now()
	for {
		select {
		case <-m.torn:
			return
		case <-time.After(time.Until(next)):
		}
		if m.waiting() > 0 { // nobody listens
			next = time.Now().Add(time.Millisecond)
			continue
		}
		if _, err := m.pipe.Write(m.next()); err != nil {
			return
		}
		next = next.Add(microphoneBlock)
	}
}

// waiting is how many bytes lie in the pipe.
func (m *Microphone) waiting() int {
	n, err := unix.IoctlGetInt(int(m.pipe.Fd()), unix.TIOCINQ)
	if err != nil {
		return 0
	}
	return n
}

func (m *Microphone) next() []byte {
	block := make([]float32, m.Rate*int(microphoneBlock/time.Millisecond)/1000)
	m.mu.Lock()
	m.saying = m.saying[copy(block, m.saying):]
	m.mu.Unlock()
	var b []byte
	for _, v := range block {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	return b
}
