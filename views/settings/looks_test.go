package settings

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"avagar/app/account"
	"avagar/engine/hub"
	"avagar/views/ui"
	"avagar/views/ui/uitest"
)

// busy is the page of one who has set much, in a look and at a width, as high as
// it needs.
func busy(t *testing.T, look uitest.Look, width float32) (*bench, fyne.Window) {
	t.Helper()
	b := newBenchIn(t, ui.New(look.Appearance, look.TextSize), map[string]string{"HF_HUB_OFFLINE": "0", "LANG": "fa_IR.UTF-8"})
	for name, value := range map[string]string{
		"appearance": look.Appearance, "text_size": fmt.Sprint(look.TextSize),
		"mirrors": "https://mirror.example https://other.example", "proxy": "socks5://ava:secret@127.0.0.1:1080",
		"speed_limit": "500", "download_window": "1-6", "trust_mirrors": "on",
	} {
		if err := b.Account.Set(t.Context(), name, value); err != nil {
			t.Fatal(err)
		}
	}
	b.token.token, b.token.place = "hf_secret", account.File
	b.source.token.read()
	b.probe = func(_ context.Context, address string) (hub.Probe, error) {
		switch address {
		case hub.DefaultEndpoint:
			return hub.Probe{Reason: hub.ErrFiltered}, nil
		case "https://mirror.example":
			return hub.Probe{API: true, Headers: true, Ranges: true, Latency: 240 * time.Millisecond}, nil
		}
		return hub.Probe{API: true, Latency: 90 * time.Millisecond, Reason: hub.ErrNotHub}, nil
	}
	b.source.trial.press()
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	w.SetContent(b.Content())
	for range 3 { // heights follow widths
		w.Resize(fyne.NewSize(width, b.Content().MinSize().Height))
		b.Content().Refresh()
	}
	return b, w
}

func TestThePageReadsWellAndLooksAsItDid(t *testing.T) {
	for _, look := range uitest.Looks {
		t.Run(look.Name, func(t *testing.T) {
			b, w := busy(t, look, 900)
			uitest.Directions(t, b.Content())
			uitest.Layout(t, b.Content(), w.Canvas().Size())
			uitest.Golden(t, "settings-"+look.Name, w.Canvas().Capture())
		})
	}
}

func TestLargeTextFitsIntoANarrowWindow(t *testing.T) {
	b, w := busy(t, uitest.Look{Appearance: ui.Light, TextSize: ui.LargestText}, 600)
	if least := b.Content().MinSize().Width; least > 600 {
		t.Errorf("the page is %v wide at least", least)
	}
	uitest.Layout(t, b.Content(), w.Canvas().Size())
}
