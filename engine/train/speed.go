package train

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// SpeedFile is the file in a run's folder that holds a Speed on each line. It is
// apart from metrics.jsonl, whose bytes tell nothing of the clock.
const SpeedFile = "speed.jsonl"

// Speed is how fast some steps up to one were, the time of evaluations left out.
type Speed struct {
	Step            int     `json:"step"`
	FramesPerSecond float64 `json:"frames_per_second"`
}

// readingTime is how much training one line of speed.jsonl is about.
const readingTime = 2 * time.Second

// speeds appends lines to a run's speed.jsonl.
type speeds struct {
	f      *os.File
	frames int           // since the last line
	spent  time.Duration // on them
	step   int
}

// openSpeeds opens the file and cuts off what a run wrote behind the step that it
// goes on from, and a line that was not written whole.
func openSpeeds(dir string, step int) (*speeds, error) {
	path := filepath.Join(dir, SpeedFile)
	before, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("train: speed: %w", err)
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("train: speed: %w", err)
	}
	length := lengthUpTo(before, step)
	if length < int64(len(before)) {
		err = f.Truncate(length)
	}
	if _, seek := f.Seek(length, io.SeekStart); err != nil || seek != nil {
		return nil, errors.Join(fmt.Errorf("train: speed: %w", errors.Join(err, seek)), f.Close())
	}
	return &speeds{f: f}, nil
}

// lengthUpTo is how many bytes of speed.jsonl are about steps up to one.
func lengthUpTo(content []byte, step int) (length int64) {
	for len(content) > 0 {
		end := bytes.IndexByte(content, '\n') + 1
		var s Speed
		if end == 0 || json.Unmarshal(content[:end], &s) != nil || s.Step > step {
			return length
		}
		length += int64(end)
		content = content[end:]
	}
	return length
}

// add counts the frames of one step and the time that they took.
func (s *speeds) add(step, frames int, took time.Duration) error {
	s.step, s.frames, s.spent = step, s.frames+frames, s.spent+took
	if s.spent < readingTime {
		return nil
	}
	return s.write()
}

func (s *speeds) write() error {
	if s.frames == 0 || s.spent <= 0 {
		return nil
	}
	line, err := json.Marshal(Speed{s.step, float64(s.frames) / s.spent.Seconds()})
	if err == nil {
		_, err = s.f.Write(append(line, '\n'))
	}
	s.frames, s.spent = 0, 0
	if err != nil {
		return fmt.Errorf("train: speed: %w", err)
	}
	return nil
}

func (s *speeds) close() error { return errors.Join(s.write(), s.f.Close()) }

// ReadSpeeds hands on the lines of a speed.jsonl one by one and returns the bytes
// of those that are whole. What is no line of it is passed over.
func ReadSpeeds(in io.Reader, use func(Speed)) (bytes int64, err error) {
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return bytes, nil // what is still being written comes next time
		}
		if err != nil {
			return bytes, fmt.Errorf("train: speed: %w", err)
		}
		bytes += int64(len(line))
		var s Speed
		if json.Unmarshal(line, &s) == nil {
			use(s)
		}
	}
}
