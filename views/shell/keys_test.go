package shell

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"avagar/views/ui"
)

func TestArrowsAreThoseOfTheKeyboard(t *testing.T) {
	onward := "→"
	if ui.Mirrored() {
		onward = "←"
	}
	if got := keyText(ui.Shortcut{Key: fyne.KeyRight}); !strings.Contains(got, onward) {
		t.Errorf("the key that goes on is %q", got)
	}
	if got := keyText(ui.Shortcut{Key: fyne.KeyLeft}); strings.Contains(got, onward) {
		t.Errorf("the key that goes back is %q", got)
	}
}
