package recorder

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/recorder"
	"avagar/views/ui"
)

// show takes over where the recorder stands.
func (p *Page) show(now recorder.Now) {
	before := p.now
	p.now = now
	for _, o := range p.open {
		if now.Open {
			o.Show()
		} else {
			o.Hide()
		}
	}
	p.none.Hidden = now.Open
	p.choices()
	if now.Open {
		c := now.Coverage
		ui.SetLines(p.progress,
			ui.Line{Text: ui.Say(fa.RecorderProgress, now.Recorded, now.Of, fa.Words(ui.Number(now.Length.Minutes(), 1))), Bold: true},
			ui.Line{Text: ui.Say(fa.RecorderCoverage, c.Phonemes, c.AllPhonemes, c.Pairs, c.AllPairs), Small: true})
		p.card.set(now.Text, ui.Say(place(now), now.At+1, now.Of))
		p.sounds(now)
	}
	if now.State != recorder.Recording {
		p.meter.off()
		p.live = ""
	}
	p.tell()
	p.buttons.show(now)
	p.content.Refresh()
	if now.Open && (p.fresh || before.Text != now.Text || before.State != now.State) {
		p.focus()
	}
}

// focus gives the card the keys, unless the person is busy elsewhere.
func (p *Page) focus() {
	c := p.needs.Window.Canvas()
	if c == nil || c.Overlays().Top() != nil {
		return
	}
	if f := c.Focused(); p.fresh || f == nil || p.buttons.dead(f) {
		p.fresh = false
		c.Focus(p.card)
	}
}

// choices shows what is chosen of the set.
func (p *Page) choices() {
	p.setting = true
	defer func() { p.setting = false }()
	for i, name := range p.names {
		if p.now.Open && name == p.now.Set.Name && p.sets.SelectedIndex() != i {
			p.sets.SetSelectedIndex(i)
		}
	}
	p.marks.SetChecked(p.now.Marks)
}

func place(now recorder.Now) fa.Sentence {
	switch t := now.Take; {
	case t != nil && t.Accepted:
		return fa.RecorderAccepted
	case t != nil:
		return fa.RecorderWaits
	case now.Skipped:
		return fa.RecorderSkipped
	}
	return fa.RecorderAt
}

// level shows how loud it is, and tells at once what is wrong.
func (p *Page) level(l recorder.Level) {
	if p.now.State != recorder.Recording {
		return
	}
	p.meter.show(l)
	if p.live != l.Fault {
		p.live = l.Fault
		p.tell()
		p.content.Refresh()
	}
}

// tell says what the recorder does and what can be done.
func (p *Page) tell() {
	text, problems, importance := p.words()
	if p.deed != (fa.Sentence{}) {
		text = ui.Say(p.deed) + " " + text
	}
	p.state.Importance = importance
	p.state.SetText(text)
	if p.now.Missing != "" {
		problems = append(problems, ui.Say(fa.RecorderMissing, p.now.Missing))
	}
	lines := make([]ui.Line, len(problems))
	for i, says := range problems {
		lines[i] = ui.Line{Text: says, Color: theme.ColorNameWarning}
	}
	p.buttons.playing(p.playing != nil)
	ui.SetLines(p.problems, lines...)
	p.problems.Hidden = len(lines) == 0 || !p.now.Open
}

func (p *Page) words() (text string, problems []string, importance widget.Importance) {
	if says, ok := fa.RecorderState(p.now.State); ok {
		if p.live != "" {
			problems = append(problems, ui.Locale().Fault(recorder.Problem{Fault: p.live}))
		}
		return ui.Say(says), problems, widget.HighImportance
	}
	switch p.heard {
	case nil:
	case p.before:
		return ui.Say(fa.RecorderHearsBefore), nil, widget.HighImportance
	default:
		return ui.Say(fa.RecorderHears), nil, widget.HighImportance
	}
	t := p.now.Take
	if t == nil {
		return ui.Say(fa.RecorderReady), nil, widget.MediumImportance
	}
	for _, problem := range t.Problems {
		problems = append(problems, ui.Locale().Fault(problem))
	}
	if t.Older {
		problems = append(problems, ui.Say(fa.RecorderOlder))
	}
	switch {
	case t.Accepted && p.now.Recorded == p.now.Of:
		return ui.Say(fa.RecorderDone), problems, widget.SuccessImportance
	case t.Accepted:
		return ui.Say(fa.RecorderKept, t.Length), problems, widget.MediumImportance
	case len(t.Problems) > 0:
		return ui.Say(fa.RecorderBad, t.Length), problems, widget.WarningImportance
	}
	return ui.Say(fa.RecorderGood, t.Length), problems, widget.SuccessImportance
}

// buttons are what can be done, for those who point.
type buttons struct {
	record, play, older, accept, skip, discard, previous, next *ui.Button
}

func (b *buttons) make(p *Page) *fyne.Container {
	b.record = ui.NewButtonWithIcon(ui.Say(fa.RecorderRecord), theme.MediaRecordIcon(), p.record)
	b.record.Importance = widget.HighImportance
	b.play = ui.NewButtonWithIcon(ui.Say(fa.RecorderPlay), theme.MediaPlayIcon(), p.play)
	b.older = ui.NewButtonWithIcon(ui.Say(fa.RecorderPlayBefore), theme.MediaPlayIcon(), p.playBefore)
	b.accept = ui.NewButtonWithIcon(ui.Say(fa.RecorderAccept), theme.ConfirmIcon(), p.accept)
	b.skip = ui.NewButtonWithIcon(ui.Say(fa.RecorderSkip), theme.MediaSkipNextIcon(), p.skip)
	b.discard = ui.NewButtonWithIcon(ui.Say(fa.RecorderDiscard), theme.DeleteIcon(), p.discard)
	b.previous = ui.NewButtonWithIcon(ui.Say(fa.RecorderPrevious), theme.NavigateBackIcon(), func() { p.move(-1) })
	b.next = ui.NewButtonWithIcon(ui.Say(fa.RecorderNext), theme.NavigateNextIcon(), func() { p.move(1) })
	b.next.IconPlacement = widget.ButtonIconTrailingText
	return ui.NewFlow([]fyne.CanvasObject{b.record, b.accept, b.play, b.older, b.discard, b.skip}, b.previous, b.next)
}

// show names the first button by what it does and offers what can be done.
func (b *buttons) show(now recorder.Now) {
	idle, take := now.State == recorder.Idle, now.Take
	switch {
	case !idle:
		b.rename(fa.RecorderStop, theme.MediaStopIcon())
	case take != nil:
		b.rename(fa.RecorderAgain, theme.MediaRecordIcon())
	default:
		b.rename(fa.RecorderRecord, theme.MediaRecordIcon())
	}
	ui.Able(b.play, idle && take != nil)
	ui.Hide(b.older, now.Before == nil)
	ui.Able(b.older, idle && now.Before != nil)
	ui.Able(b.accept, idle && take != nil)
	ui.Able(b.discard, idle && take != nil && !take.Accepted)
	ui.Able(b.skip, idle && take == nil)
	ui.Able(b.previous, idle && now.At > 0)
	ui.Able(b.next, idle && now.At < now.Of-1)
}

func (b *buttons) rename(says fa.Sentence, icon fyne.Resource) {
	b.record.SetIcon(icon)
	b.record.SetText(ui.Say(says))
}

// playing has the button of hearing stop what is heard.
func (b *buttons) playing(now bool) {
	says, icon := fa.RecorderPlay, theme.MediaPlayIcon()
	if now {
		says, icon = fa.RecorderQuit, theme.MediaStopIcon()
	}
	if text := ui.Say(says); b.play.Text != text {
		b.play.Icon = icon
		b.play.SetText(text)
	}
}

// dead tells whether one of them has the focus and can do nothing with it.
func (b *buttons) dead(f fyne.Focusable) bool {
	for _, o := range []*ui.Button{b.record, b.play, b.older, b.accept, b.skip, b.discard, b.previous, b.next} {
		if f == fyne.Focusable(o) {
			return o.Disabled() || !o.Visible()
		}
	}
	return false
}
