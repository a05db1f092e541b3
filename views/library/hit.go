package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/app/library"
	"avagar/views/ui"
)

// hitLines are a row of the list of what was found: the name, what it is to us,
// and what the hub tells of it.
func hitLines(h catalogue.Hit) []ui.Line {
	return []ui.Line{
		{Text: ui.Locale().Name(h.Repo), Bold: true},
		{Text: whatItIs(h), Small: true, Color: tone(catalogue.ClassOf(h.Found).Runs)},
		{Text: facts(h), Small: true},
	}
}

// whatItIs says what a repository is to us, as far as it is known.
func whatItIs(h catalogue.Hit) string {
	l := ui.Locale()
	here, gated := "", ""
	if h.Here {
		here = ui.Say(fa.HitHere)
	}
	if h.Gated != "" {
		gated = ui.Say(fa.HitGated)
	}
	return l.Listed(here, classed(catalogue.ClassOf(h.Found)), l.Task(h.Task), gated)
}

// classed says in a few words whether there is a voice, and whether it runs.
func classed(c catalogue.Class) string {
	switch {
	case c.Family == "":
		return ""
	case c.Runs != library.RunsNever:
		return ui.Say(fa.ClassVoice, fa.Family(c.Family), fa.ClassRuns(c.Runs))
	case c.Family == library.FamilyDataset:
		return ui.Say(fa.Family(c.Family))
	}
	return ui.Say(fa.ClassNever, fa.ClassReason(c.Reason))
}

// tone marks what speaks here among the rest.
func tone(runs library.Runs) fyne.ThemeColorName {
	if runs == library.RunsHere {
		return theme.ColorNameSuccess
	}
	return theme.ColorNameForeground
}

// facts are what the hub tells of a repository.
func facts(h catalogue.Hit) string {
	l := ui.Locale()
	size, changed := "", ""
	if h.Bytes >= 0 {
		size = l.Size(h.Bytes)
	}
	if !h.Modified.IsZero() {
		changed = l.Date(h.Modified)
	}
	return l.Listed(size, l.License(h.License), ui.Say(fa.HitDownloads, h.Downloads), ui.Say(fa.HitLikes, h.Likes), changed)
}
