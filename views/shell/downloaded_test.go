package shell

import (
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2"

	"avagar/app"
	"avagar/app/downloads"
	"avagar/views/ui"
)

// herald is an app that remembers what it had the desktop say.
type herald struct {
	fyne.App
	mu   sync.Mutex
	said []string
}

func (h *herald) SendNotification(n *fyne.Notification) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.said = append(h.said, n.Title+": "+n.Content)
}

func TestEveryDownloadThatEndsIsTold(t *testing.T) {
	d := newDesk(t, t.TempDir())
	h := &herald{App: d.app}
	d.app = h
	done := app.Download{ID: 1, Repo: "demo/voice", State: app.DownloadDone, Total: 3_000_000}
	failed := app.Download{ID: 2, Repo: "demo/gone", State: app.DownloadFailed, Reason: app.ReasonNoRepo}
	d.boot.Downloads.Finished.Publish(done)
	d.boot.Downloads.Finished.Publish(failed)
	d.work.Wait()
	d.settle()
	if len(h.said) != 2 || len(d.notices.shown) != 2 {
		t.Fatalf("the desktop said %q, the window shows %d notices", h.said, len(d.notices.shown))
	}
	if text := d.notices.shown[0].text; !strings.Contains(text, "demo/voice") || !strings.Contains(text, "۳ مگابایت") {
		t.Errorf("of the one that is done it says %q", text)
	}
	if text := d.notices.shown[1].text; !strings.Contains(text, "demo/gone") || !strings.Contains(text, ui.Locale().DownloadReason(failed)) {
		t.Errorf("of the one that failed it says %q", text)
	}
}

func TestTheStatusLineTellsOfTheQueue(t *testing.T) {
	d := newDesk(t, t.TempDir())
	if d.status.queue.Visible() {
		t.Errorf("without a queue it says %q", d.status.queue.Text)
	}
	if err := d.boot.Account.Set(t.Context(), "offline", "on"); err != nil {
		t.Fatal(err)
	}
	added, err := d.boot.Downloads.Add(t.Context(), downloads.Wish{Repo: "demo/voice"})
	if err != nil {
		t.Fatal(err)
	}
	d.settle()
	d.settle() // what was read is shown
	if text := d.status.queue.Text; !d.status.queue.Visible() || !strings.Contains(text, "۱ در صف") {
		t.Errorf("with one download it says %q", text)
	}
	if err := d.boot.Downloads.Cancel(t.Context(), added.ID); err != nil {
		t.Fatal(err)
	}
	d.settle()
	d.settle()
	if d.status.queue.Visible() {
		t.Errorf("once it is cancelled it says %q", d.status.queue.Text)
	}
}
