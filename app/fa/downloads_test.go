package fa

import (
	"fmt"
	"go/ast"
	"strings"
	"testing"

	"avagar/app"
)

// constants are those of the app's records whose name begins with a word, by
// their values.
func constants(t *testing.T, beginning string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, f := range parsed(t, "..") {
		if f.Name.Name != "app" {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if ok && len(v.Values) == 1 && strings.HasPrefix(v.Names[0].Name, beginning) {
				if value, ok := text(v.Values[0]); ok {
					found[value] = v.Names[0].Name
				}
			}
			return true
		})
	}
	return found
}

func TestEveryReasonOfADownloadHasASentence(t *testing.T) {
	found := constants(t, "Reason")
	if len(found) < 25 {
		t.Fatalf("only %d reasons were found: the search is broken", len(found))
	}
	said := map[string]string{}
	for code, name := range found {
		s, ok := downloadReasons[code]
		if !ok {
			t.Errorf("app.%s has no sentence", name)
		}
		if other, ok := said[s.Fa]; ok {
			t.Errorf("app.%s says the same as app.%s", name, other)
		}
		said[s.Fa] = name
	}
	for code := range downloadReasons {
		if found[code] == "" {
			t.Errorf("there is a sentence for %q, which is no reason", code)
		}
	}
}

func TestEveryStateOfADownloadHasAWord(t *testing.T) {
	found := constants(t, "Download")
	if len(found) < 7 {
		t.Fatalf("only %d states were found: the search is broken", len(found))
	}
	for state, name := range found {
		if downloadStates[state] == (Sentence{}) {
			t.Errorf("app.%s has no word", name)
		}
	}
}

func TestAReasonNamesTheFileItIsAbout(t *testing.T) {
	d := app.Download{Reason: app.ReasonNoFile, Subject: "fa/a.onnx"}
	if s := Persian.DownloadReason(d); !strings.Contains(s, "\u2066fa/a.onnx\u2069: این پرونده") {
		t.Errorf("it reads %q", s)
	}
	if s := English.DownloadReason(app.Download{Reason: "of a later version"}); s != downloadReasons[app.ReasonUnknown].En {
		t.Errorf("an unknown reason reads %q", s)
	}
	if s := English.DownloadReason(app.Download{}); s != "" {
		t.Errorf("no reason reads %q", s)
	}
	if s := Persian.Speed(1_200_000); s != "۱٫۲ مگابایت در ثانیه" {
		t.Errorf("a speed reads %q", s)
	}
}

func TestAFailedDownloadIsToldWithItsFile(t *testing.T) {
	err := fmt.Errorf("cli: %w", &Failed{app.Download{Repo: "org/voice", Reason: app.ReasonCorrupt, Subject: "model.onnx"}})
	if told := English.Error(err); !strings.HasPrefix(told, "org/voice: model.onnx: The source gave wrong bytes") || !Known(err) {
		t.Errorf("told %q", told)
	}
	if told := Persian.Error(err); !strings.HasPrefix(told, Isolate("org/voice")+": "+Isolate("model.onnx")+": ") {
		t.Errorf("told %q", told)
	}
}
