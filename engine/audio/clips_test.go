package audio

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const clipsFolder = "../../../shared/speech/ingest_clips"

// clips lists every recording of the folder with what it must give. The
// lengths are those that sox reads, for MP3 those of the recordings they were
// made of.
var clips = []struct {
	name                    string
	rate, channels, samples int
	format                  string
	err                     error
}{
	{"d_11k_u8.wav", 11025, 1, 60748, "WAV 8-bit", nil},
	{"d_16k_s16.wav", 16000, 1, 88160, "WAV 16-bit", nil},
	{"d_22k_vbr6.mp3", 22050, 1, 121496, "MP3", nil},
	{"d_44k1_cbr128.mp3", 44100, 1, 242992, "MP3", nil},
	{"d_44k1_s16.flac", 44100, 1, 242992, "FLAC 16-bit", nil},
	{"d_44k1_s24_stereo.wav", 44100, 2, 242992, "WAV 24-bit", nil},
	{"d_48k_f32.wav", 48000, 1, 264481, "WAV float 32-bit", nil},
	{"d_48k_s32.wav", 48000, 1, 264481, "WAV 32-bit", nil},
	{"d_8k_alaw.wav", 8000, 1, 44080, "WAV A-law", nil},
	{"d_8k_mulaw.wav", 8000, 1, 44080, "WAV µ-law", nil},
	{"d_8k_s16.wav", 8000, 1, 44080, "WAV 16-bit", nil},
	{"d_96k_s24.flac", 96000, 1, 528962, "FLAC 24-bit", nil},
	{"d_all_silence_1s.wav", 22050, 1, 22050, "WAV 16-bit", nil},
	{"d_clipped_gain18.wav", 22050, 1, 121496, "WAV 16-bit", nil},
	{"d_dcoffset.wav", 22050, 1, 121496, "WAV 16-bit", nil},
	{"d_mp3_named.wav", 44100, 1, 242992, "MP3", nil},
	{"d_noisy.wav", 22050, 1, 121496, "WAV 16-bit", nil},
	{"d_quiet_minus40.wav", 22050, 1, 121496, "WAV 16-bit", nil},
	{"d_right_only_stereo.wav", 22050, 2, 121496, "WAV 16-bit", nil},
	{"d_silence_padded_2s.wav", 22050, 1, 209696, "WAV 16-bit", nil},
	{"d_tooshort_50ms.wav", 22050, 1, 1103, "WAV 16-bit", nil},
	{"d_truncated_data.wav", 22050, 1, 9978, "WAV 16-bit", nil},
	{name: "d_44k1.m4a", err: ErrFormat},
	{name: "d_44k1_stereo.ogg", err: ErrFormat},
	{"d_48k.opus", 48000, 1, 264482, "Opus", nil},
	{name: "d_empty.wav", err: ErrEmpty},
	{name: "d_not_audio.wav", err: ErrFormat},
	{name: "d_truncated_header.wav", err: ErrTruncated},
	{"LJ001-0001.flac", 22050, 1, 212893, "FLAC 16-bit", nil},
	{"LJ001-0001.mp3", 22050, 1, 212893, "MP3", nil},
	{"LJ001-0001.wav", 22050, 1, 212893, "WAV 16-bit", nil},
	{"LJ001-0003.flac", 22050, 1, 213149, "FLAC 16-bit", nil},
	{"LJ001-0003.mp3", 22050, 1, 213167, "MP3", nil},
	{"LJ001-0003.wav", 22050, 1, 213149, "WAV 16-bit", nil},
	{"hh_gt1.mp3", 48000, 1, 185472, "MP3", nil},
	{"hh_gt2.mp3", 48000, 1, 162432, "MP3", nil},
	{"hh_gt3.mp3", 48000, 1, 164736, "MP3", nil},
	{"hh_gt4.mp3", 48000, 1, 185472, "MP3", nil},
	{"mana_1.mp3", 48000, 1, 180335, "MP3", nil},
	{"mana_2.mp3", 48000, 1, 225263, "MP3", nil},
	{"mana_3.mp3", 48000, 1, 273647, "MP3", nil},
	{"mana_4.mp3", 48000, 1, 157295, "MP3", nil},
	{"mana_5.mp3", 48000, 1, 260975, "MP3", nil},
	{"mana_6.mp3", 48000, 1, 242543, "MP3", nil},
	{"mana_7.mp3", 48000, 1, 161903, "MP3", nil},
	{"neural_f32_22k_fp_test1.wav", 22050, 1, 114688, "WAV float 32-bit", nil},
	{"neural_f64_22k_hh_boz.wav", 22050, 1, 120175, "WAV float 64-bit", nil},
	{"syl_44k1_stereo_a.wav", 44100, 2, 6267, "WAV 16-bit", nil},
	{"syl_44k1_stereo_aa.wav", 44100, 2, 13397, "WAV 16-bit", nil},
	{"syl_44k1_stereo_ba.wav", 44100, 2, 8365, "WAV 16-bit", nil},
	{"syl_44k1_stereo_chi.wav", 44100, 2, 22066, "WAV 16-bit", nil},
	{"syl_44k1_stereo_ghaa.wav", 44100, 2, 17272, "WAV 16-bit", nil},
	{"syl_44k1_stereo_maa.wav", 44100, 2, 20514, "WAV 16-bit", nil},
	{"syl_44k1_stereo_sha.wav", 44100, 2, 19543, "WAV 16-bit", nil},
	{"syl_44k1_stereo_silence.wav", 44100, 2, 4619, "WAV 16-bit", nil},
	{"syl_44k1_stereo_xo.wav", 44100, 2, 18485, "WAV 16-bit", nil},
}

// clipPath finds a recording, or skips the test where the folder is absent.
func clipPath(t *testing.T, name string) string {
	t.Helper()
	if _, err := os.Stat(clipsFolder); err != nil {
		t.Skip("../shared is absent")
	}
	part := "real"
	if strings.HasPrefix(name, "d_") {
		part = "derived"
	}
	return filepath.Join(clipsFolder, part, name)
}

func readClip(t *testing.T, name string) Clip {
	t.Helper()
	clip, err := ReadFile(clipPath(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return clip
}

func TestEveryCollectedRecordingGivesItsSamplesOrItsError(t *testing.T) {
	t.Parallel()
	for _, want := range clips {
		clip, err := ReadFile(clipPath(t, want.name))
		if !errors.Is(err, want.err) {
			t.Errorf("%s: %v, want %v", want.name, err, want.err)
			continue
		}
		if clip.Rate != want.rate || len(clip.Channels) != want.channels || clip.Samples() != want.samples || clip.Format != want.format {
			t.Errorf("%s: %d Hz, %d channels, %d samples, %s; want %d, %d, %d, %s", want.name, clip.Rate,
				len(clip.Channels), clip.Samples(), clip.Format, want.rate, want.channels, want.samples, want.format)
		}
		if truncated := want.name == "d_truncated_data.wav"; clip.Truncated != truncated {
			t.Errorf("%s: truncated %v", want.name, clip.Truncated)
		}
		if mislabelled := want.name == "d_mp3_named.wav"; mislabelled != (len(clip.Warnings) == 1 && clip.Warnings[0].Kind == Mislabelled) {
			t.Errorf("%s: warnings %v", want.name, clip.Warnings)
		}
	}
}

func TestNoCollectedRecordingIsForgotten(t *testing.T) {
	t.Parallel()
	clipPath(t, "")
	listed := map[string]bool{"mana_metadata.csv": true}
	for _, c := range clips {
		listed[c.name] = true
	}
	paths, err := filepath.Glob(filepath.Join(clipsFolder, "*", "*"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d files, %v", len(paths), err)
	}
	for _, path := range paths {
		if !listed[filepath.Base(path)] {
			t.Errorf("%s has no expected result", path)
		}
	}
}

func TestThreeContainersHoldTheSameSound(t *testing.T) {
	t.Parallel()
	wav := readClip(t, "LJ001-0001.wav").Channels[0]
	flac := readClip(t, "LJ001-0001.flac").Channels[0]
	mp3 := readClip(t, "LJ001-0001.mp3").Channels[0]
	for i, v := range wav {
		if flac[i] != v {
			t.Fatalf("FLAC sample %d: %v, WAV %v", i, flac[i], v)
		}
	}
	sameSound(t, wav, mp3, -12)
}

func TestMP3LiesWhereTheRecordingDoes(t *testing.T) {
	t.Parallel()
	sameSound(t, readClip(t, "d_44k1_s16.flac").Channels[0], readClip(t, "d_44k1_cbr128.mp3").Channels[0], -22)
}

// sameSound wants got to differ from want by no more than limit dB, and to fit
// worse when moved by a sample either way.
func sameSound(t *testing.T, want, got []float32, limit float64) {
	t.Helper()
	ratio := func(a, b []float32) float64 {
		return toDB(meanPower(add(a, scaled(b[:len(a)], -1))) / meanPower(a))
	}
	n := len(want) - 1
	here, early, late := ratio(want, got), ratio(want[1:], got[:n]), ratio(want[:n], got[1:])
	if here > limit || early < here || late < here {
		t.Errorf("differs by %.1f dB, moved by a sample %.1f and %.1f; limit %.1f", here, early, late, limit)
	}
}

func TestCodingsOfOneRecordingAgree(t *testing.T) {
	t.Parallel()
	plain := readClip(t, "d_8k_s16.wav").Channels[0]
	for name, limit := range map[string]float64{"d_8k_alaw.wav": -30, "d_8k_mulaw.wav": -30} {
		difference := add(plain, scaled(readClip(t, name).Channels[0], -1))
		if ratio := toDB(meanPower(difference) / meanPower(plain)); ratio > limit {
			t.Errorf("%s differs by %.1f dB", name, ratio)
		}
	}
	float, whole := readClip(t, "d_48k_f32.wav").Channels[0], readClip(t, "d_48k_s32.wav").Channels[0]
	if level := toDB(meanPower(add(float, scaled(whole, -1)))); level > -119 {
		t.Errorf("32-bit and float differ at %.1f dBFS", level)
	}
}
