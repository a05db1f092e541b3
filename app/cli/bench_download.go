package cli

import (
	"avagar/app/fa"
	"avagar/bench"
)

type benchDownload struct {
	MB       int64  `name:"mb" default:"1074" help:"${bench_mb}"`
	Segments int    `default:"4" help:"${bench_segments}"`
	Rounds   int    `default:"3" help:"${bench_rounds}"`
	Folder   string `placeholder:"DIR" help:"${bench_folder}"`
	Others   bool   `help:"${bench_others}"`
}

// Run measures fetching a file over the loopback beside the least that could.
func (c *benchDownload) Run(s *session) error {
	b := s.bar()
	r, err := bench.Download(s.ctx, bench.DownloadOptions{
		Bytes: max(c.MB, 1) * 1e6, Segments: c.Segments, Rounds: max(c.Rounds, 1), Folder: c.Folder, Others: c.Others,
		Progress: func(done, total int) { b.show(done, total, fa.Measuring) },
	})
	b.clear()
	if err != nil {
		return err
	}
	if s.json {
		return s.object(r)
	}
	if err := s.say(fa.BenchDownloaded, s.locale.Size(r.Bytes), r.Segments, r.MBPerS, r.PlainMBPerS, r.Ratio); err != nil {
		return err
	}
	for _, o := range r.Others {
		if err := s.say(fa.BenchDownloader, o.Name, o.MBPerS); err != nil {
			return err
		}
	}
	return nil
}
