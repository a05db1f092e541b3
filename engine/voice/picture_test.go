package voice

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"avagar/engine/checkpoint"
)

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var (
	red, green = color.RGBA{200, 0, 0, 255}, color.RGBA{0, 160, 0, 255}
	blue, grey = color.RGBA{0, 0, 200, 255}, color.RGBA{90, 90, 90, 255}
)

// quarters has a colour in each corner of its middle square, and grey beside it.
func quarters(width, height int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	n := min(width, height)
	left, top := (width-n)/2, (height-n)/2
	for y := range height {
		for x := range width {
			c := color.RGBA{255, 255, 255, 255}
			switch u, v := x-left, y-top; {
			case u < 0 || v < 0 || u >= n || v >= n:
				c = grey
			case u < n/2 && v < n/2:
				c = red
			case v < n/2:
				c = green
			case u < n/2:
				c = blue
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

// portrait is the picture of a voice as it is stored.
func portrait(t testing.TB, side int) []byte {
	t.Helper()
	b, err := ReadPicture(bytes.NewReader(pngOf(t, quarters(2*side, side))))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func withPicture(data []byte) func(f *checkpoint.File) {
	return func(f *checkpoint.File) { f.Metadata[keyPicture] = base64.StdEncoding.EncodeToString(data) }
}

// claiming has a PNG say that it is wider and higher than it is.
func claiming(data []byte, side uint32) []byte {
	out := slices.Clone(data)
	const ihdr = 12 // of the chunk's type
	binary.BigEndian.PutUint32(out[ihdr+4:], side)
	binary.BigEndian.PutUint32(out[ihdr+8:], side)
	binary.BigEndian.PutUint32(out[ihdr+17:], crc32.ChecksumIEEE(out[ihdr:ihdr+17]))
	return out
}

func near(got color.Color, want color.RGBA) bool {
	r, g, b, a := got.RGBA()
	for i, v := range []uint32{r, g, b, a} {
		w := []uint8{want.R, want.G, want.B, want.A}[i]
		if d := int(v>>8) - int(w); d < -12 || d > 12 {
			return false
		}
	}
	return true
}

// corners are the colours of a stored picture, from the top left one on.
func corners(t *testing.T, data []byte) (m image.Image, all [4]color.Color) {
	t.Helper()
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	n := m.Bounds().Dx()
	return m, [4]color.Color{m.At(n/4, n/4), m.At(3*n/4, n/4), m.At(n/4, 3*n/4), m.At(3*n/4, 3*n/4)}
}

func TestThePictureIsTheMiddleSquareOfWhatAPersonBrings(t *testing.T) {
	for name, data := range map[string][]byte{
		"wide PNG":  pngOf(t, quarters(900, 400)),
		"high PNG":  pngOf(t, quarters(300, 700)),
		"wide JPEG": jpegOf(t, quarters(1000, 600)),
		"small":     pngOf(t, quarters(60, 50)),
	} {
		got, err := ReadPicture(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		m, all := corners(t, got)
		if m.Bounds() != image.Rect(0, 0, 256, 256) || len(got) > maxPicture {
			t.Errorf("%s is %v and %d bytes", name, m.Bounds(), len(got))
		}
		for i, want := range []color.RGBA{red, green, blue, {255, 255, 255, 255}} {
			if !near(all[i], want) {
				t.Errorf("%s: corner %d is %v", name, i, all[i])
			}
		}
	}
}

// exif is a JPEG with the orientation of a camera, in an order of bytes.
func exif(data []byte, orientation uint16, order binary.AppendByteOrder) []byte {
	mark := "II"
	if order == binary.BigEndian {
		mark = "MM"
	}
	tiff := order.AppendUint16([]byte(mark), 42)
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	for _, f := range [][2]uint16{{0x0100, 640}, {orientationTag, orientation}} {
		tiff = order.AppendUint16(order.AppendUint16(tiff, f[0]), shortType)
		tiff = order.AppendUint32(tiff, 1)
		tiff = order.AppendUint16(order.AppendUint16(tiff, f[1]), 0)
	}
	body := append([]byte("Exif\x00\x00"), tiff...)
	out := binary.BigEndian.AppendUint16([]byte{0xff, 0xd8, 0xff, 0xe1}, uint16(len(body)+2))
	return slices.Concat(out, body, data[2:])
}

func TestAPictureIsTurnedAsItsCameraWasHeld(t *testing.T) {
	white := color.RGBA{255, 255, 255, 255}
	data := jpegOf(t, quarters(300, 300))
	for orientation, want := range map[uint16][4]color.RGBA{
		0: {red, green, blue, white}, 1: {red, green, blue, white}, 9: {red, green, blue, white},
		2: {green, red, white, blue}, 3: {white, blue, green, red}, 4: {blue, white, red, green},
		5: {red, blue, green, white}, 6: {blue, red, white, green}, 7: {white, green, blue, red}, 8: {green, white, red, blue},
	} {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			got, err := ReadPicture(bytes.NewReader(exif(data, orientation, order)))
			if err != nil {
				t.Fatal(err)
			}
			_, all := corners(t, got)
			for i := range all {
				if !near(all[i], want[i]) {
					t.Errorf("orientation %d: corner %d is %v", orientation, i, all[i])
				}
			}
		}
	}
}

func TestAPictureOfNoiseIsMadeSmaller(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 256, 256))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range m.Pix {
		m.Pix[i] = uint8(r.Uint32()>>8) | 1
	}
	got, err := ReadPicture(bytes.NewReader(pngOf(t, m)))
	if err != nil || len(got) > maxPicture || checkPicture(got) != nil {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
}

func TestWhatCannotBeAPictureIsNamed(t *testing.T) {
	good := pngOf(t, quarters(100, 100))
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"nothing":        {nil, ErrPictureKind},
		"text":           {[]byte("a portrait"), ErrPictureKind},
		"GIF":            {[]byte("GIF89a...."), ErrPictureKind},
		"half a PNG":     {good[:len(good)/2], ErrPictureDamaged},
		"half a JPEG":    {jpegOf(t, quarters(100, 100))[:300], ErrPictureDamaged},
		"a signature":    {good[:8], ErrPictureDamaged},
		"narrow":         {pngOf(t, image.NewGray(image.Rect(0, 0, 4000, 40))), ErrPictureSmall},
		"a bomb":         {claiming(good, 30000), ErrPictureLarge},
		"too many bytes": {append(slices.Clone(good), make([]byte, maxSource)...), ErrPictureLarge},
	} {
		spent := allocated(func() {
			if _, err := ReadPicture(bytes.NewReader(c.data)); !errors.Is(err, c.want) {
				t.Errorf("%s: %v", name, err)
			}
		})
		if spent > 256<<20 {
			t.Errorf("%s: %d MB were allocated", name, spent>>20)
		}
	}
}

func TestAVoiceKeepsItsPictureAndOthersHaveNone(t *testing.T) {
	v := newVoice(t, quickParams())
	before := saved(t, v)
	if bytes.Contains(before, []byte(keyPicture)) {
		t.Error("a voice without a picture tells of one")
	}
	old, err := decode(before)
	if err != nil || old.Picture != nil {
		t.Fatalf("%d bytes of a picture, %v", len(old.Picture), err)
	}
	v.Picture = portrait(t, 256)
	path := filepath.Join(t.TempDir(), "v"+Extension)
	if err := v.Save(path); err != nil {
		t.Fatal(err)
	}
	again, err := Open(path)
	if err != nil || !bytes.Equal(again.Picture, v.Picture) {
		t.Fatalf("%d bytes of %d, %v", len(again.Picture), len(v.Picture), err)
	}
	whole := saved(t, again)
	at := bytes.Index(whole, []byte(keyPicture)) + len(keyPicture) + 100
	whole[at] ^= 1
	if _, err := decode(whole); !errors.Is(err, checkpoint.ErrCorrupt) {
		t.Errorf("a changed letter of the picture: %v", err)
	}
	v.Picture = []byte("no picture")
	if err := v.Save(path); !errors.Is(err, checkpoint.ErrCorrupt) {
		t.Errorf("a voice was saved with a picture that cannot be read: %v", err)
	}
}

func FuzzReadPicture(f *testing.F) {
	f.Add(pngOf(f, quarters(60, 50)))
	f.Add(exif(jpegOf(f, quarters(64, 64)), 6, binary.BigEndian))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x20Exif\x00\x00MM\x00\x2a\xff\xff\xff\xff\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if o := orientation(data); o < 1 || o > 8 {
			t.Fatalf("orientation %d", o)
		}
		if c, _, err := image.DecodeConfig(bytes.NewReader(data)); err == nil && c.Width*c.Height > 1<<20 {
			return // sound and large takes its time
		}
		got, err := ReadPicture(bytes.NewReader(data))
		if err != nil {
			for _, known := range []error{ErrPictureKind, ErrPictureDamaged, ErrPictureLarge, ErrPictureSmall} {
				if errors.Is(err, known) {
					return
				}
			}
			t.Fatalf("an error without a name: %v", err)
		}
		if err := checkPicture(got); err != nil {
			t.Fatalf("what was made cannot be stored: %v", err)
		}
	})
}

func FuzzPictureOfAVoice(f *testing.F) {
	f.Add(base64.StdEncoding.EncodeToString(pngOf(f, quarters(64, 64))))
	f.Add("")
	f.Add("====")
	f.Fuzz(func(t *testing.T, text string) {
		spent := allocated(func() {
			got, err := getPicture(checkpoint.File{Metadata: map[string]string{keyPicture: text}})
			if err != nil && !errors.Is(err, checkpoint.ErrCorrupt) {
				t.Errorf("an error without a name: %v", err)
			}
			if err == nil && (len(got) == 0 || len(got) > maxPicture) {
				t.Errorf("%d bytes were taken for a picture", len(got))
			}
		})
		if spent > 32<<20 {
			t.Errorf("%d MB were allocated", spent>>20)
		}
	})
}
