package fa

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"avagar/app"
	"avagar/engine/audio"
	"avagar/engine/checkpoint"
	"avagar/engine/dataset"
)

// parsed are the source files of a folder and of those below it, tests left out.
func parsed(t *testing.T, dir string) []*ast.File {
	t.Helper()
	var files []*ast.File
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		files = append(files, f)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func text(e ast.Expr) (string, bool) {
	literal, ok := e.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(literal.Value)
	return s, err == nil
}

// sentinels finds the texts of all exported error variables below a folder.
func sentinels(t *testing.T, dir string) map[string]string {
	found := map[string]string{}
	for _, f := range parsed(t, dir) {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, spec := range g.Specs {
				v := spec.(*ast.ValueSpec)
				if len(v.Values) != 1 || !strings.HasPrefix(v.Names[0].Name, "Err") {
					continue
				}
				if call, ok := v.Values[0].(*ast.CallExpr); ok && len(call.Args) == 1 {
					if s, ok := text(call.Args[0]); ok {
						found[s] = f.Name.Name + "." + v.Names[0].Name
					}
				}
			}
		}
	}
	return found
}

func TestEveryErrorOfTheEngineAndTheAppHasASentence(t *testing.T) {
	told := map[string]bool{}
	for _, k := range known {
		told[k.err.Error()] = true
	}
	found := sentinels(t, "../../engine")
	for s, name := range sentinels(t, "..") {
		found[s] = name
	}
	if len(found) < 30 {
		t.Fatalf("only %d sentinel errors were found: the search is broken", len(found))
	}
	for s, name := range found {
		if !told[s] {
			t.Errorf("%s (%q) has no sentence", name, s)
		}
	}
}

func TestEveryFindingHasASentence(t *testing.T) {
	codes := 0
	for _, f := range parsed(t, "../../engine/dataset") {
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || len(v.Values) != 1 {
				return true
			}
			if kind, ok := v.Type.(*ast.Ident); ok && kind.Name == "Code" {
				codes++
				if s, ok := text(v.Values[0]); ok && findings[dataset.Code(s)] == (Sentence{}) {
					t.Errorf("the finding %s has no sentence", s)
				}
			}
			return true
		})
	}
	if codes < 20 {
		t.Errorf("only %d codes were found: the search is broken", codes)
	}
}

// sentences are all pairs of this package's source.
func sentences(t *testing.T) []Sentence {
	var all []Sentence
	for _, f := range parsed(t, ".") {
		ast.Inspect(f, func(n ast.Node) bool {
			c, ok := n.(*ast.CompositeLit)
			if !ok || len(c.Elts) != 2 {
				return true
			}
			persian, one := text(c.Elts[0])
			english, two := text(c.Elts[1])
			if one && two {
				all = append(all, Sentence{persian, english})
			}
			return true
		})
	}
	if len(all) < 150 {
		t.Fatalf("only %d sentences were found: the search is broken", len(all))
	}
	return all
}

func TestSentencesAreWholeInBothLanguages(t *testing.T) {
	isolated := regexp.MustCompile(`\{[^{}]*\}`)
	latin := regexp.MustCompile(`[A-Za-z0-9]`)
	arabic := regexp.MustCompile(`[\x{0600}-\x{06ff}]`)
	for _, s := range sentences(t) {
		if strings.Count(s.Fa, "%s") != strings.Count(s.En, "%s") {
			t.Errorf("the languages want different arguments: %q, %q", s.Fa, s.En)
		}
		rest := strings.ReplaceAll(isolated.ReplaceAllString(s.Fa, ""), "%s", "")
		if latin.MatchString(rest) || strings.ContainsAny(rest, "{}") {
			t.Errorf("Latin letters stand outside of an isolate: %q", s.Fa)
		}
		if english := strings.ReplaceAll(s.En, "%s", ""); latin.MatchString(english) && !arabic.MatchString(s.Fa) {
			t.Errorf("not Persian: %q", s.Fa)
		}
		if strings.ContainsAny(s.Fa, "يك٤٥٦") {
			t.Errorf("Arabic letters or digits in Persian: %q", s.Fa)
		}
		if strings.ContainsAny(s.En, "{}") || arabic.MatchString(s.En) && !strings.HasPrefix(s.En, "Examples:") {
			t.Errorf("not English: %q", s.En)
		}
	}
}

func TestErrorsAreOneClearLineWithoutGoText(t *testing.T) {
	missing := &fs.PathError{Op: "open", Path: "/data/a.wav", Err: syscall.ENOENT}
	for _, c := range []struct {
		err              error
		persian, english string
		hidden           string
		subject          string
	}{
		{missing, "چنین پرونده", "no such file", "open", "/data/a.wav"},
		{fmt.Errorf("voice: %w", &fs.PathError{Op: "write", Path: "/x", Err: syscall.ENOSPC}), "دیسک پر است", "disk is full", "no space left", "/x"},
		{&app.About{Subject: "sara", Err: fmt.Errorf("library: %w", app.ErrNotFound)}, "پیدا نشد", "Not found", "library", "sara"},
		{fmt.Errorf("voice x: %w", checkpoint.ErrNewer), "نسخهٔ تازه‌تری", "newer Avagar", "checkpoint", ""},
		{errors.Join(audio.ErrFormat, context.Canceled), "خواستید", "as you asked", "canceled", ""},
		{errors.New("strange\nthing"), "پیش‌بینی‌نشده", "unexpected", "strange", ""},
	} {
		fa, en := Persian.Error(c.err), English.Error(c.err)
		if !strings.Contains(fa, c.persian) || !strings.Contains(en, c.english) {
			t.Errorf("%v reads %q and %q", c.err, fa, en)
		}
		for _, s := range []string{fa, en} {
			if strings.Contains(s, "\n") || strings.Contains(s, c.hidden) || !strings.Contains(s, c.subject) {
				t.Errorf("%v reads %q: want one line with %q and without %q", c.err, s, c.subject, c.hidden)
			}
		}
	}
}

func TestASubjectCannotDisguiseALine(t *testing.T) {
	err := &app.About{Subject: "a\u202egnp.\x1b[2Jb\nc", Err: app.ErrNotFound}
	for _, l := range []Locale{Persian, English} {
		if s := l.Error(err); strings.ContainsAny(s, "\u202e\x1b\n") || !strings.Contains(s, "agnp.[2Jbc") {
			t.Errorf("the name reads %q", s)
		}
	}
}

func TestLocaleFollowsTheEnvironmentInPOSIXOrder(t *testing.T) {
	for _, c := range []struct {
		vars map[string]string
		want Locale
	}{
		{nil, English},
		{map[string]string{"LANG": "fa_IR.UTF-8"}, Persian},
		{map[string]string{"LANG": "fa_IR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, English},
		{map[string]string{"LANG": "C", "LC_ALL": "fa"}, Persian},
		{map[string]string{"LANG": "prs_AF"}, Persian},
		{map[string]string{"LANG": "fan"}, English},
		{map[string]string{"LANG": ""}, English},
	} {
		if got := Of(func(name string) string { return c.vars[name] }); got != c.want {
			t.Errorf("%v gives %v, want %v", c.vars, got, c.want)
		}
	}
}

func TestNumbersAndUnitsReadWellInPersian(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{Persian.Number(1234.5, 2), "۱۲۳۴٫۵"},
		{Persian.Number(-3, 0), "\u2066-۳\u2069"},
		{Persian.Number(100, 0), "۱۰۰"},
		{English.Number(2.50, 2), "2.5"},
		{Persian.Duration(1500 * time.Millisecond), "۱٫۵ ثانیه"},
		{Persian.Duration(125 * time.Second), "۲ دقیقه و ۵ ثانیه"},
		{Persian.Duration(10 * time.Minute), "۱۰ دقیقه"},
		{Persian.Duration(8 * time.Hour), "۸ ساعت"},
		{English.Duration(3*time.Hour + 20*time.Minute), "3 h 20 min"},
		{Persian.Size(3_562_510), "۳٫۶ مگابایت"},
		{English.Size(999), "999 bytes"},
		{Persian.Say(Sentence{"در %s", "in %s"}, "/a/b.wav"), "در \u2066/a/b.wav\u2069"},
		{Persian.Say(Sentence{"در {WAV} %s", "in %s"}, "{a}"), "در \u2066WAV\u2069 \u2066{a}\u2069"},
		{Persian.Say(Sentence{"در %s", "in %s"}, "صدای من"), "در صدای من"},
		{English.Say(Sentence{"", "%s of %s"}, "%s", 3), "%s of 3"},
	} {
		if c.got != c.want {
			t.Errorf("reads %q, want %q", c.got, c.want)
		}
	}
}

func TestFindingsNameTheUtteranceAndTheMeasure(t *testing.T) {
	f := dataset.Finding{ID: "clip_7", Code: dataset.LowRate, Severity: dataset.Warning, Value: 8000}
	if s := Persian.Finding(f); !strings.Contains(s, "\u2066clip_7\u2069") || !strings.Contains(s, "۸۰۰۰") {
		t.Errorf("the finding reads %q", s)
	}
	f = dataset.Finding{Code: "of a later version"}
	if s := English.Finding(f); s == "" || strings.Contains(s, "later") {
		t.Errorf("an unknown finding reads %q", s)
	}
}
