package shell

import (
	"context"

	"avagar/app/speech"
)

// exportJob is the key of the job that writes a speech to a file.
const exportJob = "speech:export"

// exporter makes a job of each export, so that the window tells of it and does
// not close over it unasked.
type exporter struct{ *speech.Service }

// Export is the service's, and ends with ctx or with the program.
func (e exporter) Export(ctx context.Context, r speech.Request, path string, rate int, progress func(done float64)) error {
	err := e.Jobs.Start(exportJob, func(job context.Context) error {
		job, cancel := context.WithCancel(job)
		defer cancel()
		defer context.AfterFunc(ctx, cancel)()
		return e.Service.Export(job, r, path, rate, progress)
	})
	if err != nil {
		return err
	}
	return e.Jobs.Wait(context.WithoutCancel(ctx), exportJob)
}
