package cli

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// face is a picture as a camera makes it.
func face(t *testing.T) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for i := range m.Pix {
		m.Pix[i] = 255
	}
	for y := 100; y < 300; y++ {
		for x := 200; x < 400; x++ {
			m.SetRGBA(x, y, color.RGBA{uint8(x), uint8(y), 90, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAPictureTravelsWithItsVoice(t *testing.T) {
	a, b := newPerson(t), newPerson(t)
	id, dir := builtIn(a), t.TempDir()
	file, photo := filepath.Join(dir, "mine.avagar"), filepath.Join(dir, "photo.jpg")
	if err := os.WriteFile(photo, face(t), 0o600); err != nil {
		t.Fatal(err)
	}
	a.does("voice", "export", id, file)
	a.does("voice", "import", rename(t, file, "guest"))
	if said := a.does("voice", "picture", "guest"); !strings.Contains(said, "no picture") {
		t.Errorf("before it says %q", said)
	}
	if said := a.does("voice", "picture", "guest", photo); !strings.Contains(said, "has a picture") {
		t.Errorf("it says %q", said)
	}
	if info := a.does("voice", "info", "guest"); !strings.Contains(info, "picture: ") {
		t.Errorf("info tells %q", info)
	}
	travelling := filepath.Join(dir, "guest.avagar")
	a.does("voice", "export", "guest", travelling)
	b.does("voice", "import", travelling)
	mine, theirs := objects(t, a.does("voice", "picture", "guest", "--json"))[0], objects(t, b.does("voice", "picture", "guest", "--json"))[0]
	if mine["picture_bytes"].(float64) == 0 || mine["picture_bytes"] != theirs["picture_bytes"] {
		t.Errorf("the picture was %v and came as %v", mine, theirs)
	}
	b.does("voice", "check", "guest")
	if said := b.does("voice", "picture", "guest", "--remove"); !strings.Contains(said, "no picture") {
		t.Errorf("once it is away it says %q", said)
	}
	if a := b.types(string(face(t)), "voice", "picture", "guest", "-"); a.code != exitDone || !strings.Contains(a.out, "has a picture") {
		t.Errorf("from standard input: %q, %q", a.out, a.err)
	}
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	p, dir := newPerson(t), t.TempDir()
	id := builtIn(p)
	file := filepath.Join(dir, "mine.avagar")
	p.does("voice", "export", id, file)
	p.does("voice", "import", rename(t, file, "guest"))
	var small bytes.Buffer
	if err := png.Encode(&small, image.NewGray(image.Rect(0, 0, 20, 20))); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		content []byte
		says    string
	}{
		"text.png":  {[]byte("a face"), "neither a PNG nor a JPEG"},
		"half.jpg":  {face(t)[:2000], "damaged"},
		"small.png": {small.Bytes(), "too small"},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		p.fails(exitError, c.says, "voice", "picture", "guest", path)
	}
	p.fails(exitError, "no such file", "voice", "picture", "guest", filepath.Join(dir, "none.png"))
	p.fails(exitError, "Not found", "voice", "picture", "nobody")
	photo := filepath.Join(dir, "photo.jpg")
	if err := os.WriteFile(photo, face(t), 0o600); err != nil {
		t.Fatal(err)
	}
	p.fails(exitError, "part of the program", "voice", "picture", id, photo)
	if said := p.does("voice", "picture", "guest"); !strings.Contains(said, "no picture") {
		t.Errorf("after all it says %q", said)
	}
}
