package speech

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/views/ui"
)

// BenchmarkKey is one letter typed into a full part of a text.
func BenchmarkKey(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(ui.New(ui.Light, 100))
	for name, unit := range map[string]string{"lines": two + "\n", "one paragraph": two + " "} {
		b.Run(name, func(b *testing.B) {
			e := newEditor()
			w := test.NewTempWindow(b, e)
			w.Resize(fyne.NewSize(700, 500))
			e.SetWhole(strings.Repeat(unit, partRunes*30/len([]rune(unit))), 0)
			b.ResetTimer()
			for range b.N {
				e.TypedRune('س')
			}
		})
	}
}

// BenchmarkBook is opening a text of 1 MB, and having it spoken.
func BenchmarkBook(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(ui.New(ui.Light, 100))
	long := strings.Repeat(two+" ", 1<<20/len(two))
	e, f := newEditor(), newFollowing()
	test.NewTempWindow(b, e)
	for range b.N {
		e.SetWhole(long, 0)
		f.SetText(e.Whole(), len(long)/2)
	}
}
