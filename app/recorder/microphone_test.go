package recorder

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"avagar/app/account"
	"avagar/engine/audio"
	"avagar/engine/capture"
)

// chosen are settings that know one thing.
type chosen struct{ now account.Settings }

func (c *chosen) Settings(context.Context) (account.Settings, error) { return c.now, nil }
func (c *chosen) Set(_ context.Context, name, value string) error {
	if name == microphoneSetting {
		c.now.Microphone = value
	}
	return nil
}

func TestTheChosenMicrophoneIsHeardAndRemembered(t *testing.T) {
	home, settings := t.TempDir(), &chosen{}
	b := newBooth(t, home).create()
	b.Recorder.Settings, b.there = settings, []string{"Desk", "Head"}
	if err := b.Choose(t.Context(), "Sink"); !errors.Is(err, ErrMicrophone) {
		t.Errorf("one that is not there: %v", err)
	}
	if err := b.Choose(t.Context(), "Head"); err != nil {
		t.Fatal(err)
	}
	b.read()
	tomorrow := newBooth(t, home)
	tomorrow.Recorder.Settings, tomorrow.there = settings, b.there
	if err := tomorrow.Open("صدای من"); err != nil {
		t.Fatal(err)
	}
	tomorrow.read()
	m, err := tomorrow.Microphones(t.Context())
	if err != nil || !slices.Equal(m.Names, b.there) || m.Chosen != "Head" || b.asked[0] != "Head" || tomorrow.asked[0] != "Head" || tomorrow.Now().Missing != "" {
		t.Errorf("%+v, %v, asked for %q and %q", m, err, b.asked, tomorrow.asked)
	}
	tomorrow.there = []string{"Desk"}
	tomorrow.read()
	if now := tomorrow.Now(); now.Missing != "Head" || now.Take == nil {
		t.Errorf("once it is unplugged: %+v", now)
	}
	if err := tomorrow.Choose(t.Context(), ""); err != nil || tomorrow.Now().Missing != "" {
		t.Errorf("the system's own: %v", err)
	}
	tomorrow.read()
	if !slices.Equal(tomorrow.asked, []string{"Head", "Head", ""}) {
		t.Errorf("asked for %q", tomorrow.asked)
	}
}

func TestWhatIsChosenIsToldWhereTheSystemCannotBeAsked(t *testing.T) {
	b := newBooth(t, t.TempDir())
	b.Recorder.Settings = &chosen{account.Settings{Microphone: "Head"}}
	b.microphones = func() ([]string, error) { return nil, capture.ErrNoMicrophone }
	if m, err := b.Microphones(t.Context()); !errors.Is(err, capture.ErrNoMicrophone) || m.Chosen != "Head" {
		t.Errorf("%+v, %v", m, err)
	}
}

func TestATakeIsMeasuredAndDrawn(t *testing.T) {
	b := newBooth(t, t.TempDir()).create()
	b.read()
	take := b.Now().Take
	low, high := take.Peaks(100)
	lowest, highest := slices.Min(low), slices.Max(high)
	if peak := 20 * math.Log10(float64(max(-lowest, highest))); len(low) != 100 || math.Abs(peak-take.Peak) > 0.01 {
		t.Errorf("%d peaks up to %.2f dB of %.2f", len(low), peak, take.Peak)
	}
	if take.Loudness < -23 || take.Loudness > -17 {
		t.Errorf("it is %.1f LUFS loud", take.Loudness)
	}
	if nothing := NewTake("", make([]float32, 100), rate); nothing.Loudness != audio.SilenceDB || nothing.Peak != audio.SilenceDB {
		t.Errorf("silence is %v LUFS and %v dB loud", nothing.Loudness, nothing.Peak)
	}
	if low, high := (&Take{wave: []float32{0.5, -0.5}}).Peaks(100); len(low) != 2 || low[1] != -0.5 || high[0] != 0.5 {
		t.Errorf("two samples are %v, %v", low, high)
	}
}

func TestTheMarkOfTheEndTellsHowATakeCameOut(t *testing.T) {
	b := newBooth(t, t.TempDir()).create()
	b.read()
	good := b.played[1]
	b.says = make([]float32, rate)
	if err := b.Record(t.Context()); err != nil {
		t.Fatal(err)
	}
	bad := b.played[3]
	b.says, b.breaks = nil, capture.ErrNoMicrophone
	if err := b.Record(t.Context()); !errors.Is(err, capture.ErrNoMicrophone) {
		t.Fatal(err)
	}
	if none := b.played[5]; slices.Equal(good, bad) || slices.Equal(good, b.played[0]) || !slices.Equal(bad, none) {
		t.Error("the marks cannot be told apart")
	}
}
