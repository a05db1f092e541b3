// Command blend trains one network on several folders of recordings, each of a
// speaker. A speaker may have more than one folder, in more than one language,
// so that what belongs to a language and what belongs to a speaker can be told
// apart.
//
//	blend [flags] SPEAKER=FOLDER[*TIMES] …
//
// Every folder is aligned by itself; TIMES repeats its recordings in every pass
// over the corpus. The first speaker is number 0 of the voice.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"avagar/engine/acoustic"
	"avagar/engine/dataset"
	"avagar/engine/mel"
	"avagar/engine/phoneme"
	"avagar/engine/train"
	"avagar/engine/voice"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "blend:", err)
		os.Exit(1)
	}
}

// options are what the command line asks for.
type options struct {
	work, base, keep string
	first            bool // the voice keeps the first speaker alone
	loans            []loan
	plan             train.Plan
	info             voice.Info
	parts            []string
}

func parse(args []string) (options, error) {
	o := options{plan: train.DefaultPlan()}
	o.plan.Patience, o.plan.ListenEvery = 0, 0
	f := flag.NewFlagSet("blend", flag.ContinueOnError)
	f.StringVar(&o.work, "work", "out/blend", "folder of the run and of cached features")
	f.StringVar(&o.base, "from", "", "voice file to begin from")
	f.StringVar(&o.keep, "out", "", "voice file to write in the end")
	f.BoolVar(&o.first, "first", false, "the voice keeps the first speaker alone")
	lent := f.String("lend", "", "with -first, SPEAKER*SHARE[=SYMBOL,SYMBOL…] …: what the voice takes from other speakers")
	f.IntVar(&o.plan.Steps, "steps", 12000, "steps")
	f.IntVar(&o.plan.BatchFrames, "batch-frames", 1200, "frames of a step")
	f.Float64Var(&o.plan.LearningRate, "rate", o.plan.LearningRate, "learning rate")
	f.StringVar(&o.plan.Size, "size", o.plan.Size, "base or high")
	f.StringVar(&o.info.ID, "id", "blend", "ID of the voice")
	f.StringVar(&o.info.Name, "name", "blend", "name of the voice")
	f.StringVar(&o.info.License, "license", "CC0-1.0", "licence of the voice")
	f.StringVar(&o.info.Speaker, "speaker", "", "whose voice it is")
	f.StringVar(&o.info.Description, "description", "", "what listeners should know")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	var err error
	if o.loans, err = loans(*lent); err != nil {
		return o, err
	}
	o.parts = f.Args()
	if len(o.parts) == 0 {
		return o, errors.New("usage: blend [flags] SPEAKER=FOLDER[*TIMES] …")
	}
	o.plan.EvaluateEvery, o.plan.CheckpointEvery = 500, 500
	return o, nil
}

func run(ctx context.Context, args []string) error {
	o, err := parse(args)
	if err != nil {
		return err
	}
	corpus, err := blend(ctx, o)
	if err != nil {
		return err
	}
	fmt.Printf("%d speakers, %d utterances, %d symbols\n", len(corpus.Speakers), len(corpus.Train), len(corpus.Symbols))
	r, err := o.run(corpus)
	if err != nil {
		return err
	}
	if err := r.Train(ctx, corpus, report); err != nil {
		return err
	}
	if o.keep == "" {
		return nil
	}
	m, err := r.Model(r.Summary.Step)
	if err != nil {
		return err
	}
	if m.Spreads, err = spreads(ctx, m, corpus); err != nil {
		return err
	}
	if o.first {
		if m, err = o.alone(m, corpus.Speakers); err != nil {
			return err
		}
	}
	i := o.info
	i.Language, i.Utterances, i.Minutes, i.Steps, i.HeldOutLoss = "fa", len(corpus.Train), r.Summary.Minutes, r.Summary.Step, r.Summary.BestLoss
	i.Created = r.Summary.Created.Format(time.DateOnly)
	return (&voice.Voice{Info: i, Model: m}).Save(o.keep)
}

// alone is the first speaker of a model, with what others lend.
func (o options) alone(m *acoustic.Model, speakers []string) (*acoustic.Model, error) {
	out, err := m.Adapt(m.Config.Symbols, 1, m.Stats, 0)
	if err != nil {
		return nil, err
	}
	out.Spreads = m.Spreads[:1]
	return out, lend(out, m, speakers, o.loans)
}

// lively is how many utterances tell how much a speaker's voice moves.
const lively = 24

// spreads measures what the model's averages take from each speaker: recordings
// of the speaker beside utterances in the language of the voice, which are
// others' where the speaker has none.
func spreads(ctx context.Context, m *acoustic.Model, c *dataset.Corpus) ([]acoustic.Spread, error) {
	m.Spreads = nil
	v := acoustic.NewSynthesizer(m)
	defer v.Close()
	out := make([]acoustic.Spread, len(c.Speakers))
	for n := range out {
		own := pick(c, func(e *dataset.Example) bool { return e.Speaker == n })
		said := pick(c, func(e *dataset.Example) bool { return spokenIn(e, phoneme.Persian) })
		var err error
		if out[n], err = train.MeasureSpread(ctx, v, own, said); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// pick takes examples evenly over all that fit.
func pick(c *dataset.Corpus, fits func(*dataset.Example) bool) []*dataset.Example {
	var all []*dataset.Example
	for i := range c.Train {
		if fits(&c.Train[i]) {
			all = append(all, &c.Train[i])
		}
	}
	n := min(len(all), lively)
	out := make([]*dataset.Example, n)
	for i := range out {
		out[i] = all[i*len(all)/n]
	}
	return out
}

// spokenIn tells whether an utterance has no sound but those of a language.
func spokenIn(e *dataset.Example, symbols []string) bool {
	return !slices.ContainsFunc(e.Tokens, func(t phoneme.Token) bool {
		return t.Symbol != phoneme.Pause && !slices.Contains(symbols, t.Symbol)
	})
}

func report(e train.Event) {
	switch e.Kind {
	case train.EventEvaluate:
		fmt.Printf("step %d of %d, %.0f frames/s: held-out loss %.3f, distortion %.2f dB, pitch %.0f cents, durations %.1f ms\n", e.Step, e.Steps, e.FramesPerSecond,
			e.Metric.Frames, e.Metric.DistortionDB, e.Metric.PitchCents, e.Metric.DurationMs)
	}
}

// run opens the run that was begun, or begins it.
func (o options) run(c *dataset.Corpus) (*train.Run, error) {
	dir := filepath.Join(o.work, "run")
	r, err := train.OpenRun(dir)
	if !errors.Is(err, train.ErrRun) {
		return r, err
	}
	s := train.Summary{ID: o.info.ID, Dataset: o.work, Language: "fa", Plan: o.plan, Created: time.Now()}
	if o.base == "" {
		return train.Create(dir, s, nil)
	}
	v, err := voice.Open(o.base)
	if err != nil {
		return nil, err
	}
	s.Base = v.Info.ID
	return train.Create(dir, s, v.Model)
}

// blend makes one corpus of all folders.
func blend(ctx context.Context, o options) (*dataset.Corpus, error) {
	out := &dataset.Corpus{Params: mel.DefaultParams(), Language: "fa"}
	for _, part := range o.parts {
		speaker, folder, ok := strings.Cut(part, "=")
		if !ok {
			return nil, fmt.Errorf("%s: not SPEAKER=FOLDER", part)
		}
		times := 1
		if f, n, ok := strings.Cut(folder, "*"); ok {
			var err error
			if times, err = strconv.Atoi(n); err != nil || times < 1 {
				return nil, fmt.Errorf("%s: TIMES is no number", part)
			}
			folder = f
		}
		c, err := prepare(ctx, folder, filepath.Join(o.work, "features"))
		if err != nil {
			return nil, err
		}
		fmt.Printf("%s: %s, %.1f minutes, %d excluded\n", speaker, folder, c.Minutes(), len(c.Excluded))
		add(out, c, speaker, times)
	}
	slices.Sort(out.Symbols)
	out.Symbols = slices.Compact(out.Symbols)
	return out, nil
}

func prepare(ctx context.Context, folder, cache string) (*dataset.Corpus, error) {
	d, err := dataset.Open(folder)
	if err != nil {
		return nil, err
	}
	return d.Prepare(ctx, dataset.PrepareOptions{Params: mel.DefaultParams(), CacheDir: cache, Workers: runtime.NumCPU()})
}

func add(out, c *dataset.Corpus, speaker string, times int) {
	n := slices.Index(out.Speakers, speaker)
	if n < 0 {
		n = len(out.Speakers)
		out.Speakers = append(out.Speakers, speaker)
	}
	for _, part := range [][]dataset.Example{c.Train, c.HeldOut} {
		for i := range part {
			part[i].Speaker = n
		}
	}
	for range times {
		out.Train = append(out.Train, c.Train...)
	}
	out.HeldOut = append(out.HeldOut, c.HeldOut...)
	out.Symbols = append(out.Symbols, c.Symbols...)
}
