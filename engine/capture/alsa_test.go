//go:build linux && !android

package capture

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"avagar/engine/audio/audiotest"
)

const microphoneRate = 48000

// plugged has ALSA hear a microphone of the test's; without one there is no
// device at all.
func plugged(t *testing.T, microphone bool) *audiotest.Microphone {
	t.Helper()
	if _, err := os.Stat(audiotest.SystemConfig); err != nil {
		t.Skip("ALSA is absent: " + err.Error())
	}
	config := "pcm.!default { type hw card 31 }\n"
	var m *audiotest.Microphone
	if microphone {
		var err error
		if m, err = audiotest.NewMicrophone(t.TempDir(), microphoneRate); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = m.Close() })
		config = m.Config()
	}
	path := filepath.Join(t.TempDir(), "asound.conf")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ALSA_CONFIG_PATH", path)
	t.Setenv("PULSE_SERVER", "unix:"+filepath.Join(t.TempDir(), "none"))
	return m
}

// desk plugs a second microphone in, which can be chosen by its name.
func desk(t *testing.T, config string) (m *audiotest.Microphone) {
	t.Helper()
	m, err := audiotest.NewMicrophone(t.TempDir(), microphoneRate)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	path := filepath.Join(t.TempDir(), "asound.conf")
	config += m.Beside("desk", "Desk Microphone") + m.Beside("twin", "Desk Microphone")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ALSA_CONFIG_PATH", path)
	return m
}

func TestAMicrophoneIsChosenByItsName(t *testing.T) {
	own := plugged(t, true)
	chosen := desk(t, own.Config())
	names, err := Microphones()
	if err != nil || !slices.Equal(names, []string{"Desk Microphone", "Desk Microphone (2)"}) {
		t.Fatalf("there are %q, %v", names, err)
	}
	for name, c := range map[string]struct {
		heard   *audiotest.Microphone
		missing bool
	}{"Desk Microphone": {chosen, false}, "Unplugged Microphone": {own, true}} {
		want := spoken(microphoneRate / 4)
		c.heard.Say(want)
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		var got []float32
		err := Listen(ctx, name, func(o Opened) {
			if o != (Opened{Rate: microphoneRate, Missing: c.missing}) {
				t.Errorf("%s: it listens to %+v", name, o)
			}
		}, func(wave []float32) error {
			got = append(got, slices.DeleteFunc(wave, func(v float32) bool { return v == 0 })...)
			if len(got) >= len(want) {
				cancel()
			}
			return nil
		})
		cancel()
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%s: %d samples were heard of %d, or others: %v", name, len(got), len(want), err)
		}
	}
}

// spoken is a wave without a zero in it, which can be told from silence.
func spoken(samples int) []float32 {
	wave := make([]float32, samples)
	for i := range wave {
		wave[i] = 0.1 + rand.Float32()/2
	}
	return wave
}

func TestTheMicrophoneOfTheSystemIsHeardSampleBySample(t *testing.T) {
	m := plugged(t, true)
	for range 2 { // opened anew for each take
		want := spoken(microphoneRate / 2)
		m.Say(want)
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
		var got []float32
		err := Listen(ctx, "", func(o Opened) {
			if o != (Opened{Rate: microphoneRate}) {
				t.Errorf("it listens to %+v", o)
			}
		}, func(wave []float32) error {
			for _, v := range wave {
				if v != 0 {
					got = append(got, v)
				}
			}
			if len(got) >= len(want) {
				cancel()
			}
			return nil
		})
		cancel()
		if err != nil || !slices.Equal(got, want) {
			t.Fatalf("%d samples were heard of %d, or others: %v", len(got), len(want), err)
		}
	}
}

func TestAMicrophoneThatIsTornOutIsLost(t *testing.T) {
	m := plugged(t, true)
	err := Listen(t.Context(), "", func(Opened) {}, func([]float32) error { m.Unplug(); return nil })
	if !errors.Is(err, ErrLost) {
		t.Errorf("%v", err)
	}
}

func TestWithoutAMicrophoneTheErrorSaysSo(t *testing.T) {
	plugged(t, false)
	if err := Listen(t.Context(), "", func(Opened) {}, func([]float32) error { return nil }); !errors.Is(err, ErrNoMicrophone) {
		t.Errorf("%v", err)
	}
}
