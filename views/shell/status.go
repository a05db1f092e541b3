package shell

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/fa"
	"avagar/app/jobs"
	"avagar/app/training"
	"avagar/views/downloads"
	"avagar/views/ui"
)

// status is the line at the foot of the window: the voice, and what is going on.
type status struct {
	shell *Shell
	line  *fyne.Container
	voice *widget.Label
	queue *widget.Label // what is downloaded
	job   *widget.Label
	busy  *widget.Activity

	list   []app.Download // of the queue
	reader *ui.Reader[[]app.Download]
}

func newStatus(s *Shell) *status {
	st := &status{shell: s, voice: widget.NewLabel(""), queue: widget.NewLabel(""), job: widget.NewLabel(ui.Say(fa.StatusReady)), busy: widget.NewActivity()}
	st.reader = ui.NewReader(s.beside, func() func(context.Context) ([]app.Download, error) { return s.boot.Downloads.Queue }, func(list []app.Download) {
		st.list = list
		st.showQueue()
	})
	st.busy.Hide()
	for _, l := range []*widget.Label{st.voice, st.queue, st.job} {
		l.Truncation = fyne.TextTruncateEllipsis
	}
	st.queue.Hide()
	st.line = ui.NewFlow([]fyne.CanvasObject{st.voice}, st.queue, st.busy, st.job)
	return st
}

// listen keeps the line true until what it returns is called.
func (st *status) listen() []func() {
	j, d := st.shell.boot.Jobs, st.shell.boot.Downloads
	st.readVoice()
	st.reader.Read()
	return []func(){
		ui.Watch(&d.Changed, nil, func(struct{}) { st.reader.Read() }),
		ui.Watch(&d.Progress, nil, func(app.DownloadProgress) { st.showQueue() }),
		d.Finished.Subscribe(st.shell.downloaded), // every one of them, not the newest
		st.shell.boot.Studio.Progress.Subscribe(st.shell.trained),
		st.shell.boot.Reports.Progress.Subscribe(st.shell.reported),
		st.shell.boot.Catalogue.Failed.Subscribe(func(err error) { st.shell.Notify(ui.Error(err)) }),
		ui.Watch(&j.Started, known, func(string) { st.readJobs() }),
		ui.Watch(&j.Ended, func(r jobs.Result) bool { return known(r.Key) }, func(jobs.Result) { st.readJobs() }),
	}
}

// readVoice finds the voice's name: beside the window, since it may have to
// open files.
func (st *status) readVoice() {
	id := st.shell.settings.Voice
	st.shell.beside(func(context.Context) error {
		v, err := st.shell.boot.Library.Get(id)
		if err != nil {
			return err
		}
		fyne.Do(func() { st.say(st.voice, ui.Say(fa.StatusVoice, v.Info.Name)) })
		return nil
	})
}

// showQueue says what the queue comes to, if there is anything in it.
func (st *status) showQueue() {
	text := downloads.Sum(st.list, st.shell.boot.Downloads.Live()).Status()
	if text == st.queue.Text {
		return
	}
	st.queue.Hidden = text == ""
	st.say(st.queue, text)
}

// readJobs shows the work in progress, or that there is none.
func (st *status) readJobs() {
	says, running, _ := st.shell.inProgress()
	if !running {
		st.busy.Stop()
		st.busy.Hide()
		st.say(st.job, ui.Say(fa.StatusReady))
		return
	}
	st.busy.Show()
	st.busy.Start()
	st.say(st.job, ui.Say(fa.StatusJob, says))
}

// say gives a label as much room as its text needs.
func (st *status) say(l *widget.Label, text string) {
	l.SetText(text)
	st.line.Refresh()
}

// kinds pairs the beginning of a job's key with what a person calls it. Work
// that is lost stays half-done if the program closes over it.
var kinds = []struct {
	key  string
	says fa.Sentence
	lost bool
}{
	{exportJob, fa.JobExport, true},
	{"train", fa.JobTraining, true},
	{training.ReportJob, fa.JobReport, true},
	{"speak", fa.StatusSpeaks, false},
}

// known tells whether a person knows of a job.
func known(key string) bool {
	for _, k := range kinds {
		if strings.HasPrefix(key, k.key) {
			return true
		}
	}
	return false
}

// inProgress names the first job that a person knows of, and tells whether its
// work would be lost.
func (s *Shell) inProgress() (says fa.Sentence, running, lost bool) {
	active := s.boot.Jobs.Active()
	for _, k := range kinds {
		if slices.ContainsFunc(active, func(key string) bool { return strings.HasPrefix(key, k.key) }) {
			return k.says, true, k.lost
		}
	}
	return fa.Sentence{}, false, false
}
