package training

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"avagar/engine/train"
)

// Blocks are of so many steps of training: few at first, where a loss falls fast
// and there is not much else to be seen.
const (
	firstBlocks     = 128
	firstBlockSteps = 8
	blockSteps      = 64
)

func blockLength(i int) int {
	if i < firstBlocks {
		return firstBlockSteps
	}
	return blockSteps
}

// Level is how far a measurement reached over some steps, and its mean. Single
// precision is more than can be seen.
type Level struct{ Min, Mean, Max float32 }

// add is for the n-th measurement.
func (l *Level) add(v float32, n int) {
	if n == 1 {
		*l = Level{v, v, v}
		return
	}
	l.Min, l.Max = min(l.Min, v), max(l.Max, v)
	l.Mean += (v - l.Mean) / float32(n)
}

// Block is what was measured over some steps of training.
type Block struct {
	First, Last, N int              // steps
	Parts          [stepParts]Level // in the order of measures
}

func (b *Block) add(m *train.Metric) {
	if b.N == 0 {
		b.First = m.Step
	}
	b.N++
	b.Last = m.Step
	for i := range b.Parts {
		v, _ := measures[i].of(m)
		b.Parts[i].add(float32(v), b.N)
	}
}

// Levels are what a run has measured, short enough to be drawn at once whatever
// its length: the steps in blocks, every evaluation, and how fast it was.
type Levels struct {
	Offset  int64 // bytes of metrics.jsonl that are in
	Blocks  []Block
	HeldOut []train.Metric
	Paced   int64 // bytes of speed.jsonl that are in
	Speed   []train.Speed
}

// Add takes a line of metrics.jsonl in.
func (l *Levels) Add(m *train.Metric) {
	if m.HeldOut {
		l.HeldOut = append(l.HeldOut, *m)
		return
	}
	for i := range stepParts {
		if v, _ := measures[i].of(m); !(math.Abs(v) <= math.MaxFloat32) {
			return
		}
	}
	if n := len(l.Blocks); n == 0 || l.Blocks[n-1].N == blockLength(n-1) {
		l.Blocks = append(l.Blocks, Block{})
	}
	l.Blocks[len(l.Blocks)-1].add(m)
}

// pace adds how fast the steps since the last one were.
func (l *Levels) pace(s train.Speed) {
	if n := len(l.Speed); finite(s.FramesPerSecond) && (n == 0 || s.Step > l.Speed[n-1].Step) {
		l.Speed = append(l.Speed, s)
	}
}

// readLevels brings levels that were read before up to what the run's folder
// holds now. A run that went on from an earlier checkpoint has less than before:
// then all is read again.
func readLevels(dir string, before Levels) (Levels, error) {
	now := before
	err := behind(filepath.Join(dir, "metrics.jsonl"), before.Offset, func(f io.Reader, whole bool) error {
		if whole {
			now.Offset, now.Blocks, now.HeldOut = 0, nil, nil
		}
		return now.read(f)
	})
	if err == nil {
		err = behind(filepath.Join(dir, train.SpeedFile), before.Paced, func(f io.Reader, whole bool) error {
			if whole {
				now.Paced, now.Speed = 0, nil
			}
			n, err := train.ReadSpeeds(f, now.pace)
			now.Paced += n
			return err
		})
	}
	if err != nil {
		return Levels{}, fmt.Errorf("training: metrics: %w", err)
	}
	return now, nil
}

// behind has a file read from where it was left; whole where that is nowhere any
// more. A file that is missing is empty.
func behind(path string, offset int64, read func(f io.Reader, whole bool) error) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return read(eof{}, true)
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if offset > info.Size() {
		offset = 0
	}
	if _, err := f.Seek(offset, io.SeekStart); err != nil {
		return err
	}
	return read(f, offset == 0)
}

// eof is an empty file.
type eof struct{}

func (eof) Read([]byte) (int, error) { return 0, io.EOF }

// read adds the whole lines of what is behind Offset.
func (l *Levels) read(f io.Reader) error {
	if n := len(l.Blocks); n > 0 { // the last one changes, and others may be reading it
		l.Blocks = append(l.Blocks[:n-1:n-1], l.Blocks[n-1])
	}
	in := bufio.NewReaderSize(f, 1<<16)
	for {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return nil // what is still being written comes next time
		}
		if err != nil {
			return err
		}
		l.Offset += int64(len(line))
		var m train.Metric
		if json.Unmarshal(line, &m) == nil {
			l.Add(&m)
		}
	}
}
