package align

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Options steer training; the zero value is right for alignment.
type Options struct {
	Mixtures int                   // Gaussians a state: 1, 2, 4 or 8 (default)
	Rounds   int                   // passes over the recordings at each number of Gaussians; default 6, and twice as many with one
	Progress func(done, total int) // passes over the recordings
}

// blocks is the number of parts the recordings are summed in. It is fixed, so
// that sums come out the same whatever the number of cores.
const blocks = 16

// trainer holds the features of all recordings.
type trainer struct {
	model  *Model
	utts   []sample
	passes int
	done   int
	report func(done, total int)
}

type sample struct {
	chain []node
	rows  []float32
	quiet []bool // flat start: frames that look like silence
}

// Train learns phoneme models from recordings at rate Hz and their phonemes,
// starting from equal lengths. Recordings too short for their phonemes are
// left out. The result depends neither on cores nor on chance.
func Train(ctx context.Context, rate int, utts []Utterance, o Options) (*Model, error) {
	if rate < leastRate || rate > greatestRate {
		return nil, fmt.Errorf("align: sample rate %d Hz", rate)
	}
	if o.Mixtures == 0 {
		o.Mixtures = 8
	}
	if o.Rounds == 0 {
		o.Rounds = 6
	}
	t := &trainer{model: newModel(rate, inventory(utts)), report: o.Progress}
	t.passes = 2 * o.Rounds
	for size := 2; size <= o.Mixtures; size *= 2 {
		t.passes += o.Rounds
	}
	if err := t.load(ctx, rate, utts); err != nil {
		return nil, err
	}
	return t.model, t.learn(ctx, o)
}

func (t *trainer) load(ctx context.Context, rate int, utts []Utterance) error {
	loaded := make([]sample, len(utts))
	err := parallel(ctx, len(utts), func() func(int) error {
		f := newFront(rate)
		return func(i int) error {
			chain, err := t.model.chain(utts[i])
			if err != nil {
				return err
			}
			wave, err := utts[i].wave()
			if err != nil {
				return fmt.Errorf("align: reading %s: %w", utts[i].ID, err)
			}
			rows, energy := f.features(wave)
			loaded[i] = sample{chain: chain, rows: rows, quiet: quietFrames(energy)}
			return nil
		}
	})
	if err != nil {
		return err
	}
	for _, s := range loaded {
		if fits(s.chain, s.rows) {
			t.utts = append(t.utts, s)
		}
	}
	if len(t.utts) == 0 {
		return ErrNoData
	}
	return nil
}

// fits says whether there is a frame for every state that must be passed.
func fits(chain []node, rows []float32) bool {
	must := 0
	for _, n := range chain {
		if !n.optional {
			must += statesPerPhone
		}
	}
	return must > 0 && must <= len(rows)/dimension
}

func (t *trainer) learn(ctx context.Context, o Options) error {
	states := len(t.model.symbols) * statesPerPhone
	t.model.mix = newMixtures(states, 1)
	sums, err := t.sum(ctx, t.flat)
	if err != nil {
		return err
	}
	t.model.mix = sums.estimate(&t.model.mix)
	rounds := 2 * o.Rounds
	for {
		for range rounds {
			if sums, err = t.sum(ctx, t.expect); err != nil {
				return err
			}
			t.model.mix = sums.estimate(&t.model.mix)
			t.done++
			if t.report != nil {
				t.report(t.done, t.passes)
			}
		}
		if t.model.mix.size*2 > o.Mixtures {
			break
		}
		t.model.mix = t.model.mix.split()
		rounds = o.Rounds
	}
	t.model.setBigram(sums.pairs)
	return nil
}

// sum visits every recording, in parts that are added in a fixed order.
func (t *trainer) sum(ctx context.Context, visit func(*search, *tally, *sample)) (*tally, error) {
	parts := make([]*tally, blocks)
	err := parallel(ctx, blocks, func() func(int) error {
		s := new(search)
		return func(b int) error {
			part := newTally(t.model.mix.states, t.model.mix.size, len(t.model.symbols))
			for i := b; i < len(t.utts); i += blocks {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				visit(s, part, &t.utts[i])
			}
			parts[b] = part
			return nil
		}
	})
	if err != nil {
		return nil, err
	}
	for _, p := range parts[1:] {
		parts[0].merge(p)
	}
	return parts[0], nil
}

// flat shares the frames that are not quiet equally among the phonemes.
func (t *trainer) flat(_ *search, sums *tally, u *sample) {
	var states []int
	for _, n := range u.chain {
		if n.symbol != t.model.pause {
			for part := range statesPerPhone {
				states = append(states, n.symbol*statesPerPhone+part)
			}
		}
	}
	loud := 0
	for _, q := range u.quiet {
		if !q {
			loud++
		}
	}
	k := 0
	for f, q := range u.quiet {
		row := u.rows[f*dimension:]
		if q || len(states) == 0 {
			sums.add(t.model.pause*statesPerPhone+f%statesPerPhone, row)
			continue
		}
		sums.add(states[k*len(states)/loud], row)
		k++
	}
}

// beam is generous: narrower ones are faster, but lose paths in the first passes.
const beam = 600

// expect aligns a recording and tallies its frames.
func (t *trainer) expect(s *search, sums *tally, u *sample) {
	m := t.model
	total, ok := s.run(m, u.chain, u.rows, beam)
	if !ok {
		if total, ok = s.run(m, u.chain, u.rows, 0); !ok {
			return
		}
	}
	sums.likelihood += total
	sums.frames += len(s.path)
	last, row := int32(-1), len(m.symbols)
	for f, at := range s.path {
		x := u.rows[f*dimension:]
		node := at / statesPerPhone
		state := u.chain[node].symbol*statesPerPhone + int(at%statesPerPhone)
		_, k := m.mix.score(state, x)
		sums.add(state*m.mix.size+k, x)
		if node != last {
			symbol := u.chain[node].symbol
			sums.pairs[row*(len(m.symbols)+1)+symbol]++
			last, row = node, symbol
		}
	}
	sums.pairs[row*(len(m.symbols)+1)+len(m.symbols)]++
}

// quietFrames finds long quiet stretches by energy.
func quietFrames(energy []float64) []bool {
	out := make([]bool, len(energy))
	if len(energy) == 0 {
		return out
	}
	sorted := slices.Clone(energy)
	slices.Sort(sorted)
	floor, speech := sorted[len(sorted)/50], sorted[len(sorted)*9/10]
	if speech-floor < 1.5 {
		return out
	}
	limit := floor + .2*(speech-floor)
	for start := 0; start < len(energy); {
		end := start
		for end < len(energy) && energy[end] < limit {
			end++
		}
		edge := start == 0 || end == len(energy)
		if run := end - start; run >= 20 || edge && run >= 5 {
			for f := start; f < end; f++ {
				out[f] = true
			}
		}
		start = end + 1
	}
	return out
}

// parallel runs job(0) … job(n-1) on all cores; each worker gets its own job
// with its own buffers.
func parallel(ctx context.Context, n int, worker func() func(int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	var turn atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		group.Go(func() error {
			job := worker()
			for i := int(turn.Add(1)) - 1; i < n; i = int(turn.Add(1)) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := job(i); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}
