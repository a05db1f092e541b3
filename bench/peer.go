package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"time"

	"avagar/engine/acoustic"
	"avagar/engine/gemm"
	"avagar/engine/mel"
)

// PeerOptions say what to measure beside PyTorch.
type PeerOptions struct {
	Sizes      []string
	Utterances []int // of a batch
	Rounds     int   // each of Seconds of ours, then Seconds of the twin's
	Seconds    float64
	Progress   func(done, total int)
}

// PeerReport is one size and one number of utterances a batch. Speeds are
// medians over the rounds; frames are real ones, without padding. What begins
// with reference is of the twin in PyTorch, and 0 without it.
type PeerReport struct {
	Size         string  `json:"size"`
	Utterances   int     `json:"utterances"`
	Weights      int     `json:"weights"`
	Kernel       string  `json:"kernel"`
	Cores        int     `json:"cores"`
	Rounds       int     `json:"rounds"`
	FramesPerS   float64 `json:"frames_per_s"`
	FramesPerCPU float64 `json:"frames_per_cpu_s"` // a second of one core: what other work beside changes least
	StepMs       float64 `json:"step_ms"`
	RSSMB        float64 `json:"rss_mb"`
	PeakRSSMB    float64 `json:"peak_rss_mb"`

	Reference             string             `json:"reference,omitempty"`
	ReferenceFramesPerS   float64            `json:"reference_frames_per_s,omitempty"`
	ReferenceFramesPerCPU float64            `json:"reference_frames_per_cpu_s,omitempty"`
	ReferenceRSSMB        float64            `json:"reference_rss_mb,omitempty"`
	ReferenceThreads      int                `json:"reference_threads,omitempty"`
	ReferenceConvolution  string             `json:"reference_convolution,omitempty"`
	ReferenceTried        map[string]float64 `json:"reference_tried,omitempty"` // frames/s
	Ratio                 float64            `json:"ratio,omitempty"`
	CPURatio              float64            `json:"cpu_ratio,omitempty"`

	GemmShare     float64 `json:"gemm_share_percent"`     // of the processor time of a step, weights' packing included
	GemmGFLOPPerS float64 `json:"gemm_gflop_per_s"`       // of one core's time inside a step
	OwnPeak       float64 `json:"own_peak_gflop_per_s"`   // of one core, our best product alone
	BLAS          string  `json:"blas,omitempty"`         // whose best product it is
	BLASPeak      float64 `json:"blas_peak_gflop_per_s"`  // of one core
	BLASPeakCores float64 `json:"blas_peak2_gflop_per_s"` // of two threads
	GemmOfPeak    float64 `json:"gemm_percent_of_peak"`   // of the highest of these, a core
}

// Peer measures training beside the same training in PyTorch, alternately in
// one run, and hands on each row when it is done. Where PyTorch is missing it
// measures ours alone and returns ErrNoTorch at the end.
func Peer(ctx context.Context, o PeerOptions, row func(PeerReport) error) error {
	p := peer{PeerOptions: o, corpus: newCorpus(mel.DefaultParams(), 64), total: len(o.Sizes) * len(o.Utterances) * o.Rounds}
	p.blas = bestBLAS(ctx)
	var missing error
	for _, size := range o.Sizes {
		for _, n := range o.Utterances {
			r, err := p.measure(ctx, size, n)
			if errors.Is(err, ErrNoTorch) {
				missing, err = err, nil
			}
			if err == nil {
				err = row(r)
			}
			if err != nil {
				return err
			}
		}
	}
	return missing
}

type peer struct {
	PeerOptions
	corpus      []acoustic.Sequence
	blas        blas
	done, total int // rounds
}

// turn is one round of one side.
type turn struct {
	FramesPerS   float64 `json:"frames_per_s"`
	FramesPerCPU float64 `json:"frames_per_cpu_s"`
	StepMs       float64 `json:"step_ms"`
	RSSMB        float64 `json:"rss_mb"`
	share        float64 // of the processor time in products
	gflop        float64 // a second of one core, inside products
}

// replicas is how many of ours work side by side: one a core.
const replicas = 2

func (p *peer) measure(ctx context.Context, size string, utterances int) (PeerReport, error) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(replicas))
	model, err := newModel(p.corpus, size, 1)
	if err != nil {
		return PeerReport{}, err
	}
	w := workload{model: model, corpus: p.corpus, batches: sortedBatches(p.corpus, utterances), learningRate: 1e-3}
	folder, err := os.MkdirTemp("", "avagar-twin-*")
	if err != nil {
		return PeerReport{}, fmt.Errorf("bench: twin: %w", err)
	}
	defer os.RemoveAll(folder)
	r := PeerReport{Size: size, Utterances: utterances, Weights: model.Weights(), Kernel: gemm.Kernel(), Cores: replicas, Rounds: p.Rounds}
	theirs, missing := startTwin(ctx, w, folder, p.blas.environment...)
	if missing == nil {
		defer theirs.close()
		missing = r.tune(theirs)
	}
	if missing != nil && !errors.Is(missing, ErrNoTorch) {
		return r, missing
	}
	if err := p.alternate(ctx, w, theirs, &r); err != nil {
		return r, err
	}
	return r, missing
}

// tune lets the twin find its best and says in the report what that is.
func (r *PeerReport) tune(t *twin) error {
	var best struct {
		Version     string             `json:"version"`
		Threads     int                `json:"threads"`
		Convolution string             `json:"convolution"`
		Tried       map[string]float64 `json:"tried"`
	}
	const seconds = 1 // of each turn
	if err := t.do("tune", seconds, &best); err != nil {
		return err
	}
	r.Reference, r.ReferenceThreads, r.ReferenceConvolution = "PyTorch "+best.Version, best.Threads, best.Convolution
	r.ReferenceTried = map[string]float64{}
	for way, speed := range best.Tried {
		r.ReferenceTried[way] = tenth(speed)
	}
	return nil
}

// alternate measures ours and theirs in turn; theirs may be nil.
func (p *peer) alternate(ctx context.Context, w workload, theirs *twin, r *PeerReport) error {
	forgetMemory()
	trainer := acoustic.NewTrainer(w.model, replicas, 1)
	defer trainer.Close()
	s := stretch{w: w, trainer: trainer}
	if err := s.warmUp(); err != nil {
		return err
	}
	var own, others []turn
	for range p.Rounds {
		t, err := s.train(ctx, p.Seconds)
		if err != nil {
			return err
		}
		own = append(own, t)
		if theirs != nil {
			var t turn
			if err := theirs.do("train", p.Seconds, &t); err != nil {
				return errors.Join(ctx.Err(), err)
			}
			others = append(others, t)
		}
		p.done++
		if p.Progress != nil {
			p.Progress(p.done, p.total)
		}
	}
	_, peak := residentMB()
	r.PeakRSSMB = tenth(peak)
	r.sum(own, others)
	return r.peaks(ctx, p.blas)
}

// stretch is our training, a while at a time.
type stretch struct {
	w       workload
	trainer *acoustic.Trainer
	next    int // batch
}

// warmUp makes every buffer as large as the largest batch needs, and gives the
// smaller ones before it back, as the runtime does within minutes.
func (s *stretch) warmUp() error {
	for i := range s.w.batches {
		if _, err := s.trainer.Step(s.w.parts(i, replicas), s.w.learningRate); err != nil {
			return fmt.Errorf("bench: %w", err)
		}
	}
	debug.FreeOSMemory()
	return nil
}

func (s *stretch) train(ctx context.Context, seconds float64) (turn, error) {
	var meter gemm.Meter
	gemm.Measure(&meter)
	defer gemm.Measure(nil)
	frames, steps, began, worked := 0, 0, time.Now(), cpuSeconds()
	for time.Since(began).Seconds() < seconds {
		losses, err := s.trainer.Step(s.w.parts(s.next, replicas), s.w.learningRate)
		if err = errors.Join(ctx.Err(), err); err != nil {
			return turn{}, fmt.Errorf("bench: %w", err)
		}
		s.next++
		steps++
		frames += losses.FrameCount
	}
	took, multiplied := time.Since(began).Seconds(), meter.Time().Seconds()
	now, _ := residentMB()
	t := turn{FramesPerS: float64(frames) / took, StepMs: took / float64(steps) * 1e3, RSSMB: now}
	if worked = cpuSeconds() - worked; worked <= 0 { // the system does not tell
		worked = took * replicas
	}
	t.FramesPerCPU, t.share, t.gflop = float64(frames)/worked, multiplied/worked, meter.Operations()/multiplied/1e9
	return t, nil
}

// sum takes medians over the rounds.
func (r *PeerReport) sum(own, others []turn) {
	middle := func(turns []turn, of func(turn) float64) float64 {
		var v []float64
		for _, t := range turns {
			v = append(v, of(t))
		}
		return tenth(median(v))
	}
	speed := func(t turn) float64 { return t.FramesPerS }
	work := func(t turn) float64 { return t.FramesPerCPU }
	r.FramesPerS, r.FramesPerCPU = middle(own, speed), middle(own, work)
	r.StepMs, r.RSSMB = middle(own, func(t turn) float64 { return t.StepMs }), tenth(own[len(own)-1].RSSMB)
	r.GemmShare = middle(own, func(t turn) float64 { return 100 * t.share })
	r.GemmGFLOPPerS = middle(own, func(t turn) float64 { return t.gflop })
	if len(others) == 0 {
		return
	}
	r.ReferenceFramesPerS, r.ReferenceFramesPerCPU = middle(others, speed), middle(others, work)
	r.ReferenceRSSMB = tenth(others[len(others)-1].RSSMB)
	r.Ratio = hundredth(r.FramesPerS / r.ReferenceFramesPerS)
	r.CPURatio = hundredth(r.FramesPerCPU / r.ReferenceFramesPerCPU)
}

func hundredth(v float64) float64 { return float64(int(v*100+0.5)) / 100 }
