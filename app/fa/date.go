package fa

import (
	"strconv"
	"time"

	ptime "github.com/yaa110/go-persian-calendar"
)

// Date shows a day: in Persian of the Solar Hijri calendar.
func (l Locale) Date(t time.Time) string {
	if !l.persian() {
		return t.Format("2 January 2006")
	}
	j := ptime.New(t)
	return l.Digits(strconv.Itoa(j.Day())) + " " + j.Month().String() + " " + l.Digits(strconv.Itoa(j.Year()))
}

// DateTime shows a day and the time of it.
func (l Locale) DateTime(t time.Time) string {
	return l.Say(dayAndTime, Words(l.Date(t)), Words(l.time(t)))
}

func (l Locale) time(t time.Time) string {
	text := two(t.Hour()) + ":" + two(t.Minute())
	if l.persian() {
		return Isolate(l.Digits(text))
	}
	return text
}

// Ago shows how long before now something was, and the day if that is more than
// a week.
func (l Locale) Ago(t, now time.Time) string {
	switch d := now.Sub(t); {
	case d < time.Minute:
		return l.Say(justNow)
	case d < time.Hour:
		return l.Say(minutesAgo, int(d.Minutes()))
	case d < 24*time.Hour && t.In(now.Location()).Day() == now.Day():
		return l.Say(hoursAgo, int(d.Hours()))
	}
	switch days := daysBetween(t.In(now.Location()), now); {
	case days <= 1:
		return l.Say(yesterday, Words(l.time(t.In(now.Location()))))
	case days < 7:
		return l.Say(daysAgo, days)
	}
	return l.Date(t.In(now.Location()))
}

func daysBetween(t, now time.Time) int {
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(day(now).Sub(day(t)).Hours() / 24)
}

var (
	dayAndTime = Sentence{"%s، ساعت %s", "%s, %s"}
	justNow    = Sentence{"همین حالا", "just now"}
	minutesAgo = Sentence{"%s دقیقه پیش", "%s minutes ago"}
	hoursAgo   = Sentence{"%s ساعت پیش", "%s hours ago"}
	yesterday  = Sentence{"دیروز، ساعت %s", "yesterday, %s"}
	daysAgo    = Sentence{"%s روز پیش", "%s days ago"}
)
