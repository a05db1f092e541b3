package train

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"

	"avagar/engine/dataset"
)

// order decides which utterances every step learns from. It is a pure function
// of the plan and the corpus, so a resumed run sees what it would have seen.
type order struct {
	plan     Plan
	examples []dataset.Example
	epoch    int
	first    int     // step at which the epoch begins
	batches  [][]int // of the epoch
}

func newOrder(p Plan, examples []dataset.Example) *order {
	o := &order{plan: p, examples: examples}
	o.batches = o.shuffled(0)
	return o
}

// pool is how many shuffled utterances are sorted by length together, so that
// a batch holds utterances of similar length and replicas wait little for each other.
const pool = 48

func (o *order) shuffled(epoch int) [][]int {
	random := rand.New(rand.NewPCG(o.plan.Seed, uint64(epoch)+1))
	ids := random.Perm(len(o.examples))
	var batches [][]int
	for part := range slices.Chunk(ids, pool) {
		sort.SliceStable(part, func(i, j int) bool { return o.examples[part[i]].Frames > o.examples[part[j]].Frames })
		batches = append(batches, o.cut(part)...)
	}
	random.Shuffle(len(batches), func(i, j int) { batches[i], batches[j] = batches[j], batches[i] })
	return batches
}

// cut makes batches of at most BatchFrames out of utterances; a longer one is
// a batch of its own.
func (o *order) cut(ids []int) [][]int {
	var out [][]int
	var batch []int
	frames := 0
	for _, id := range ids {
		if n := o.examples[id].Frames; len(batch) > 0 && frames+n > o.plan.BatchFrames {
			out, batch, frames = append(out, batch), nil, 0
		}
		batch = append(batch, id)
		frames += o.examples[id].Frames
	}
	if len(batch) > 0 {
		out = append(out, batch)
	}
	return out
}

// batch returns the utterances of a step, shared out over the replicas. Steps
// are asked for in rising order.
func (o *order) batch(step int) [][]int {
	for step >= o.first+len(o.batches) {
		o.first += len(o.batches)
		o.epoch++
		o.batches = o.shuffled(o.epoch)
	}
	parts := make([][]int, o.plan.Replicas)
	load := make([]int, o.plan.Replicas)
	for _, id := range o.batches[step-o.first] {
		least := 0
		for r, n := range load {
			if n < load[least] {
				least = r
			}
		}
		parts[least] = append(parts[least], id)
		load[least] += o.examples[id].Frames
	}
	return parts
}

// digest names a corpus: its utterances, phonemes with their places, and durations.
func digest(c *dataset.Corpus) string {
	h := sha256.New()
	for _, part := range [][]dataset.Example{c.Train, c.HeldOut} {
		for _, e := range part {
			fmt.Fprintf(h, "%q %d %d %v", e.ID, e.Speaker, e.Frames, e.Durations)
			for _, t := range e.Tokens {
				fmt.Fprintf(h, " %v", t)
			}
			fmt.Fprintln(h)
		}
		fmt.Fprintln(h)
	}
	return hex.EncodeToString(h.Sum(nil))
}
