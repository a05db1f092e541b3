package training

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"avagar/engine/train"
)

// blockSteps is how many steps of training are one block.
const blockSteps = 64

// Block is the loss of the frames over some steps of training.
type Block struct {
	First, Last    int // steps
	N              int
	Min, Mean, Max float64
}

func (b *Block) add(step int, loss float64) {
	if b.N == 0 {
		*b = Block{First: step, Last: step, N: 1, Min: loss, Mean: loss, Max: loss}
		return
	}
	b.N++
	b.Last = step
	b.Min, b.Max = min(b.Min, loss), max(b.Max, loss)
	b.Mean += (loss - b.Mean) / float64(b.N)
}

// Levels are what a run has measured, short enough to be drawn at once whatever
// its length: the steps in blocks, and every evaluation.
type Levels struct {
	Offset  int64 // bytes of metrics.jsonl that are in
	Blocks  []Block
	HeldOut []train.Metric
}

func (l *Levels) add(m train.Metric) {
	if m.HeldOut {
		l.HeldOut = append(l.HeldOut, m)
		return
	}
	if !finite(m.Frames) {
		return
	}
	if n := len(l.Blocks); n == 0 || l.Blocks[n-1].N == blockSteps {
		l.Blocks = append(l.Blocks, Block{})
	}
	l.Blocks[len(l.Blocks)-1].add(m.Step, m.Frames)
}

// readLevels brings levels that were read before up to what the run's folder
// holds now. A run that went on from an earlier checkpoint has less than before:
// then all is read again.
func readLevels(dir string, before Levels) (Levels, error) {
	f, err := os.Open(filepath.Join(dir, "metrics.jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		return Levels{}, nil
	}
	if err != nil {
		return Levels{}, fmt.Errorf("training: metrics: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return Levels{}, fmt.Errorf("training: metrics: %w", err)
	}
	if before.Offset > info.Size() {
		before = Levels{}
	}
	return before.read(f)
}

// read adds the whole lines behind Offset.
func (l Levels) read(f io.ReadSeeker) (Levels, error) {
	if _, err := f.Seek(l.Offset, io.SeekStart); err != nil {
		return l, fmt.Errorf("training: metrics: %w", err)
	}
	l.Blocks = append([]Block(nil), l.Blocks...) // the last one changes
	in := bufio.NewReaderSize(f, 1<<16)
	for {
		line, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return l, nil // what is still being written comes next time
		}
		if err != nil {
			return l, fmt.Errorf("training: metrics: %w", err)
		}
		l.Offset += int64(len(line))
		var m train.Metric
		if json.Unmarshal(line, &m) == nil {
			l.add(m)
		}
	}
}
