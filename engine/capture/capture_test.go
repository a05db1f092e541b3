package capture

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// fake is a microphone whose thread is the test.
type fake struct {
	heard   func([]float32)
	stopped func()
	closed  bool
	refuses error
	name    string
	mute    time.Duration
}

func (f *fake) open(name string, heard func([]float32), stopped func()) (device, error) {
	f.name, f.heard, f.stopped = name, heard, stopped
	return f, nil
}
func (f *fake) opened() Opened { return Opened{Rate: 16000} }
func (f *fake) start() error   { return f.refuses }
func (f *fake) close()         { f.closed = true }
func (f *fake) system() system { return system{f.open, f.mute} }

// listening runs a listener of a fake and gives what it heard and its error.
func listening(ctx context.Context, f *fake, act func()) (wave []float32, rate int, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		err = f.system().listen(ctx, "desk", func(o Opened) { rate = o.Rate }, func(block []float32) error {
			wave = append(wave, block...)
			return nil
		})
	}()
	synctest.Wait()
	act()
	<-done
	return wave, rate, err
}

func TestWhatTheMicrophoneHearsComesInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		f := &fake{}
		wave, rate, err := listening(ctx, f, func() {
			block := []float32{1, 2}
			f.heard(block)
			block[0] = 9 // the device's memory is its own
			f.heard([]float32{3})
			synctest.Wait()
			cancel()
		})
		if err != nil || rate != 16000 || f.name != "desk" || len(wave) != 3 || wave[0] != 1 || wave[2] != 3 || !f.closed {
			t.Errorf("%v at %d Hz, error %v, closed %t", wave, rate, err, f.closed)
		}
	})
}

func TestAMicrophoneThatStopsOrFallsDumbIsLost(t *testing.T) {
	for name, act := range map[string]func(f *fake){
		"stops": func(f *fake) { f.heard([]float32{1}); f.stopped() },
		"dumb":  func(f *fake) { f.heard([]float32{1}) },
	} {
		synctest.Test(t, func(t *testing.T) {
			f := &fake{}
			wave, _, err := listening(t.Context(), f, func() { act(f) })
			if !errors.Is(err, ErrLost) || len(wave) != 1 || !f.closed {
				t.Errorf("%s: %v, %v, closed %t", name, wave, err, f.closed)
			}
		})
	}
}

// A program that macOS does not let listen is given zeros.
func TestZerosFromTheBeginningOnAreARefusalWhereTheSystemGivesThem(t *testing.T) {
	zeros := make([]float32, 8000)
	spoken := slices.Concat(zeros, []float32{0.1})
	for name, c := range map[string]struct {
		mute  time.Duration
		waves [][]float32
		want  error
	}{
		"only zeros":         {time.Second, [][]float32{zeros, zeros, zeros}, ErrRefused},
		"sound in the end":   {time.Second, [][]float32{spoken, zeros, zeros}, ErrLost},
		"another system":     {0, [][]float32{zeros, zeros, zeros}, ErrLost},
		"ended before it is": {time.Second, [][]float32{zeros}, ErrLost},
	} {
		synctest.Test(t, func(t *testing.T) {
			f := &fake{mute: c.mute}
			_, _, err := listening(t.Context(), f, func() {
				for _, wave := range c.waves {
					f.heard(wave)
				}
				f.stopped()
			})
			if !errors.Is(err, c.want) || !f.closed {
				t.Errorf("%s: %v, closed %t", name, err, f.closed)
			}
		})
	}
	if muteOf("darwin") == 0 || muteOf("linux") != 0 {
		t.Error("the systems are confused")
	}
}

func TestADeviceThatDoesNotStartIsClosed(t *testing.T) {
	f := &fake{refuses: ErrBusy}
	err := f.system().listen(t.Context(), "", func(Opened) {}, func([]float32) error { return nil })
	if !errors.Is(err, ErrBusy) || !f.closed {
		t.Errorf("%v, closed %t", err, f.closed)
	}
}

func TestTheListenerMayEndIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		full := errors.New("full")
		f := &fake{}
		done := make(chan error)
		go func() {
			done <- f.system().listen(t.Context(), "", func(Opened) {}, func([]float32) error { return full })
		}()
		synctest.Wait()
		f.heard([]float32{1})
		if err := <-done; !errors.Is(err, full) || !f.closed {
			t.Errorf("%v, closed %t", err, f.closed)
		}
	})
}

func TestLevels(t *testing.T) {
	sine := make([]float32, 1600)
	for i := range sine {
		sine[i] = float32(0.5 * math.Sin(2*math.Pi*float64(i)/16))
	}
	if l := LevelOf(sine); math.Abs(l.RMS+9.03) > 0.02 || math.Abs(l.Peak+6.02) > 0.02 {
		t.Errorf("half a sine is %+v", l)
	}
	if l := LevelOf(nil); l.RMS != -120 || l.Peak != -120 {
		t.Errorf("nothing is %+v", l)
	}
}
