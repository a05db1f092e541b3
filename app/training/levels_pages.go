package training

import (
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"math"
	"slices"

	"avagar/app"
	"avagar/engine/train"
)

// pageLength is how many blocks, evaluations or speeds are one page: reading a
// long run is quick, and writing what is new writes little twice.
const pageLength = 256

// Parts in the Store that are none of the run.
const (
	pagesOfSteps   = "steps"    // which steps the blocks are of
	pagesOfHeldOut = "held_out" // evaluations
)

var errPage = errors.New("training: a page of metrics is damaged")

// pages are what is new since levels were kept, and from which page of each part
// on; of a run that went back they are all, and from is nil.
func (l Levels) pages(before Levels) (from map[string]int, all app.TrainingLevels) {
	block, heldOut, speed := len(before.Blocks)-1, len(before.HeldOut), len(before.Speed) // the last block was not full
	if l.Offset < before.Offset || l.Paced < before.Paced {
		block, heldOut, speed = 0, 0, 0
	} else {
		from = map[string]int{}
	}
	all = app.TrainingLevels{Measured: l.Offset, Paced: l.Paced, Pages: map[string][]app.TrainingPage{}}
	keep := func(part string, first int, pages []app.TrainingPage) {
		all.Pages[part] = pages
		if from != nil {
			from[part] = first
		}
	}
	first, blocks := rest(l.Blocks, block)
	keep(pagesOfSteps, first, paged(blocks, stepsPage))
	for i := range stepParts {
		keep(string(measures[i].part), first, paged(blocks, func(b []Block) app.TrainingPage { return levelsPage(b, i) }))
	}
	first, evaluations := rest(l.HeldOut, heldOut)
	keep(pagesOfHeldOut, first, paged(evaluations, heldOutPage))
	first, speeds := rest(l.Speed, speed)
	keep(string(PartSpeed), first, paged(speeds, speedPage))
	return from, all
}

// rest is what is to be written where so many were there, and its first page.
func rest[T any](all []T, there int) (page int, rest []T) {
	page = max(there, 0) / pageLength
	return page, all[min(page*pageLength, len(all)):]
}

func paged[T any](all []T, page func([]T) app.TrainingPage) (pages []app.TrainingPage) {
	for some := range slices.Chunk(all, pageLength) {
		pages = append(pages, page(some))
	}
	return pages
}

func stepsPage(blocks []Block) app.TrainingPage {
	s := joined(blocks, 0)
	p := app.TrainingPage{First: s.First, Last: s.Last, N: s.N}
	for _, b := range blocks {
		for _, v := range [...]int{b.First, b.Last, b.N} {
			p.Data = binary.LittleEndian.AppendUint32(p.Data, uint32(v))
		}
	}
	return p
}

func levelsPage(blocks []Block, part int) app.TrainingPage {
	p := joined(blocks, part).page()
	for i := range blocks {
		l := &blocks[i].Parts[part]
		for _, v := range [...]float32{l.Min, l.Mean, l.Max} {
			p.Data = binary.LittleEndian.AppendUint32(p.Data, math.Float32bits(v))
		}
	}
	return p
}

func heldOutPage(evaluations []train.Metric) app.TrainingPage {
	var all stretch
	for _, m := range evaluations {
		all.add(m.Step, m.Frames)
	}
	p := all.page()
	p.Data = gobbed(evaluations)
	return p
}

func speedPage(speeds []train.Speed) app.TrainingPage {
	var all stretch
	for _, s := range speeds {
		all.add(s.Step, s.FramesPerSecond)
	}
	p := all.page()
	p.Data = gobbed(speeds)
	return p
}

func gobbed(parts any) []byte {
	var data bytes.Buffer
	_ = gob.NewEncoder(&data).Encode(parts) // into memory, numbers alone
	return data.Bytes()
}

// unpaged are levels as the Store has them.
func unpaged(kept app.TrainingLevels) (Levels, error) {
	l := Levels{Offset: kept.Measured, Paced: kept.Paced}
	for _, p := range kept.Pages[pagesOfSteps] {
		if len(p.Data)%12 != 0 {
			return l, errPage
		}
		for d := p.Data; len(d) > 0; d = d[12:] {
			at := func(i int) int { return int(binary.LittleEndian.Uint32(d[4*i:])) }
			l.Blocks = append(l.Blocks, Block{First: at(0), Last: at(1), N: at(2)})
		}
	}
	for i := range stepParts {
		if err := l.fill(kept.Pages[string(measures[i].part)], i); err != nil {
			return l, err
		}
	}
	var err error
	if l.HeldOut, err = ungobbed[train.Metric](kept.Pages[pagesOfHeldOut]); err == nil {
		l.Speed, err = ungobbed[train.Speed](kept.Pages[string(PartSpeed)])
	}
	return l, err
}

// fill sets a part of all blocks.
func (l *Levels) fill(pages []app.TrainingPage, part int) error {
	blocks := l.Blocks
	for _, p := range pages {
		if len(p.Data)%12 != 0 || len(p.Data)/12 > len(blocks) {
			return errPage
		}
		for d := p.Data; len(d) > 0; d, blocks = d[12:], blocks[1:] {
			at := func(i int) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(d[4*i:])) }
			blocks[0].Parts[part] = Level{at(0), at(1), at(2)}
		}
	}
	if len(blocks) > 0 {
		return errPage
	}
	return nil
}

func ungobbed[T any](pages []app.TrainingPage) (all []T, err error) {
	for _, p := range pages {
		var part []T
		if err := gob.NewDecoder(bytes.NewReader(p.Data)).Decode(&part); err != nil {
			return nil, err
		}
		all = append(all, part...)
	}
	return all, nil
}
