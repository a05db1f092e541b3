package demo

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"

	"avagar/engine/hub/hubtest"
)

// recordings is a dataset laid out like LJSpeech, with tones in place of speech.
func recordings() hubtest.Repo {
	r := hubtest.Repo{Kind: "dataset", ID: "demo/persian-tones", Task: "text-to-speech", License: "cc0-1.0",
		Languages: []string{"fa"}, Tags: []string{"size_categories:n<1K", "format:audiofolder"}, Downloads: 120, Likes: 2,
		Title: "Tones in place of speech",
		Files: []hubtest.File{text("README.md", "recordings.md"), text("metadata.csv", "metadata.csv")}}
	for i := 1; i <= 4; i++ {
		r.Files = append(r.Files, hubtest.Binary(fmt.Sprintf("wavs/tone-%03d.wav", i), tone(float64(110*i), 2)))
	}
	return r
}

// tone is a WAV file of 16 bits at 22,050 Hz.
func tone(hertz, seconds float64) []byte {
	const rate = 22050
	samples := make([]int16, int(rate*seconds))
	for i := range samples {
		samples[i] = int16(8000 * math.Sin(2*math.Pi*hertz*float64(i)/rate))
	}
	var b bytes.Buffer
	b.WriteString("RIFF")
	size := uint32(2 * len(samples))
	for _, field := range []any{36 + size, []byte("WAVEfmt "), uint32(16), uint16(1), uint16(1), uint32(rate), uint32(2 * rate),
		uint16(2), uint16(16), []byte("data"), size, samples} {
		binary.Write(&b, binary.LittleEndian, field) // a buffer takes everything
	}
	return b.Bytes()
}
