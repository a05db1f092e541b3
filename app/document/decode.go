package document

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
)

// decode turns bytes into text: UTF-8, UTF-16 with or without its mark, or the
// Windows-1256 of old Persian files.
func decode(data []byte) (string, []Warning, error) {
	if order, ok := sixteen(data); ok {
		text, err := utf16.UTF16(order, utf16.UseBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", nil, ErrDocument
		}
		return string(text), replaced(text), nil
	}
	switch {
	case bytes.IndexByte(data, 0) >= 0:
		return "", nil, ErrDocument // a picture, a program, a sound
	case utf8.Valid(data):
		return string(data), nil, nil
	case legacy(data):
		text, err := charmap.Windows1256.NewDecoder().Bytes(data)
		if err != nil {
			return "", nil, ErrDocument
		}
		return string(text), []Warning{Legacy}, nil
	}
	return strings.ToValidUTF8(string(data), "\ufffd"), []Warning{Replaced}, nil
}

func replaced(text []byte) []Warning {
	if bytes.ContainsRune(text, utf8.RuneError) {
		return []Warning{Replaced}
	}
	return nil
}

// sampled is how many bytes tell the encoding of a file without a mark.
const sampled = 4 << 10

// sixteen tells UTF-16 by its mark, or by the zero bytes and the Arabic block
// on one side of every pair.
func sixteen(data []byte) (order utf16.Endianness, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return utf16.LittleEndian, true
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return utf16.BigEndian, true
	case len(data)%2 != 0 || len(data) == 0 || bytes.IndexByte(data, 0) < 0:
		return order, false
	}
	sample := data[:min(len(data), sampled)]
	var high [2]int // bytes at even and odd places that can begin a Persian or Latin letter
	for i, b := range sample {
		if b == 0 || b == 0x06 || b == 0x20 {
			high[i%2]++
		}
	}
	most := len(sample) / 2 * 9 / 10
	switch {
	case high[1] > most && high[0] < high[1]/2:
		return utf16.LittleEndian, true
	case high[0] > most && high[1] < high[0]/2:
		return utf16.BigEndian, true
	}
	return order, false
}

// legacy tells a text in one byte a letter from a UTF-8 one with a few broken
// places: most of its high bytes are no UTF-8.
func legacy(data []byte) bool {
	high, broken := 0, 0
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if data[0] >= utf8.RuneSelf {
			high += size
		}
		if r == utf8.RuneError && size == 1 {
			broken++
		}
		data = data[size:]
	}
	return broken > high/2 && high >= 8
}

// clean leaves one kind of line end and takes out control characters.
func clean(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\f", "\n", "\v", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	return strings.Map(func(r rune) rune {
		if r == '\ufeff' || unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
}

// Plain decodes a plain text that is in memory, in any encoding that Read
// takes, as Document.Text; ErrDocument where it is no text.
func Plain(data []byte) (string, error) {
	text, _, err := decode(data)
	return clean(text), err
}
