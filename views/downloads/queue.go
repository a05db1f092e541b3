package downloads

import (
	"slices"

	"fyne.io/fyne/v2"

	"avagar/app"
	"avagar/views/ui"
)

// queue is a column of rows, the first to be fetched on top.
type queue struct {
	needs   *Needs
	do      deeds
	move    func(id, before int64)
	choose  func(id int64) // another one was chosen
	content *fyne.Container

	list    []app.Download
	rows    map[int64]*row
	chosen  int64 // 0 for none
	landing int   // the index that a dragged one would go before, -1 for none
}

func newQueue(needs *Needs, do deeds, move func(id, before int64), choose func(id int64)) *queue {
	return &queue{needs: needs, do: do, move: move, choose: choose, content: ui.NewColumn(nil), rows: map[int64]*row{}, landing: -1}
}

// show takes over a queue as it is now. Rows that did not change stay as they are.
func (q *queue) show(list []app.Download, live map[int64]app.DownloadProgress) {
	moved := !slices.EqualFunc(q.list, list, func(a, b app.Download) bool { return a.ID == b.ID })
	before := q.list
	q.list = list
	for _, d := range list {
		p, measured := live[d.ID]
		r := q.rowOf(d.ID)
		if r.show(d, p, measured, q.needs.Now()) {
			r.content.Refresh()
			moved = true
		}
	}
	if !moved {
		return
	}
	q.arrange()
	q.keepFocus(before)
}

func (q *queue) rowOf(id int64) *row {
	r := q.rows[id]
	if r == nil {
		r = newRow(q.do)
		r.card.choose = func() { q.mark(id) }
		r.card.step = func(by int) { q.focus(q.index(id) + by) }
		r.card.drag = func(at float32) { q.drag(id, at) }
		r.card.drop = func() { q.drop(id) }
		q.rows[id] = r
	}
	return r
}

// arrange puts the rows in the order of the queue.
func (q *queue) arrange() {
	there := map[int64]bool{}
	q.content.Objects = nil
	for _, d := range q.list {
		there[d.ID] = true
		q.content.Objects = append(q.content.Objects, q.rows[d.ID].content)
	}
	q.content.Refresh()
}

// keepFocus gives the focus of what is not to be seen any more to what is next
// to it, drops the rows of downloads that are gone, and keeps one chosen.
func (q *queue) keepFocus(before []app.Download) {
	focused := q.needs.Window.Canvas().Focused()
	lost := -1 // where the row with the focus was
	for id, r := range q.rows {
		gone := q.index(id) < 0
		if focused != nil && r.holds(focused) && (gone || !focused.(fyne.CanvasObject).Visible()) {
			lost = slices.IndexFunc(before, func(d app.Download) bool { return d.ID == id })
		}
		if gone {
			delete(q.rows, id)
		}
	}
	if q.index(q.chosen) < 0 {
		q.mark(q.at(max(lost, 0)))
	}
	if lost >= 0 && !q.focus(min(lost, len(q.list)-1)) {
		q.needs.Window.Canvas().Unfocus()
	}
}

// at is the id of a download by its place, of the last one for places behind
// it, and 0 where there is none.
func (q *queue) at(i int) int64 {
	if len(q.list) == 0 {
		return 0
	}
	return q.list[min(i, len(q.list)-1)].ID
}

func (q *queue) index(id int64) int {
	return slices.IndexFunc(q.list, func(d app.Download) bool { return d.ID == id })
}

// focus gives the focus to the card of a place, and is false where there is none.
func (q *queue) focus(i int) bool {
	if i < 0 || i >= len(q.list) {
		return false
	}
	q.needs.Window.Canvas().Focus(q.rows[q.list[i].ID].card)
	return true
}

// mark shows which one is chosen.
func (q *queue) mark(id int64) {
	if id == q.chosen {
		return
	}
	if r := q.rows[q.chosen]; r != nil {
		r.card.mark(false)
	}
	q.chosen = id
	if r := q.rows[id]; r != nil {
		r.card.mark(true)
	}
	q.choose(id)
}

// choice is the chosen download.
func (q *queue) choice() (app.Download, bool) {
	i := q.index(q.chosen)
	if i < 0 {
		return app.Download{}, false
	}
	return q.list[i], true
}

// follow shows how far the running ones are.
func (q *queue) follow(live map[int64]app.DownloadProgress) {
	for id, p := range live {
		if r := q.rows[id]; r != nil {
			r.follow(p, true)
		}
	}
}

// step moves the chosen one by so many places.
func (q *queue) step(by int) {
	i := q.index(q.chosen)
	to := i + by
	if i < 0 || to < 0 || to >= len(q.list) {
		return
	}
	if by > 0 {
		to++ // before the one behind its new neighbour
	}
	q.put(q.chosen, to)
}

// put moves a download before a place of the queue.
func (q *queue) put(id int64, to int) {
	if i := q.index(id); i < 0 || to == i || to == i+1 {
		return
	}
	if to >= len(q.list) {
		q.move(id, 0)
		return
	}
	q.move(id, q.list[to].ID)
}

// drag shows where a card would land whose row the pointer is so far below the
// upper edge of.
func (q *queue) drag(id int64, at float32) {
	at += q.rows[id].content.Position().Y
	to := 0
	for _, d := range q.list {
		o := q.rows[d.ID].content
		if at > o.Position().Y+o.Size().Height/2 {
			to++
		}
	}
	q.landing = to
	q.showLanding()
}

func (q *queue) drop(id int64) {
	to := q.landing
	q.landing = -1
	q.showLanding()
	if to >= 0 {
		q.put(id, to)
	}
}

func (q *queue) showLanding() {
	for i, d := range q.list {
		at := nowhere
		switch {
		case q.landing == i:
			at = before
		case q.landing == len(q.list) && i == len(q.list)-1:
			at = after
		}
		q.rows[d.ID].card.setLanding(at)
	}
}
