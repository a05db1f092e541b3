package shell

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"avagar/views/ui/uitest"
)

func TestAFileThatCannotBeOpenedIsToldReadably(t *testing.T) {
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			s, a := lookedAt(t, look, func(s *Shell) []Page { return pages(s)[:1] })
			settled(t, a, s)
			s.take([]fyne.URI{storage.NewFileURI(notADocument(t))})
			s.work.Wait() // the file is read beside the window
			a.Turn()
			s.window.Content().Refresh() // the real window lays out anew by itself
			picture := settled(t, a, s)
			uitest.Directions(t, s.window.Content())
			uitest.Layout(t, s.window.Content(), s.window.Canvas().Size())
			uitest.Golden(t, "open-error-"+look.Name, picture)
		})
	}
}

// notADocument is a file that its name promises too much of.
func notADocument(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "letter.docx")
	if err := os.WriteFile(path, []byte("no archive"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
