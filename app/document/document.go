// Package document reads the text of a file that a person opens: plain text,
// Markdown, subtitles, or a document of a word processor.
package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

var (
	// ErrTooBig says that a file, or the text in it, is larger than MaxBytes.
	ErrTooBig = errors.New("document: too big")
	// ErrDocument says that a file holds no text, or is not what its name says.
	ErrDocument = errors.New("document: not a document")
)

// MaxBytes is the size of the largest file that is read, and of its text.
const MaxBytes = 16 << 20

// Extensions are those of the files that Read is made for.
var Extensions = []string{".txt", ".md", ".srt", ".docx"}

// Document is what was read.
type Document struct {
	Name     string // of the file, without its folder
	Text     string // valid UTF-8; lines end in \n; no other control character but tab
	Warnings []Warning
}

// Warning is something that a person should know about a text that was read.
type Warning string

// Warnings.
const (
	Replaced Warning = "replaced" // bytes that were no UTF-8 became U+FFFD
	Legacy   Warning = "legacy"   // read as Windows-1256, since it is no Unicode
	AsPlain  Warning = "as_plain" // damaged in its kind, so read as plain text
)

// Read reads a file by its content, and by its name where the content leaves it
// open. An error wraps ErrTooBig, ErrDocument, or that of the file itself.
func Read(path string) (Document, error) {
	data, err := load(path)
	if err != nil {
		return Document{}, fmt.Errorf("document: %w", err)
	}
	d := Document{Name: filepath.Base(path)}
	if err := d.parse(data, strings.ToLower(filepath.Ext(path))); err != nil {
		return Document{}, fmt.Errorf("document %s: %w", d.Name, err)
	}
	return d, nil
}

// load reads a regular file; anything else might never end.
func load(path string) (data []byte, err error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, ErrDocument
	case info.Size() > MaxBytes:
		return nil, ErrTooBig
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	data, err = io.ReadAll(io.LimitReader(f, MaxBytes+1))
	if err == nil && len(data) > MaxBytes {
		err = ErrTooBig
	}
	return data, err
}

// parse fills in the text of a file with this content and extension.
func (d *Document) parse(data []byte, extension string) error {
	if extension == ".docx" || bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		text, err := word(data)
		d.Text = clean(text)
		return err
	}
	text, warnings, err := decode(data)
	if err != nil {
		return err
	}
	d.Warnings = warnings
	text = clean(text)
	plain := text
	switch extension {
	case ".md", ".markdown":
		text, err = markdown(text)
	case ".srt":
		text, err = subtitles(text)
	}
	if err != nil {
		d.Warnings = append(d.Warnings, AsPlain)
		text = plain
	}
	d.Text = clean(text)
	return nil
}
