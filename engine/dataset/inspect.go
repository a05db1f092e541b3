package dataset

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"time"
	"unicode"

	"avagar/engine/align"
	"avagar/engine/audio"
)

// Limits of a recording that can be trained on, and of one that sounds good.
const (
	leastSeconds    = .3
	greatestSeconds = 40.
	leastRate       = 16000   // Hz
	silentDB        = -60.    // dBFS of the loud frames
	clippedShare    = 2e-4    // of the samples
	humDB           = 6.      // that the floor falls without what lies below audio.HumCorner
	quietLUFS       = -38.    //
	offsetShare     = .005    // of full scale
	loudnessLUFS    = -23.    // every recording is brought here (EBU R 128)
	peakDB          = -1.     // unless its peak would pass this
	maxAudio        = 1 << 30 // bytes of one file
)

// keptSilence is how much silence stays at both ends.
const keptSilence = 150 * time.Millisecond

// recording is one decoded, mono sound file with what was found in it.
type recording struct {
	wave     []float32
	rate     int               // Hz, the file's own
	hash     [sha256.Size]byte // of the file
	sound    [sha256.Size]byte // of what is heard
	measures audio.Measures    // of the wave as it is, but for SNRDB: without hum
	findings []Finding
	timbre   []float64 // nil where it cannot be told
	gone     error     // ErrGone where the file was there when the folder was opened
}

// read decodes an utterance's file and looks at it. Every finding is in the
// recording; wave is nil where there is no sound.
func read(root *os.Root, u *Utterance) recording {
	var r recording
	data, err := readAudio(root, u.audio)
	if err != nil {
		if err = vanished(root, u.audio, err); errors.Is(err, ErrGone) {
			r.gone = err
		}
		r.note(u.ID, UnreadableAudio, Error, 0, "%s: %v", u.audio, err)
		return r
	}
	r.hash = sha256.Sum256(data)
	clip, err := audio.Decode(bytes.NewReader(data))
	switch {
	case errors.Is(err, audio.ErrEmpty) || len(data) == 0:
		r.note(u.ID, EmptyAudio, Error, 0, "%s: no sound", u.audio)
		return r
	case errors.Is(err, audio.ErrTruncated):
		r.note(u.ID, Truncated, Error, 0, "%s: %v", u.audio, err)
		return r
	case errors.Is(err, audio.ErrTooLong):
		r.note(u.ID, TooLong, Error, 0, "%s: %v", u.audio, err)
		return r
	case err != nil:
		r.note(u.ID, UnreadableAudio, Error, 0, "%s: %v", u.audio, err)
		return r
	}
	r.format(u, clip)
	r.rate, r.measures.Duration = clip.Rate, clip.Duration()
	seconds := clip.Duration().Seconds()
	if seconds > greatestSeconds {
		r.note(u.ID, TooLong, Error, seconds, "%.0f s; cut it at pauses into parts of at most %.0f s", seconds, greatestSeconds)
		return r
	}
	r.mono(u, clip)
	r.sound = soundHash(r.wave, r.rate)
	r.timbre = align.Timbre(r.wave, r.rate)
	r.measure(u)
	return r
}

// heard says whether there is any sound that was decoded.
func (r *recording) heard() bool { return r.sound != [sha256.Size]byte{} }

// soundHash tells recordings apart by what is heard, at 16 bits, whatever the
// file: the same take as WAV and as FLAC is one sound.
func soundHash(wave []float32, rate int) (sum [sha256.Size]byte) {
	h := sha256.New()
	block := binary.LittleEndian.AppendUint32(nil, uint32(rate))
	for len(wave) > 0 {
		n := min(len(wave), 4096)
		for _, v := range wave[:n] {
			block = binary.LittleEndian.AppendUint16(block, uint16(int16(math.Round(float64(max(-1, min(1, v)))*32767))))
		}
		h.Write(block)
		block, wave = block[:0], wave[n:]
	}
	h.Sum(sum[:0])
	return sum
}

func readAudio(root *os.Root, name string) ([]byte, error) {
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxAudio {
		return nil, fmt.Errorf("no file of at most %d MiB", maxAudio>>20)
	}
	return io.ReadAll(io.LimitReader(f, maxAudio))
}

func (r *recording) note(id string, code Code, s Severity, value float64, format string, args ...any) {
	r.findings = append(r.findings, found(id, code, s, value, format, args...))
}

// format reports what is odd about the file rather than its sound.
func (r *recording) format(u *Utterance, clip audio.Clip) {
	if !audio.FitsName(u.audio, clip.Format) {
		r.note(u.ID, Mislabelled, Note, 0, "%s holds %s", u.audio, clip.Format)
	}
	if clip.Truncated {
		r.note(u.ID, Truncated, Warning, 0, "%s ends before its header says", u.audio)
	}
	for _, w := range clip.Warnings {
		if w.Kind == audio.Damaged {
			r.note(u.ID, Truncated, Warning, 0, "%s: %s", u.audio, w.Detail)
		}
	}
	if clip.Rate < leastRate {
		r.note(u.ID, LowRate, Warning, float64(clip.Rate), "%d Hz holds nothing above %d Hz", clip.Rate, clip.Rate/2)
	}
}

func (r *recording) mono(u *Utterance, clip audio.Clip) {
	wave, report := clip.Mono()
	r.wave = wave
	bad := len(report.Dead) + len(report.Patchy)
	if report.Inverted {
		bad++
	}
	if bad > 0 {
		r.note(u.ID, BadChannel, Note, float64(bad), "channels dead %v, patchy %v, inverted %v", report.Dead, report.Patchy, report.Inverted)
	}
}

// measure looks at the sound.
func (r *recording) measure(u *Utterance) {
	m := audio.Measure(r.wave, r.rate)
	if m.HumDB >= humDB {
		m.SNRDB = audio.Measure(audio.RemoveHumZeroPhase(r.wave, r.rate, audio.HumCorner), r.rate).SNRDB
	}
	r.measures = m
	seconds := m.Duration.Seconds()
	switch {
	case len(r.wave) == 0:
		r.note(u.ID, EmptyAudio, Error, 0, "no sound")
		return
	case m.SpeechDB < silentDB:
		r.note(u.ID, Silent, Error, m.SpeechDB, "loudest frames at %.0f dBFS", m.SpeechDB)
		return
	case seconds < leastSeconds:
		r.note(u.ID, TooShort, Error, seconds, "%.2f s", seconds)
		return
	}
	if share := float64(m.ClippedSamples) / float64(len(r.wave)); share > clippedShare {
		r.note(u.ID, Clipped, Warning, float64(m.ClippedSamples), "%d of %d samples at full scale", m.ClippedSamples, len(r.wave))
	}
	if noisy(r.wave, r.rate, m.SNRDB) {
		r.note(u.ID, Noisy, Warning, m.SNRDB, "speech %.0f dB above the noise", m.SNRDB)
	}
	if m.HumDB >= humDB {
		r.note(u.ID, Hum, Note, m.HumDB, "floor falls by %.0f dB without hum", m.HumDB)
	}
	if m.LoudnessLUFS < quietLUFS {
		r.note(u.ID, Quiet, Note, m.LoudnessLUFS, "%.0f LUFS", m.LoudnessLUFS)
	}
	if math.Abs(m.DC) > offsetShare {
		r.note(u.ID, Offset, Note, m.DC, "mean %.3f", m.DC)
	}
	r.pace(u, seconds-m.Leading.Seconds()-m.Trailing.Seconds())
}

// Letters a second that speech keeps within, whatever the language; Persian
// is read at about 12. Beyond the wider limits text and sound do not belong
// together.
const (
	slowest, fastest = 3., 30.
	tooSlow, tooFast = 1., 45.
)

// pace compares the text with the length of the speech.
func (r *recording) pace(u *Utterance, seconds float64) {
	letters := countLetters(u.Text)
	if letters == 0 || seconds <= 0 {
		return
	}
	rate := float64(letters) / seconds
	severity := Warning
	if rate < tooSlow || rate > tooFast {
		severity = Error
	}
	if rate < slowest || rate > fastest {
		r.note(u.ID, SpeakingRateOdd, severity, rate, "%d letters in %.1f s of speech", letters, seconds)
	}
}

func countLetters(text string) int {
	n := 0
	for _, c := range text {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			n++
		}
	}
	return n
}

// repair gives a wave at another rate (Hz) without offset, and without hum
// where asked, at the loudness all recordings get. Nothing moves in time.
func repair(wave []float32, from, to int, hum bool) ([]float32, error) {
	wave = audio.RemoveDC(wave)
	if hum {
		wave = audio.RemoveHumZeroPhase(wave, from, audio.HumCorner)
	}
	wave, err := audio.Resample(wave, from, to)
	if err != nil {
		return nil, err
	}
	wave, _ = audio.NormalizeLoudness(wave, to, loudnessLUFS, peakDB)
	return wave, nil
}
