package datasets

import (
	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/views/ui"
)

// waiting is a dialog over work on recordings that a person can break off.
func (n *Needs) waiting(title, stopped fa.Sentence) ui.Waiting {
	return ui.Waiting{Window: n.Window, Beside: n.Beside, Notify: n.Notify, Title: ui.Say(title), Stopped: ui.Say(stopped), Staged: true}
}

// staged hands progress on.
func staged(report ui.Report) func(datasets.Progress) {
	return func(p datasets.Progress) { report(fa.ImportStage(p.Stage), float64(p.Done)/float64(max(p.Total, 1))) }
}
