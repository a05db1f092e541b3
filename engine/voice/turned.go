package voice

import (
	"bytes"
	"encoding/binary"
	"image"
)

// Orientations of a camera's picture are numbered as in Exif 2.3, 4.6.4, tag
// 274: upright is 1.
const (
	upright        = 1
	orientationTag = 0x0112
	shortType      = 3
)

// orientation is how a JPEG's camera was held; upright where it does not tell, or
// lies.
func orientation(data []byte) int {
	for _, segment := range segments(data) {
		if tiff, ok := bytes.CutPrefix(segment, []byte("Exif\x00\x00")); ok {
			return orientationOf(tiff)
		}
	}
	return upright
}

// segments are the contents of a JPEG's APP1 segments before its pixels (ITU T.81,
// B.1.1.4).
func segments(data []byte) (list [][]byte) {
	const start, app1, scan = 0xd8, 0xe1, 0xda
	if len(data) < 2 || data[0] != 0xff || data[1] != start {
		return nil
	}
	for data = data[2:]; len(data) >= 4 && data[0] == 0xff; {
		marker, length := data[1], int(binary.BigEndian.Uint16(data[2:]))
		if marker == 0xff { // fill
			data = data[1:]
			continue
		}
		if marker == scan || length < 2 || length+2 > len(data) {
			break
		}
		if marker == app1 {
			list = append(list, data[4:2+length])
		}
		data = data[2+length:]
	}
	return list
}

// orientationOf finds it among the fields of a TIFF header's first directory
// (TIFF 6.0, section 2).
func orientationOf(tiff []byte) int {
	const header, field = 8, 12
	if len(tiff) < header {
		return upright
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return upright
	}
	count, fields := int(order.Uint16(tiff[at:])), tiff[at+2:]
	for ; count > 0 && len(fields) >= field; count-- {
		if order.Uint16(fields) == orientationTag && order.Uint16(fields[2:]) == shortType {
			if o := int(order.Uint16(fields[8:])); o >= upright && o <= 8 {
				return o
			}
			return upright
		}
		fields = fields[field:]
	}
	return upright
}

// turned is a square as it is upright.
func turned(from *image.RGBA, orientation int) *image.RGBA {
	lies := orientation >= 5 // on its side
	flipX := orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8
	flipY := orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7
	to, last := image.NewRGBA(from.Rect), from.Rect.Dx()-1
	for y := range last + 1 {
		for x := range last + 1 {
			u, v := x, y // where the pixel is stored
			if lies {
				u, v = y, x
			}
			if flipX {
				u = last - u
			}
			if flipY {
				v = last - v
			}
			to.SetRGBA(x, y, from.RGBAAt(u, v))
		}
	}
	return to
}
