package shell

import (
	"testing"

	"fyne.io/fyne/v2"

	"avagar/views/ui"
)

// The toolkit paints without a screen what it keeps for a real one, so that only
// the dressing itself can be seen here.
func TestAPageThatWasHiddenPutsOnTheLookOfNow(t *testing.T) {
	d := newDesk(t, t.TempDir())
	worn := func() fyne.Theme { return d.app.Settings().Theme() }
	goTo := func(page fyne.KeyName) (dressed bool) {
		before := worn()
		d.ctrl(page)
		d.settle()
		return worn() != before
	}
	if goTo(fyne.Key2) {
		t.Error("a page is dressed for the look that it was made in")
	}
	if err := d.boot.Account.Set(t.Context(), "appearance", ui.Dark); err != nil {
		t.Fatal(err)
	}
	d.settle()
	if !goTo(fyne.Key1) {
		t.Error("a page that was hidden keeps its look")
	}
	if goTo(fyne.Key2) || goTo(fyne.Key1) {
		t.Error("a page is dressed for the look that it wears")
	}
}
