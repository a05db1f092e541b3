package speech

import (
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"avagar/app"
	"avagar/engine/audio"
	"avagar/engine/voice"
)

func makeFolder(path string) error { return os.MkdirAll(path, 0o700) }

func TestWhatIsHeardIsWhatSayMakes(t *testing.T) {
	c := &card{speed: 2}
	s, m := newService(t, c)
	var mu sync.Mutex
	var told []Progress
	s.Progress.Subscribe(func(p Progress) { mu.Lock(); told = append(told, p); mu.Unlock() })
	if err := s.Speak(request(text)); err != nil {
		t.Fatal(err)
	}
	p := settled(t, s)
	want := say(t, s, text, voice.Options{})
	if !slices.Equal(c.sound(), want) {
		t.Errorf("heard %d samples, or others than the %d of say", len(c.sound()), len(want))
	}
	length := time.Duration(float64(len(want)) / tinyRate * float64(time.Second))
	if !p.Done || p.Err != nil || p.NoDevice || p.Position != p.Made || p.Made != length {
		t.Errorf("at the end %+v", p)
	}
	mu.Lock()
	defer mu.Unlock()
	var states []State
	sentences := map[string]bool{}
	for _, p := range told {
		if n := len(states); n == 0 || states[n-1] != p.State {
			states = append(states, p.State)
		}
		sentences[text[p.From:p.To]] = true
	}
	if !slices.Equal(states, []State{Preparing, Speaking, Idle}) {
		t.Errorf("states %v", states)
	}
	for _, sentence := range []string{"سلام، این یک آزمایش است.", "هوا امروز چگونه است؟", "خوب!"} {
		if !sentences[sentence] {
			t.Errorf("%q was never told: %v", sentence, sentences)
		}
	}
	if len(m.rows) != 1 || m.rows[0].Text != text || m.rows[0].Voice != "tiny" || m.rows[0].Duration != length || m.rows[0].User != 3 || m.rows[0].Speed != 1 {
		t.Errorf("history %+v", m.rows)
	}
}

func TestThePictureIsThatOfTheWave(t *testing.T) {
	c := &card{speed: 50}
	s, _ := newService(t, c)
	if err := s.Speak(request(text)); err != nil {
		t.Fatal(err)
	}
	settled(t, s)
	want := say(t, s, text, voice.Options{})
	p := s.Picture()
	if p.Rate != tinyRate || p.Bands != 4 || p.HopLength != 64 || p.SamplesPerPeak != 64 || len(p.Peaks) != len(want)/64 || len(p.Mel) != 4*len(p.Peaks) {
		t.Fatalf("%d peaks and %d bands of %d samples: %+v", len(p.Peaks), len(p.Mel), len(want), p)
	}
	for i, peak := range p.Peaks {
		part := want[i*64 : (i+1)*64]
		if math.Abs(float64(peak.Max-max(0, slices.Max(part)))) > 1e-4 || math.Abs(float64(peak.Min-min(0, slices.Min(part)))) > 1e-4 {
			t.Fatalf("peak %d is %v", i, peak)
		}
	}
}

func TestSpeechBeginsWithTheSentenceThatWasClicked(t *testing.T) {
	c := &card{speed: 50}
	s, _ := newService(t, c)
	r := request(text)
	r.From = strings.Index(text, "امروز")
	if err := s.Speak(r); err != nil {
		t.Fatal(err)
	}
	settled(t, s)
	rest := text[strings.Index(text, "هوا"):]
	if !slices.Equal(c.sound(), say(t, s, rest, voice.Options{})) {
		t.Error("not the rest of the text")
	}
	if from, to := s.current.rec.sentence(0); text[from:to] != "هوا امروز چگونه است؟" {
		t.Errorf("the first sentence is %q", text[from:to])
	}
}

func TestPauseHoldsAndResumeLosesNothing(t *testing.T) {
	c := &card{speed: 4}
	s, _ := newService(t, c)
	if err := s.Speak(request(text)); err != nil {
		t.Fatal(err)
	}
	until(t, s, "speaking", speaking)
	s.Pause()
	held := s.Now()
	time.Sleep(100 * time.Millisecond)
	if p := s.Now(); held.State != Paused || p.Position != held.Position {
		t.Errorf("paused at %v, then %+v", held.Position, p)
	}
	s.Resume()
	settled(t, s)
	if !slices.Equal(c.sound(), say(t, s, text, voice.Options{})) {
		t.Error("something is lost")
	}
}

func TestPausedBeforeTheDeviceOpensItWaits(t *testing.T) {
	c := &card{speed: 20}
	s, _ := newService(t, c)
	if err := s.Speak(request(text)); err != nil {
		t.Fatal(err)
	}
	s.Pause()
	time.Sleep(100 * time.Millisecond)
	if n := len(c.sound()); n > 0 {
		t.Fatalf("%d samples while paused", n)
	}
	s.Resume()
	settled(t, s)
	if !slices.Equal(c.sound(), say(t, s, text, voice.Options{})) {
		t.Error("something is lost")
	}
}

func TestSeekGoesOnFromThere(t *testing.T) {
	c := &card{speed: 2}
	s, m := newService(t, c)
	text := strings.Repeat(text+" ", 4)
	if err := s.Speak(request(text)); err != nil {
		t.Fatal(err)
	}
	until(t, s, "made", func(p Progress) bool { return p.Done && p.State == Speaking })
	want := say(t, s, text, voice.Options{})
	at := time.Second
	s.Seek(at)
	before := len(c.sound())
	if p := s.Now(); p.Position < at || p.Position > at+200*time.Millisecond {
		t.Errorf("at %v after Seek", p.Position)
	}
	c.mu.Lock()
	c.speed = 50
	c.mu.Unlock()
	settled(t, s)
	if got := c.sound(); !slices.Equal(got[:before], want[:before]) || !slices.Equal(got[before:], want[tinyRate:]) {
		t.Errorf("%d samples before and %d after, of %d", before, len(got)-before, len(want))
	}
	// After the end the wave can be heard again.
	before = len(c.sound())
	s.Seek(2 * time.Second)
	until(t, s, "done again", func(p Progress) bool { return p.State == Idle && len(c.sound()) > before })
	settled(t, s)
	if got := c.sound()[before:]; !slices.Equal(got, want[2*tinyRate:]) {
		t.Errorf("again: %d samples of %d", len(got), len(want)-2*tinyRate)
	}
	if len(m.rows) != 1 {
		t.Errorf("%d rows of history", len(m.rows))
	}
}

func TestStopIsSilentAtOnceAndKept(t *testing.T) {
	c := &card{speed: 1}
	s, m := newService(t, c)
	if err := s.Speak(request(strings.Repeat(text+"\n", 200))); err != nil {
		t.Fatal(err)
	}
	until(t, s, "speaking", speaking)
	s.Stop()
	n := len(c.sound())
	if p := s.Now(); p.State != Idle || p.Err != nil || p.From != p.To {
		t.Errorf("%+v", p)
	}
	settled(t, s)
	if len(c.sound()) != n || len(m.rows) != 1 {
		t.Errorf("%d samples after Stop, %d rows", len(c.sound())-n, len(m.rows))
	}
}

func TestTheNextTextTakesThePlaceOfTheOneSpoken(t *testing.T) {
	c := &card{speed: 30}
	s, m := newService(t, c)
	if err := s.Speak(request(strings.Repeat(text, 100))); err != nil {
		t.Fatal(err)
	}
	until(t, s, "speaking", speaking)
	before := 0
	for range 5 {
		if err := s.Speak(request("بله.")); err != nil {
			t.Fatal(err)
		}
		before = len(c.sound())
	}
	p := settled(t, s)
	if got, want := c.sound()[before:], say(t, s, "بله.", voice.Options{}); !p.Done || len(got) < len(want) || !slices.Equal(got[len(got)-len(want):], want) {
		t.Errorf("%d samples at last, %+v", len(got), p)
	}
	if len(m.rows) != 2 {
		t.Errorf("%d rows", len(m.rows))
	}
}

func TestNoMoreIsMadeThanSoonHeard(t *testing.T) {
	c := &card{speed: 1}
	s, _ := newService(t, c)
	s.ahead = 3 * time.Second
	if err := s.Speak(request(strings.Repeat(text, 100))); err != nil {
		t.Fatal(err)
	}
	until(t, s, "enough", func(p Progress) bool { return p.Made > 3*time.Second })
	s.Pause()
	time.Sleep(200 * time.Millisecond)
	if p := s.Now(); p.Made-p.Position > 4*time.Second || p.Done {
		t.Errorf("%v made at %v", p.Made, p.Position)
	}
}

func TestVolumeIsThatOfWhatIsHeard(t *testing.T) {
	c := &card{speed: 50}
	s, _ := newService(t, c)
	r := request(text)
	r.Volume = 0.25
	if err := s.Speak(r); err != nil {
		t.Fatal(err)
	}
	settled(t, s)
	want := say(t, s, text, voice.Options{})
	for i, v := range c.sound() {
		if v != want[i]*0.25 {
			t.Fatalf("sample %d is %g, not %g", i, v, want[i]*0.25)
		}
	}
	s.SetVolume(math.NaN())
	s.SetVolume(7)
	if s.current.volume != 1 {
		t.Errorf("volume %g", s.current.volume)
	}
}

func TestWithoutADeviceThePictureIsStillMade(t *testing.T) {
	c := &card{gone: true}
	s, m := newService(t, c)
	if err := s.Speak(request(text)); err != nil {
		t.Fatal(err)
	}
	p := settled(t, s)
	if !p.NoDevice || !errors.Is(p.Err, audio.ErrNoDevice) || !p.Done || len(s.Picture().Peaks) == 0 || len(m.rows) != 1 {
		t.Errorf("%+v, %d rows", p, len(m.rows))
	}
	s.Pause()
	s.Resume()
	s.Seek(time.Second)
	s.Stop()
}

func TestWithoutADeviceALongTextEnds(t *testing.T) {
	r := newRecording(tinyRate, 64, 4)
	r.keep = 10 * tinyRate
	e := &session{service: &Service{ahead: time.Second}, rec: r, over: true}
	e.news = sync.NewCond(&e.mu)
	var err error
	n := 0
	for ; err == nil && n < 1000; n++ {
		err = e.add(t.Context(), make([]float32, tinyRate/10))
	}
	if !errors.Is(err, errEnough) || n > 101 {
		t.Errorf("%v after %d blocks", err, n)
	}
}

func TestADeviceThatStandsStillIsGivenUp(t *testing.T) {
	c := &card{speed: 1}
	s, _ := newService(t, c)
	s.stall = 200 * time.Millisecond
	if err := s.Speak(request(strings.Repeat(text, 5))); err != nil {
		t.Fatal(err)
	}
	until(t, s, "speaking", speaking)
	s.Pause()
	time.Sleep(300 * time.Millisecond)
	if p := s.Now(); p.NoDevice {
		t.Fatal("a pause is no fault of the device")
	}
	s.Resume()
	c.mu.Lock()
	c.stuck = true
	c.mu.Unlock()
	p := settled(t, s)
	if !p.NoDevice || !errors.Is(p.Err, audio.ErrNoDevice) || !p.Done {
		t.Errorf("%+v", p)
	}
}

func TestAnyTextIsSpokenOrRefused(t *testing.T) {
	c := &card{speed: 500}
	s, _ := newService(t, c)
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"nothing": {"", voice.ErrNothingToSay}, "spaces": {" \n\u200c\u200f\t", voice.ErrNothingToSay}, "emoji": {"🙂👩‍👩‍👧🇮🇷", voice.ErrNothingToSay},
		"control characters": {"\x00\x01\x1b[31m\u202e", nil}, "signs": {"؟!،؛", voice.ErrNothingToSay},
		"Arabic": {"مرحبا بالعالم، كيف حالك؟", nil}, "Chinese": {"你好世界", nil}, "broken UTF-8": {"سلام\xff\xc3 دنیا\x80", nil},
	} {
		if err := s.Speak(request(c.text)); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		p := settled(t, s)
		if c.want != nil && !errors.Is(p.Err, c.want) || c.want == nil && (p.Err != nil || !p.Done || p.Made == 0) {
			t.Errorf("%s: %+v", name, p)
		}
	}
	if err := s.Speak(Request{Text: "a", From: 2}); !errors.Is(err, app.ErrBadInput) {
		t.Errorf("a place beyond the text: %v", err)
	}
	if err := s.Speak(Request{Text: "a", Options: voice.Options{Speed: 99}}); !errors.Is(err, voice.ErrOptions) {
		t.Errorf("99 times as fast: %v", err)
	}
	r := request(text)
	r.Voice = "nobody"
	if err := s.Speak(r); err != nil {
		t.Fatal(err)
	}
	if p := settled(t, s); !errors.Is(p.Err, app.ErrNotFound) {
		t.Errorf("a voice that is not there: %+v", p)
	}
}

func TestAMegabyteWithoutAStopBeginsSoonAndStops(t *testing.T) {
	for name, unit := range map[string]string{"words": "کتاب ", "one word": "آبم"} {
		c := &card{speed: 1}
		s, _ := newService(t, c)
		long := strings.Repeat(unit, 1<<20/len(unit))
		began := time.Now()
		r := request(long)
		r.From = len(long) / 2
		if err := s.Speak(r); err != nil {
			t.Fatal(err)
		}
		until(t, s, "speaking", speaking)
		t.Logf("%s: sound after %v", name, time.Since(began))
		s.Stop()
		settled(t, s)
	}
}

func TestAnyOrderOfButtonsEnds(t *testing.T) {
	c := &card{speed: 10}
	s, _ := newService(t, c)
	s.Progress.Subscribe(func(p Progress) {
		if p.Position > time.Hour {
			s.Pause() // a subscriber may call the service
		}
		s.SetVolume(1)
	})
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			random := rand.New(rand.NewPCG(uint64(i), 1))
			for range 60 {
				switch random.IntN(7) {
				case 0:
					if err := s.Speak(request(text)); err != nil {
						t.Error(err)
					}
				case 1:
					s.Pause()
				case 2:
					s.Resume()
				case 3, 4:
					s.Seek(time.Duration(random.IntN(4000)-500) * time.Millisecond)
				case 5:
					s.Stop()
				case 6:
					s.Picture()
				}
				time.Sleep(time.Duration(random.IntN(15)) * time.Millisecond)
			}
		})
	}
	wait.Wait()
	if err := s.Speak(request("بله.")); err != nil {
		t.Fatal(err)
	}
	s.Resume()
	if p := settled(t, s); !p.Done || p.Err != nil {
		t.Errorf("%+v", p)
	}
}

func TestCloseLeavesNothingRunning(t *testing.T) {
	before := runtime.NumGoroutine()
	c := &card{speed: 1}
	s, m := newService(t, c)
	if err := s.Speak(request(strings.Repeat(text, 50))); err != nil {
		t.Fatal(err)
	}
	until(t, s, "speaking", speaking)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if len(m.rows) != 1 {
		t.Errorf("%d rows", len(m.rows))
	}
	if err := s.Speak(request(text)); !errors.Is(err, app.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
	for deadline := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; {
		if time.Now().After(deadline) {
			b := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, b[:runtime.Stack(b, true)])
		}
		time.Sleep(time.Millisecond)
	}
}
