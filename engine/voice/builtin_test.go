package voice

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"avagar/engine/mel"
	"avagar/engine/phoneme"
)

// everyBuiltIn runs a check on each voice that is part of the program.
func everyBuiltIn(t *testing.T, check func(t *testing.T, v *Voice)) {
	t.Helper()
	for _, id := range builtInIDs {
		t.Run(id, func(t *testing.T) {
			v, err := BuiltInNamed(id)
			if err != nil {
				t.Fatal(err)
			}
			check(t, v)
		})
	}
}

func TestBuiltInVoicesSayWhatTheyAre(t *testing.T) {
	described, err := BuiltIns()
	if err != nil {
		t.Fatal(err)
	}
	bytes := 0
	for n, i := range described {
		v, err := BuiltInNamed(builtInIDs[n])
		if err != nil {
			t.Fatal(err)
		}
		if i != v.Info || i.ID != builtInIDs[n] {
			t.Errorf("described as %+v, opened as %+v", i, v.Info)
		}
		if !strings.Contains(i.Name+i.Description, "ساختگی") {
			t.Errorf("nobody is told that it learned from a machine: %+v", i)
		}
		if i.Name == "" || i.License != "CC0-1.0" || !strings.HasPrefix(i.Language, "fa") {
			t.Errorf("%+v", i)
		}
		if i.Steps <= 0 || i.Minutes <= 0 || i.Utterances <= 0 {
			t.Errorf("it learned nothing: %+v", i)
		}
		b, err := readBuiltIn(i.ID)
		if err != nil {
			t.Fatal(err)
		}
		bytes += len(b)
	}
	if bytes > 10<<20 {
		t.Errorf("%d bytes are part of the program", bytes)
	}
	if v, err := BuiltIn(); err != nil || v.Info.ID != described[0].ID {
		t.Errorf("the one that speaks unasked: %v", err)
	}
	if _, err := BuiltInNamed("nobody"); !errors.Is(err, ErrNotBuiltIn) {
		t.Errorf("a voice that is not there: %v", err)
	}
}

func TestBuiltInVoicesSpeakPlausibly(t *testing.T) { everyBuiltIn(t, speaksPlausibly) }

func speaksPlausibly(t *testing.T, v *Voice) {
	text := "سلام. این صدا آموخته است که فارسی را روشن و روان بخواند."
	wave, err := spoken(v, text, Options{})
	if err != nil {
		t.Fatal(err)
	}
	seconds := float64(len(wave)) / float64(v.SampleRate())
	if letters := float64(len([]rune(text))); seconds < letters/25 || seconds > letters/7 {
		t.Errorf("%.1f s for %.0f letters", seconds, letters)
	}
	if db := 20 * math.Log10(level(wave)); db < -35 || db > -12 {
		t.Errorf("mean level %.1f dBFS", db)
	}
	loud := 0
	for i, x := range wave {
		if !(math.Abs(float64(x)) <= 1) {
			t.Fatalf("sample %d is %v", i, x)
		}
		if math.Abs(float64(x)) > 0.98 {
			loud++
		}
	}
	if loud > 0 {
		t.Errorf("%d samples are as good as clipped", loud)
	}
	voicedLikeSpeech(t, v.Model.Config.Params, wave)
}

// voicedLikeSpeech checks that about half is voiced, at a pitch that moves but
// does not jump about.
func voicedLikeSpeech(t *testing.T, p mel.Params, wave []float32) {
	t.Helper()
	a, err := mel.NewAnalyzer(p)
	if err != nil {
		t.Fatal(err)
	}
	sum, square, voiced := 0.0, 0.0, 0.0
	f := a.Features(wave)
	for _, hz := range f.F0 {
		if hz > 0 {
			log := math.Log2(float64(hz))
			sum, square, voiced = sum+log, square+log*log, voiced+1
		}
	}
	if share := voiced / float64(f.Frames); share < 0.35 || share > 0.95 {
		t.Errorf("%.0f %% of the frames are voiced", 100*share)
	}
	mean := sum / voiced
	if spread := 12 * math.Sqrt(square/voiced-mean*mean); spread < 0.5 || spread > 6 {
		t.Errorf("pitch around %.0f Hz spreads by %.1f semitones", math.Exp2(mean), spread)
	}
}

func TestBuiltInVoicesTellPersianSoundsApart(t *testing.T) { everyBuiltIn(t, tellsSoundsApart) }

func tellsSoundsApart(t *testing.T, v *Voice) {
	for _, symbol := range phoneme.Persian {
		if !slices.Contains(v.Model.Config.Symbols, symbol) {
			t.Errorf("%s never learned", symbol)
		}
	}
	for _, pair := range [][2]string{{"شیر", "سیر"}, {"کار", "گار"}, {"پیر", "تیر"}, {"زود", "رود"}, {"چای", "جای"}, {"خوب", "چوب"}} {
		a, err := spoken(v, pair[0], Options{})
		if err != nil {
			t.Fatal(err)
		}
		b, err := spoken(v, pair[1], Options{})
		if err != nil {
			t.Fatal(err)
		}
		if slices.Equal(a, b) {
			t.Errorf("%s and %s sound the same", pair[0], pair[1])
		}
	}
}
