package fa

import (
	"testing"
	"time"
)

func TestNumbersFollowTheDigitsThePersonChose(t *testing.T) {
	latin := Persian.WithDigits("latin")
	cases := []struct{ got, want string }{
		{Persian.Number(9999, 0), "۹۹۹۹"},
		{Persian.Number(12345.5, 2), "۱۲٬۳۴۵٫۵"},
		{Persian.Number(1234567, 0), "۱٬۲۳۴٬۵۶۷"},
		{Persian.Number(-1e6, 0), Isolate("-۱٬۰۰۰٬۰۰۰")},
		{Persian.Number(-0.001, 1), "۰"},
		{latin.Number(12345.5, 2), "12,345.5"},
		{latin.WithDigits("persian").Number(5, 0), "۵"},
		{English.WithDigits("persian").Number(12345, 0), "12345"},
		{Persian.Percent(0.45), "۴۵٪"},
		{latin.Percent(1), "100٪"},
		{Persian.Clock(65.9), Isolate("۱:۰۵")},
		{Persian.Clock(3661), Isolate("۱:۰۱:۰۱")},
		{English.Clock(5), "0:05"},
		{latin.Size(5_300_000), "5.3 مگابایت"},
		{Persian.Duration(185 * time.Second), "۳ دقیقه و ۵ ثانیه"},
		{Isolate(""), ""},
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestDatesAreOfTheSolarCalendarAndAgesNear(t *testing.T) {
	now := time.Date(2026, 3, 21, 10, 0, 0, 0, time.UTC)
	cases := []struct{ got, want string }{
		{Persian.Date(now), "۱ فروردین ۱۴۰۵"},
		{Persian.WithDigits("latin").Date(now.AddDate(0, 0, -1)), "29 اسفند 1404"},
		{English.Date(now), "21 March 2026"},
		{Persian.DateTime(now), "۱ فروردین ۱۴۰۵، ساعت " + Isolate("۱۰:۰۰")},
		{Persian.Ago(now, now), "همین حالا"},
		{Persian.Ago(now.Add(time.Hour), now), "همین حالا"},
		{Persian.Ago(now.Add(-5*time.Minute), now), "۵ دقیقه پیش"},
		{Persian.Ago(now.Add(-3*time.Hour), now), "۳ ساعت پیش"},
		{Persian.Ago(now.Add(-11*time.Hour), now), "دیروز، ساعت " + Isolate("۲۳:۰۰")},
		{Persian.Ago(now.AddDate(0, 0, -2), now), "۲ روز پیش"},
		{Persian.Ago(now.AddDate(0, 0, -7), now), "۲۳ اسفند ۱۴۰۴"},
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}
