package uitest

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func TestScrambledFindsWhatIsNotIsolated(t *testing.T) {
	for _, c := range []struct {
		text string
		ok   bool
	}{
		{"", true},
		{"سلام دنیا (۱۲۳)", true},
		{"Latin only", true},
		{"حجم: \u206678 MB\u2069", true},
		{"ساعت ۱۲:۳۰، ۴۵٪", true},
		{"سال ۱۴۰۵/۰۱/۲۰", true},
		{"گام \u2066\u206612\u2069 of 3\u2069 است", true},
		{"حجم: 78 MB", false},
		{"واج æ", false},
		{"Latin (a)", false},
		{"دما -۵ است", false},
		{"دما \u2066-۵\u2069 است", true},
		{"بی‌پایان \u2066a", false},
		{"بی‌آغاز \u2069", false},
		{"خط یک\nmodel (2)", false},
	} {
		if got := Scrambled(c.text); (got == "") != c.ok {
			t.Errorf("%q: %q", c.text, got)
		}
	}
}

func TestTextsSeesWhatWidgetsShow(t *testing.T) {
	test.NewTempApp(t)
	entry := widget.NewEntry()
	entry.SetPlaceHolder("placeholder")
	entry.SetText("typed")
	hidden := widget.NewLabel("hidden")
	hidden.Hide()
	content := container.NewVBox(widget.NewLabel("label"), widget.NewButton("button", nil), entry, hidden,
		widget.NewCheck("check", nil), widget.NewSelect([]string{"option"}, nil),
		container.NewAppTabs(container.NewTabItem("tab", widget.NewLabel("inside"))),
		widget.NewForm(widget.NewFormItem("item", widget.NewLabel("value"))))
	w := test.NewTempWindow(t, content)
	w.Resize(fyne.NewSize(600, 600))
	seen := map[string]bool{}
	for _, text := range Texts(content) {
		seen[text] = true
	}
	for _, want := range []string{"label", "button", "placeholder", "check", "option", "tab", "inside", "item", "value"} {
		if !seen[want] {
			t.Errorf("%q was not seen", want)
		}
	}
	if seen["hidden"] || seen["typed"] {
		t.Error("saw what it should not")
	}
}
