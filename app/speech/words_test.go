package speech

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"avagar/app"
	"avagar/engine/phoneme"
	"avagar/engine/voice"
)

func phonesOf(t *testing.T, s *Service, text string) []string {
	t.Helper()
	words, err := s.Words(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, w := range words {
		if text[w.From:w.To] != w.Text {
			t.Errorf("%+v stands elsewhere", w)
		}
		out = append(out, strings.Join(w.Phones, ""))
	}
	return out
}

func TestACorrectionIsHeardAtOnce(t *testing.T) {
	c := &card{speed: 50}
	s, m := newService(t, c)
	text := "کتابِ خوب"
	plain := phonesOf(t, s, text)
	if err := s.Correct(t.Context(), "کتابِ", "ku:tub"); err != nil {
		t.Fatal(err)
	}
	if p := m.own["کتاب"]; p.User != 3 || strings.Join(p.Phones, " ") != "k uː t uː b" {
		t.Errorf("kept %+v", p)
	}
	if got := phonesOf(t, s, text); got[0] != "kuːtuːbe" || got[1] != plain[1] {
		t.Errorf("read as %q, before %q", got, plain)
	}
	if err := s.Speak(request(text)); err != nil {
		t.Fatal(err)
	}
	settled(t, s)
	g, err := s.g2p(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if heard := c.sound(); !slices.Equal(heard, say(t, s, text, voice.Options{G2P: g})) || slices.Equal(heard, say(t, s, text, voice.Options{})) {
		t.Error("the voice reads it otherwise")
	}
	if err := s.Forget(t.Context(), "کتابِ"); err != nil {
		t.Fatal(err)
	}
	if got := phonesOf(t, s, text); !slices.Equal(got, plain) {
		t.Errorf("forgotten, it is read %q", got)
	}
}

func TestACorrectionMustBePersianSounds(t *testing.T) {
	s, m := newService(t, &card{})
	for _, ipa := range []string{"", "θ", "سلام", "🙂"} {
		if err := s.Correct(t.Context(), "کتاب", ipa); !errors.Is(err, phoneme.ErrSymbol) {
			t.Errorf("%q: %v", ipa, err)
		}
	}
	for _, word := range []string{"\u200c", "دو واژه"} {
		if err := s.Correct(t.Context(), word, "b"); !errors.Is(err, phoneme.ErrWord) || len(m.own) > 0 {
			t.Errorf("%q is no word: %v, %v", word, err, m.own)
		}
	}
	m.fail = app.ErrClosed
	if _, err := s.Words(t.Context(), "کتاب"); !errors.Is(err, app.ErrClosed) {
		t.Errorf("a store that fails: %v", err)
	}
}

func TestWordsOfALongTextCanBeGivenUp(t *testing.T) {
	s, _ := newService(t, &card{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Words(ctx, text); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
