package downloads

import (
	"slices"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

// choice sets one of a few numbers.
type choice struct {
	control *ui.Select
	values  []int64
	says    func(v int64) string
	showing bool // it follows the download, not the person
}

func newChoice(values []int64, says func(v int64) string, set func(v int64)) *choice {
	c := &choice{says: says}
	c.control = ui.NewSelect(nil, func(string) {
		if i := c.control.SelectedIndex(); !c.showing && i >= 0 {
			set(c.values[i])
		}
	})
	c.offer(values)
	return c
}

func (c *choice) offer(values []int64) {
	c.values = values
	var texts []string
	for _, v := range values {
		texts = append(texts, c.says(v))
	}
	c.control.SetOptions(texts)
}

// show chooses a number, which is offered from now on if it was not.
func (c *choice) show(v int64) {
	c.showing = true
	defer func() { c.showing = false }()
	if !slices.Contains(c.values, v) {
		c.offer(append(slices.Clone(c.values), v))
	}
	if i := slices.Index(c.values, v); i != c.control.SelectedIndex() {
		c.control.SetSelectedIndex(i)
	}
}

func sayPriority(v int64) string {
	switch v {
	case app.PriorityHigh:
		return ui.Say(fa.PriorityHigh)
	case app.PriorityNormal:
		return ui.Say(fa.PriorityNormal)
	case app.PriorityLow:
		return ui.Say(fa.PriorityLow)
	}
	return ui.Say(fa.PriorityOther, v)
}

// limits are speeds that a download can be held to, in bytes a second.
var limits = []int64{0, 50e3, 100e3, 250e3, 500e3, 1e6, 2e6, 5e6, 10e6}

func sayLimit(v int64) string {
	if v == 0 {
		return ui.Say(fa.LimitNone)
	}
	return ui.Locale().Speed(float64(v))
}
