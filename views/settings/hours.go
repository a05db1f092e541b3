package settings

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app/account"
	"avagar/app/fa"
	"avagar/views/ui"
)

// hours sets the span of the day in which downloads run.
type hours struct {
	page     *Page
	only     *ui.Check
	from, to *clock
	content  *fyne.Container
}

// usual is the span that is offered first: when lines are empty and cheap.
var usual = account.Window{From: 1 * 60, To: 6 * 60}

func newHours(p *Page) *hours {
	h := &hours{page: p}
	h.only = ui.NewCheck(ui.Say(fa.HoursOnly), func(bool) { h.set() })
	h.from, h.to = newClock(h.set), newClock(h.set)
	h.content = ui.NewFlow([]fyne.CanvasObject{
		h.only, h.from.control, widget.NewLabel(ui.Say(fa.HoursTo)), h.to.control,
	})
	return h
}

// set makes what the controls show the person's own.
func (h *hours) set() {
	if h.page.showing {
		return
	}
	var w account.Window
	if h.only.Checked {
		w = account.Window{From: h.from.minutes(), To: h.to.minutes()}
	}
	h.page.set("download_window", w.String())
}

// show shows a span, which was read before.
func (h *hours) show(span string) {
	w, err := account.ParseWindow(span)
	all := err != nil || w == account.Window{}
	h.only.SetChecked(!all)
	if all {
		w = usual
	}
	for c, at := range map[*clock]int{h.from: w.From, h.to: w.To} {
		c.show(at)
		if all {
			c.control.Disable()
		} else {
			c.control.Enable()
		}
	}
}

// clock sets a time of the day.
type clock struct {
	control *ui.Select
	times   []int // in minutes after midnight
}

func newClock(set func()) *clock {
	return &clock{control: ui.NewSelect(nil, func(string) { set() })}
}

func (c *clock) minutes() int {
	if i := c.control.SelectedIndex(); i >= 0 {
		return c.times[i]
	}
	return 0
}

// show chooses a time among the full hours, in the numerals of now.
func (c *clock) show(at int) {
	c.times = nil
	for hour := range 24 {
		c.times = append(c.times, hour*60)
	}
	if !slices.Contains(c.times, at) {
		c.times = append(c.times, at)
		slices.Sort(c.times)
	}
	var says []string
	for _, t := range c.times {
		says = append(says, ui.Locale().Digits(fmt.Sprintf("%d:%02d", t/60, t%60)))
	}
	if !slices.Equal(says, c.control.Options) {
		c.control.SetOptions(says)
	}
	if i := slices.Index(c.times, at); i != c.control.SelectedIndex() {
		c.control.SetSelectedIndex(i)
	}
}
