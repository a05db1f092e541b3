package settings

import (
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/views/ui"
)

// option is one of a few values of a setting.
type option struct {
	value string
	says  fa.Sentence
}

// choice sets one of a few values.
type choice struct {
	control *ui.Select
	values  []string
}

func (p *Page) newChoice(name string, options []option) *choice {
	c := &choice{}
	c.control = ui.NewSelect(nil, func(string) {
		if i := c.control.SelectedIndex(); i >= 0 && i < len(c.values) {
			p.set(name, c.values[i])
		}
	})
	var values, says []string
	for _, o := range options {
		values, says = append(values, o.value), append(says, ui.Say(o.says))
	}
	c.fill(values, says)
	return c
}

// fill gives the choice its values and what a person calls them. Names that are
// the same are told apart by their values.
func (c *choice) fill(values, says []string) {
	for i, text := range says {
		if slices.Index(says, text) < i {
			says[i] = text + " " + ui.Locale().Name(values[i])
		}
	}
	c.values = values
	c.control.SetOptions(says)
}

func (c *choice) show(value string) {
	if i := slices.Index(c.values, value); i >= 0 && i != c.control.SelectedIndex() {
		c.control.SetSelectedIndex(i)
	}
}

// measure sets a number between two ends.
type measure struct {
	control fyne.CanvasObject
	slider  *ui.Slider
	say     func() // words the value, in the numerals of now
}

// newMeasure makes a slider that sets its setting when it is let go or a key
// moves it, and says its value all the time.
func (p *Page) newMeasure(name string, from, to, step float64, say func(float64) string) *measure {
	text := widget.NewLabel(say(to))
	m := &measure{slider: ui.NewSlider(from, to)}
	m.slider.Step = step
	m.say = func() { text.SetText(say(round(m.slider.Value))) }
	m.slider.OnChanged = func(float64) { m.say() }
	m.slider.OnChangeEnded = func(v float64) { p.set(name, plain(round(v))) }
	m.control = ui.NewValue(ui.Track(m.slider), text, say(from), say(to), say(to-step))
	return m
}

func (m *measure) show(v float64) {
	if round(m.slider.Value) != round(v) {
		m.slider.SetValue(v)
	}
	m.say()
}

// round takes the noise of a slider's steps away.
func round(v float64) float64 { return math.Round(v*100) / 100 }
