// Package settings is the page on which a person makes the program theirs. Every
// change counts at once; another program's changes show at once, too.
package settings

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/account"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/engine/hub"
	"avagar/views/ui"
)

// Needs is what the page works with.
type Needs struct {
	Account *account.Service
	Library *library.Library
	Home    string
	Getenv  func(string) string
	// Beside runs something that may wait for the disk, one after the other,
	// and shows its error to the person.
	Beside func(do func(ctx context.Context) error)
	// Aside does the same with what may take its time, all at once.
	Aside  func(do func(ctx context.Context) error)
	Notify func(text string) // shows a sentence; from any goroutine

	Token Token
	// Probe tries out an address as a hub.
	Probe func(ctx context.Context, address string) (hub.Probe, error)
}

// Page is the page of settings.
type Page struct {
	Needs
	now     account.Settings
	showing bool // the controls follow the settings, not the person
	stop    func()

	appearance *choice
	textSize   *measure
	numerals   *choice
	voice      *choice
	speed      *measure
	source     *source
	battery    *ui.Check
	variables  *fyne.Container
	content    fyne.CanvasObject
}

// New makes the page; it reads the settings when it is shown.
func New(needs Needs) *Page {
	p := &Page{Needs: needs, now: account.Default()}
	p.appearance = p.newChoice("appearance", []option{
		{ui.System, fa.AppearanceSystem}, {ui.Light, fa.AppearanceLight}, {ui.Dark, fa.AppearanceDark}, {ui.Contrast, fa.AppearanceSharp},
	})
	p.numerals = p.newChoice("numerals", []option{{"persian", fa.NumeralsPersian}, {"latin", fa.NumeralsLatin}})
	p.voice = p.newChoice("voice", nil)
	p.textSize = p.newMeasure("text_size", ui.SmallestText, ui.LargestText, 10, func(v float64) string { return ui.Locale().Percent(v / 100) })
	p.speed = p.newMeasure("speed", 0.5, 3, 0.1, func(v float64) string { return ui.Say(fa.SpeedTimes, v) })
	p.source = newSource(p)
	p.battery = p.newToggle("train_on_battery", fa.OnBatteryYes)
	p.variables = ui.NewColumn(nil)
	p.content = p.layout()
	p.show(p.now)
	return p
}

// Title names the page.
func (p *Page) Title() fa.Sentence { return fa.SettingsTitle }

// Icon stands beside the title.
func (p *Page) Icon() fyne.Resource { return theme.SettingsIcon() }

// Content is the page itself.
func (p *Page) Content() fyne.CanvasObject { return p.content }

// Shortcuts are none: everything is reached with Tab.
func (p *Page) Shortcuts() []ui.Shortcut { return nil }

// Shown reads what is set and follows it.
func (p *Page) Shown() {
	p.stop = ui.Watch(&p.Account.Changed, nil, p.show)
	p.Beside(func(ctx context.Context) error {
		now, err := p.Account.Settings(ctx)
		if err == nil {
			fyne.Do(func() { p.show(now) })
		}
		return err
	})
	p.Beside(p.readVoices)
	p.source.token.read()
	p.showVariables()
}

// Hidden stops following, and trying.
func (p *Page) Hidden() {
	p.source.trial.stop()
	if p.stop != nil {
		p.stop()
	}
}

// show has the controls show settings.
func (p *Page) show(now account.Settings) {
	p.now = now
	p.showing = true
	defer func() { p.showing = false }()
	p.appearance.show(now.Appearance)
	p.numerals.show(now.Numerals)
	p.voice.show(now.Voice)
	p.textSize.show(float64(now.TextSize))
	p.speed.show(now.Speed)
	p.source.show(now)
	p.battery.SetChecked(now.TrainOnBattery)
}

// set makes a setting the person's own. Where it is refused the control goes
// back to what holds.
func (p *Page) set(name, value string) {
	if p.showing {
		return
	}
	p.Beside(func(ctx context.Context) error {
		err := p.Account.Set(ctx, name, value)
		now, read := p.Account.Settings(ctx)
		if read == nil {
			fyne.Do(func() { p.show(now) })
		}
		return errors.Join(err, read)
	})
}

// readVoices lists the voices that can be spoken with.
func (p *Page) readVoices(context.Context) error {
	list, err := p.Library.List()
	if err != nil {
		return err
	}
	var ids, names []string
	for i, e := range list {
		if e.Err != nil {
			continue
		}
		id := e.ID
		if i == 0 && e.BuiltIn { // the one that speaks when none is asked for
			id = account.Default().Voice
		}
		ids, names = append(ids, id), append(names, ui.Locale().Name(e.Name))
	}
	fyne.Do(func() {
		p.voice.fill(ids, names)
		p.show(p.now)
	})
	return nil
}

func (p *Page) layout() fyne.CanvasObject {
	rows := []fyne.CanvasObject{
		ui.Heading(fa.SettingsLook),
		ui.NewField(ui.Say(fa.SettingAppearance), p.appearance.control),
		ui.NewField(ui.Say(fa.SettingTextSize), p.textSize.control),
		ui.NewField(ui.Say(fa.SettingNumerals), p.numerals.control),
		ui.Heading(fa.SettingsSpeech),
		ui.NewField(ui.Say(fa.SettingVoice), p.voice.control),
		ui.NewField(ui.Say(fa.SettingSpeed), p.speed.control),
	}
	rows = append(rows, p.source.rows()...)
	rows = append(rows,
		ui.Heading(fa.SettingsTraining),
		ui.NewField(ui.Say(fa.SettingOnBattery), p.battery),
		ui.Heading(fa.SettingsPlace),
		ui.NewField(ui.Say(fa.SettingHome), value(ui.Path(p.Home))),
		ui.Wrapped(ui.Say(fa.HomeFixed)),
		ui.Heading(fa.SettingsVariables),
		p.variables,
	)
	return container.NewPadded(ui.NewColumn(nil, rows...))
}

// showVariables lists the variables of the environment that override something.
func (p *Page) showVariables() {
	p.variables.RemoveAll()
	for _, o := range account.Overrides(p.Getenv) {
		p.variables.Add(ui.Wrapped(ui.Say(fa.VariableOverrides, o.Variable, o.Value)))
	}
	if len(p.variables.Objects) == 0 {
		p.variables.Add(ui.Wrapped(ui.Say(fa.NoVariables)))
	}
}

// value is a text that can be selected and copied.
func value(text string) fyne.CanvasObject {
	l := widget.NewLabel(text)
	l.Selectable = true
	l.Wrapping = fyne.TextWrapBreak
	return l
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
