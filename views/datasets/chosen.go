package datasets

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app"
	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/views/ui"
)

// chosen shows the chosen utterance to eye and ear.
type chosen struct {
	needs   *Needs
	content *fyne.Container
	text    *widget.Label
	flaws   *widget.RichText
	trouble *widget.Label // that its sound cannot be read
	sight   *sight
	phones  *phones
	play    *ui.Button
	turn    *ui.Button
	mend    *ui.Button

	set      app.Dataset
	repaired func(id string) bool
	now      *app.Utterance
	asking   bool   // the sound is being read
	have     string // key of the recording that is drawn
	spelt    string // what is said in the phonemes that are drawn
	sound    datasets.Recording
	playing  bool
	heard    int // how often something was heard
	stop     context.CancelFunc
}

func newChosen(p *Page, list *utterances) *chosen {
	c := &chosen{needs: p.needs, sight: newSight(), text: ui.Wrapped(""), flaws: ui.NewLines(), trouble: ui.Caption(""), stop: func() {}}
	c.phones = newPhones(p, c.sight)
	c.sight.wave.OnSeek, c.sight.mel.OnSeek = c.hear, c.hear
	c.sight.wave.OnToggle, c.sight.mel.OnToggle = c.toggle, c.toggle
	c.play = ui.NewButtonWithIcon(ui.Say(fa.UtteranceHear), theme.MediaPlayIcon(), c.toggle)
	edit := ui.NewButtonWithIcon(ui.Say(fa.UtteranceEdit), theme.DocumentCreateIcon(), func() { list.edit() })
	spell := ui.NewButton(ui.Say(fa.PhonemesShow), func() { list.spell() })
	c.turn = ui.NewButton(ui.Say(fa.UtteranceLeave), func() { list.turn() })
	c.mend = ui.NewButton(ui.Say(fa.RepairOne), func() { list.mend() })
	c.repaired = func(id string) bool { return list.repaired[id] }
	c.trouble.Importance = widget.DangerImportance
	c.trouble.Hide()
	c.content = ui.NewColumn(nil, widget.NewSeparator(), c.text, c.flaws, c.trouble, c.sight, c.phones.content,
		ui.NewFlow([]fyne.CanvasObject{c.play, edit, spell, c.turn, c.mend}))
	return c
}

// show takes over an utterance, or none.
func (c *chosen) show(set app.Dataset, u *app.Utterance) {
	c.now, c.set = u, set
	if u == nil {
		c.silence()
		c.content.Hide()
		return
	}
	c.content.Show()
	c.text.SetText(string(ui.Locale().Said(u.Text)))
	says := fa.UtteranceLeave
	if !u.Included {
		says = fa.UtteranceTake
	}
	c.turn.SetText(ui.Say(says))
	c.offerMend()
	var flaws []ui.Line
	for _, f := range u.Findings {
		flaws = append(flaws, ui.Line{Text: told(f), Small: true, Color: tone(f)})
	}
	c.flaws.Hidden = len(flaws) == 0
	ui.SetLines(c.flaws, flaws...)
	c.content.Refresh()
	if c.key() != c.have {
		c.silence()
		c.phones.clear()
		c.read()
	} else if c.reading() != c.spelt {
		c.locate()
	}
}

// offerMend has the button repair the sound, restore it, or be away.
func (c *chosen) offerMend() {
	says := fa.RepairOne
	if c.repaired(c.now.ID) {
		says = fa.RestoreOne
	}
	c.mend.SetText(ui.Say(says))
	c.mend.Hidden = says == fa.RepairOne && (c.set.Source == "" || !datasets.Repairable(*c.now))
}

// key tells the recording of the chosen utterance from all others.
func (c *chosen) key() string { return fmt.Sprintf("%d/%s/%s", c.set.ID, c.now.Path, c.now.Sound) }

// reading tells what was said in it, and how that is read, from all else.
func (c *chosen) reading() string {
	return fmt.Sprintf("%s/%q/%q", c.key(), c.now.Text, c.now.Phonemes)
}

// locate has the phonemes found in the sound that is drawn.
func (c *chosen) locate() {
	c.spelt = c.reading()
	if len(c.sound.Wave) == 0 || !c.now.Usable {
		c.phones.clear()
		return
	}
	c.phones.ask(c.set.Name, *c.now, c.sound.Duration().Seconds())
}

// forget has the phonemes looked for once more.
func (c *chosen) forget() { c.spelt = "" }

// read reads the sound beside the window; while it does, one more reading serves
// all that was chosen meanwhile.
func (c *chosen) read() {
	if c.asking {
		return
	}
	c.asking = true
	key, set, path := c.key(), c.set.Name, c.now.Path
	c.needs.Beside(func(ctx context.Context) error {
		var r datasets.Recording
		var err error
		if path != "" {
			r, err = c.needs.Datasets.Recording(ctx, set, path)
		}
		if ctx.Err() != nil {
			return nil
		}
		low, high := peaks(r.Wave)
		fyne.Do(func() {
			c.asking = false
			switch {
			case c.now == nil:
			case c.key() != key:
				c.read()
			default:
				c.have, c.sound = key, r
				c.draw(r, low, high, err)
				c.locate()
			}
		})
		return nil
	})
}

func (c *chosen) draw(r datasets.Recording, low, high []float32, err error) {
	c.trouble.Hidden = err == nil
	if err != nil {
		c.trouble.SetText(ui.Say(fa.UtteranceNoSound, fa.Words(ui.Error(err))))
	}
	c.sight.wave.SetPeaks(len(low), func(i int) (float32, float32) { return low[i], high[i] })
	c.sight.mel.SetFrames(r.Mel, r.Bands)
	c.head(-1)
	ui.Able(c.play, len(r.Wave) > 0)
	c.content.Refresh()
}

// mostPeaks is how many peaks are drawn of a sound.
const mostPeaks = 1600

// peaks are the lowest and highest samples of equal parts of a wave.
func peaks(wave []float32) (low, high []float32) {
	n := min(len(wave), mostPeaks)
	low, high = make([]float32, n), make([]float32, n)
	for i := range n {
		for _, v := range wave[i*len(wave)/n : (i+1)*len(wave)/n] {
			low[i], high[i] = min(low[i], v), max(high[i], v)
		}
	}
	return low, high
}

func (c *chosen) head(at float64) {
	c.sight.wave.SetPlayhead(at)
	c.sight.mel.SetPlayhead(at)
}

// toggle plays from the beginning, or stops.
func (c *chosen) toggle() {
	if c.playing {
		c.silence()
		return
	}
	c.hear(0)
}

// hearAt plays the chosen recording from so many seconds on.
func (c *chosen) hearAt(seconds float64) {
	if whole := c.sound.Duration().Seconds(); whole > 0 {
		c.hear(seconds / whole)
	}
}

// hear plays the chosen recording from a share of it, in place of what is heard.
func (c *chosen) hear(from float64) {
	if c.now == nil || c.now.Path == "" {
		return
	}
	c.silence()
	c.heard++
	heard, key, set, path, sound := c.heard, c.key(), c.set.Name, c.now.Path, c.sound
	known := key == c.have && len(sound.Wave) > 0
	unwanted, stop := context.WithCancel(context.Background())
	c.stop = stop
	c.offer(true)
	c.needs.Beside(func(ctx context.Context) (err error) {
		wanted, end := ui.Either(ctx, unwanted)
		defer end()
		if !known {
			sound, err = c.needs.Datasets.Recording(wanted, set, path)
		}
		if err == nil {
			err = c.needs.Datasets.Hear(wanted, sound, from, func(at float64) { c.at(heard, at) })
		}
		fyne.Do(func() {
			if c.heard == heard {
				c.offer(false)
			}
		})
		if unwanted.Err() != nil {
			return nil
		}
		return err
	})
}

// at moves the playhead, unless something else is heard by now.
func (c *chosen) at(heard int, at float64) {
	fyne.Do(func() {
		if c.heard == heard && c.playing {
			c.head(at)
		}
	})
}

// silence stops what is heard.
func (c *chosen) silence() {
	c.stop()
	c.heard++
	if c.playing {
		c.offer(false)
	}
}

// offer has the button say what it does now.
func (c *chosen) offer(playing bool) {
	c.playing = playing
	says, icon := fa.UtteranceHear, theme.MediaPlayIcon()
	if playing {
		says, icon = fa.UtteranceStop, theme.MediaStopIcon()
	} else {
		c.head(-1)
	}
	if text := ui.Say(says); c.play.Text != text {
		c.play.Icon = icon
		c.play.SetText(text)
	}
}
