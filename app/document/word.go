package document

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// maxXML is how much of a document is unpacked, in bytes: a small file can hold
// endless text.
const maxXML = 8 * MaxBytes

// word is the text of a .docx: every paragraph a line, those of tables, links,
// text boxes and accepted changes among them. It reads the XML as it comes,
// since the text may stand at any depth of it.
func word(data []byte) (string, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrDocument, err)
	}
	part, err := archive.Open(mainPart(archive))
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrDocument, err)
	}
	limited := &io.LimitedReader{R: part, N: maxXML}
	text, err := paragraphs(xml.NewDecoder(limited))
	switch {
	case limited.N == 0:
		err = ErrTooBig
	case err != nil && !errors.Is(err, ErrTooBig):
		err = fmt.Errorf("%w: %w", ErrDocument, err)
	}
	return text, errors.Join(err, part.Close())
}

// mainPart is the name of the document itself in the package.
func mainPart(archive *zip.Reader) string {
	const usual = "word/document.xml"
	f, err := archive.Open("_rels/.rels")
	if err != nil {
		return usual
	}
	defer f.Close() //nolint:errcheck // only read
	var list struct {
		Relationship []struct {
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if xml.NewDecoder(io.LimitReader(f, 1<<20)).Decode(&list) != nil {
		return usual
	}
	for _, r := range list.Relationship {
		if strings.HasSuffix(r.Type, "/officeDocument") {
			return strings.TrimPrefix(path.Clean(r.Target), "/")
		}
	}
	return usual
}

// silent are the elements that are not read: deleted and moved text, codes of
// fields, the second writing of a text box for old programs, and looks.
var silent = map[string]bool{
	"del": true, "moveFrom": true, "instrText": true, "delText": true, "Fallback": true,
	"pPr": true, "rPr": true, "sectPr": true,
}

func paragraphs(d *xml.Decoder) (string, error) {
	var out strings.Builder
	inText, found := false, false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && found {
			return strings.TrimRight(out.String(), "\n"), nil
		}
		if err != nil {
			return "", err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if silent[t.Name.Local] {
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			}
			found = found || t.Name.Local == "body"
			inText = t.Name.Local == "t"
			out.WriteString(signs[t.Name.Local])
		case xml.EndElement:
			inText = false
			if t.Name.Local == "p" {
				out.WriteByte('\n')
			}
		case xml.CharData:
			if inText {
				out.Write(t)
			}
		}
		if out.Len() > MaxBytes {
			return "", ErrTooBig
		}
	}
}

// signs are elements that stand for a character.
var signs = map[string]string{"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}
