package ui_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"

	"avagar/engine/phoneme"
	"avagar/views/ui"
)

// read are all letters, digits and signs that the window shows.
const read = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءأؤئإةكيىٔۀ" +
	"۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩0123456789" +
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" +
	"،؛؟«»!.,:;()[]{}/\\-–—…٪٫٬%+×±=<>'\"_#@&*|~·•←→ " +
	"\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670"

// proportional are those that need not be written in monospace.
const proportional = "ۀ\u0670"

// phonetic are the brackets of phonemes, which are in the style for them alone.
const phonetic = "⟨⟩"

func fallbacks(th fyne.Theme, style fyne.TextStyle) []fyne.Resource {
	own := theme.DefaultTextFont()
	switch {
	case style.Monospace:
		own = theme.DefaultTextMonospaceFont()
	case style.Bold:
		own = theme.DefaultTextBoldFont()
	case style.Italic:
		own = theme.DefaultTextItalicFont()
	}
	return []fyne.Resource{th.Font(style), own, theme.DefaultEmojiFont(), theme.DefaultSymbolFont()}
}

func TestEveryLetterOfTheWindowHasAGlyph(t *testing.T) {
	runes := []rune(read + "ːˈˌ")
	for _, symbol := range phoneme.Persian {
		runes = append(runes, []rune(symbol)...)
	}
	th := ui.New(ui.Light, 100)
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Monospace: true}} {
		var chain []*sfnt.Font
		for _, r := range fallbacks(th, style) {
			f, err := sfnt.Parse(r.Content())
			if err != nil {
				t.Fatalf("%s: %v", r.Name(), err)
			}
			chain = append(chain, f)
		}
		all := runes
		if style == ui.Phonetic {
			all = slices.Concat(runes, []rune(phonetic))
		}
		for _, r := range all {
			if !covered(t, chain, r) && !(style.Monospace && strings.ContainsRune(proportional, r)) {
				t.Errorf("%+v: no glyph for %q (%U)", style, r, r)
			}
		}
	}
}

func covered(t *testing.T, chain []*sfnt.Font, r rune) bool {
	t.Helper()
	var b sfnt.Buffer
	for _, f := range chain {
		g, err := f.GlyphIndex(&b, r)
		if err != nil {
			t.Fatal(err)
		}
		if g != 0 {
			return true
		}
	}
	return false
}

func TestPersianIsWrittenInVazirmatn(t *testing.T) {
	th := ui.New(ui.Light, 100)
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}} {
		f, err := sfnt.Parse(th.Font(style).Content())
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range "سلام دنیا پچژگ‌۱۲۳" {
			if !covered(t, []*sfnt.Font{f}, r) {
				t.Errorf("%+v: %q is missing", style, r)
			}
		}
	}
}
