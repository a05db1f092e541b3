package library

import (
	"net/url"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"avagar/engine/hub"
)

func page(t testing.TB) *url.URL {
	t.Helper()
	return pageOf("https://hub.example/", hub.Repo{Kind: hub.Model, ID: "org/name"})
}

// flat is all that a card is made of.
func flat(list []widget.RichTextSegment) (all []widget.RichTextSegment) {
	for _, s := range list {
		all = append(all, s)
		switch s := s.(type) {
		case *widget.ListSegment:
			all = append(all, flat(s.Items)...)
		case *widget.ParagraphSegment:
			all = append(all, flat(s.Texts)...)
		case *widget.TableSegment:
			for _, row := range append(s.Rows, s.Headers) {
				for _, cell := range row {
					all = append(all, flat(cell)...)
				}
			}
		}
	}
	return all
}

func TestACardFetchesNoPictureAndLeadsToTheWebAlone(t *testing.T) {
	text := "![a](https://spy.example/a.png) [doc](docs/a.md) [run](file:///etc/passwd) [js](javascript:alert(1))\n\n" +
		"| ![b](http://spy.example/b.png) | [x](steam://run) |\n|---|---|\n| ![c](c.png) | d |\n\n- ![e](e.png)\n"
	segments, plain := cardText(text, page(t))
	if plain {
		t.Error("drawn as plain text")
	}
	var links []string
	for _, s := range flat(segments) {
		switch s := s.(type) {
		case *widget.ImageSegment:
			t.Errorf("a picture of %v", s.Source)
		case *widget.HyperlinkSegment:
			links = append(links, s.URL.String())
		}
	}
	if strings.Join(links, " ") != "https://hub.example/org/name/blob/main/docs/a.md" {
		t.Errorf("links to %v", links)
	}
}

func TestAParagraphBeginsAtItsOwnSide(t *testing.T) {
	segments, _ := cardText("متن فارسی با Latin\n\nLatin text با فارسی\n\n## Heading\n", page(t))
	var sides []fyne.TextAlign
	for _, s := range segments {
		if text, ok := s.(*widget.TextSegment); ok && text.Text != "" {
			sides = append(sides, text.Style.Alignment)
		}
	}
	want := []fyne.TextAlign{fyne.TextAlignLeading, fyne.TextAlignTrailing, fyne.TextAlignTrailing}
	if len(sides) != 3 || sides[0] != want[0] || sides[1] != want[1] || sides[2] != want[2] {
		t.Errorf("%v", sides)
	}
}

func TestACardThatWouldTakeLongIsPlainText(t *testing.T) {
	for _, text := range []string{strings.Repeat("[", 20_000), strings.Repeat("word\n\n", 60_000)} {
		segments, plain := cardText(text, page(t))
		if !plain || len(segments) != 1 || len(segments[0].Textual()) > longestCard+8 {
			t.Errorf("%.10s: plain %v, %d segments", text, plain, len(segments))
		}
	}
}

func FuzzCardText(f *testing.F) {
	f.Add(card)
	f.Add("|a|\n|-|\n|![x](y)|\n1. - > [a](b)")
	f.Add("```\ncode\n```\n- [ ] task\n***a***~~b~~")
	f.Fuzz(func(t *testing.T, text string) {
		segments, _ := cardText(text, page(t))
		for _, s := range flat(segments) {
			if _, ok := s.(*widget.ImageSegment); ok {
				t.Fatal("a picture")
			}
			if link, ok := s.(*widget.HyperlinkSegment); ok && link.URL.Host == "" {
				t.Fatalf("a link to %v", link.URL)
			}
		}
	})
}
