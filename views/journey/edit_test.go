package journey

import (
	"strings"
	"testing"
	"time"
)

const mixed = "سلام Avagar دنیا"

// writeMixed types words of both directions.
func (w *window) writeMixed() {
	w.t.Helper()
	w.write("سلام ")
	w.layout("us")
	w.write("Avagar ")
	w.layout("ir")
	w.write("دنیا")
	if got := w.text(); got != mixed {
		w.t.Fatalf("the field holds %q, not %q", got, mixed)
	}
	w.press("End")
}

func (w *window) holds(what, want string) {
	w.t.Helper()
	if got := w.text(); got != strings.TrimSpace(want) {
		w.t.Errorf("%s: the field holds %q, not %q", what, got, want)
	}
	w.press("End")
}

func TestSelectCutPasteAndUndo(t *testing.T) {
	w := openWindow(t)
	w.writeMixed()
	w.press("shift+Right", "shift+Right", "shift+Right", "shift+Right", "ctrl+x") // back, from right to left
	if got := w.clipboard(); got != "دنیا" {
		t.Errorf("cut %q", got)
	}
	w.press("ctrl+v", "ctrl+v")
	w.holds("pasted twice", mixed+"دنیا")
	w.press("ctrl+z")
	w.holds("undone", mixed)
	w.copied("يك كتاب")
	w.press("ctrl+v")
	w.holds("pasted from elsewhere", mixed+"یک کتاب") // Arabic letters become Persian
}

func TestHalfSpaceIsShiftAndSpace(t *testing.T) {
	w := openWindow(t)
	w.write("می")
	w.press("shift+space")
	w.write("خواهم")
	w.holds("typed", "می‌خواهم")
}

func TestTheMouseSelectsAcrossDirections(t *testing.T) {
	w := openWindow(t)
	w.writeMixed()
	width, _ := w.size()
	right, line := width-121, 24 // where the first line begins
	w.copied("elsewhere")
	w.drag(right, line, right-400)
	w.press("ctrl+c")
	if got := w.clipboard(); got != mixed {
		t.Errorf("all of the line is %q", got)
	}
	w.press("End")
	time.Sleep(time.Second) // or it would be a double click
	w.drag(right-4, line, right-60)
	w.press("ctrl+c")
	if got := w.clipboard(); len(got) < len("سلام A") || got == mixed || !strings.HasPrefix(mixed, got) {
		t.Errorf("its beginning is %q", got)
	}
}

func TestTabGoesThroughThePageAndBack(t *testing.T) {
	w := openWindow(t)
	w.write(greeting)
	w.copied("elsewhere")
	stops := 0
	eventually(t, 2*time.Minute, "the keyboard is back in the text", func() bool {
		w.press("Tab", "ctrl+a", "ctrl+c")
		stops++
		return w.clipboard() == greeting
	})
	if stops < 8 {
		t.Errorf("only %d parts were reached", stops)
	}
	w.press("Tab", "shift+Tab", "End")
	w.write("!")
	w.holds("after forth and back", greeting+"!")
}
