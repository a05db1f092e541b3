package downloads

import (
	"time"

	"avagar/app"
	"avagar/app/fa"
	"avagar/views/ui"
)

// Total is what the queue comes to.
type Total struct {
	Queued, Running int
	Done, Size      int64 // bytes of those that go on by themselves, as far as their size is known
	PerSecond       float64
	Measured        bool          // PerSecond is known
	Left            time.Duration // 0 where it cannot be told
}

// Sum adds up a queue, of which some downloads are running.
func Sum(queue []app.Download, live map[int64]app.DownloadProgress) Total {
	t := Total{Queued: len(queue)}
	var missing int64 // bytes of those that run or are next
	for _, d := range queue {
		p, measured := live[d.ID]
		if d.State == app.DownloadRunning {
			t.Running++
			if measured {
				t.Measured = true
				t.PerSecond += p.PerSecond
				d.Done, d.Total = p.Done, p.Total
			}
		}
		switch d.State {
		case app.DownloadRunning, app.DownloadWaiting:
			missing += max(d.Total-d.Done, 0)
		case app.DownloadHeld:
		default:
			continue
		}
		t.Done, t.Size = t.Done+d.Done, t.Size+d.Total
	}
	t.Left = lasts(missing, t.PerSecond)
	return t
}

// lasts is how long bytes need at a speed, 0 where that is for ever.
func lasts(bytes int64, perSecond float64) time.Duration {
	if perSecond < 1 {
		return 0
	}
	const most = 365 * 24 * 3600 // seconds
	return time.Duration(min(float64(bytes)/perSecond, most) * float64(time.Second))
}

// Share is how much of it is here, 1 for all.
func (t Total) Share() float64 {
	if t.Size <= 0 {
		return 0
	}
	return min(float64(t.Done)/float64(t.Size), 1)
}

// Status words the total for the status line; it is empty where nothing is in
// the queue.
func (t Total) Status() string {
	switch {
	case t.Queued == 0:
		return ""
	case t.Running == 0:
		return ui.Say(fa.StatusDownloads, fa.Words(ui.Say(fa.StatusWaiting, t.Queued)))
	}
	running := ui.Say(fa.StatusAllDownloads, t.Running, t.Queued)
	return ui.Say(fa.StatusDownloads, fa.Words(ui.Locale().Listed(running, t.speed(), t.share())))
}

// says words the total for the page.
func (t Total) says() string {
	l := ui.Locale()
	if t.Running == 0 {
		return ui.Say(fa.DownloadsTotal, t.Queued)
	}
	amount := ""
	if t.Size > 0 {
		amount = ui.Say(fa.DownloadOf, fa.Bytes(t.Done), fa.Bytes(t.Size), fa.Words(t.share()))
	}
	return l.Listed(ui.Say(fa.DownloadsTotal, t.Queued), ui.Say(fa.DownloadsRunning, t.Running), amount, t.speed(), l.Left(t.Left))
}

func (t Total) speed() string {
	if !t.Measured {
		return ""
	}
	return ui.Locale().Speed(t.PerSecond)
}

func (t Total) share() string {
	if t.Size <= 0 {
		return ""
	}
	return percent(t.Done, t.Size)
}

// percent shows a share that is whole only where all is here.
func percent(done, size int64) string {
	share := min(max(float64(done)/float64(size), 0), 1)
	if done < size {
		share = min(share, 0.99)
	}
	return ui.Percent(share)
}
