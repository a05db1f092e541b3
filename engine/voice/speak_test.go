package voice

import (
	"context"
	"errors"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

var errEnough = errors.New("enough was heard")

func spoken(v *Voice, text string, o Options) ([]float32, error) {
	var wave []float32
	err := v.Speak(context.Background(), strings.NewReader(text), o, func(s []float32) error {
		wave = append(wave, s...)
		return nil
	})
	return wave, err
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

const sentence = "سلام، این یک آزمایش است. هوا امروز چگونه است؟ خوب! "

func TestTheSameTextIsTheSameWave(t *testing.T) {
	v := newVoice(t, quickParams())
	first, err := spoken(v, sentence, Options{})
	if err != nil {
		t.Fatal(err)
	}
	errs := v.Speak(context.Background(), strings.NewReader("چیزی دیگر، که بریده می‌شود"), Options{Pitch: 5, Speed: 0.7}, func([]float32) error { return errEnough })
	if !errors.Is(errs, errEnough) {
		t.Fatal(errs)
	}
	for name, other := range map[string]*Voice{"again": v, "by another copy": newVoice(t, quickParams())} {
		wave, err := spoken(other, sentence, Options{})
		if err != nil || !slices.Equal(wave, first) {
			t.Errorf("%s: %d samples differ from %d: %v", name, len(wave), len(first), err)
		}
	}
	pieces := v.Speak(context.Background(), iotest.OneByteReader(strings.NewReader(sentence)), Options{}, func(s []float32) error {
		if len(s) > len(first) || !slices.Equal(s, first[:len(s)]) {
			return errEnough
		}
		first = first[len(s):]
		return nil
	})
	if pieces != nil || len(first) != 0 {
		t.Errorf("read byte by byte: %v, %d samples are missing", pieces, len(first))
	}
}

func TestAnUtteranceIsSpokenLikeItsText(t *testing.T) {
	v := newVoice(t, quickParams())
	text := "کتاب خوب"
	want, err := spoken(v, text, Options{})
	if err != nil {
		t.Fatal(err)
	}
	u, err := phoneme.Phonemize(text)
	if err != nil {
		t.Fatal(err)
	}
	var got []float32
	if err := v.SpeakUtterance(context.Background(), u, Options{}, func(s []float32) error {
		got = append(got, s...)
		return nil
	}); err != nil || !slices.Equal(got, want) {
		t.Errorf("%d samples, the text has %d: %v", len(got), len(want), err)
	}
}

func TestOddUtterancesEnd(t *testing.T) {
	v := newVoice(t, quickParams())
	long := slices.Repeat([]string{"m", "ɒː"}, 1200)
	for name, c := range map[string]struct {
		u    phoneme.Utterance
		want error
	}{
		"none":            {phoneme.Utterance{}, ErrNothingToSay},
		"no words":        {phoneme.Utterance{Phrases: make([]phoneme.Phrase, 3)}, ErrNothingToSay},
		"no phones":       {phoneme.Utterance{Phrases: []phoneme.Phrase{{Words: make([]phoneme.Word, 2), Mark: '.'}}}, ErrNothingToSay},
		"unknown symbols": {phoneme.Utterance{Phrases: []phoneme.Phrase{{Words: []phoneme.Word{{Phones: []string{"\x00", "", "ɧ", "q'", "🙂"}}}}}}, nil},
		"a word too long": {phoneme.Utterance{Phrases: []phoneme.Phrase{{Words: []phoneme.Word{{Phones: long}}}}}, nil},
		"many phrases": {phoneme.Utterance{Phrases: slices.Repeat([]phoneme.Phrase{
			{Words: []phoneme.Word{{Phones: []string{"b"}}}, Mark: '!'}}, 1500)}, nil},
	} {
		n := 0
		err := v.SpeakUtterance(context.Background(), c.u, Options{Speed: 5}, func(s []float32) error {
			n += len(s)
			return nil
		})
		if !errors.Is(err, c.want) || (n > 0) != (c.want == nil) {
			t.Errorf("%s: %d samples, error %v, want %v", name, n, err, c.want)
		}
	}
}

func TestAnyTextEnds(t *testing.T) {
	v := newVoice(t, quickParams())
	sayEach(v, 0)
	for name, c := range map[string]struct {
		text   string
		speaks bool
	}{
		"nothing":          {"", false},
		"spaces":           {" \t\u00a0\u2003\u200c\u200f \r\n\u2028", false},
		"punctuation":      {"؟!،؛.…«»()-—", false},
		"much punctuation": {strings.Repeat("؟! . ", 20000), false},
		"NULs":             {strings.Repeat("\x00", 5000), false},
		"NULs in words":    {"سلا\x00م دنیا\x00", true},
		"not UTF-8":        {"\xff\xfe\x80سلام\xc3", true},
		"only bad bytes":   {"\xff\xfe\x80\xc3\x28\xed\xa0\x80", false},
		"lone combining":   {strings.Repeat("\u0651\u064e", 50), false},
		"English":          {"Hello world, this is a test.", true},
		"other scripts":    {"Привет 你好 こんにちは नमस्ते שלום Ωμέγα", true},
		"digits":           {strings.Repeat("9", 900), true},
		"numbers":          {"۱۲۳٬۴۵۶٫۷۸ ۱۴۰۴/۰۱/۲۰ ۰۹۱۲۳۴۵۶۷۸۹", true},
		"ligatures":        {strings.Repeat("ﷺ", 300), true},
		"one letter":       {"ب", true},
		"no line ends":     {strings.Repeat("کتاب ", 600), true},
		"a huge word":      {strings.Repeat("م", 4000), true},
		"harakat":          {strings.Repeat("مَُِّْ", 500), true},
	} {
		wave, err := spoken(v, c.text, Options{Speed: 5})
		if c.speaks && (err != nil || len(wave) == 0) {
			t.Errorf("%s: %d samples, error %v", name, len(wave), err)
		}
		if !c.speaks && (!errors.Is(err, ErrNothingToSay) || len(wave) > 0) {
			t.Errorf("%s: %d samples, error %v, want ErrNothingToSay", name, len(wave), err)
		}
	}
	for name, text := range map[string]string{"emoji": "👩‍👩‍👧 🇮🇷 🙂 ❤️", "direction marks": "\u202e\u2066\u202c", "surrogates": "\U0010ffff\ufffd\ufeff", "symbols": "∑ √ ± × ÷ ≠ © ™"} {
		if wave, err := spoken(v, text, Options{}); (err == nil) != (len(wave) > 0) || err != nil && !errors.Is(err, ErrNothingToSay) {
			t.Errorf("%s: %d samples, error %v", name, len(wave), err)
		}
	}
}

func TestAMegabyteOfLettersEnds(t *testing.T) {
	letters := 1 << 19 // of two bytes
	if raced || testing.Short() {
		letters /= 64
	}
	v := newVoice(t, quickParams())
	sayEach(v, 0)
	n := 0
	err := v.Speak(context.Background(), strings.NewReader(strings.Repeat("آبم", letters/3)), Options{Speed: 5}, func(s []float32) error {
		n += len(s)
		return nil
	})
	if err != nil || n < letters*64/2 {
		t.Errorf("%d samples, error %v", n, err)
	}
}

func TestTheErrorOfASinkStopsAtOnce(t *testing.T) {
	v := newVoice(t, quickParams())
	for stop := range 4 {
		calls := 0
		err := v.Speak(context.Background(), strings.NewReader(strings.Repeat(sentence, 50)), Options{}, func([]float32) error {
			if calls++; calls > stop {
				return errEnough
			}
			return nil
		})
		if !errors.Is(err, errEnough) || calls != stop+1 {
			t.Errorf("error %v after %d calls, want the sink's after %d", err, calls, stop+1)
		}
	}
	calls := 0 // the last block of all is the vocoder's rest
	count := func([]float32) error { calls++; return nil }
	if err := v.Speak(context.Background(), strings.NewReader("بله"), Options{}, count); err != nil {
		t.Fatal(err)
	}
	last := calls
	calls = 0
	err := v.Speak(context.Background(), strings.NewReader("بله"), Options{}, func([]float32) error {
		if calls++; calls == last {
			return errEnough
		}
		return nil
	})
	if !errors.Is(err, errEnough) {
		t.Errorf("the last block's error is lost: %v", err)
	}
}

func TestCancellingStopsWithinABlock(t *testing.T) {
	v := newVoice(t, quickParams())
	for stop := 1; stop < 5; stop++ {
		ctx, cancel := context.WithCancel(context.Background())
		calls := 0
		err := v.Speak(ctx, strings.NewReader(strings.Repeat(sentence, 50)), Options{}, func([]float32) error {
			if calls++; calls == stop {
				cancel()
			}
			return nil
		})
		if !errors.Is(err, context.Canceled) || calls != stop {
			t.Errorf("cancelled in block %d: error %v after %d", stop, err, calls)
		}
		cancel()
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := v.Speak(ctx, strings.NewReader(sentence), Options{}, func([]float32) error {
		t.Error("spoke though cancelled before")
		return nil
	}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// endless never ends and holds nothing to say; it cancels after some reads.
type endless struct {
	text   string
	reads  int
	cancel func()
}

func (e *endless) Read(b []byte) (int, error) {
	if e.reads++; e.reads == 20 {
		e.cancel()
	}
	if e.reads > 1000 {
		return 0, errEnough
	}
	return copy(b, strings.Repeat(e.text, 1+len(b)/len(e.text))), nil
}

func TestCancellingStopsATextThatNeverSpeaks(t *testing.T) {
	v := newVoice(t, quickParams())
	for _, text := range []string{" ", "! ", "\n"} {
		ctx, cancel := context.WithCancel(context.Background())
		err := v.Speak(ctx, &endless{text: text, cancel: cancel}, Options{}, func([]float32) error { return nil })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%q for ever: error %v, want that of the context", text, err)
		}
	}
}

func TestWhatWasReadBeforeAnErrorIsSpoken(t *testing.T) {
	v := newVoice(t, quickParams())
	whole, err := spoken(v, "یک. دو.", Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = v.Speak(context.Background(), io.MultiReader(strings.NewReader("یک. دو."), iotest.ErrReader(errEnough)), Options{}, func(s []float32) error {
		n += len(s)
		return nil
	})
	if !errors.Is(err, errEnough) || n < len(whole)*9/10 {
		t.Errorf("error %v after %d samples of %d", err, n, len(whole))
	}
}

func TestMemoryDoesNotGrowWithTheText(t *testing.T) {
	v := newVoice(t, quickParams())
	peak := func(sentences int) (most uint64, blocks int) {
		err := v.Speak(context.Background(), strings.NewReader(strings.Repeat(sentence, sentences)), Options{}, func([]float32) error {
			if blocks++; blocks%100 == 0 {
				most = max(most, inUse())
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return most, blocks
	}
	peak(5) // lexicon, graphs
	short, few := peak(12)
	long, many := peak(120)
	if many < 9*few {
		t.Fatalf("%d blocks, then %d", few, many)
	}
	if long > short+1<<20 {
		t.Errorf("%d kB in use for a text, %d kB for one ten times as long", short>>10, long>>10)
	}
}

func TestFinishedSpeechesLeaveNoMemoryBehind(t *testing.T) {
	v := newVoice(t, quickParams())
	speakTwice := func() {
		var wait sync.WaitGroup
		for range 2 {
			wait.Go(func() {
				if _, err := spoken(v, "سلام", Options{}); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
	}
	for range 3 {
		speakTwice()
	}
	inUse()
	before := inUse()
	for range 40 {
		speakTwice()
	}
	inUse() // what a finalizer held needs a second collection
	if after := inUse(); after > before+1<<20 {
		t.Errorf("%d kB in use, %d kB after 80 more speeches", before>>10, after>>10)
	}
}

func TestBlocksAreShortAndBelongToTheSink(t *testing.T) {
	slow := quickParams()
	slow.HopLength = 32
	for name, p := range map[string]mel.Params{"quick": quickParams(), "default": mel.DefaultParams(), "a short hop": slow} {
		v := newVoice(t, p)
		sum := 0
		var kept, copies [][]float32
		err := v.Speak(context.Background(), strings.NewReader(sentence), Options{}, func(s []float32) error {
			sum += len(s)
			if len(s) == 0 || len(s) > p.SampleRate/10 {
				t.Errorf("%s: a block of %d samples at %d Hz", name, len(s), p.SampleRate)
			}
			kept, copies = append(kept, s), append(copies, slices.Clone(s))
			return nil
		})
		if err != nil || sum%p.HopLength != 0 {
			t.Errorf("%s: %d samples, error %v", name, sum, err)
		}
		for i, s := range kept {
			if !slices.Equal(s, copies[i]) {
				t.Fatalf("%s: block %d was overwritten", name, i)
			}
		}
	}
}

func TestSeveralSpeakWithOneVoiceAsEachAlone(t *testing.T) {
	texts := []string{sentence, "Hello, Größe, naïve façade!", "۱۲۳ کتاب", "ذرت و ضرب و ظرف و زر"}
	strange := phoneme.Utterance{Phrases: []phoneme.Phrase{{Words: []phoneme.Word{{Phones: []string{"θ", "y", "ɬ", "ɑː", "m"}}}}}}
	var alone [][]float32
	for _, text := range texts {
		wave, err := spoken(newVoice(t, quickParams()), text, Options{})
		if err != nil {
			t.Fatal(err)
		}
		alone = append(alone, wave)
	}
	v := newVoice(t, quickParams())
	var wait sync.WaitGroup
	for i := range 3 * len(texts) {
		wait.Go(func() {
			if err := v.SpeakUtterance(context.Background(), strange, Options{}, func([]float32) error { return nil }); err != nil {
				t.Error(err)
			}
			wave, err := spoken(v, texts[i%len(texts)], Options{})
			if err != nil || !slices.Equal(wave, alone[i%len(texts)]) {
				t.Errorf("%q among others: %d samples, alone %d: %v", texts[i%len(texts)], len(wave), len(alone[i%len(texts)]), err)
			}
		})
	}
	wait.Wait()
}
