package capture

import (
	"context"
	"errors"
	"math"
	"testing"
	"testing/synctest"
)

// fake is a microphone whose thread is the test.
type fake struct {
	heard   func([]float32)
	stopped func()
	closed  bool
	refuses error
}

func (f *fake) open(heard func([]float32), stopped func()) (device, error) {
	f.heard, f.stopped = heard, stopped
	return f, nil
}
func (f *fake) rate() int    { return 16000 }
func (f *fake) start() error { return f.refuses }
func (f *fake) close()       { f.closed = true }

// listening runs a listener of a fake and gives what it heard and its error.
func listening(ctx context.Context, f *fake, act func()) (wave []float32, rate int, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		err = listen(ctx, f.open, func(r int) { rate = r }, func(block []float32) error {
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
		if err != nil || rate != 16000 || len(wave) != 3 || wave[0] != 1 || wave[2] != 3 || !f.closed {
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

func TestADeviceThatDoesNotStartIsClosed(t *testing.T) {
	f := &fake{refuses: ErrBusy}
	err := listen(t.Context(), f.open, func(int) {}, func([]float32) error { return nil })
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
			done <- listen(t.Context(), f.open, func(int) {}, func([]float32) error { return full })
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
