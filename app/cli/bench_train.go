package cli

import (
	"errors"

	"avagar/app/fa"
	"avagar/bench"
)

type benchTrain struct {
	Size        string  `enum:",base,high" default:"" placeholder:"base|high" help:"${train_size}"`
	Steps       int     `default:"200" help:"${bench_steps}"`
	BatchFrames int     `default:"0" placeholder:"N" help:"${train_batch}"`
	Replicas    int     `default:"0" placeholder:"N" help:"${bench_replicas}"`
	Peer        bool    `help:"${bench_peer}"`
	Rounds      int     `default:"3" help:"${bench_peer_rounds}"`
	Seconds     float64 `default:"8" help:"${bench_peer_seconds}"`
}

// Run measures training on made-up features.
func (c *benchTrain) Run(s *session) error {
	if c.Peer {
		return c.beside(s)
	}
	b := s.bar()
	r, err := bench.Train(s.ctx, bench.TrainOptions{
		Size: c.Size, Steps: c.Steps, BatchFrames: c.BatchFrames, Replicas: c.Replicas,
		Progress: func(done, total int) { b.show(done, total, fa.Measuring) },
	})
	b.clear()
	if err != nil {
		return err
	}
	if s.json {
		return s.object(r)
	}
	return s.say(fa.BenchTrained, r.Size, r.Weights, r.Steps, r.Replicas, r.FramesPerS, r.StepMs, r.StartRSSMB, r.RSSMB, r.PeakRSSMB, r.Kernel)
}

// beside measures training beside the same in PyTorch, on two cores each.
func (c *benchTrain) beside(s *session) error {
	b := s.bar()
	o := bench.PeerOptions{
		Sizes: []string{"base", "high"}, Utterances: []int{2, 8}, Rounds: max(1, c.Rounds), Seconds: max(0.1, c.Seconds),
		Progress: func(done, total int) { b.show(done, total, fa.Measuring) },
	}
	if c.Size != "" {
		o.Sizes = []string{c.Size}
	}
	err := bench.Peer(s.ctx, o, func(r bench.PeerReport) error {
		b.clear()
		return s.besidePeer(r)
	})
	b.clear()
	if errors.Is(err, bench.ErrNoTorch) {
		s.tell(fa.BenchNoTorch)
		return nil
	}
	return err
}

func (s *session) besidePeer(r bench.PeerReport) error {
	if s.json {
		return s.object(r)
	}
	err := s.say(fa.BenchPeerOurs, r.Size, r.Utterances, r.FramesPerS, r.StepMs, r.RSSMB, r.PeakRSSMB)
	if r.Reference != "" {
		err = errors.Join(err, s.say(fa.BenchPeerTheirs, r.Reference, r.ReferenceConvolution, r.ReferenceThreads,
			r.ReferenceFramesPerS, r.ReferenceRSSMB, r.Ratio, r.CPURatio))
	}
	err = errors.Join(err, s.say(fa.BenchPeerProducts, r.GemmShare, r.GemmGFLOPPerS, r.GemmOfPeak, r.OwnPeak))
	if r.BLAS != "" {
		err = errors.Join(err, s.say(fa.BenchPeerBLAS, r.BLAS, r.BLASPeak, r.BLASPeakCores))
	}
	return err
}
