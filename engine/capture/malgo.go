//go:build cgo

package capture

// #include <stdlib.h>
import "C"

import (
	"errors"
	"fmt"
	"runtime"
	"time"
	"unsafe"

	"github.com/gen2brain/malgo"

	"avagar/engine/audio"
)

// block is how much sound the device gives at once; closing is how long it may
// take to end.
const (
	block   = 50 * time.Millisecond
	closing = 2 * time.Second
)

// backends are the ways to the device: on Linux that by which sound is played,
// so that both have the same default; elsewhere the system's.
func backends() []malgo.Backend {
	if runtime.GOOS == "linux" {
		return []malgo.Backend{malgo.BackendAlsa}
	}
	return nil
}

type microphone struct {
	context *malgo.AllocatedContext
	device  *malgo.Device
	missing bool
}

func open(name string, heard func(wave []float32), stopped func()) (device, error) {
	audio.QuietDriver()
	if name != "" {
		m, err := openNamed(name, heard, stopped)
		if !errors.Is(err, ErrNoMicrophone) {
			return m, err
		}
	}
	context, err := malgo.InitContext(backends(), malgo.ContextConfig{}, nil)
	if err != nil {
		return nil, named(err)
	}
	m, err := openIn(context, nil, heard, stopped)
	if err != nil {
		return nil, err
	}
	m.missing = name != ""
	return m, nil
}

// openNamed opens the microphone of a name; ErrNoMicrophone where there is none.
func openNamed(name string, heard func(wave []float32), stopped func()) (device, error) {
	context, list, err := microphones()
	if err != nil {
		return nil, err
	}
	for _, f := range list {
		if f.name == name {
			return openIn(context, &f.id, heard, stopped)
		}
	}
	return nil, errors.Join(fmt.Errorf("%w: %s", ErrNoMicrophone, name), end(context))
}

// openIn opens a device of a context, which ends with it; the system's own
// without an id.
func openIn(context *malgo.AllocatedContext, id *malgo.DeviceID, heard func(wave []float32), stopped func()) (*microphone, error) {
	config := malgo.DefaultDeviceConfig(malgo.Capture)
	config.Capture.Format, config.Capture.Channels = malgo.FormatF32, 1
	config.SampleRate = 0 // the device's own: nothing is made up above what it hears
	config.PeriodSizeInMilliseconds = uint32(block.Milliseconds())
	config.Alsa.NoMMap = 1 // ALSA's plugins repeat themselves there when little has come
	if id != nil {
		config.Capture.DeviceID = id.Pointer() // of C's memory; the driver copies it
		defer C.free(config.Capture.DeviceID)
	}
	device, err := malgo.InitDevice(context.Context, config, malgo.DeviceCallbacks{
		Data: func(_, in []byte, frames uint32) { heard(samples(in, frames)) },
		Stop: stopped,
	})
	if err != nil {
		return nil, errors.Join(named(err), end(context))
	}
	return &microphone{context: context, device: device}, nil
}

// samples sees the device's bytes as what they are.
func samples(in []byte, frames uint32) []float32 {
	if len(in) == 0 {
		return nil
	}
	return unsafe.Slice((*float32)(unsafe.Pointer(unsafe.SliceData(in))), frames)
}

func (m *microphone) opened() Opened {
	return Opened{Rate: int(m.device.SampleRate()), Missing: m.missing}
}

func (m *microphone) start() error {
	if err := m.device.Start(); err != nil {
		return named(err)
	}
	return nil
}

// close lets the device go. One that was torn out may never answer: it is not
// waited for longer than closing.
func (m *microphone) close() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		m.device.Uninit()
		_ = end(m.context) // nothing is left that could be lost
	}()
	late := time.NewTimer(closing)
	defer late.Stop()
	select {
	case <-done:
	case <-late.C:
	}
}

func end(context *malgo.AllocatedContext) error {
	err := context.Uninit()
	context.Free()
	return err
}

// named says which of our errors the device's is.
func named(err error) error {
	switch {
	case errors.Is(err, malgo.ErrAccessDenied):
		return fmt.Errorf("%w: %w", ErrRefused, err)
	case errors.Is(err, malgo.ErrBusy), errors.Is(err, malgo.ErrAlreadyInUse):
		return fmt.Errorf("%w: %w", ErrBusy, err)
	}
	return fmt.Errorf("%w: %w", ErrNoMicrophone, err)
}
