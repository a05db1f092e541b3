package speech

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/account"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/app/speech"
	"avagar/engine/voice"
	"avagar/views/ui"
)

// controls are the voice and how it speaks. What the person chooses is kept at
// once.
type controls struct {
	needs   *Needs
	content fyne.CanvasObject

	voice                *ui.Select
	portrait             *ui.Portrait // of the voice that is chosen
	speed, pitch, volume *dial
	entries              []library.Entry
	setting              bool // values come from the settings, not from the person
}

func newControls(needs *Needs) *controls {
	c := &controls{needs: needs}
	c.voice, c.portrait = ui.NewSelect(nil, c.choose), ui.NewPortrait()
	c.speed = c.dial("speed", fa.SpeechSpeed, 0.5, 3, 0.05, func(v float64) string { return ui.Number(v, 2) })
	c.pitch = c.dial("pitch", fa.SpeechPitch, -6, 6, 0.5, func(v float64) string { return ui.Number(v, 1) })
	c.volume = c.dial("volume", fa.SpeechVolume, 0, 1, 0.05, ui.Percent)
	c.volume.changed = needs.Speech.SetVolume
	voice := container.NewBorder(nil, nil, c.portrait.Content, nil, container.NewVBox(widget.NewLabel(ui.Say(fa.SpeechVoice)), c.voice))
	c.content = ui.NewGrid(voice, c.speed.content, c.pitch.content, c.volume.content)
	c.show(account.Default())
	return c
}

// dial is a slider with its name and value in words above it.
type dial struct {
	content fyne.CanvasObject
	label   *widget.Label
	slider  *ui.Slider
	says    func(v float64) string
	changed func(v float64)
}

func (c *controls) dial(name string, says fa.Sentence, low, high, step float64, number func(float64) string) *dial {
	d := &dial{label: widget.NewLabel(""), slider: ui.NewSlider(low, high)}
	d.slider.Step = step
	d.says = func(v float64) string { return ui.Say(says, fa.Words(number(v))) }
	d.slider.OnChanged = func(v float64) {
		d.label.SetText(d.says(v))
		if d.changed != nil {
			d.changed(v)
		}
	}
	d.slider.OnChangeEnded = func(v float64) {
		if !c.setting {
			c.keep(name, strconv.FormatFloat(v, 'f', -1, 64))
		}
	}
	d.content = container.New(room{d.says, low + step, high - step}, d.label, ui.Track(d.slider))
	return d
}

// room puts a label above a slider and is wide enough for the longest that the
// label says, so that nothing moves while the slider does.
type room struct {
	says      func(v float64) string
	low, high float64
}

// Layout gives both the whole width.
func (r room) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	layout.NewVBoxLayout().Layout(objects, size)
}

// MinSize measures the longest.
func (r room) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := layout.NewVBoxLayout().MinSize(objects)
	for _, v := range []float64{r.low, r.high} {
		text := fyne.MeasureText(r.says(v), theme.TextSize(), fyne.TextStyle{})
		size.Width = max(size.Width, text.Width+2*theme.InnerPadding())
	}
	return size
}

func (d *dial) set(v float64) {
	d.slider.SetValue(v)
	d.label.SetText(d.says(d.slider.Value))
}

// keep writes a setting beside the window.
func (c *controls) keep(name, value string) {
	c.needs.Beside(func(ctx context.Context) error { return c.needs.Settings.Set(ctx, name, value) })
}

// show takes over settings.
func (c *controls) show(now account.Settings) {
	c.setting = true
	defer func() { c.setting = false }()
	c.speed.set(now.Speed)
	c.pitch.set(now.Pitch)
	c.volume.set(now.Volume)
	c.mark(now.Voice)
}

// reword says the values in the numerals of now.
func (c *controls) reword() {
	for _, d := range []*dial{c.speed, c.pitch, c.volume} {
		d.label.SetText(d.says(d.slider.Value))
	}
}

// load reads the voices and the settings beside the window and shows them.
func (c *controls) load() {
	c.needs.Beside(func(ctx context.Context) error {
		entries, err := c.needs.Voices.List()
		if err != nil {
			return err
		}
		now, err := c.needs.Settings.Settings(ctx)
		if err != nil {
			return err
		}
		fyne.Do(func() {
			c.offer(entries)
			c.show(now)
		})
		return nil
	})
}

// offer lists the voices that can be opened.
func (c *controls) offer(entries []library.Entry) {
	c.entries = c.entries[:0]
	var names []string
	for _, e := range entries {
		if e.Err == nil {
			c.entries = append(c.entries, e)
			names = append(names, ui.Locale().Name(e.Name))
		}
	}
	c.setting = true
	defer func() { c.setting = false }()
	c.voice.SetOptions(names)
}

// mark shows the voice of an id, the first one where there is none of it.
func (c *controls) mark(id string) {
	at := 0
	for i, e := range c.entries {
		if e.ID == id {
			at = i
		}
	}
	if at < len(c.entries) {
		c.voice.SetSelectedIndex(at)
		c.portrait.Set(c.entries[at].Picture)
	}
}

func (c *controls) choose(string) {
	if i := c.voice.SelectedIndex(); !c.setting && i >= 0 && i < len(c.entries) {
		c.portrait.Set(c.entries[i].Picture)
		c.keep("voice", c.entries[i].ID)
	}
}

// request is a text as it is to be spoken now.
func (c *controls) request(text string, from int) speech.Request {
	r := speech.Request{
		Text: text, From: from, Volume: c.volume.slider.Value,
		Options: voice.Options{Speed: c.speed.slider.Value, Pitch: c.pitch.slider.Value},
	}
	if i := c.voice.SelectedIndex(); i >= 0 && i < len(c.entries) {
		r.Voice = c.entries[i].ID
	}
	return r
}
