package speech

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"avagar/engine/persian"
	"avagar/views/ui"
)

// leafSentences is how many sentences are laid out at once: enough for a tall
// window, few enough for a text of any length.
const leafSentences = 40

// following shows the sentences of what is spoken, the one being heard marked.
// It has the focus while the text is spoken: arrows choose a sentence, Enter
// speaks from there, space pauses.
type following struct {
	widget.BaseWidget

	OnChoose func(from int) // start at this byte
	OnToggle func()
	OnLeave  func() // Esc

	pieces  []persian.Piece
	leaf    int // the first sentence laid out
	current int // the sentence being heard, -1 for none
	chosen  int // by the arrow keys, -1 for none
	rows    []*sentence
	box     *fyne.Container
	scroll  *container.Scroll
}

func newFollowing() *following {
	f := &following{current: -1, chosen: -1, box: container.NewVBox()}
	f.scroll = container.NewVScroll(f.box)
	f.ExtendBaseWidget(f)
	return f
}

// CreateRenderer shows the sentences in a scroller.
func (f *following) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.scroll) }

// SetText lays out a text that is spoken from a byte of it on.
func (f *following) SetText(text string, from int) {
	f.pieces = f.pieces[:0]
	for piece, err := range persian.Pieces(strings.NewReader(text)) {
		if err == nil {
			f.pieces = append(f.pieces, piece)
		}
	}
	f.current, f.chosen = -1, -1
	f.turn(f.find(from))
}

// Hear marks the sentence that begins at or before a byte.
func (f *following) Hear(from int) {
	i := f.find(from)
	if i < 0 || i == f.current {
		return
	}
	f.current, f.chosen = i, -1
	f.turn(i)
}

// Heard is where the sentence being heard begins, zero before the first.
func (f *following) Heard() int {
	if f.current < 0 {
		return 0
	}
	return f.pieces[f.current].From
}

// find is the sentence that a byte lies in, -1 where there are none.
func (f *following) find(offset int) int {
	low, high := 0, len(f.pieces)
	for low < high {
		if middle := (low + high) / 2; f.pieces[middle].From <= offset {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == 0 && len(f.pieces) > 0 {
		return 0
	}
	return low - 1
}

// turn lays out the leaf of a sentence and scrolls to it.
func (f *following) turn(i int) {
	leaf := max(i, 0) / leafSentences * leafSentences
	if leaf != f.leaf || len(f.rows) == 0 || i < 0 || f.rows[0].text != f.pieces[leaf].Text {
		f.lay(leaf)
	}
	for n, row := range f.rows {
		row.mark(f.leaf+n == f.current, f.leaf+n == f.chosen)
	}
	if at := i - f.leaf; i >= 0 && at < len(f.rows) {
		f.reveal(f.rows[at])
	}
}

func (f *following) lay(leaf int) {
	f.leaf, f.rows = leaf, nil
	f.box.RemoveAll()
	for i := leaf; i < min(leaf+leafSentences, len(f.pieces)); i++ {
		from := f.pieces[i].From
		row := newSentence(f.pieces[i].Text, func() { f.choose(from) })
		f.rows = append(f.rows, row)
		f.box.Add(row)
	}
	f.scroll.ScrollToTop()
}

func (f *following) choose(from int) {
	if f.OnChoose != nil {
		f.OnChoose(from)
	}
}

// reveal scrolls so that a row is seen, with a bit of what went before.
func (f *following) reveal(row *sentence) {
	top, height := row.Position().Y, row.Size().Height
	view := f.scroll.Size().Height
	offset := f.scroll.Offset.Y
	if top >= offset && top+height <= offset+view {
		return
	}
	f.scroll.ScrollToOffset(fyne.NewPos(0, max(top-view/4, 0)))
}

// FocusGained lets the keys steer.
func (f *following) FocusGained() { ui.Reveal(f) }

// FocusLost is the end of that.
func (f *following) FocusLost() {
	f.chosen = -1
	f.turn(f.current)
}

// TypedRune ignores letters.
func (f *following) TypedRune(rune) {}

// TypedKey chooses, starts, pauses or leaves.
func (f *following) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace:
		f.OnToggle()
	case fyne.KeyEscape:
		f.OnLeave()
	case fyne.KeyUp:
		f.move(-1)
	case fyne.KeyDown:
		f.move(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if f.chosen >= 0 {
			f.choose(f.pieces[f.chosen].From)
		}
	default:
		ui.HandOn(f, key)
	}
}

func (f *following) move(by int) {
	if len(f.pieces) == 0 {
		return
	}
	at := f.chosen
	if at < 0 {
		at = max(f.current, 0)
	}
	f.chosen = min(max(at+by, 0), len(f.pieces)-1)
	f.turn(f.chosen)
}

// sentence is one row: tapped, it is spoken from there.
type sentence struct {
	widget.BaseWidget
	text          string
	label         *widget.Label
	ground        *canvas.Rectangle
	tapped        func()
	heard, chosen bool
}

func newSentence(text string, tapped func()) *sentence {
	s := &sentence{text: text, label: widget.NewLabel(text), ground: canvas.NewRectangle(theme.Color(theme.ColorNameSelection)), tapped: tapped}
	s.label.Wrapping = fyne.TextWrapWord
	s.ground.CornerRadius = theme.Size(theme.SizeNameInputRadius)
	s.ground.Hide()
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the text over its mark.
func (s *sentence) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(s.ground, s.label))
}

// mark shows whether the sentence is being heard (heavier, on colour) or chosen
// by key (on a colour).
func (s *sentence) mark(heard, chosen bool) {
	if s.heard == heard && s.chosen == chosen {
		return
	}
	s.heard, s.chosen = heard, chosen
	s.label.TextStyle.Bold = heard
	name := theme.ColorNameHover
	if heard {
		name = theme.ColorNameSelection
	}
	s.ground.FillColor = theme.Color(name)
	s.ground.Hidden = !heard && !chosen
	s.label.Refresh()
	s.ground.Refresh()
}

// Tapped speaks from here.
func (s *sentence) Tapped(*fyne.PointEvent) { s.tapped() }

// Cursor shows that the sentence can be tapped.
func (s *sentence) Cursor() desktop.Cursor { return desktop.PointerCursor }
