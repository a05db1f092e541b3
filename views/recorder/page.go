// Package recorder is the page on which a person reads sentences aloud, so that
// a voice can be learned from them. All of it can be done without a mouse, and
// every state is told by a text.
package recorder

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/recorder"
	"avagar/views/ui"
)

// Page is the page. All its methods are called in the window's goroutine.
type Page struct {
	needs   *Needs
	content *fyne.Container

	sets     *ui.Select
	hearing  *hearing
	marks    *ui.Check
	none     *widget.Label
	progress *widget.RichText
	card     *card
	take     *sound
	before   *sound // the one that take would take the place of
	meter    *meter
	state    *widget.Label
	problems *widget.RichText
	buttons  buttons
	row      fyne.CanvasObject
	open     []fyne.CanvasObject // seen only while a set is open

	names   []string
	now     recorder.Now
	live    recorder.Fault // told while one reads
	busy    bool           // a take is recorded, or about to be
	playing context.CancelFunc
	heard   *sound      // what is played
	deed    fa.Sentence // what was done last, told until something else is
	fresh   bool        // the page has just come, and has not got the focus yet
	opened  bool        // the set that was recorded last was opened
	setting bool        // values come from the set, not from the person
	reading bool
	again   bool // something changed while it was read
	stops   []func()
}

// New makes the page; it reads what it shows when it is Shown.
func New(needs Needs) *Page {
	if needs.Now == nil {
		needs.Now = time.Now
	}
	p := &Page{needs: &needs, none: ui.Wrapped(""), progress: ui.NewLines(), meter: newMeter(), state: ui.Wrapped(""), problems: ui.NewLines()}
	p.take = newSound(fa.RecorderSound, func(at float64) { p.hear(p.take, at) }, p.play)
	p.before = newSound(fa.RecorderBefore, func(at float64) { p.hear(p.before, at) }, p.playBefore)
	p.card = newCard(p.take.content, p.before.content)
	p.hearing = newHearing(p.needs)
	p.none.SetText(ui.Say(fa.RecorderNone))
	p.state.TextStyle.Bold = true
	p.sets = ui.NewSelect(nil, p.choose)
	p.marks = ui.NewCheck(ui.Say(fa.RecorderMarks), p.mark)
	add := ui.NewButtonWithIcon(ui.Say(fa.RecorderNew), theme.ContentAddIcon(), p.create)
	p.row = p.buttons.make(p)
	p.open = []fyne.CanvasObject{p.marks, p.hearing.content, p.card, p.meter.content, p.state, p.row, p.progress}
	head := ui.NewFlow([]fyne.CanvasObject{p.sets, add}, p.marks)
	p.content = container.NewPadded(ui.NewColumn(p.card, head, p.hearing.content, p.none, p.card, p.meter.content, p.state, p.problems, p.row, p.progress))
	p.show(recorder.Now{})
	return p
}

// Title is what the page is called.
func (p *Page) Title() fa.Sentence { return fa.RecorderTitle }

// Icon is its picture in the navigation.
func (p *Page) Icon() fyne.Resource { return microphoneIcon() }

// Content is what the page shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shown reads where the recorder stands and follows it.
func (p *Page) Shown() {
	p.stops = append(p.stops,
		ui.Watch(p.needs.Changed, nil, func(struct{}) { p.read() }),
		ui.Watch(p.needs.Level, nil, p.level),
	)
	p.fresh = true
	p.read()
	p.hearing.load()
}

// Hidden ends the take that is recorded, which is kept, and follows nothing any
// more.
func (p *Page) Hidden() {
	p.needs.Recorder.Stop()
	p.silence()
	for _, stop := range p.stops {
		stop()
	}
	p.stops = nil
}

// Reword says the numbers anew.
func (p *Page) Reword() { p.show(p.now) }

// Shortcuts are the keys of the page. The arrows go the way that one reads.
func (p *Page) Shortcuts() []ui.Shortcut {
	return []ui.Shortcut{
		{Key: fyne.KeySpace, Says: fa.RecorderKeyRecord, Do: p.record},
		{Key: fyne.KeyReturn, Says: fa.RecorderKeyAccept, Do: p.enter},
		{Key: fyne.KeyBackspace, Says: fa.RecorderKeyAgain, Do: p.recordAgain},
		{Key: fyne.KeyP, Says: fa.RecorderKeyPlay, Do: p.play},
		{Key: fyne.KeyO, Says: fa.RecorderKeyBefore, Do: p.playBefore},
		{Key: fyne.KeyEscape, Says: fa.RecorderKeyStop, Do: p.silence},
		{Key: fyne.KeyRight, Says: fa.RecorderKeyNext, Do: func() { p.move(1) }},
		{Key: fyne.KeyLeft, Says: fa.RecorderKeyPrevious, Do: func() { p.move(-1) }},
		{Key: fyne.KeyS, Says: fa.RecorderKeySkip, Do: p.skip},
		{Key: fyne.KeyDelete, Says: fa.RecorderKeyDiscard, Do: p.discard},
		{Key: fyne.KeyM, Says: fa.RecorderKeyMicrophone, Do: p.turnToMicrophone},
		{Modifier: fyne.KeyModifierControl, Key: fyne.KeyN, Says: fa.RecorderKeyNew, Do: p.create},
	}
}

// read asks beside the window where the recorder stands; while it does, one more
// reading serves all changes.
func (p *Page) read() {
	if p.reading {
		p.again = true
		return
	}
	p.reading = true
	p.needs.Beside(func(context.Context) error {
		names, err := p.needs.Recorder.Sets()
		now := p.needs.Recorder.Now()
		fyne.Do(func() {
			p.reading = false
			p.offer(names)
			p.show(now)
			p.resume()
			if p.again {
				p.again = false
				p.read()
			}
		})
		return err
	})
}

// resume opens the set that was recorded last, once.
func (p *Page) resume() {
	if p.now.Open || p.opened || len(p.names) == 0 {
		return
	}
	p.opened = true
	name := p.names[0]
	p.needs.Beside(func(context.Context) error { return p.needs.Recorder.Open(name) })
}

// offer lists the sets.
func (p *Page) offer(names []string) {
	if slices.Equal(names, p.names) {
		return
	}
	p.names = names
	var shown []string
	for _, n := range names {
		shown = append(shown, ui.Locale().Name(n))
	}
	p.setting = true
	p.sets.SetOptions(shown)
	p.setting = false
}

func (p *Page) choose(string) {
	if i := p.sets.SelectedIndex(); !p.setting && i >= 0 {
		name := p.names[i]
		p.needs.Beside(func(context.Context) error { return p.needs.Recorder.Open(name) })
	}
}

func (p *Page) mark(on bool) {
	if !p.setting {
		p.needs.Beside(func(context.Context) error { return p.needs.Recorder.SetMarks(on) })
	}
}

func (p *Page) create() { newCreate(p.needs).dialog.Open(p.needs.Window) }

// record begins a take, or ends the one that is recorded.
func (p *Page) record() {
	if p.busy {
		p.needs.Recorder.Stop()
		return
	}
	if !p.now.Open {
		return
	}
	p.silence()
	p.busy, p.live, p.deed = true, "", fa.Sentence{}
	p.needs.Beside(func(ctx context.Context) error {
		err := p.needs.Recorder.Record(ctx)
		fyne.Do(func() { p.busy = false; p.show(p.now) })
		return err
	})
}

func (p *Page) recordAgain() {
	if !p.busy {
		p.record()
	}
}

// do has the recorder do something that takes a moment, and tells once it is done.
func (p *Page) do(deed fa.Sentence, what func(ctx context.Context) error) {
	p.silence()
	if !p.now.Open {
		return
	}
	p.needs.Beside(func(ctx context.Context) error {
		err := what(ctx)
		fyne.Do(func() {
			p.deed = fa.Sentence{}
			if err == nil {
				p.deed = deed
			}
			p.tell()
		})
		return err
	})
}

// enter accepts the take; whoever has just chosen something returns to the card
// with it, as one expects of Enter there.
func (p *Page) enter() {
	c := p.needs.Window.Canvas()
	switch c.Focused() {
	case p.sets, p.hearing.choice, p.marks:
		c.Focus(p.card)
	default:
		p.accept()
	}
}

func (p *Page) accept() { p.do(fa.RecorderDidAccept, p.needs.Recorder.Accept) }

func (p *Page) skip() {
	p.do(fa.RecorderDidSkip, func(context.Context) error { return p.needs.Recorder.Skip() })
}

func (p *Page) discard() {
	p.do(fa.RecorderDidDiscard, func(context.Context) error { return p.needs.Recorder.Discard() })
}

func (p *Page) move(by int) {
	edge := fa.Sentence{}
	switch at := p.now.At + by; {
	case at < 0:
		edge = fa.RecorderFirst
	case at >= p.now.Of:
		edge = fa.RecorderLast
	}
	p.do(edge, func(context.Context) error { return p.needs.Recorder.Move(by) })
}

// turnToMicrophone gives the keys to the choice of a microphone.
func (p *Page) turnToMicrophone() {
	if c := p.needs.Window.Canvas(); c != nil && p.now.Open {
		c.Focus(p.hearing.choice)
	}
}
