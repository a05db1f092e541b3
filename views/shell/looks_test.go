package shell

import (
	"image"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"avagar/app/boot"
	"avagar/views/ui/uitest"
)

// looked is the window with its real pages over a home that has always the same
// name, since a page shows it.
func looked(t *testing.T, look uitest.Look) (*Shell, *uitest.App) {
	t.Helper()
	home := filepath.Join(os.TempDir(), "avagar-looks")
	if err := os.RemoveAll(home); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) })
	b, err := boot.Open(t.Context(), home, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"appearance": look.Appearance, "text_size": strconv.Itoa(look.TextSize)} {
		if err := b.Account.Set(t.Context(), name, value); err != nil {
			t.Fatal(err)
		}
	}
	a := uitest.NewApp(t)
	s, err := New(t.Context(), a, b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.close()
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	s.Use(pages(s)...)
	s.window.Resize(fyne.NewSize(1100, 760))
	s.window.Show()
	return s, a
}

// settled is the window once nothing changes in it any more.
func settled(t *testing.T, a *uitest.App, w fyne.Window) image.Image {
	t.Helper()
	before := w.Canvas().Capture()
	for range 40 {
		time.Sleep(150 * time.Millisecond)
		a.Turn()
		now := w.Canvas().Capture()
		if uitest.Differing(before, now) == 0 {
			return now
		}
		before = now
	}
	t.Fatal("the window does not come to rest")
	return nil
}

func TestEveryPageReadsWellAndLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			s, a := looked(t, look)
			for i, p := range s.pages {
				s.Show(i)
				t.Run(name(p), func(t *testing.T) {
					picture := settled(t, a, s.window)
					uitest.Directions(t, s.window.Content())
					uitest.Golden(t, name(p)+"-"+look.Name, picture)
				})
			}
		})
	}
}
