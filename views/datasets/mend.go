package datasets

import (
	"context"

	"fyne.io/fyne/v2"

	"avagar/app/datasets"
	"avagar/app/fa"
	"avagar/views/ui"
)

// mend repairs the sounds of utterances, or takes the repair back.
func mend(p *Page, set string, back bool, ids ...string) {
	p.detail.said.chosen.silence()
	n, says, change := p.needs, fa.RepairDone, p.needs.Datasets.Repair
	if back {
		says, change = fa.RestoreDone, n.Datasets.Restore
	}
	changed := 0
	w := &waiting{needs: n, title: ui.Say(fa.RepairRunning), stopped: ui.Say(fa.RepairBroken)}
	w.run(func(ctx context.Context, progress func(datasets.Progress)) (err error) {
		changed, err = change(ctx, set, ids, progress)
		fyne.Do(p.read) // some may have changed, whatever the error
		return err
	}, func() { n.Notify(ui.Say(says, changed)) })
}
