package download

import "time"

// Progress is how far a download is.
type Progress struct {
	Done, Total int64         // bytes that are there and of the whole file; Total is -1 while unknown
	Received    int64         // bytes that came over the line since Fetch began
	PerSecond   float64       // bytes that arrived a second, over the last few; zero when nothing arrives
	Left        time.Duration // at that speed; 0 where it cannot be told
	Stalled     bool          // nothing has arrived for a while
	Again       bool          // the sum was wrong: the file is fetched again and compared; Done counts anew
	Verifying   bool          // all bytes are there and the sum is computed
}

const (
	reportEvery   = 250 * time.Millisecond
	meterWindow   = 5 * time.Second // the speed is the mean over this time
	meterSamples  = int(meterWindow/reportEvery) + 1
	noticeStalled = 3 * time.Second
)

// meter measures speed from counts of bytes taken at times. The times carry the
// monotonic clock, so a wall clock that jumps changes nothing.
type meter struct {
	at    [meterSamples]time.Time
	bytes [meterSamples]int64
	n     int       // samples ever taken
	fresh time.Time // when the count last grew
}

func (m *meter) add(now time.Time, bytes int64) {
	if m.n == 0 || bytes > m.bytes[(m.n-1)%meterSamples] {
		m.fresh = now
	}
	m.at[m.n%meterSamples], m.bytes[m.n%meterSamples] = now, bytes
	m.n++
}

// perSecond is the mean speed over the samples that are kept.
func (m *meter) perSecond() float64 {
	if m.n < 2 {
		return 0
	}
	last, first := (m.n-1)%meterSamples, max(m.n-meterSamples, 0)%meterSamples
	seconds := m.at[last].Sub(m.at[first]).Seconds()
	if seconds <= 0 {
		return 0
	}
	return float64(m.bytes[last]-m.bytes[first]) / seconds
}

// stalled tells whether the count has not grown for a while.
func (m *meter) stalled(now time.Time) bool {
	return m.n > 0 && now.Sub(m.fresh) >= noticeStalled
}

// left is how long the rest takes, 0 where nobody knows.
func left(rest int64, perSecond float64) time.Duration {
	if perSecond <= 0 || rest <= 0 {
		return 0
	}
	seconds := float64(rest) / perSecond
	return time.Duration(min(seconds, (1<<62)/float64(time.Second)) * float64(time.Second))
}
