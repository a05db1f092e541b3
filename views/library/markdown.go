package library

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/app/fa"
	"avagar/engine/hub"
	"avagar/views/ui"
)

// longestCard and longestBlock are the bytes of a card, and of a part of it
// without an empty line, that are drawn as Markdown: the time for a part of
// hostile marks grows with the square of its length. mostSegments bounds what
// the window lays out.
const (
	longestCard  = 256 << 10
	longestBlock = 16 << 10
	mostSegments = 3000
)

// cardText makes a card's Markdown into what the window draws. Each paragraph
// runs in its own direction. No picture is fetched: its description stands in
// its place. Addresses lead to the web alone; those without a host belong to
// the repository's page.
func cardText(markdown string, page *url.URL) (segments []widget.RichTextSegment, plain bool) {
	markdown = strings.TrimSpace(markdown)
	if markdown == "" {
		return paragraphs(ui.Say(fa.SheetNoCard)), false
	}
	if len(markdown) > longestCard || longest(markdown) > longestBlock {
		return paragraphs(cut(markdown, longestCard)), true
	}
	segments, err := parsed(markdown)
	if err != nil || len(segments) > mostSegments {
		return paragraphs(markdown), true
	}
	return aligned(cleaner{page.JoinPath("blob", "main", "/")}.all(segments)), false
}

// parsed is the toolkit's reading of Markdown, which hostile text may upset.
func parsed(markdown string) (segments []widget.RichTextSegment, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("library: card: %v", p)
		}
	}()
	return widget.NewRichTextFromMarkdown(markdown).Segments, nil
}

func longest(text string) (most int) {
	for block := range strings.SplitSeq(text, "\n\n") {
		most = max(most, len(block))
	}
	return most
}

// cut is the beginning of a text of at most so many bytes, up to the end of a line.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	text = strings.ToValidUTF8(text[:most], "")
	if i := strings.LastIndexByte(text, '\n'); i > 0 {
		text = text[:i]
	}
	return text + "\n…"
}

func paragraphs(text string) []widget.RichTextSegment {
	return []widget.RichTextSegment{&widget.TextSegment{Text: text, Style: widget.RichTextStyleParagraph}}
}

// cleaner takes out of a card what must not be in the window.
type cleaner struct{ base *url.URL } // what addresses without a host begin with

func (c cleaner) all(list []widget.RichTextSegment) []widget.RichTextSegment {
	clean := make([]widget.RichTextSegment, 0, len(list))
	for _, s := range list {
		clean = append(clean, c.one(s))
	}
	return clean
}

func (c cleaner) one(s widget.RichTextSegment) widget.RichTextSegment {
	switch s := s.(type) {
	case *widget.ImageSegment:
		return &widget.TextSegment{Text: pictured(s.Title), Style: widget.RichTextStyleInline}
	case *widget.HyperlinkSegment:
		return c.link(s)
	case *widget.TextSegment:
		if s.Style.TextStyle.Monospace && s.Style.Inline {
			s.Text = fa.Isolate(s.Text)
		}
	case *widget.ListSegment:
		s.Items = c.all(s.Items)
	case *widget.ParagraphSegment:
		s.Texts = aligned(c.all(s.Texts))
	case *widget.TableSegment:
		for i := range s.Headers {
			s.Headers[i] = c.all(s.Headers[i])
		}
		for _, row := range s.Rows {
			for i := range row {
				row[i] = c.all(row[i])
			}
		}
	}
	return s
}

// aligned has each paragraph begin at the side at which its writing does.
func aligned(list []widget.RichTextSegment) []widget.RichTextSegment {
	from := 0
	for i, s := range list {
		if !s.Inline() || i == len(list)-1 {
			if leftToRight(list[from : i+1]) {
				trail(list[from : i+1])
			}
			from = i + 1
		}
	}
	return list
}

// leftToRight tells whether the first letter of a paragraph runs so.
func leftToRight(paragraph []widget.RichTextSegment) bool {
	for _, s := range paragraph {
		for _, r := range s.Textual() {
			if unicode.IsLetter(r) {
				return !unicode.In(r, unicode.Arabic, unicode.Hebrew)
			}
		}
	}
	return false
}

func trail(paragraph []widget.RichTextSegment) {
	for _, s := range paragraph {
		switch s := s.(type) {
		case *widget.TextSegment:
			s.Style.Alignment = fyne.TextAlignTrailing
		case *widget.HyperlinkSegment:
			s.Alignment = fyne.TextAlignTrailing
		}
	}
}

func pictured(title string) string {
	if title = strings.TrimSpace(title); title == "" {
		return ui.Say(fa.SheetPicture)
	}
	return ui.Say(fa.SheetImage, title)
}

// link keeps an address of the web and makes a text of any other.
func (c cleaner) link(s *widget.HyperlinkSegment) widget.RichTextSegment {
	if s.URL != nil {
		s.URL = c.base.ResolveReference(s.URL)
	}
	if s.URL == nil || s.URL.Host == "" || s.URL.Scheme != "https" && s.URL.Scheme != "http" {
		return &widget.TextSegment{Text: s.Text, Style: widget.RichTextStyleInline}
	}
	if s.Text == "" {
		s.Text = s.URL.Host
	}
	return s
}

// pageOf is the address of a repository's page at an endpoint.
func pageOf(endpoint string, r hub.Repo) *url.URL {
	u, err := url.Parse(strings.TrimSuffix(endpoint, "/"))
	if err != nil || u.Host == "" {
		u = &url.URL{Scheme: "https", Host: "huggingface.co"}
	}
	return u.JoinPath(r.String())
}

// newCardText is where a card is drawn.
func newCardText() *widget.RichText {
	t := widget.NewRichText()
	t.Wrapping = fyne.TextWrapWord
	return t
}
