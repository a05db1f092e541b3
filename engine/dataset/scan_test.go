package dataset

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"avagar/engine/audio"
	"avagar/engine/phoneme"
)

// madeUpWave is some seconds of sounds with silence at both ends.
func madeUpWave(seconds float64) []float32 {
	r := rand.New(rand.NewPCG(7, 8))
	wave := tone(r, phoneme.Pause, madeUpRate/5)
	for i := 0; float64(len(wave)) < (seconds-.2)*madeUpRate; i++ {
		wave = append(wave, tone(r, []string{"ɒː", "s", "iː", "m"}[i%4], madeUpRate/9)...)
	}
	return append(wave, tone(r, phoneme.Pause, madeUpRate/5)...)
}

func scan(t *testing.T, dir string) Report {
	t.Helper()
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	last := 0
	report, err := d.Scan(context.Background(), ScanOptions{Progress: func(done, total int) {
		if done != last+1 || total != len(d.Utterances) {
			t.Errorf("progress %d of %d after %d", done, total, last)
		}
		last = done
	}})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestScanNamesWhatIsWrongWithEachRecording(t *testing.T) {
	clean := madeUpWave(3)
	changed := func(change func(i int, v float32) float32) []float32 {
		out := make([]float32, len(clean))
		for i, v := range clean {
			out[i] = change(i, v)
		}
		return out
	}
	r := rand.New(rand.NewPCG(9, 10))
	text := strings.Repeat("سلام ", 7)
	cases := []struct {
		id     string
		wave   []float32
		rate   int
		text   string
		want   Code
		usable bool
	}{
		{"clean", clean, madeUpRate, text, "", true},
		{"silence", make([]float32, madeUpRate), madeUpRate, text, Silent, false},
		{"short", clean[4000:6000], madeUpRate, "س", TooShort, false},
		{"long", madeUpWave(45), madeUpRate, text, TooLong, false},
		{"low", clean, 8000, text, LowRate, true},
		{"loud", changed(func(_ int, v float32) float32 { return max(-1, min(1, 12*v)) }), madeUpRate, text, Clipped, true},
		{"noise", changed(func(_ int, v float32) float32 { return v + .02*float32(r.NormFloat64()) }), madeUpRate, text, Noisy, true},
		{"whisper", changed(func(_ int, v float32) float32 { return v / 60 }), madeUpRate, text, Quiet, true},
		{"offset", changed(func(_ int, v float32) float32 { return v + .1 }), madeUpRate, text, Offset, true},
		{"hasty", clean, madeUpRate + 1, strings.Repeat(text, 4), SpeakingRateOdd, true},
		{"impossible", clean, madeUpRate + 2, strings.Repeat(text, 20), SpeakingRateOdd, false},
		{"copy", clean, madeUpRate, text, DuplicateAudio, false},
	}
	dir := t.TempDir()
	var metadata strings.Builder
	for _, c := range cases {
		fmt.Fprintf(&metadata, "%s|%s\n", c.id, c.text)
		if err := audio.WriteWAVFile(filepath.Join(dir, c.id+".wav"), c.wave, c.rate); err != nil {
			t.Fatal(err)
		}
	}
	put(t, dir, "metadata.csv", metadata.String())
	report := scan(t, dir)
	for i, c := range cases {
		row := report.Rows[i]
		got := codes(row.Findings, c.id)
		if row.ID != c.id || row.Usable != c.usable || c.want != "" && !slices.Contains(got, c.want) || c.want == "" && got != nil {
			t.Errorf("%s: usable %v, %v, want %s", c.id, row.Usable, row.Findings, c.want)
		}
	}
	if report.Usable != 7 || report.UsableMinutes >= report.Minutes || report.Minutes < 1 {
		t.Errorf("%d usable, %.2f of %.2f minutes", report.Usable, report.UsableMinutes, report.Minutes)
	}
}

func TestScanNamesWhatIsWrongWithEachFile(t *testing.T) {
	dir := folder(t, map[string]string{
		"metadata.csv": "empty|یک\ntext|دو\nheader|سه\nabsent|چهار\nnamed|پنج شش هفت هشت\ncut|شش هفت هشت نه ده",
		"empty.wav":    "", "text.wav": "this is no sound", "header.wav": "RIFF\x24\x00\x00\x00WAVEfmt ", "unknown.mp3": "?",
	})
	if err := audio.WriteWAVFile(filepath.Join(dir, "named.flac"), madeUpWave(2), madeUpRate); err != nil {
		t.Fatal(err)
	}
	if err := audio.WriteWAVFile(filepath.Join(dir, "cut.wav"), madeUpWave(2), madeUpRate); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(dir, "cut.wav"), 50000); err != nil {
		t.Fatal(err)
	}
	report := scan(t, dir)
	want := []struct {
		code   Code
		usable bool
	}{{EmptyAudio, false}, {UnreadableAudio, false}, {Truncated, false}, {MissingAudio, false}, {Mislabelled, true}, {Truncated, true}}
	for i, row := range report.Rows {
		if got := codes(row.Findings, row.ID); !slices.Contains(got, want[i].code) || row.Usable != want[i].usable {
			t.Errorf("%s: usable %v, %v, want %s", row.ID, row.Usable, row.Findings, want[i].code)
		}
	}
	if got := codes(report.Findings, "unknown"); !slices.Equal(got, []Code{AudioWithoutText}) {
		t.Errorf("sound without text: %v", report.Findings)
	}
}

func TestScanStopsWhenCancelled(t *testing.T) {
	d, err := Open(spokenFolder(t, 3, false))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.Scan(ctx, ScanOptions{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// collected says what each odd file of the collection is found to be: codes
// beside which others may stand, and whether it can be trained on.
var collected = map[string]struct {
	code   Code
	usable bool
}{
	"d_11k_u8": {LowRate, true}, "d_16k_s16": {"", true}, "d_22k_vbr6": {"", true}, "d_44k1": {UnreadableAudio, false},
	"d_44k1_cbr128": {"", true}, "d_44k1_s16": {"", true}, "d_44k1_s24_stereo": {"", true}, "d_44k1_stereo": {UnreadableAudio, false},
	"d_48k": {"", true}, "d_48k_f32": {"", true}, "d_48k_s32": {"", true}, "d_8k_alaw": {LowRate, true},
	"d_8k_mulaw": {LowRate, true}, "d_8k_s16": {LowRate, true}, "d_96k_s24": {"", true}, "d_all_silence_1s": {Silent, false},
	"d_clipped_gain18": {Clipped, true}, "d_dcoffset": {Offset, true}, "d_empty": {EmptyAudio, false}, "d_mp3_named": {Mislabelled, false},
	"d_noisy": {Noisy, true}, "d_not_audio": {UnreadableAudio, false}, "d_quiet_minus40": {Quiet, true}, "d_right_only_stereo": {BadChannel, true},
	"d_silence_padded_2s": {"", true}, "d_tooshort_50ms": {TooShort, false}, "d_truncated_data": {Truncated, false},
	"d_truncated_header": {Truncated, false}, "LJ001-0001": {"", true}, "LJ001-0001-mp3": {"", true},
	"LJ001-0001-wav": {DuplicateAudio, false}, "LJ001-0003": {"", true}, "LJ001-0003-mp3": {"", true}, "LJ001-0003-wav": {DuplicateAudio, false},
	"hh_gt1": {"", true}, "hh_gt2": {Quiet, true}, "hh_gt3": {"", true}, "hh_gt4": {Quiet, true}, "mana_1": {Hum, true},
	"mana_2": {Hum, true}, "mana_3": {Hum, true}, "mana_4": {Hum, true}, "mana_5": {Hum, true}, "mana_6": {Hum, true}, "mana_7": {Hum, true},
	"neural_f32_22k_fp_test1": {"", true}, "neural_f64_22k_hh_boz": {Quiet, true}, "syl_44k1_stereo_a": {TooShort, false},
	"syl_44k1_stereo_aa": {SpeakingRateOdd, false}, "syl_44k1_stereo_ba": {TooShort, false}, "syl_44k1_stereo_chi": {SpeakingRateOdd, false},
	"syl_44k1_stereo_ghaa": {Clipped, false}, "syl_44k1_stereo_maa": {Clipped, false}, "syl_44k1_stereo_sha": {Clipped, false},
	"syl_44k1_stereo_silence": {TooShort, false}, "syl_44k1_stereo_xo": {Clipped, false},
}

func TestCollectedFilesGetTheirFindings(t *testing.T) {
	if raceEnabled {
		t.Skip("slow under the race detector, and the other scans run the same code")
	}
	source := filepath.Join("..", "..", "..", "shared", "speech", "ingest_clips")
	files, _ := filepath.Glob(filepath.Join(source, "*", "*"))
	if files == nil {
		t.Skip("../shared is absent")
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "wavs"), 0o755); err != nil {
		t.Fatal(err)
	}
	var metadata strings.Builder
	ids := map[string]bool{}
	for _, f := range files {
		if filepath.Ext(f) == ".csv" {
			continue
		}
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		ext := filepath.Ext(f)
		id := strings.TrimSuffix(filepath.Base(f), ext)
		if ids[id] { // the same recording in another format
			id += "-" + ext[1:]
		}
		ids[id] = true
		put(t, filepath.Join(dir, "wavs"), id+ext, string(data))
		fmt.Fprintf(&metadata, "%s|ورزش بانوان در نیمی از استان\u200cهای کشور وجود ندارد\n", id)
	}
	put(t, dir, "metadata.csv", metadata.String())
	seen := 0
	for _, row := range scan(t, dir).Rows {
		want, ok := collected[row.ID]
		if !ok {
			t.Errorf("%s has no expected result: %v", row.ID, row.Findings)
			continue
		}
		seen++
		got := codes(row.Findings, row.ID)
		if row.Usable != want.usable || want.code != "" && !slices.Contains(got, want.code) || want.code == "" && got != nil {
			t.Errorf("%s: usable %v, %v, want %q", row.ID, row.Usable, row.Findings, want.code)
		}
	}
	if seen != len(collected) {
		t.Errorf("%d files seen of %d", seen, len(collected))
	}
}
