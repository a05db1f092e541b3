package voice

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"image"
	"maps"
	"math"
	"runtime"
	"strings"
	"testing"

	"avagar/engine/acoustic"
	"avagar/engine/checkpoint"
)

// withConfig changes the description of the network that a file holds.
func withConfig(t testing.TB, change func(c *acoustic.Config)) func(f *checkpoint.File) {
	return func(f *checkpoint.File) {
		var c acoustic.Config
		if err := json.Unmarshal([]byte(f.Metadata[acoustic.ConfigKey]), &c); err != nil {
			t.Fatal(err)
		}
		change(&c)
		b, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		f.Metadata[acoustic.ConfigKey] = string(b)
	}
}

func withText(key, old, text string) func(f *checkpoint.File) {
	return func(f *checkpoint.File) {
		if !strings.Contains(f.Metadata[key], old) {
			panic(old + " is not in " + f.Metadata[key])
		}
		f.Metadata[key] = strings.Replace(f.Metadata[key], old, text, 1)
	}
}

func withWeight(name string, change func(w *checkpoint.Tensor)) func(f *checkpoint.File) {
	return func(f *checkpoint.File) {
		for i := range f.Tensors {
			if f.Tensors[i].Name == name {
				change(&f.Tensors[i])
			}
		}
	}
}

func TestAVoiceThatLiesIsDamaged(t *testing.T) {
	v := newVoice(t, quickParams())
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for name, lie := range map[string]func(f *checkpoint.File){
		"wider":                withConfig(t, func(c *acoustic.Config) { c.Width = 2048 }),
		"narrower":             withConfig(t, func(c *acoustic.Config) { c.Width = 4 }),
		"no width":             withConfig(t, func(c *acoustic.Config) { c.Width = 0 }),
		"negative width":       withConfig(t, func(c *acoustic.Config) { c.Width = -8 }),
		"more inside":          withConfig(t, func(c *acoustic.Config) { c.Inner = 8192 }),
		"all blocks":           withConfig(t, func(c *acoustic.Config) { c.Encoder, c.Decoder = 32, 32 }),
		"a million blocks":     withConfig(t, func(c *acoustic.Config) { c.Encoder = 1e6 }),
		"no decoder":           withConfig(t, func(c *acoustic.Config) { c.Decoder = 0 }),
		"no heads":             withConfig(t, func(c *acoustic.Config) { c.Heads = 0 }),
		"three heads":          withConfig(t, func(c *acoustic.Config) { c.Heads = 3 }),
		"many speakers":        withConfig(t, func(c *acoustic.Config) { c.Speakers = 1 << 16 }),
		"no speaker":           withConfig(t, func(c *acoustic.Config) { c.Speakers = 0 }),
		"a symbol too many":    withConfig(t, func(c *acoustic.Config) { c.Symbols = append(c.Symbols, "y") }),
		"a symbol too few":     withConfig(t, func(c *acoustic.Config) { c.Symbols = c.Symbols[:9] }),
		"no pause":             withConfig(t, func(c *acoustic.Config) { c.Symbols[0] = "y" }),
		"no symbols":           withConfig(t, func(c *acoustic.Config) { c.Symbols = nil }),
		"other bands":          withConfig(t, func(c *acoustic.Config) { c.Params.Bands++ }),
		"other cepstra":        withConfig(t, func(c *acoustic.Config) { c.Params.Cepstra-- }),
		"no hop":               withConfig(t, func(c *acoustic.Config) { c.Params.HopLength = 0 }),
		"a crooked FFT":        withConfig(t, func(c *acoustic.Config) { c.Params.FFTSize = 1000 }),
		"a rate of 1 GHz":      withConfig(t, func(c *acoustic.Config) { c.Params.SampleRate = 1e9 }),
		"dropout of all":       withConfig(t, func(c *acoustic.Config) { c.Dropout = 1 }),
		"no configuration":     func(f *checkpoint.File) { delete(f.Metadata, acoustic.ConfigKey) },
		"null configuration":   func(f *checkpoint.File) { f.Metadata[acoustic.ConfigKey] = "null" },
		"half a configuration": func(f *checkpoint.File) { f.Metadata[acoustic.ConfigKey] = f.Metadata[acoustic.ConfigKey][:40] },
		"width in words":       withText(acoustic.ConfigKey, `"width":8`, `"width":"8"`),
		"width beyond int":     withText(acoustic.ConfigKey, `"width":8`, `"width":1e300`),
		"no statistics":        func(f *checkpoint.File) { delete(f.Metadata, acoustic.StatsKey) },
		"null statistics":      func(f *checkpoint.File) { f.Metadata[acoustic.StatsKey] = "null" },
		"a scale of zero":      withText(acoustic.StatsKey, "0.2", "0"),
		"a negative scale":     withText(acoustic.StatsKey, "0.2", "-0.2"),
		"a scale of NaN":       withText(acoustic.StatsKey, "0.2", "NaN"),
		"a scale beyond float": withText(acoustic.StatsKey, "0.2", "1e39"),
		"a scale of a million": withText(acoustic.StatsKey, "0.2", "1e6"),
		"a mean of a million":  withText(acoustic.StatsKey, "[0", "[-1e6"),
		"a scale too few":      withText(acoustic.StatsKey, "0.2,", ""),
		"a mean too many":      withText(acoustic.StatsKey, "[", "[0,"),
		"no description":       func(f *checkpoint.File) { delete(f.Metadata, keyInfo) },
		"steps in words":       withText(keyInfo, `"steps":300`, `"steps":"many"`),
		"half a picture":       withPicture(portrait(t, 256)[:300]),
		"a picture of text":    func(f *checkpoint.File) { f.Metadata[keyPicture] = "my picture" },
		"an empty picture":     func(f *checkpoint.File) { f.Metadata[keyPicture] = "" },
		"a wide picture":       withPicture(pngOf(t, image.NewGray(image.Rect(0, 0, 300, 200)))),
		"a great picture":      withPicture(pngOf(t, image.NewGray(image.Rect(0, 0, 513, 513)))),
		"a picture of 4 GB":    withPicture(claiming(pngOf(t, image.NewGray(image.Rect(0, 0, 64, 64))), 32768)),
		"a JPEG as a picture":  withPicture(jpegOf(t, image.NewGray(image.Rect(0, 0, 64, 64)))),
		"a picture of 200 kB":  withPicture(append(portrait(t, 256), make([]byte, maxPicture)...)),
		"a weight missing":     func(f *checkpoint.File) { f.Tensors = f.Tensors[1:] },
		"no weights":           func(f *checkpoint.File) { f.Tensors = nil },
		"a weight of NaN":      withWeight("frames.w", func(w *checkpoint.Tensor) { w.Data[7] = nan }),
		"an infinite weight":   withWeight("frames.w", func(w *checkpoint.Tensor) { w.Data[7] = inf }),
		"a weight turned":      withWeight("duration.2.w", func(w *checkpoint.Tensor) { w.Shape = []int{w.Shape[1], w.Shape[0]} }),
		"a weight of one axis": withWeight("duration.2.w", func(w *checkpoint.Tensor) { w.Shape = []int{len(w.Data)} }),
		"a weight renamed":     withWeight("duration.2.w", func(w *checkpoint.Tensor) { w.Name = "duration.3.w" }),
	} {
		b := rewritten(t, v, lie)
		spent := allocated(func() { refused(t, name, b, checkpoint.ErrCorrupt) })
		if spent > 4<<20 {
			t.Errorf("%s: %d MB were allocated for a file of %d kB", name, spent>>20, len(b)>>10)
		}
	}
}

// allocated is how many bytes a call allocates in all.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// A voice that is sound by its shapes may still predict anything.
func TestAVoiceThatPredictsNonsenseSpeaksFiniteSamples(t *testing.T) {
	for name, spoil := range map[string]func(v *Voice){
		"endless phonemes": func(v *Voice) { sayEach(v, 1e30) },
		"no durations":     func(v *Voice) { weight(v, "duration.2.b")[0] = -60000 },
		"deafening": func(v *Voice) {
			for i := range weight(v, "frames.w") {
				weight(v, "frames.w")[i] = 60000
			}
		},
		"overflowing": func(v *Voice) {
			for _, w := range v.Model.Tensors() {
				for i := range w.Data {
					w.Data[i] = 65000
				}
			}
		},
		"enormous statistics": func(v *Voice) {
			for i := range v.Model.Stats.Mean {
				v.Model.Stats.Mean[i], v.Model.Stats.Scale[i] = -9999, 9999
			}
		},
	} {
		v := newVoice(t, quickParams())
		spoil(v)
		wave, err := spoken(v, "مهمان", Options{Speed: 0.3})
		if err != nil || len(wave) == 0 {
			t.Errorf("%s: %d samples, error %v", name, len(wave), err)
		}
		for i, x := range wave {
			if !(x >= -1 && x <= 1) {
				t.Errorf("%s: sample %d is %v", name, i, x)
				break
			}
		}
	}
}

func TestALongPhraseSlowlySpokenTakesBoundedMemory(t *testing.T) {
	v := newVoice(t, quickParams())
	sayEach(v, 250)
	most := uint64(0)
	blocks := 0
	err := v.Speak(context.Background(), strings.NewReader(strings.Repeat("مهمان ", 90)), Options{Speed: 0.3}, func([]float32) error {
		if blocks++; blocks%200 == 0 {
			most = max(most, inUse())
		}
		if blocks > 1200 {
			return errEnough
		}
		return nil
	})
	if !errors.Is(err, errEnough) {
		t.Fatalf("error %v after %d blocks", err, blocks)
	}
	if most > 64<<20 {
		t.Errorf("%d MB in use", most>>20)
	}
}

func FuzzOpenVoice(f *testing.F) {
	v := newVoice(f, quickParams())
	whole, err := v.file()
	if err != nil {
		f.Fatal(err)
	}
	keys := []string{checkpoint.KindKey, keyInfo, keyPicture, acoustic.ConfigKey, acoustic.StatsKey}
	f.Add(saved(f, v), uint8(3), whole.Metadata[acoustic.ConfigKey])
	f.Add([]byte("\x02\x00\x00\x00\x00\x00\x00\x00{}"), uint8(4), whole.Metadata[acoustic.StatsKey])
	f.Add([]byte{}, uint8(1), whole.Metadata[keyInfo])
	f.Add([]byte{}, uint8(3), strings.Replace(whole.Metadata[acoustic.ConfigKey], `"width":8`, `"width":2048`, 1))
	f.Add([]byte{}, uint8(2), base64.StdEncoding.EncodeToString(pngOf(f, image.NewGray(image.Rect(0, 0, 64, 64)))))
	f.Add([]byte{}, uint8(3), strings.Replace(whole.Metadata[acoustic.ConfigKey], `"sample_rate_hz":8000`, `"sample_rate_hz":96000`, 1))
	f.Fuzz(func(t *testing.T, file []byte, key uint8, text string) {
		spent := allocated(func() {
			if _, err := decode(file); err != nil {
				named(t, err)
			}
			changed := whole
			changed.Metadata = map[string]string{}
			maps.Copy(changed.Metadata, whole.Metadata)
			changed.Metadata[keys[int(key)%len(keys)]] = text
			v, err := unpack(changed)
			if err != nil {
				named(t, err)
				return
			}
			wave, err := spoken(v, "بله", Options{})
			if err != nil || len(wave) == 0 {
				t.Errorf("a voice that opened says %d samples: %v", len(wave), err)
			}
		})
		if spent > 256<<20 {
			t.Errorf("%d MB were allocated", spent>>20)
		}
	})
}

func named(t *testing.T, err error) {
	for _, known := range []error{checkpoint.ErrCorrupt, checkpoint.ErrForeign, checkpoint.ErrNewer, ErrKind} {
		if errors.Is(err, known) {
			return
		}
	}
	t.Errorf("an error without a name: %v", err)
}
