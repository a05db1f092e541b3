package document

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gomutex/godocx"
	"golang.org/x/text/encoding/charmap"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func written(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(path, data, 0o600))
	return path
}

// wide is a text in UTF-16, with the low byte of each unit at place low.
func wide(text string, low int) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(text)) {
		pair := []byte{byte(u >> 8), byte(u >> 8)}
		pair[low] = byte(u)
		out = append(out, pair...)
	}
	return out
}

func TestTextIsReadInEveryEncoding(t *testing.T) {
	const text = "سلام، حال شما؟\nمی‌روم ۱۲ Avagar."
	old, err := charmap.Windows1256.NewEncoder().String("سلام، حال شما خوب است؟")
	must(t, err)
	for _, c := range []struct {
		name, data, want string
		warnings         []Warning
	}{
		{"a.txt", text, text, nil},
		{"a.txt", "", "", nil},
		{"none", text, text, nil},
		{"a.txt", "\ufeff" + text, text, nil},
		{"a.txt", string(wide("\ufeff"+text, 0)), text, nil},
		{"a.txt", string(wide("\ufeff"+text, 1)), text, nil},
		{"a.txt", string(wide(text, 0)), text, nil},
		{"a.txt", string(wide(text, 1)), text, nil},
		{"a.txt", "یک\r\nدو\rسه\fچهار\u2028پنج", "یک\nدو\nسه\nچهار\nپنج", nil},
		{"a.txt", "a\x01\x1b[2Jb\x7f\tc", "a[2Jb\tc", nil},
		{"a.txt", "سلام\xff\xfe دنیا", "سلام\ufffd دنیا", []Warning{Replaced}},
		{"a.txt", "سلام\xd8", "سلام\ufffd", []Warning{Replaced}},
		{"a.txt", "\ufeff" + old, "", []Warning{Legacy}},
		{"a.txt", old, "سلام، حال شما خوب است؟", []Warning{Legacy}},
		{"a.txt", "😀 你好 مرحبا", "😀 你好 مرحبا", nil},
	} {
		d, err := Read(written(t, c.name, []byte(c.data)))
		if err != nil || c.want != "" && d.Text != c.want || d.Name != c.name || !slices.Equal(d.Warnings, c.warnings) {
			t.Errorf("%q gives %+v, %v; want %q, %v", c.data, d, err, c.want, c.warnings)
		}
	}
}

func TestMarkdownIsReadWithoutItsMarks(t *testing.T) {
	const source = "# سرآغاز\n\nیک *متن* با [پیوند](https://example.com) و\n**دنباله**.  \nسطر\n\n- نخست\n- دوم\n\n" +
		"> گفته\n\n| الف | ب |\n|---|---|\n| ۱ | ۲ |\n\n<div>html</div>\n\n![نگاره](a.png) <b>پررنگ</b>\n"
	const want = "سرآغاز\nیک متن با پیوند و دنباله.\nسطر\nنخست\nدوم\nگفته\nالف\tب\t\n۱\t۲\t\nنگاره پررنگ"
	d, err := Read(written(t, "a.md", []byte(source)))
	if err != nil || d.Text != want || d.Warnings != nil {
		t.Errorf("reads %q, %v, %v; want %q", d.Text, d.Warnings, err, want)
	}
}

func TestMarkdownOfAnyShapeIsRead(t *testing.T) {
	for _, part := range []string{">", "[", "*a_", "- ", "`", "![](", "<", "\n\n    x", "&", "| a ", "~~", "\\"} {
		source := strings.Repeat(strings.Repeat(part, maxBlock/4/len(part))+"\n\n", 3)
		if _, err := Read(written(t, "a.md", []byte(source))); err != nil {
			t.Errorf("%q: %v", part, err)
		}
	}
	for _, source := range []string{strings.Repeat("# x\n\n", maxMarkdown/3), "#" + strings.Repeat(" سلام", maxBlock)} {
		d, err := Read(written(t, "a.md", []byte(source)))
		if err != nil || !slices.Equal(d.Warnings, []Warning{AsPlain}) || d.Text[0] != '#' {
			t.Errorf("a long file gives %v, %v", d.Warnings, err)
		}
	}
}

func TestSubtitlesAreReadWithoutNumbersAndTimes(t *testing.T) {
	for _, c := range []struct {
		data, want string
		warnings   []Warning
	}{
		{"1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>سلام</i>\r\nدنیا\r\n\r\n2\r\n00:00:03,500 --> 00:00:04,000 X1:1\r\n۱۲ کتاب\r\n", "سلام دنیا\n۱۲ کتاب", nil},
		{"\ufeff1\n00:00:01.000 --> 00:00:02.000\nسلام\n", "سلام", nil},
		{"متن ساده", "متن ساده", []Warning{AsPlain}},
		{"1\nx -->\nسلام", "1\nx -->\nسلام", []Warning{AsPlain}},
		{"00:00:01,000 -->", "00:00:01,000 -->", []Warning{AsPlain}},
		{"1\nabc --> def\nسلام", "1\nabc --> def\nسلام", []Warning{AsPlain}},
	} {
		d, err := Read(written(t, "a.srt", []byte(c.data)))
		if err != nil || d.Text != c.want || !slices.Equal(d.Warnings, c.warnings) {
			t.Errorf("%q gives %q, %v, %v; want %q", c.data, d.Text, d.Warnings, err, c.want)
		}
	}
	long := strings.Repeat("سلام ", 40_000)
	if d, err := Read(written(t, "a.srt", []byte("1\n00:00:01,000 --> 00:00:02,000\n"+long))); err != nil || !strings.Contains(d.Text, long) {
		t.Errorf("a long line lost %d of %d bytes, %v", len(long)-len(d.Text), len(long), err)
	}
}

// packed is a document with this XML in its body.
func packed(t testing.TB, body string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	f, err := w.Create("word/document.xml")
	must(t, err)
	_, err = f.Write([]byte(`<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`))
	must(t, err)
	must(t, w.Close())
	return out.Bytes()
}

func TestADocumentOfALibraryIsRead(t *testing.T) {
	made, err := godocx.NewDocument()
	must(t, err)
	made.AddParagraph("سلام، دنیا.")
	made.AddParagraph("می‌روم ").AddText("به خانه & <باغ>")
	made.AddTable().AddRow().AddCell().AddParagraph("خانهٔ جدول")
	path := filepath.Join(t.TempDir(), "a.docx")
	must(t, made.SaveTo(path))
	for _, name := range []string{path, path + ".txt"} { // its content tells what it is
		if name != path {
			must(t, os.Rename(path, name))
		}
		d, err := Read(name)
		if want := "سلام، دنیا.\nمی‌روم به خانه & <باغ>\nخانهٔ جدول"; err != nil || d.Text != want {
			t.Errorf("reads %q, %v; want %q", d.Text, err, want)
		}
	}
}

func TestADocumentIsReadWhereverItsTextStands(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{``, ""},
		{`<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>یک</w:t><w:tab/><w:t xml:space="preserve">دو </w:t><w:br/><w:t>سه</w:t></w:r></w:p>`, "یک دو \nسه"},
		{`<w:p><w:hyperlink><w:r><w:t>پیوند</w:t></w:r></w:hyperlink></w:p><w:sdt><w:sdtContent><w:p><w:ins><w:r><w:t>افزوده</w:t></w:r></w:ins><w:del><w:r><w:t>نه</w:t><w:delText>نه</w:delText></w:r></w:del></w:p></w:sdtContent></w:sdt>`, "پیوند\nافزوده"},
		{`<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p><w:p/><w:p><w:r><w:t>پایان</w:t></w:r></w:p>`, "\n\nپایان"},
	} {
		d, err := Read(written(t, "a.docx", packed(t, c.body)))
		if err != nil || d.Text != c.want {
			t.Errorf("%s reads %q, %v; want %q", c.body, d.Text, err, c.want)
		}
	}
}

func TestWhatIsNoDocumentIsRefused(t *testing.T) {
	whole := packed(t, "<w:p><w:r><w:t>سلام</w:t></w:r></w:p>")
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"text.docx", []byte("سلام"), ErrDocument},
		{"empty.docx", nil, ErrDocument},
		{"cut.docx", whole[:len(whole)/2], ErrDocument},
		{"xml.docx", packed(t, "<w:p><w:r><w:t>x</w:p>"), ErrDocument},
		{"deep.docx", packed(t, strings.Repeat("<w:p>", 100_000)), ErrDocument},
		{"other.zip", []byte("PK\x03\x04 and no more"), ErrDocument},
		{"picture.txt", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), ErrDocument},
		{"old.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00"), ErrDocument},
		{"big.txt", make([]byte, MaxBytes+1), ErrTooBig},
		{"bomb.docx", packed(t, "<w:p><w:r><w:t>"+strings.Repeat("a", MaxBytes+1)+"</w:t></w:r></w:p>"), ErrTooBig},
		{"padded.docx", packed(t, strings.Repeat(" ", maxXML)), ErrTooBig},
	} {
		if d, err := Read(written(t, c.name, c.data)); !errors.Is(err, c.want) || d.Text != "" {
			t.Errorf("%s gives %d bytes, %v; want %v", c.name, len(d.Text), err, c.want)
		}
	}
	dir := t.TempDir()
	if _, err := Read(dir); !errors.Is(err, ErrDocument) {
		t.Errorf("a folder gives %v", err)
	}
	if _, err := Read(filepath.Join(dir, "none.txt")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file gives %v", err)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"سلام", "# سلام\n> [x](y)", "1\n00:00:01,000 --> 00:00:02,000\n<b>سلام", "\xff\xfe\x00", "x -->", "\xd3\xe1\xc7\xe3\xd3\xe1\xc7\xe3"} {
		f.Add([]byte(s), uint8(0))
		f.Add([]byte(s), uint8(1))
		f.Add([]byte(s), uint8(2))
	}
	f.Add(packed(f, "<w:p><w:r><w:t>سلام</w:t></w:r></w:p>"), uint8(3))
	f.Fuzz(func(t *testing.T, data []byte, kind uint8) {
		var d Document
		err := d.parse(data, Extensions[int(kind)%len(Extensions)])
		if err != nil && !errors.Is(err, ErrDocument) && !errors.Is(err, ErrTooBig) {
			t.Errorf("an error of no name: %v", err)
		}
		if !utf8.ValidString(d.Text) || strings.ContainsAny(d.Text, "\x00\r\x1b\ufeff") {
			t.Errorf("not clean: %q", d.Text)
		}
	})
}
