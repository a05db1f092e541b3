package shell

import "fyne.io/fyne/v2"

// look is all that the appearance of a page depends on.
type look struct {
	appearance string
	textSize   int // percent
	variant    fyne.ThemeVariant
}

func (s *Shell) look() look {
	return look{s.settings.Appearance, s.settings.TextSize, s.app.Settings().ThemeVariant()}
}

// redress has a page that comes to be seen put on the look of now. The toolkit
// dresses only what the window holds, and so not a page that was hidden when the
// look changed: its icons stayed in the colour of before.
func (s *Shell) redress(i int) {
	if now := s.look(); s.looks[i] != now {
		s.looks[i] = now
		s.dress(s.settings)
	}
}
