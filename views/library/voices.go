package library

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/app/library"
	"avagar/views/ui"
)

// voices lists what a repository is to us: its voices one by one or, where it
// has none, why it does not speak.
type voices struct {
	content fyne.CanvasObject
	list    *ui.List
	about   *widget.Label // the chosen one, in whole sentences
	get     *ui.Button
	found   []library.Finding
	here    func(library.Finding) bool
}

func newVoices(get func(library.Finding), here func(library.Finding) bool) *voices {
	v := &voices{here: here, about: ui.Wrapped("")}
	take := func(i int) {
		if i >= 0 && i < len(v.found) && v.found[i].Runs != library.RunsNever {
			get(v.found[i])
		}
	}
	v.list = ui.NewRows(func() int { return len(v.found) }, func(i int) []ui.Line { return v.lines(v.found[i]) }, take)
	v.list.OnSelected = func(i int) { v.list.Chosen = i; v.able() }
	v.list.OnHighlighted = v.list.OnSelected
	v.get = ui.NewButtonWithIcon(ui.Say(fa.VoiceGet), theme.DownloadIcon(), func() { take(v.list.Chosen) })
	v.content = ui.NewColumn(v.list, v.list, v.about, ui.NewFlow([]fyne.CanvasObject{v.get}))
	return v
}

// show lists what was found, the Persian voices first and before all those of a
// folder.
func (v *voices) show(found []library.Finding, folder string) {
	v.found = sorted(found, folder)
	v.list.Reset()
	v.list.ScrollToTop()
	if len(found) > 0 {
		v.list.Chosen = 0
	}
	v.able()
}

func sorted(found []library.Finding, folder string) []library.Finding {
	rank := func(f library.Finding) int {
		switch {
		case folder != "" && (f.Folder == folder || strings.HasPrefix(f.Folder, folder+"/")):
			return 0
		case f.Language == "fa" || f.Language == "fas":
			return 1
		}
		return 2
	}
	return slices.SortedStableFunc(slices.Values(found), func(a, b library.Finding) int { return cmp.Compare(rank(a), rank(b)) })
}

// able has the button fetch what is chosen, if it can be, and says more of it.
func (v *voices) able() {
	v.get.Disable()
	i := v.list.Chosen
	if i < 0 || i >= len(v.found) {
		v.about.SetText("")
		return
	}
	v.about.SetText(v.says(v.found[i]))
	if v.found[i].Runs != library.RunsNever && !v.here(v.found[i]) {
		v.get.Enable()
	}
}

func (v *voices) lines(f library.Finding) []ui.Line {
	color := tone(f.Runs)
	if !f.Voice() {
		color = theme.ColorNameWarning
	}
	return []ui.Line{{Text: voiceName(f), Bold: true}, {Text: v.aboutVoice(f), Small: true, Color: color}}
}

func voiceName(f library.Finding) string {
	if f.Variant != "" {
		return ui.Say(fa.VoiceVariant, f.Name, f.Variant)
	}
	return ui.Locale().Name(f.Name)
}

// aboutVoice is what is known of a voice, in a line.
func (v *voices) aboutVoice(f library.Finding) string {
	here, folder, runs := "", "", ""
	if v.here(f) {
		here = ui.Say(fa.HitHere)
	}
	if f.Folder != "" {
		folder = ui.Say(fa.FileInFolder, f.Folder)
	}
	if f.Voice() {
		runs = ui.Say(fa.ClassRuns(f.Runs))
	}
	return ui.Locale().Listed(here, ui.Say(fa.Family(f.Family)), runs, size(f.Bytes), folder)
}

// says tells whether a voice runs here, and why not.
func (v *voices) says(f library.Finding) string {
	here, why := "", ""
	if v.here(f) {
		here = ui.Say(fa.VoiceGotIt) + "."
	}
	if f.Reason != library.ReasonNone {
		why = ui.Say(fa.Reason(f.Reason))
	}
	return joined(here, ui.Say(fa.Runs(f.Runs)), why)
}
