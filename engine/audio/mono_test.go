package audio

import (
	"reflect"
	"slices"
	"testing"
)

func TestMonoTakesTheGoodChannels(t *testing.T) {
	t.Parallel()
	const rate = 16000
	voice := speechLike(rate, 3, 1)
	hiss := noise(0.02, len(voice), 7)
	silence := make([]float32, len(voice))
	patchy := slices.Clone(voice)
	clear(patchy[rate : 2*rate])
	other := speechLike(rate, 3, 20)
	clear(other[:rate])
	turns := slices.Clone(voice)
	clear(turns[rate:])
	offset := make([]float32, len(voice))
	for i := range offset {
		offset[i] = 0.3
	}
	for _, c := range []struct {
		name     string
		channels [][]float32
		want     []float32
		report   MonoReport
	}{
		{"one channel", [][]float32{voice}, voice, MonoReport{Method: OnlyChannel, Used: []int{0}}},
		{"two alike", [][]float32{voice, voice}, voice, MonoReport{Method: MeanChannel, Used: []int{0, 1}}},
		{"left is digital silence", [][]float32{silence, voice}, voice, MonoReport{Method: BestChannel, Used: []int{1}, Dead: []int{0}}},
		{"left is crosstalk", [][]float32{scaled(voice, 0.01), voice}, voice, MonoReport{Method: BestChannel, Used: []int{1}, Dead: []int{0}}},
		{"left is nothing but an offset", [][]float32{offset, voice}, voice, MonoReport{Method: BestChannel, Used: []int{1}, Dead: []int{0}}},
		{"left drops out", [][]float32{patchy, voice}, voice, MonoReport{Method: BestChannel, Used: []int{1}, Patchy: []int{0}}},
		{"right is inverted and hisses", [][]float32{voice, add(scaled(voice, -1), hiss)}, voice,
			MonoReport{Method: BestChannel, Used: []int{0}, Inverted: true}},
		{"speakers take turns", [][]float32{turns, other}, scaled(add(turns, other), 0.5), MonoReport{Method: MeanChannel, Used: []int{0, 1}}},
		{"all silent", [][]float32{silence, silence}, silence, MonoReport{Method: MeanChannel, Used: []int{0, 1}}},
		{"the third is dead", [][]float32{voice, voice, silence}, voice, MonoReport{Method: MeanChannel, Used: []int{0, 1}, Dead: []int{2}}},
	} {
		wave, report := Clip{Rate: rate, Channels: c.channels}.Mono()
		if !reflect.DeepEqual(report, c.report) {
			t.Errorf("%s: %+v, want %+v", c.name, report, c.report)
		}
		if !slices.Equal(wave, c.want) {
			t.Errorf("%s: another wave than expected", c.name)
		}
	}
}

func TestMonoSharesNoMemoryAndTakesNothing(t *testing.T) {
	t.Parallel()
	clip := Clip{Rate: 8000, Channels: [][]float32{{0.5}}}
	wave, _ := clip.Mono()
	wave[0] = 0
	if clip.Channels[0][0] != 0.5 {
		t.Error("the clip changed with its mix")
	}
	if wave, _ := (Clip{}).Mono(); len(wave) != 0 {
		t.Errorf("a clip of no channels gives %v", wave)
	}
	if wave, _ := (Clip{Rate: 8000, Channels: [][]float32{{}, {}}}).Mono(); len(wave) != 0 {
		t.Errorf("a clip of no samples gives %v", wave)
	}
}

func TestMonoFindsTheOnlyLiveChannelOfARecording(t *testing.T) {
	t.Parallel()
	clip := readClip(t, "d_right_only_stereo.wav")
	wave, report := clip.Mono()
	if !slices.Equal(report.Dead, []int{0}) || !slices.Equal(wave, clip.Channels[1]) {
		t.Errorf("%+v", report)
	}
	if _, report := readClip(t, "d_44k1_s24_stereo.wav").Mono(); report.Method != MeanChannel {
		t.Errorf("good stereo: %+v", report)
	}
}
