package cli

import (
	"avagar/app/fa"
	"avagar/bench"
)

type benchCommands struct {
	Train    benchTrain    `cmd:"" help:"${bench_train}"`
	Speak    benchSpeak    `cmd:"" help:"${bench_speak}"`
	Gemm     benchGemm     `cmd:"" help:"${bench_gemm}"`
	Download benchDownload `cmd:"" help:"${bench_download}"`
	Start    benchStart    `cmd:"" help:"${bench_start}"`
	Pace     benchPace     `cmd:"" hidden:"" help:"${bench_start}"`
}

type (
	benchSpeak struct {
		Voice  string `placeholder:"ID" help:"${say_voice}"`
		Rounds int    `default:"9" help:"${bench_rounds}"`
	}
	benchGemm  struct{}
	benchStart struct {
		Train   string `placeholder:"FOLDER" help:"${bench_start_train}"`
		Seconds int    `default:"60" placeholder:"N" help:"${bench_start_seconds}"`
	}
	benchPace struct{}
)

// Run measures speaking on one core.
func (c *benchSpeak) Run(s *session) error {
	v, err := s.voice(c.Voice)
	if err != nil {
		return err
	}
	r, err := bench.Speak(s.ctx, v, c.Rounds)
	if err != nil {
		return err
	}
	if s.json {
		return s.object(r)
	}
	if err := s.say(fa.BenchSpoke, r.Letters, r.DurationS, r.FirstSoundMs, r.Milliseconds, r.RealTimeFactor, r.RSSMB); err != nil {
		return err
	}
	if r.Espeak == nil {
		return nil
	}
	return s.say(fa.BenchEspeak, r.Espeak.DurationS, r.Espeak.Milliseconds, r.Espeak.RealTimeFactor)
}

// Run measures matrix products.
func (benchGemm) Run(s *session) error {
	for _, shape := range bench.Shapes {
		r, err := bench.Gemm(s.ctx, shape)
		if err != nil {
			return err
		}
		if s.json {
			err = s.object(r)
		} else {
			err = s.say(fa.BenchGemm, r.Kernel, r.M, r.N, r.K, r.GFLOPPerS)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
