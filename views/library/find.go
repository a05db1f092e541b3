package library

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app/catalogue"
	"avagar/app/fa"
	"avagar/views/ui"
)

// settle is how long a person has to stop typing before the hub is asked.
const settle = 400 * time.Millisecond

// find is the search: what is looked for, and what was found.
type find struct {
	needs   *Needs
	content *fyne.Container
	text    *ui.Entry
	filters *filters
	state   *widget.Label // what the hub said, or that it is asked
	list    *ui.List
	more    *ui.Button
	open    func(catalogue.Hit)

	hits   []catalogue.Hit
	answer catalogue.Answer
	timer  *time.Timer
	cancel context.CancelFunc // of what is asked
	asked  int                // counts, so that an old answer cannot replace a newer one
}

func newFind(needs *Needs, open func(catalogue.Hit)) *find {
	f := &find{needs: needs, open: open, text: ui.NewEntry(), state: ui.Wrapped(""), cancel: func() {}}
	f.text.SetPlaceHolder(ui.Say(fa.FindHint))
	f.text.OnChanged = func(string) { f.later() }
	f.text.OnSubmitted = func(string) { f.now() }
	f.filters = newFilters(f.now)
	f.list = ui.NewRows(func() int { return len(f.hits) }, func(i int) []ui.Line { return hitLines(f.hits[i]) }, f.openRow)
	f.list.OnSelected = func(i int) { f.list.Chosen = i; f.openRow(i) }
	f.more = ui.NewButton(ui.Say(fa.FindMore), f.next)
	f.more.Hide()
	f.content = ui.NewColumn(f.list, f.text, f.filters.content, f.state, f.list, f.more)
	return f
}

func (f *find) openRow(i int) {
	if i >= 0 && i < len(f.hits) {
		f.open(f.hits[i])
	}
}

// later asks once the person has stopped typing.
func (f *find) later() {
	f.stop()
	f.timer = time.AfterFunc(settle, func() { fyne.Do(f.now) })
}

// stop asks nothing more; an answer that is under way is not wanted.
func (f *find) stop() {
	if f.timer != nil {
		f.timer.Stop()
	}
	f.cancel()
	f.asked++
}

// now shows what was seen before at once, and asks the hub.
func (f *find) now() {
	f.stop()
	asked, q := f.asked, f.filters.query(strings.TrimSpace(f.text.Text))
	f.tell(ui.Say(fa.FindBusy))
	f.ask(func(ctx context.Context) error {
		seen, err := f.needs.Catalogue.Seen(ctx, q)
		if err == nil && len(seen.List) > 0 {
			f.hand(asked, func() { f.preview(seen) })
		}
		a, err := f.needs.Catalogue.Search(ctx, q)
		if err == nil {
			f.hand(asked, func() { f.show(a, false) })
		}
		return err
	})
}

// next asks for the part after what is shown.
func (f *find) next() {
	f.stop()
	asked, a := f.asked, f.answer
	f.ask(func(ctx context.Context) error {
		next, err := f.needs.Catalogue.Next(ctx, a)
		if err == nil {
			f.hand(asked, func() { f.show(next, true) })
		}
		return err
	})
}

// ask runs something beside the window that a newer question cancels. Its error
// stands where the count of what was found would.
func (f *find) ask(do func(ctx context.Context) error) {
	unwanted, cancel := context.WithCancel(context.Background())
	f.cancel = cancel
	asked := f.asked
	f.needs.Beside(func(ctx context.Context) error {
		ctx, stop := ui.Either(ctx, unwanted)
		defer stop()
		if err := do(ctx); err != nil && ctx.Err() == nil {
			f.hand(asked, func() { f.tell(ui.Error(err)) })
		}
		return nil
	})
}

// hand gives an answer to the window, unless it was asked something else since.
func (f *find) hand(asked int, show func()) {
	fyne.Do(func() {
		if asked == f.asked {
			show()
		}
	})
}

// preview shows what was seen before while the hub is asked.
func (f *find) preview(a catalogue.Answer) {
	f.hits = a.List
	f.more.Hide()
	f.list.Reset()
}

func (f *find) show(a catalogue.Answer, further bool) {
	f.answer = a
	if further {
		f.hits = append(f.hits, a.List...)
		f.list.Refresh()
	} else {
		f.hits = a.List
		f.list.Reset()
	}
	f.more.Hidden = !a.More
	f.more.Refresh()
	f.tell(f.says(a))
	if !a.Offline {
		f.classify(a.List)
	}
}

// classify has the files of what was found be looked at, one after the other,
// until something else is asked. It can be done without.
func (f *find) classify(hits []catalogue.Hit) {
	asked := f.asked
	f.ask(func(ctx context.Context) error {
		_ = f.needs.Catalogue.Classify(ctx, hits, func(h catalogue.Hit) {
			f.hand(asked, func() { f.replace(h) })
		})
		return nil
	})
}

// replace shows what is known of a hit now.
func (f *find) replace(h catalogue.Hit) {
	for i := range f.hits {
		if f.hits[i].Repo == h.Repo {
			f.hits[i] = h
			f.list.RefreshItem(i)
		}
	}
}

// tell says something, in as much room as it needs.
func (f *find) tell(text string) {
	f.state.SetText(text)
	f.content.Refresh()
}

// says is what is said about an answer: how much was found, or how old it is and
// why the hub was not asked.
func (f *find) says(a catalogue.Answer) string {
	switch {
	case a.Offline && len(f.hits) == 0:
		return joined(reason(a.Reason), ui.Say(fa.FindSeenNone))
	case a.Offline:
		return joined(reason(a.Reason), ui.Say(fa.FindSeen, fa.Words(f.needs.ago(a.Age))))
	case len(f.hits) == 0:
		return ui.Say(fa.FindNone)
	case a.More:
		return ui.Say(fa.FindAndMore, len(f.hits))
	}
	return ui.Say(fa.FindCount, len(f.hits))
}

func reason(err error) string {
	if err == nil {
		return ""
	}
	return ui.Error(err)
}

// joined puts sentences after each other.
func joined(sentences ...string) string {
	var there []string
	for _, s := range sentences {
		if s != "" {
			there = append(there, s)
		}
	}
	return strings.Join(there, " ")
}
