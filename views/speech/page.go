// Package speech is the page on which a person writes Persian and hears it.
package speech

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/account"
	"avagar/app/fa"
	"avagar/app/speech"
	"avagar/engine/audio"
	"avagar/views/ui"
)

// Page is the page. All its methods are called in the window's goroutine.
type Page struct {
	needs   *Needs
	content fyne.CanvasObject

	editor      *editor
	following   *following
	place       *fyne.Container // where either of the two is
	parts       *fyne.Container
	part        *widget.Label
	hint        *widget.Label // what can be done while a text is spoken
	controls    *controls
	player      *player
	words       *words
	corrections *corrections
	history     *history
	side        *ui.Tabs

	speaking string // the text that is spoken
	state    speech.State
	told     error // that the person knows of
	stops    []func()
}

// New makes the page; it reads what it shows when it is Shown.
func New(needs Needs) *Page {
	p := &Page{needs: &needs, editor: newEditor(), following: newFollowing()}
	p.controls = newControls(p.needs)
	p.player = newPlayer(needs.Speech, p.Speak, p.Save)
	p.words = newWords(p.needs, func() string { return p.editor.Text })
	p.corrections = newCorrections(p.needs, p.reread)
	p.history = newHistory(p.needs, p.replay, p.edit)
	p.bind()
	p.lay()
	return p
}

func (p *Page) bind() {
	p.editor.SetPlaceHolder(ui.Say(fa.SpeechPlaceholder))
	p.editor.OnSpeak = p.Speak
	p.editor.OnPart = p.showPart
	p.editor.OnChanged = func(string) { p.words.later() }
	p.following.OnChoose = p.speakFrom
	p.following.OnToggle = p.player.toggle
	p.following.OnLeave = p.Stop
	p.player.stop.OnTapped = p.Stop
}

// lay puts the parts of the page in their places. The order is that of the tab
// key: text, how it is spoken, the player, and what stands beside.
func (p *Page) lay() {
	p.side = ui.NewTabs()
	p.side.Add(ui.Say(fa.WordsTitle), p.words.content)
	p.side.Add(ui.Say(fa.HistoryTitle), p.history.content)
	p.side.Add(ui.Say(fa.CorrectionsTitle), p.corrections.content)
	p.side.OnSelected = func(int) { p.loadSide() }
	player := ui.NewColumn(nil, p.controls.content, p.player.content)
	p.content = container.NewPadded(container.New(&arrangement{}, p.layText(), player, p.side.Content))
	p.showPart()
}

// layText puts the text above what is done with it.
func (p *Page) layText() fyne.CanvasObject {
	p.place = container.NewStack(p.editor)
	p.part = widget.NewLabel("")
	previous := ui.NewButtonWithIcon(ui.Say(fa.SpeechPrevious), theme.NavigateBackIcon(), func() { p.editor.Turn(-1) })
	next := ui.NewButtonWithIcon(ui.Say(fa.SpeechNext), theme.NavigateNextIcon(), func() { p.editor.Turn(1) })
	next.IconPlacement = widget.ButtonIconTrailingText
	p.parts = ui.NewFlow([]fyne.CanvasObject{previous, p.part, next})
	open := ui.NewButtonWithIcon(ui.Say(fa.SpeechOpen), theme.FolderOpenIcon(), p.Open)
	p.hint = widget.NewLabel(ui.Say(fa.SpeechFollowing))
	p.hint.Wrapping = fyne.TextWrapWord
	tools := ui.NewFlow([]fyne.CanvasObject{open})
	return ui.NewColumn(p.place, p.place, p.player.quiet, p.hint, p.parts, tools)
}

// Title is what the page is called.
func (p *Page) Title() fa.Sentence { return fa.SpeechTitle }

// Icon is its picture in the navigation.
func (p *Page) Icon() fyne.Resource { return theme.VolumeUpIcon() }

// Content is what the page shows.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shown reads what the page shows and follows it from now on.
func (p *Page) Shown() {
	p.stops = append(p.stops, ui.Watch(p.needs.Progress, nil, p.show))
	if p.needs.Changed != nil {
		p.stops = append(p.stops, ui.Watch(p.needs.Changed, nil, func(now account.Settings) { p.controls.show(now) }))
	}
	p.Reword()
	p.controls.load()
	p.words.now()
	p.loadSide()
	p.focus(p.editor)
}

// Reword says anew what holds numbers, for the numerals may be others now.
func (p *Page) Reword() {
	p.controls.reword()
	p.player.show(p.player.now)
	p.showPart()
	p.history.list.Refresh()
	p.content.Refresh()
}

// Hidden follows nothing any more; what is spoken goes on.
func (p *Page) Hidden() {
	for _, stop := range p.stops {
		stop()
	}
	p.stops = nil
	p.words.stop()
	p.history.stop()
}

// Shortcuts are the keys of the page.
func (p *Page) Shortcuts() []ui.Shortcut {
	control := fyne.KeyModifierControl
	return []ui.Shortcut{
		{Modifier: control, Key: fyne.KeyReturn, Says: fa.SpeechKeySpeak, Do: p.Speak},
		{Key: fyne.KeySpace, Says: fa.SpeechKeyPause, Do: p.player.toggle},
		{Key: fyne.KeyEscape, Says: fa.SpeechKeyStop, Do: p.Stop},
		{Modifier: fyne.KeyModifierShift, Key: fyne.KeySpace, Says: fa.SpeechKeyZWNJ},
		{Modifier: control, Key: fyne.KeyZ, Says: fa.SpeechKeyUndo},
		{Modifier: control, Key: fyne.KeyY, Says: fa.SpeechKeyRedo},
		{Modifier: control, Key: fyne.KeyO, Says: fa.SpeechKeyOpen, Do: p.Open},
		{Modifier: control, Key: fyne.KeyS, Says: fa.SpeechKeySave, Do: p.Save},
		{Key: fyne.KeyReturn, Says: fa.SpeechKeyCorrect},
	}
}

func (p *Page) focus(o fyne.Focusable) {
	if c := p.needs.Window.Canvas(); c != nil {
		c.Focus(o)
	}
}

// Speak speaks the whole text.
func (p *Page) Speak() { p.speak(p.editor.Whole(), 0) }

// speakFrom speaks what is spoken anew from one of its bytes.
func (p *Page) speakFrom(from int) { p.speak(p.speaking, from) }

func (p *Page) speak(text string, from int) {
	if strings.TrimSpace(text) == "" {
		p.needs.Notify(ui.Say(fa.SpeechEmpty))
		return
	}
	p.told = nil
	if err := p.needs.Speech.Speak(p.controls.request(text, from)); err != nil {
		p.needs.Notify(ui.Error(err))
		return
	}
	p.speaking = text
	p.state = speech.Preparing // it may have ended before that is told
	p.follow(from)
}

// Stop stops speaking; the editor shows the place that was heard.
func (p *Page) Stop() {
	p.needs.Speech.Stop()
	p.write()
}

// follow shows the sentences in place of the editor.
func (p *Page) follow(from int) {
	p.following.SetText(p.speaking, from)
	p.showInPlace(p.following)
	p.focus(p.following)
}

// write shows the editor again. Its caret goes to the sentence heard last,
// unless what was spoken is not what is written.
func (p *Page) write() {
	if !p.isFollowing() {
		return
	}
	c := p.needs.Window.Canvas()
	mine := c.Focused() == nil || c.Focused() == fyne.Focusable(p.following) // else the person is busy elsewhere
	p.showInPlace(p.editor)
	if p.following.current >= 0 && p.editor.Whole() == p.speaking {
		p.editor.Go(p.following.Heard())
	}
	if mine {
		p.focus(p.editor)
	}
}

func (p *Page) isFollowing() bool { return p.place.Objects[0] == p.following }

func (p *Page) showInPlace(o fyne.CanvasObject) {
	p.place.Objects = []fyne.CanvasObject{o}
	p.place.Refresh()
	p.showPart()
}

// show takes over how far the speaking is.
func (p *Page) show(now speech.Progress) {
	before := p.state
	p.state = now.State
	p.player.show(now)
	if p.isFollowing() && now.From < now.To {
		p.following.Hear(now.From)
	}
	p.tell(now)
	if before != speech.Idle && now.State == speech.Idle {
		p.write()
		p.loadSide()
	}
}

// tell says once what went wrong; that there is no sound device stands on the
// page.
func (p *Page) tell(now speech.Progress) {
	if now.Err == nil || p.told != nil || errors.Is(now.Err, audio.ErrStopped) || errors.Is(now.Err, audio.ErrNoDevice) {
		return
	}
	p.told = now.Err
	p.needs.Notify(ui.Error(now.Err))
}

// showPart says which part of a long text the editor shows.
func (p *Page) showPart() {
	at, of := p.editor.Part()
	p.parts.Hidden = of < 2 || p.isFollowing()
	p.hint.Hidden = !p.isFollowing()
	p.hint.Refresh()
	p.part.SetText(ui.Say(fa.SpeechPart, at+1, of))
	p.words.later()
}

// loadSide reads what the tab shown holds.
func (p *Page) loadSide() {
	switch p.side.Selected() {
	case 1:
		p.history.load()
	case 2:
		p.corrections.load()
	}
}

// reread shows how words are read now.
func (p *Page) reread() {
	p.words.now()
	p.corrections.load()
}

// replay speaks a text of the history as it is.
func (p *Page) replay(s app.Spoken) { p.speak(s.Text, 0) }

// edit puts a text of the history into the editor.
func (p *Page) edit(s app.Spoken) { p.fill(s.Text) }

// fill puts a text into the editor in place of what is there.
func (p *Page) fill(text string) {
	if p.isFollowing() {
		p.Stop()
	}
	p.editor.SetWhole(Clean(text), 0)
	p.focus(p.editor)
}

// Save opens the dialog that writes the sound of the text into a file.
func (p *Page) Save() {
	text := p.editor.Whole()
	if strings.TrimSpace(text) == "" {
		p.needs.Notify(ui.Say(fa.SpeechEmpty))
		return
	}
	newSaving(p.needs, p.controls.request(text, 0)).Show()
}
