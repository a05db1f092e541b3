package voice

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"

	"avagar/engine/checkpoint"
)

// Why something cannot be a voice's picture.
var (
	// ErrPictureKind says that it is neither PNG nor JPEG.
	ErrPictureKind = errors.New("voice: the picture is neither PNG nor JPEG")
	// ErrPictureDamaged says that it cannot be read to its end.
	ErrPictureDamaged = errors.New("voice: the picture is damaged")
	// ErrPictureLarge says that it has too many bytes or pixels.
	ErrPictureLarge = errors.New("voice: the picture is too large")
	// ErrPictureSmall says that it has too few pixels.
	ErrPictureSmall = errors.New("voice: the picture is too small")
)

// Bounds of pictures.
const (
	maxSource  = 32 << 20   // bytes of one that a person brings
	maxPixels  = 50_000_000 // of that
	leastSide  = 48         // pixels
	maxPicture = 200 << 10  // bytes of one that a voice has
	mostSide   = 512        // pixels
)

// sides are those of a voice's picture in pixels, the first whose file is small
// enough.
var sides = []int{256, 192, 128}

// ReadPicture makes the picture of a voice out of a PNG or JPEG of at most 32 MB
// and 50 million pixels: the square in its middle as a PNG of 256 pixels a side, at
// most 200 kB, turned as its camera says, without anything else that its file tells.
// Errors: ErrPictureKind, ErrPictureDamaged, ErrPictureLarge, ErrPictureSmall, those
// of r.
func ReadPicture(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxSource+1))
	if err != nil {
		return nil, fmt.Errorf("voice: picture: %w", err)
	}
	if len(data) > maxSource {
		return nil, fmt.Errorf("%w: over %d bytes", ErrPictureLarge, maxSource)
	}
	whole, err := decodePicture(data)
	if err != nil {
		return nil, err
	}
	turn := orientation(data)
	for _, side := range sides {
		small, err := encodePicture(turned(square(whole, side), turn))
		if err != nil || len(small) <= maxPicture {
			return small, err
		}
	}
	return nil, ErrPictureLarge
}

// format is a kind of picture.
type format struct {
	magic  string
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}

var formats = []format{
	{"\x89PNG\r\n\x1a\n", png.DecodeConfig, png.Decode},
	{"\xff\xd8\xff", jpeg.DecodeConfig, jpeg.Decode},
}

// decodePicture looks at the size before it spends memory on the pixels.
func decodePicture(data []byte) (image.Image, error) {
	for _, f := range formats {
		if !bytes.HasPrefix(data, []byte(f.magic)) {
			continue
		}
		c, err := f.config(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrPictureDamaged, err)
		}
		switch {
		case int64(c.Width)*int64(c.Height) > maxPixels:
			return nil, fmt.Errorf("%w: %d by %d pixels", ErrPictureLarge, c.Width, c.Height)
		case min(c.Width, c.Height) < leastSide:
			return nil, fmt.Errorf("%w: %d by %d pixels", ErrPictureSmall, c.Width, c.Height)
		}
		whole, err := f.decode(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrPictureDamaged, err)
		}
		return whole, nil
	}
	return nil, ErrPictureKind
}

// square is the middle of a picture, so many pixels a side.
func square(whole image.Image, side int) *image.RGBA {
	b := whole.Bounds()
	n := min(b.Dx(), b.Dy())
	from := image.Pt(b.Min.X+(b.Dx()-n)/2, b.Min.Y+(b.Dy()-n)/2)
	small := image.NewRGBA(image.Rect(0, 0, side, side))
	draw.CatmullRom.Scale(small, small.Rect, whole, image.Rectangle{Min: from, Max: from.Add(image.Pt(n, n))}, draw.Src, nil)
	return small
}

func encodePicture(small image.Image) ([]byte, error) {
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(&b, small); err != nil {
		return nil, fmt.Errorf("voice: picture: %w", err)
	}
	return b.Bytes(), nil
}

// checkPicture tells whether bytes are what ReadPicture makes, or a later version
// of it may; ErrCorrupt where they are not.
func checkPicture(data []byte) error {
	if len(data) > maxPicture {
		return fmt.Errorf("%w: a picture of %d bytes", checkpoint.ErrCorrupt, len(data))
	}
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("%w: picture: %w", checkpoint.ErrCorrupt, err)
	}
	if c.Width != c.Height || c.Width < leastSide || c.Width > mostSide {
		return fmt.Errorf("%w: a picture of %d by %d pixels", checkpoint.ErrCorrupt, c.Width, c.Height)
	}
	if _, err := png.Decode(bytes.NewReader(data)); err != nil {
		return fmt.Errorf("%w: picture: %w", checkpoint.ErrCorrupt, err)
	}
	return nil
}

// putPicture stores a voice's picture as base64 in the metadata, of which readers
// that know nothing of pictures make nothing.
func putPicture(f checkpoint.File, data []byte) error {
	if len(data) == 0 {
		return nil
	}
	if err := checkPicture(data); err != nil {
		return err
	}
	f.Metadata[keyPicture] = base64.StdEncoding.EncodeToString(data)
	return nil
}

// getPicture reads what putPicture stored, nil where there is none.
func getPicture(f checkpoint.File) ([]byte, error) {
	text, ok := f.Metadata[keyPicture]
	if !ok {
		return nil, nil
	}
	if base64.StdEncoding.DecodedLen(len(text)) > maxPicture+3 {
		return nil, fmt.Errorf("%w: a picture of %d letters", checkpoint.ErrCorrupt, len(text))
	}
	data, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("%w: picture: %w", checkpoint.ErrCorrupt, err)
	}
	return data, checkPicture(data)
}
