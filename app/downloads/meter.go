package downloads

import (
	"context"
	"math"
	"sync"
	"time"

	"avagar/app"
	"avagar/engine/download"
)

const (
	tellEvery = 500 * time.Millisecond
	saveEvery = 3 * time.Second
	speedOver = 5 * time.Second // the speed is the mean over this time
	ticks     = int(speedOver/tellEvery) + 1
)

// meter adds up how far the files of one download are, and how fast they come.
type meter struct {
	id int64

	mu     sync.Mutex
	total  int64
	whole  int64            // bytes of files that are here
	now    map[string]part  // files under way
	before map[string]int64 // bytes here of files whose turn has not come
	bytes  int64            // that came over the line, in all
	newest string           // the file that was reported last

	samples [ticks]sample // a ring
	n       int           // samples ever taken
}

// part is a file under way.
type part struct {
	download.Progress
	counted int64 // of the bytes that came for it, in meter.bytes
}

type sample struct {
	at    time.Time
	bytes int64
}

func newMeter(id int64) *meter {
	return &meter{id: id, now: map[string]part{}, before: map[string]int64{}}
}

func (m *meter) begin(files []app.DownloadFile) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, f := range files {
		m.total += max(f.Size, 0)
		if f.State == app.DownloadDone {
			m.whole += max(f.Size, 0)
		} else {
			m.before[f.Path] = f.Done
		}
	}
}

// file begins one of which some bytes are here.
func (m *meter) file(path string, here int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.before, path)
	m.now[path] = part{Progress: download.Progress{Done: here}}
	m.newest = path
}

// report takes in how far a file is, and tells whether these are the first
// bytes of the download that came.
func (m *meter) report(path string, p download.Progress) (first bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if p.Total < 0 { // nobody has looked yet at what is here
		p.Done = m.now[path].Done
	}
	first = m.bytes == 0 && p.Received > 0
	m.now[path] = part{p, m.now[path].counted}
	m.count(path, p.Received)
	m.newest = path
	return first
}

// received corrects the count of a file's bytes by what came in all.
func (m *meter) received(path string, bytes int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.count(path, bytes)
}

func (m *meter) count(path string, bytes int64) {
	p := m.now[path]
	m.bytes += max(bytes-p.counted, 0)
	p.counted = max(bytes, p.counted)
	m.now[path] = p
}

// settle counts a file as here.
func (m *meter) settle(path string, size int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.now, path)
	delete(m.before, path)
	m.whole += size
}

// came is how many bytes came over the line.
func (m *meter) came() int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.bytes
}

// here is how many bytes of each file under way are here.
func (m *meter) here() map[string]int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	here := make(map[string]int64, len(m.now))
	for path, p := range m.now {
		here[path] = p.Done
	}
	return here
}

// progress takes a sample and sums up.
func (m *meter) progress(now time.Time) app.DownloadProgress {
	m.mu.Lock()
	defer m.mu.Unlock()
	p := app.DownloadProgress{ID: m.id, Done: m.whole, Total: m.total, Stalled: len(m.now) > 0, Verifying: len(m.now) > 0}
	for path, f := range m.now {
		p.Done += f.Done
		p.Stalled = p.Stalled && f.Stalled
		p.Verifying = p.Verifying && f.Verifying
		if path == m.newest {
			p.File, p.FileDone, p.FileTotal = path, f.Done, f.Total
		}
	}
	for _, done := range m.before {
		p.Done += done
	}
	p.Total = max(p.Total, p.Done)
	m.samples[m.n%ticks] = sample{now, m.bytes}
	m.n++
	p.PerSecond = m.speed()
	if p.PerSecond > 0 {
		seconds := min(float64(p.Total-p.Done)/p.PerSecond, math.MaxInt64/float64(2*time.Second))
		p.Left = time.Duration(seconds * float64(time.Second))
	}
	return p
}

func (m *meter) speed() float64 {
	last, first := m.samples[(m.n-1)%ticks], m.samples[max(m.n-ticks, 0)%ticks]
	seconds := last.at.Sub(first.at).Seconds()
	if seconds <= 0 {
		return 0
	}
	return float64(last.bytes-first.bytes) / seconds
}

// tell publishes the progress until the function it returns is called, and
// writes it into the rows now and then.
func (r *run) tell(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var ended sync.WaitGroup
	ended.Go(func() {
		tick, rest := time.NewTicker(tellEvery), time.NewTicker(saveEvery)
		defer tick.Stop()
		defer rest.Stop()
		r.publish()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				r.publish()
			case <-rest.C:
				r.save(ctx)
			}
		}
	})
	return func() {
		cancel()
		ended.Wait()
		r.publish()
	}
}

// publish tells the time by the monotonic clock: that on the wall may jump.
func (r *run) publish() {
	p := r.meter.progress(time.Now())
	r.Service.mu.Lock()
	r.live[r.d.ID] = p
	r.Service.mu.Unlock()
	r.Progress.Publish(p)
}

// save writes how far the files under way are, for other programs to see. It
// may fail: what counts lies beside the files.
func (r *run) save(ctx context.Context) { _ = r.Store.SaveProgress(ctx, r.d.ID, r.meter.here()) }

// forget ends the news of a download.
func (s *Service) forget(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.live, id)
	delete(s.limits, id)
}

// limitOf is a download's own limit of speed, set to what its row says.
func (s *Service) limitOf(d app.Download) *download.Limit {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := s.limits[d.ID]
	if l == nil {
		l = download.NewLimit(d.Limit)
		s.limits[d.ID] = l
	}
	l.Set(d.Limit)
	return l
}
