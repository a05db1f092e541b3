package shell

import (
	"fmt"
	"image"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/zalando/go-keyring"

	"avagar/app/boot"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// looked is the window with its real pages over a home that is called always the
// same, since a page shows it.
func looked(t *testing.T, look uitest.Look) (*Shell, *uitest.App) {
	t.Helper()
	return lookedAt(t, look, pages)
}

// lookedAt is the same with some of the pages.
func lookedAt(t *testing.T, look uitest.Look, some func(*Shell) []Page) (*Shell, *uitest.App) {
	t.Helper()
	t.Setenv("HOME", "/home/ava")
	keyring.MockInit() // a page tells whether the system's holds a token
	b, err := boot.Open(t.Context(), t.TempDir(), func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	b.Home = "/home/ava/.local/share/avagar"
	for name, value := range map[string]string{"appearance": look.Appearance, "text_size": strconv.Itoa(look.TextSize), "offline": "true"} {
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
	s.Use(some(s)...)
	s.window.Resize(fyne.NewSize(1100, 760))
	s.window.Show()
	return s, a
}

// settled is the window once nothing changes in it any more.
func settled(t *testing.T, a *uitest.App, s *Shell) image.Image {
	t.Helper()
	canvas := s.window.Canvas()
	before := canvas.Capture()
	for range 40 {
		time.Sleep(150 * time.Millisecond)
		a.Turn()
		s.fit() // as the real window does before each frame
		now := canvas.Capture()
		if uitest.Differing(before, now) == 0 {
			return now
		}
		before = now
	}
	t.Fatal("the window does not come to rest")
	return nil
}

func TestLargeTextFitsIntoASmallWindow(t *testing.T) {
	s, a := looked(t, uitest.Look{Appearance: ui.Light, TextSize: ui.LargestText})
	for _, size := range []fyne.Size{{Width: 1100, Height: 760}, {Width: 800, Height: 600}} {
		s.window.Resize(size)
		for i, p := range s.pages {
			s.Show(i)
			t.Run(fmt.Sprintf("%s %.0f", name(p), size.Width), func(t *testing.T) {
				settled(t, a, s)
				if got := s.window.Canvas().Size(); got != size {
					t.Errorf("the window grew to %v", got)
				}
				uitest.Layout(t, s.window.Content(), size)
			})
		}
	}
}

func TestEveryPageReadsWellAndLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			s, a := looked(t, look)
			for i, p := range s.pages {
				s.Show(i)
				t.Run(name(p), func(t *testing.T) {
					picture := settled(t, a, s)
					uitest.Directions(t, s.window.Content())
					uitest.Golden(t, name(p)+"-"+look.Name, picture)
				})
			}
			s.showKeys()
			t.Run("keys", func(t *testing.T) {
				top := s.window.Canvas().Overlays().Top()
				uitest.Directions(t, top)
				uitest.Layout(t, top, s.window.Canvas().Size())
				uitest.Golden(t, "keys-"+look.Name, settled(t, a, s))
			})
		})
	}
}
