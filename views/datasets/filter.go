package datasets

import (
	"cmp"
	"maps"
	"slices"

	"avagar/app"
	"avagar/app/fa"
	"avagar/engine/dataset"
	"avagar/views/ui"
)

// filter is one choice of which utterances are listed.
type filter struct {
	key   string // by which it is known again: the code of a finding, but for the first three
	says  fa.Sentence
	takes func(app.Utterance) bool
	count int
}

// filters are those that take anything, and always the first three.
func filters(list []app.Utterance) []filter {
	all := []filter{
		{key: "all", says: fa.UtterancesAll, takes: func(app.Utterance) bool { return true }},
		{key: "flawed", says: fa.UtterancesFlawed, takes: flawed},
		{key: "left out", says: fa.UtterancesGone, takes: func(u app.Utterance) bool { return !u.Included }},
	}
	for _, code := range codes(list) {
		all = append(all, filter{key: code, says: fa.UtterancesWith, takes: func(u app.Utterance) bool { return has(u, code) }})
	}
	for i := range all {
		for _, u := range list {
			if all[i].takes(u) {
				all[i].count++
			}
		}
	}
	return all
}

// word is the name of a choice.
func (f filter) word() string {
	if f.says == fa.UtterancesWith {
		return ui.Say(f.says, fa.FindingName(dataset.Code(f.key)), f.count)
	}
	return ui.Say(f.says, f.count)
}

// codes are those of all findings, the most frequent first.
func codes(list []app.Utterance) []string {
	counts := map[string]int{}
	for _, u := range list {
		for _, f := range u.Findings {
			counts[f.Code]++
		}
	}
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(a, b))
	})
}

func has(u app.Utterance, code string) bool {
	return slices.ContainsFunc(u.Findings, func(f app.Finding) bool { return f.Code == code })
}

func flawed(u app.Utterance) bool {
	return slices.ContainsFunc(u.Findings, func(f app.Finding) bool { return weight(f) > 0 })
}

// weight is how much a finding matters: a note not at all.
func weight(f app.Finding) int { return slices.Index([]string{"note", "warning", "error"}, f.Severity) }

// worst is what matters most of an utterance; false where there is nothing.
func worst(u app.Utterance) (app.Finding, bool) {
	if len(u.Findings) == 0 {
		return app.Finding{}, false
	}
	return slices.MaxFunc(u.Findings, func(a, b app.Finding) int { return weight(a) - weight(b) }), true
}
