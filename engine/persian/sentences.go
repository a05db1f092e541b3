package persian

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxPiece is the most runes that Pieces gives at once.
const MaxPiece = 600

// Piece is a part of a text with its place in it.
type Piece struct {
	Text     string // valid UTF-8 without white space at its ends
	From, To int    // bytes of the source that it was read from
}

// Pieces cuts a text of any length into pieces to normalise one by one:
// behind the end of a sentence or line, or behind a space where a sentence is
// longer than MaxPiece runes, or between two letters where it has none. Memory
// is bounded whatever is read. Bytes that are not UTF-8 become spaces, pieces
// without anything but white space are left out. A read error ends the
// sequence as its last pair.
func Pieces(r io.Reader) iter.Seq2[Piece, error] {
	return func(yield func(Piece, error) bool) {
		s := splitter{yield: yield}
		in := bufio.NewReader(r)
		for {
			c, size, err := in.ReadRune()
			if err != nil {
				if s.emit(len(s.piece)) && !errors.Is(err, io.EOF) {
					yield(Piece{}, fmt.Errorf("read text: %w", err))
				}
				return
			}
			if c == unicode.ReplacementChar && size == 1 {
				c = ' '
			}
			s.offset += size
			if !s.add(c) {
				return
			}
		}
	}
}

// Sentences is Pieces without their places.
func Sentences(r io.Reader) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for piece, err := range Pieces(r) {
			if !yield(piece.Text, err) {
				return
			}
		}
	}
}

type splitter struct {
	yield  func(Piece, error) bool
	piece  []rune
	ends   []int // of the runes in the source, in bytes
	offset int   // bytes read
	ended  bool  // a sentence may end behind the piece: white space will tell
}

// add takes one rune and reports whether the caller wants more.
func (s *splitter) add(c rune) bool {
	switch {
	case c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029':
		return s.emit(len(s.piece))
	case unicode.IsSpace(c) && s.ended:
		return s.emit(len(s.piece))
	case strings.ContainsRune("!?؟…؛۔。！？", c):
		s.ended = true
	case c == '.':
		s.ended = !s.afterLoneLetter()
	case !strings.ContainsRune("»”\")]}'’", c):
		s.ended = false
	}
	s.piece, s.ends = append(s.piece, c), append(s.ends, s.offset)
	if len(s.piece) < MaxPiece {
		return true
	}
	return s.emit(s.lastSpace())
}

// afterLoneLetter reports whether the piece ends in a single letter or in a
// number that starts it: the dot of an abbreviation or of a list.
func (s *splitter) afterLoneLetter() bool {
	n := len(s.piece)
	if n > 0 && unicode.IsDigit(s.piece[n-1]) {
		return strings.TrimLeftFunc(string(s.piece[max(0, n-4):]), unicode.IsDigit) == ""
	}
	return n > 0 && unicode.IsLetter(s.piece[n-1]) && (n == 1 || !unicode.IsLetter(s.piece[n-2]) && !unicode.IsMark(s.piece[n-2]) && s.piece[n-2] != zwnj)
}

// lastSpace finds the cut in a piece that is full.
func (s *splitter) lastSpace() int {
	for i := len(s.piece); i > 1; i-- {
		if unicode.IsSpace(s.piece[i-1]) {
			return i
		}
	}
	return len(s.piece)
}

// emit gives the first n runes and keeps the rest.
func (s *splitter) emit(n int) bool {
	p := s.trimmed(n)
	s.piece = append(s.piece[:0], s.piece[n:]...)
	s.ends = append(s.ends[:0], s.ends[n:]...)
	s.ended = false
	return p.Text == "" || s.yield(p, nil)
}

// trimmed is the piece of the first n runes. Runes at its ends that are no white
// space are as long here as in the source, for none of them was a broken byte.
func (s *splitter) trimmed(n int) Piece {
	first, last := 0, n
	for first < last && unicode.IsSpace(s.piece[first]) {
		first++
	}
	for last > first && unicode.IsSpace(s.piece[last-1]) {
		last--
	}
	if first == last {
		return Piece{}
	}
	return Piece{
		Text: string(s.piece[first:last]),
		From: s.ends[first] - utf8.RuneLen(s.piece[first]), To: s.ends[last-1],
	}
}
