package voice

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"avagar/engine/persian"
	"avagar/engine/phoneme"
)

func TestAListenerHearsThePiecesTheFramesAndTheSameSamples(t *testing.T) {
	v := newVoice(t, quickParams())
	text := "  " + sentence + " 🙂\n بله."
	want, err := spoken(v, text, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var wave, mel []float32
	var pieces []string
	starts := []int{}
	err = v.SpeakPieces(context.Background(), strings.NewReader(text), Options{}, Listener{
		Piece: func(p persian.Piece, at int) error {
			pieces, starts = append(pieces, text[p.From:p.To]), append(starts, at)
			return nil
		},
		Frames:  func(m []float32) error { mel = append(mel, m...); return nil },
		Samples: func(s []float32) error { wave = append(wave, s...); return nil },
	})
	if err != nil || !slices.Equal(wave, want) {
		t.Fatalf("%d samples, Speak makes %d: %v", len(wave), len(want), err)
	}
	p := v.Model.Config.Params
	if frames := len(mel) / p.Bands; frames*p.HopLength != len(wave) {
		t.Errorf("%d frames for %d samples", frames, len(wave))
	}
	if got := strings.Join(pieces, "|"); got != "سلام، این یک آزمایش است.|هوا امروز چگونه است؟|خوب!|بله." {
		t.Errorf("pieces %q", got)
	}
	if !slices.IsSorted(starts) || starts[0] != 0 || starts[3] >= len(wave) {
		t.Errorf("they begin at %v of %d", starts, len(wave))
	}
}

func TestAListenersErrorEndsTheSpeech(t *testing.T) {
	v := newVoice(t, quickParams())
	for name, l := range map[string]Listener{
		"piece":   {Piece: func(persian.Piece, int) error { return errEnough }},
		"frames":  {Frames: func([]float32) error { return errEnough }},
		"samples": {Samples: func([]float32) error { return errEnough }},
	} {
		if err := v.SpeakPieces(context.Background(), strings.NewReader(sentence), Options{}, l); !errors.Is(err, errEnough) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestAVoiceReadsWordsAsItIsTold(t *testing.T) {
	v := newVoice(t, quickParams())
	g, err := phoneme.New()
	if err != nil {
		t.Fatal(err)
	}
	plain, err := spoken(v, "کتاب", Options{})
	if err != nil {
		t.Fatal(err)
	}
	own, err := spoken(v, "کتاب", Options{G2P: g.With(map[string][]string{"کتاب": {"m", "ɒː", "m", "ɒː", "m", "ɒː", "m", "ɒː"}})})
	if err != nil || slices.Equal(plain, own) {
		t.Errorf("a correction changes nothing: %v", err)
	}
}
