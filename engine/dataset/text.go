package dataset

import (
	"bytes"
	"fmt"
	"io"
	"iter"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// decodeText reads UTF-8, or UTF-16 that begins with a byte order mark, as
// Windows programs write it. Bytes that are neither stay as they are.
func decodeText(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxText))
	if err != nil {
		return nil, fmt.Errorf("dataset: %w", err)
	}
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		if data, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data); err != nil {
			return nil, fmt.Errorf("dataset: %w", err)
		}
	}
	return bytes.TrimPrefix(data, []byte("\ufeff")), nil
}

// lines gives the lines that are not blank with their numbers from 1. Line
// ends may be those of Unix, Windows or old Macs.
func lines(data []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for n := 1; len(data) > 0; n++ {
			end := bytes.IndexAny(data, "\r\n")
			line := data
			if end < 0 {
				data = nil
			} else {
				line = data[:end]
				if bytes.HasPrefix(data[end:], []byte("\r\n")) {
					end++
				}
				data = data[end+1:]
			}
			if line = bytes.TrimSpace(line); len(line) > 0 && !yield(n, string(line)) {
				return
			}
		}
	}
}

// readable says whether a line is text: UTF-8 without control characters.
func readable(line string) bool {
	if !utf8.ValidString(line) {
		return false
	}
	for _, r := range line {
		if r < ' ' && r != '\t' || r == 0x7f {
			return false
		}
	}
	return true
}
