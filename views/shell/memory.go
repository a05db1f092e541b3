package shell

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
)

// rest is how long the window has to keep its size before it is remembered.
const rest = 700 * time.Millisecond

// memory lays the window's content out over all of it and remembers how large
// it was last.
type memory struct {
	shell *Shell
	size  fyne.Size
	saved fyne.Size
	timer *time.Timer
	begun bool // sizes before are the toolkit's own
}

func newMemory(s *Shell) *memory {
	size := fyne.NewSize(float32(s.settings.Width), float32(s.settings.Height))
	return &memory{shell: s, size: size, saved: size}
}

// Layout gives the window's size to its content.
func (m *memory) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
	m.shell.fit()
	if !m.begun || size == m.size || m.shell.closed {
		return
	}
	m.size = size
	if m.timer == nil {
		m.timer = time.AfterFunc(rest, func() { fyne.Do(m.save) })
		return
	}
	m.timer.Reset(rest)
}

// begin gives the window the size it had last, and remembers it from now on.
func (m *memory) begin() {
	m.shell.window.Resize(m.size)
	m.begun = true
}

// MinSize is the content's.
func (m *memory) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

// save writes the size down beside the window.
func (m *memory) save() {
	if m.size == m.saved {
		return
	}
	m.saved = m.size
	size := m.size
	m.shell.beside(func(ctx context.Context) error { return m.write(ctx, size) })
}

func (m *memory) write(ctx context.Context, size fyne.Size) error {
	set := m.shell.boot.Account.Set
	if err := set(ctx, "width", strconv.Itoa(int(size.Width))); err != nil {
		return err
	}
	return set(ctx, "height", strconv.Itoa(int(size.Height)))
}

// close writes down a size that has not been yet.
func (m *memory) close() {
	if m.timer != nil {
		m.timer.Stop()
	}
	m.save()
}
