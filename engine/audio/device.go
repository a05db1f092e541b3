package audio

import (
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/ebitengine/oto/v3"
)

// ErrNoDevice says that there is no sound device, or that it went away.
var ErrNoDevice = errors.New("audio: no sound device")

const (
	deviceBuffer  = 100 * time.Millisecond // inside the device, behind every position
	deviceTimeout = 5 * time.Second
)

// device is what the players need of the sound device.
type device interface {
	rate() int // Hz
	err() error
	voice(src io.Reader, buffer int) voice // buffer in bytes
}

// voice is one stream being mixed into the device's sound.
type voice interface {
	Play()
	Pause()
	BufferedSize() int // bytes read from the source and not yet played
}

// theDevice is opened once: oto allows one context in a process, even after a
// failure, and it keeps its first rate.
var theDevice struct {
	sync.Mutex
	opened bool
	oto    *otoDevice
	ready  chan struct{}
	err    error
}

// openDevice opens the device at the rate, or returns the one already open.
func openDevice(rate int) (device, error) {
	d := &theDevice
	d.Lock()
	defer d.Unlock()
	if !d.opened {
		d.opened = true
		QuietDriver()
		var context *oto.Context
		context, d.ready, d.err = oto.NewContext(&oto.NewContextOptions{
			SampleRate: rate, ChannelCount: 1, Format: oto.FormatFloat32LE, BufferSize: deviceBuffer,
		})
		d.oto = &otoDevice{context, rate}
	}
	if d.err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoDevice, d.err)
	}
	timeout := time.NewTimer(deviceTimeout)
	defer timeout.Stop()
	select {
	case <-d.ready:
	case <-timeout.C:
		return nil, fmt.Errorf("%w: it did not answer within %v", ErrNoDevice, deviceTimeout)
	}
	if err := d.oto.err(); err != nil {
		return nil, err
	}
	return d.oto, nil
}

type otoDevice struct {
	context *oto.Context
	hertz   int
}

func (d *otoDevice) rate() int { return d.hertz }

func (d *otoDevice) err() error {
	if err := d.context.Err(); err != nil {
		return fmt.Errorf("%w: %w", ErrNoDevice, err)
	}
	return nil
}

func (d *otoDevice) voice(src io.Reader, buffer int) voice {
	p := d.context.NewPlayer(src)
	p.SetBufferSize(buffer)
	return p
}
