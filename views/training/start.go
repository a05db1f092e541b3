package training

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/library"
	"avagar/app/training"
	"avagar/engine/dataset"
	"avagar/engine/train"
	"avagar/views/ui"
)

// start is the dialog that begins a training: recordings are chosen and
// checked, and it is said from which voice and how long.
type start struct {
	needs    *Needs
	folder   *widget.Label
	checked  *widget.Label
	findings *fyne.Container
	bar      *ui.Progress
	name     *ui.Entry
	from     *ui.Select
	size     *ui.Select // of the network; that of the voice where one is begun from
	length   *ui.Select
	guess    *widget.Label // what the times rest on
	steps    []int         // of length
	advanced *advanced
	begin    *ui.Button
	dialog   *ui.Dialog

	path   string
	voices []library.Entry // of from, after the one for nothing
	cancel context.CancelFunc
	asked  int
}

// budgets are the times offered. The first suits a training that begins from a
// voice, the second one that begins from nothing.
var budgets = []time.Duration{2 * time.Minute, 10 * time.Minute, 30 * time.Minute, 2 * time.Hour, 8 * time.Hour}

func newStart(needs *Needs) *start {
	s := &start{needs: needs, folder: ui.Wrapped(""), checked: ui.Wrapped(""), findings: ui.NewColumn(nil), bar: ui.NewProgress(), name: ui.NewEntry(), cancel: func() {}}
	s.folder.SetText(ui.Say(fa.NewNoFolder))
	s.bar.Hide()
	s.size = ui.NewSelect([]string{ui.Say(fa.NewBase), ui.Say(fa.NewHigh)}, nil)
	s.size.SetSelectedIndex(0)
	s.length, s.guess = ui.NewSelect(nil, nil), ui.Wrapped("")
	s.guess.SizeName = theme.SizeNameCaptionText
	s.advanced = newAdvanced(func() {
		if s.dialog != nil {
			s.dialog.Refresh()
		}
	})
	s.from = ui.NewSelect([]string{ui.Say(fa.NewFromNothing)}, func(string) { s.fit() })
	s.from.SetSelectedIndex(0)
	s.dialog = ui.NewDialog(ui.Say(fa.NewTitle), s.form())
	s.dialog.Width = 38
	s.dialog.OnClosed = func() { s.cancel() }
	s.begin = ui.NewButton(ui.Say(fa.NewStart), s.start)
	s.begin.Importance = widget.HighImportance
	s.begin.Disable()
	s.dialog.SetButtons(ui.NewButton(ui.Say(fa.SaveCancel), s.dialog.Close), s.begin)
	return s
}

func (s *start) form() fyne.CanvasObject {
	browse := ui.NewButtonWithIcon(ui.Say(fa.NewBrowse), theme.FolderOpenIcon(), s.browse)
	return ui.NewColumn(nil,
		ui.NewField(ui.Say(fa.NewFolder), ui.NewColumn(nil, s.folder, ui.NewFlow([]fyne.CanvasObject{browse}))),
		s.bar, s.checked, s.findings,
		ui.NewField(ui.Say(fa.NewName), s.name),
		ui.NewField(ui.Say(fa.NewFrom), s.from),
		ui.NewField(ui.Say(fa.NewSize), s.size),
		ui.NewField(ui.Say(fa.NewLength), ui.NewColumn(nil, s.length, s.guess)),
		s.advanced.content,
	)
}

// Show opens the dialog and reads which voices there are, and how fast this
// computer is.
func (s *start) Show() {
	s.dialog.Open(s.needs.Window)
	s.needs.Beside(func(context.Context) error {
		voices, err := s.needs.Voices.List()
		if err != nil {
			return err
		}
		steps, measured := make([]int, len(budgets)), false
		for i, b := range budgets {
			steps[i], measured = s.needs.Studio.Steps(b)
		}
		fyne.Do(func() {
			s.offer(voices)
			s.offerTimes(steps, measured)
		})
		return nil
	})
}

// fit has the size be asked for only where it can be chosen, and the numbers be
// those that suit the beginning.
func (s *start) fit() {
	if s.from.SelectedIndex() > 0 {
		s.size.Disable()
		s.advanced.use(train.DefaultPlan())
		return
	}
	s.size.Enable()
	s.advanced.use(train.DefaultPlan().FromNothing())
}

// sizes are the networks that a training from nothing can make.
var sizes = []string{"base", "high"}

func (s *start) offerTimes(steps []int, measured bool) {
	s.steps = steps
	for i, b := range budgets {
		s.length.Options = append(s.length.Options, ui.Say(fa.NewTime, b, steps[i]))
	}
	s.length.SetSelectedIndex(0)
	text := ui.Say(fa.NewStops)
	if !measured {
		text += " " + ui.Say(fa.NewGuess)
	}
	s.guess.SetText(text)
	s.dialog.Refresh()
}

// offer lists the voices to begin from; the first is chosen, since beginning
// from one is so much quicker.
func (s *start) offer(voices []library.Entry) {
	for _, v := range voices {
		if v.Err == nil {
			s.voices = append(s.voices, v)
			s.from.Options = append(s.from.Options, ui.Locale().Name(v.Name))
		}
	}
	s.from.SetSelectedIndex(min(1, len(s.from.Options)-1))
	s.from.Refresh()
}

func (s *start) browse() { ui.ChooseFolder(s.needs.Window, "", s.needs.Notify, s.use) }

// use checks a folder of recordings; the check of one before is not wanted any
// more.
func (s *start) use(folder string) {
	s.cancel()
	s.asked++
	asked := s.asked
	s.path = folder
	s.folder.SetText(ui.Path(folder))
	s.checked.SetText("")
	s.findings.RemoveAll()
	s.begin.Disable()
	s.bar.Show()
	unwanted, cancel := context.WithCancel(context.Background())
	s.cancel = cancel
	s.needs.Beside(func(ctx context.Context) error {
		wanted, end := ui.Either(ctx, unwanted)
		defer end()
		c, err := s.needs.Studio.Check(wanted, folder, s.progress(asked))
		if wanted.Err() != nil {
			return nil
		}
		fyne.Do(func() {
			if asked == s.asked {
				s.judge(c, err)
			}
		})
		return nil
	})
}

func (s *start) progress(asked int) func(done, total int) {
	shown := -1
	return func(done, total int) {
		if now := done * 100 / max(total, 1); now != shown {
			shown = now
			fyne.Do(func() {
				if asked == s.asked {
					s.bar.SetValue(float64(now) / 100)
					s.checked.SetText(ui.Say(fa.NewChecking, done, total))
				}
			})
		}
	}
}

const (
	littleSpeech = 2   // minutes are too few for a clear voice
	muchSpeech   = 120 // minutes take a while to make ready
	fewToJudge   = 4   // utterances, of which one is held out
)

func (s *start) judge(c training.Checked, err error) {
	s.bar.Hide()
	s.checked.Importance = widget.MediumImportance
	if err != nil {
		s.checked.Importance = widget.DangerImportance
		s.checked.SetText(ui.Error(err))
		s.dialog.Refresh()
		return
	}
	text, ok := verdict(c)
	if !ok {
		s.checked.Importance = widget.DangerImportance
	}
	s.checked.SetText(text)
	s.name.SetText(c.Name)
	s.list(findings(c.Report))
	ui.Able(s.begin, ok)
	s.dialog.Refresh()
	if canvas := s.needs.Window.Canvas(); ok && canvas.Overlays().Top() == s.dialog {
		canvas.Focus(s.begin) // Enter begins
	}
}

// verdict says what can be done with recordings, and is false for nothing.
func verdict(c training.Checked) (text string, ok bool) {
	r := c.Report
	if r.Usable == 0 {
		return ui.Say(fa.NewNothing), false
	}
	text = ui.Say(fa.NewChecked, r.Usable, len(r.Rows), r.UsableMinutes, c.Language)
	if r.UsableMinutes < littleSpeech {
		text += " " + ui.Say(fa.NewLittle)
	}
	if r.Usable < fewToJudge {
		text += " " + ui.Say(fa.NewFew)
	}
	if r.UsableMinutes > muchSpeech {
		text += " " + ui.Say(fa.NewMuch, fa.Bytes(c.Room()))
	}
	return text, true
}

// mostFindings is how many are told one by one.
const mostFindings = 20

func (s *start) list(all []dataset.Finding) {
	if len(all) == 0 {
		s.findings.Add(ui.Caption(ui.Say(fa.NewFine)))
	}
	for _, f := range all[:min(len(all), mostFindings)] {
		s.findings.Add(ui.Caption(ui.Say(fa.FindingLine, fa.Words(ui.Locale().Severity(f.Severity)), fa.Words(ui.Locale().Finding(f)))))
	}
	if rest := len(all) - mostFindings; rest > 0 {
		s.findings.Add(ui.Caption(ui.Say(fa.NewMoreFindings, rest)))
	}
}

// start begins the training; the dialog stays where it is refused.
func (s *start) start() {
	adjust, ok := s.advanced.read()
	if !ok {
		return
	}
	o := training.StartOptions{Folder: s.path, Name: s.name.Text, Steps: s.steps[max(s.length.SelectedIndex(), 0)], Adjust: adjust}
	from := ""
	if i := s.from.SelectedIndex(); i > 0 {
		from = s.voices[i-1].ID
	} else {
		o.Size = sizes[max(s.size.SelectedIndex(), 0)]
	}
	s.needs.Beside(func(context.Context) (err error) {
		if from != "" {
			if o.From, err = s.needs.Voices.Get(from); err != nil {
				return err
			}
		}
		if err := s.needs.Studio.Begin(o); err != nil {
			return err
		}
		fyne.Do(s.dialog.Close)
		return nil
	})
}
