package uitest

import (
	"errors"
	"flag"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/views/ui"
)

var update = flag.Bool("update", false, "write the images that pages are compared with")

// Look is one way a page can look.
type Look struct {
	Name       string
	Appearance string
	TextSize   int // percent
}

// Looks are those in which every page is compared.
var Looks = []Look{
	{"light", ui.Light, 100},
	{"dark", ui.Dark, 100},
	{"light-200", ui.Light, 200},
	{"dark-200", ui.Dark, 200},
	{"contrast", ui.Contrast, 100},
}

// Page shows what build makes in a window of a size in each look and compares it
// with testdata/<name>-<look>.png, which -update writes. The images are those of
// a mirrored window: on the stock toolkit the test is skipped after its texts
// were looked at.
func Page(t *testing.T, name string, size fyne.Size, build func() fyne.CanvasObject) {
	for _, look := range Looks {
		t.Run(look.Name, func(t *testing.T) {
			a := test.NewTempApp(t)
			a.Settings().SetTheme(ui.New(look.Appearance, look.TextSize))
			content := build()
			w := test.NewTempWindow(t, content)
			w.Resize(size)
			Directions(t, content)
			Golden(t, name+"-"+look.Name, w.Canvas().Capture())
		})
	}
}

// Golden compares an image with testdata/<name>.png.
func Golden(t *testing.T, name string, got image.Image) {
	t.Helper()
	if !ui.Mirrored() {
		t.Skip("the stock toolkit does not mirror the window: run make toolkit")
	}
	path := filepath.Join("testdata", name+".png")
	if *update {
		write(t, path, got)
		return
	}
	want, err := read(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%s does not exist; look at the page and run with -update", path)
	}
	if err != nil {
		t.Fatal(err)
	}
	if share := Differing(got, want); share > tolerated {
		seen := filepath.Join(os.TempDir(), name+"-got.png")
		write(t, seen, got)
		t.Errorf("%.2f %% of %s look otherwise: see %s", 100*share, path, seen)
	}
}

// tolerated is the share of pixels that may differ: machines round edges of
// letters a little differently.
const tolerated = 0.003

// Differing is the share of pixels that differ to the eye.
func Differing(a, b image.Image) float64 {
	if a.Bounds().Size() != b.Bounds().Size() {
		return 1
	}
	size, differing := a.Bounds().Size(), 0
	for y := range size.Y {
		for x := range size.X {
			if distance(a.At(a.Bounds().Min.X+x, a.Bounds().Min.Y+y), b.At(b.Bounds().Min.X+x, b.Bounds().Min.Y+y)) > 0x2000 {
				differing++
			}
		}
	}
	return float64(differing) / float64(max(size.X*size.Y, 1))
}

// distance is the largest difference of a channel, of 0xffff.
func distance(a, b color.Color) int {
	r, g, bl, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	return max(apart(r, r2), apart(g, g2), apart(bl, b2))
}

func apart(a, b uint32) int {
	if a > b {
		return int(a - b)
	}
	return int(b - a)
}

func write(t *testing.T, path string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(png.Encode(f, img), f.Close()); err != nil {
		t.Fatal(err)
	}
}

func read(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return png.Decode(f)
}
