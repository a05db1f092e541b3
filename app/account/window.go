package account

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"avagar/app"
)

// Window is a span of the day, in minutes after midnight, From included and To
// not; it may go over midnight. The zero Window is the whole day.
type Window struct{ From, To int }

const day = 24 * 60 // minutes

// ParseWindow reads "1-6" or "22:30-6", whichever digits it is typed in; empty
// is the whole day. Errors: ErrWindow.
func ParseWindow(s string) (Window, error) {
	s = dashes.Replace(app.PlainNumber(s))
	if s == "" {
		return Window{}, nil
	}
	from, to, ok := strings.Cut(s, "-")
	a, errA := minutes(from)
	b, errB := minutes(to)
	if !ok || errA != nil || errB != nil || a%day == b%day {
		return Window{}, ErrWindow
	}
	return Window{a % day, b % day}, nil
}

// dashes are those that people write between two hours.
var dashes = strings.NewReplacer("\u2013", "-", "\u2014", "-", "\u2010", "-", "\u2011", "-", "\u0640", "-")

func minutes(clock string) (int, error) {
	h, m, _ := strings.Cut(clock, ":")
	if m == "" {
		m = "00"
	}
	hours, err := strconv.ParseUint(h, 10, 8)
	if err != nil {
		return 0, err
	}
	rest, err := strconv.ParseUint(m, 10, 8)
	if err != nil || rest > 59 || len(m) != 2 {
		return 0, ErrWindow
	}
	if total := int(hours*60 + rest); total <= day {
		return total, nil
	}
	return 0, ErrWindow
}

// String writes a Window as ParseWindow reads it.
func (w Window) String() string {
	if w == (Window{}) {
		return ""
	}
	return clock(w.From) + "-" + clock(w.To)
}

func clock(minutes int) string {
	if minutes%60 == 0 {
		return strconv.Itoa(minutes / 60)
	}
	return fmt.Sprintf("%d:%02d", minutes/60, minutes%60)
}

// Open tells whether a time is in the Window, by the clock on the wall there.
func (w Window) Open(t time.Time) bool {
	now := t.Hour()*60 + t.Minute()
	switch {
	case w.From == w.To:
		return true
	case w.From < w.To:
		return w.From <= now && now < w.To
	}
	return now >= w.From || now < w.To
}
