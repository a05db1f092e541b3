package datasets

import (
	"context"

	"fyne.io/fyne/v2"

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
	n.waiting(fa.RepairRunning, fa.RepairBroken).Run(func(ctx context.Context, report ui.Report) (err error) {
		changed, err = change(ctx, set, ids, staged(report))
		fyne.Do(p.read) // some may have changed, whatever the error
		return err
	}, func() { n.Notify(ui.Say(says, changed)) })
}
