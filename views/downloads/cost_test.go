package downloads

import (
	"testing"

	"fyne.io/fyne/v2"

	"avagar/app"
)

// counting counts how often a layout works.
type counting struct {
	inner fyne.Layout
	laid  *int
}

func (c counting) MinSize(objects []fyne.CanvasObject) fyne.Size { return c.inner.MinSize(objects) }

func (c counting) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	*c.laid++
	c.inner.Layout(objects, size)
}

// counted has every container in an object count its layouts from now on.
func counted(o fyne.CanvasObject, laid *int) {
	c, ok := o.(*fyne.Container)
	if !ok {
		return
	}
	if c.Layout != nil {
		c.Layout = counting{c.Layout, laid}
	}
	for _, child := range c.Objects {
		counted(child, laid)
	}
}

func TestProgressDrawsItsRowAloneAndLaysNothingOut(t *testing.T) {
	s := full(t)
	laid := 0
	counted(s.page.content, &laid)
	for _, r := range s.page.queue.rows {
		counted(r.content, &laid)
		counted(r.card.inner, &laid)
	}
	least, other := s.row(1).content.MinSize(), s.row(3).card.bar.share
	reads := s.reads
	for i := range int64(20) {
		done := (28 + i) * megabyte
		s.live[1] = app.DownloadProgress{ID: 1, File: s.files[1][0].Path, FileDone: done, FileTotal: 55 * megabyte,
			Done: done, Total: 60 * megabyte, PerSecond: float64(1_300_000 + i), Left: 20}
		s.progress.Publish(s.live[1])
	}
	if laid != 0 {
		t.Errorf("20 reports were %d layouts", laid)
	}
	if s.row(1).content.MinSize() != least {
		t.Errorf("the row wants %v after %v: the toolkit would lay the page out", s.row(1).content.MinSize(), least)
	}
	if s.reads != reads || s.row(3).card.bar.share != other {
		t.Errorf("%d readings, another row changed: %v", s.reads-reads, s.row(3).card.bar.share != other)
	}
	if got := s.row(1).card.bar.share; got != 47.0/60 {
		t.Errorf("the bar shows %v", got)
	}
}

func TestAReportThatSaysNothingNewDrawsNothing(t *testing.T) {
	s := full(t)
	figures := s.row(1).card.figures
	figures.Text = "untouched"
	s.progress.Publish(s.live[1])
	if figures.Text != "untouched" {
		t.Errorf("it reads %q", figures.Text)
	}
}
