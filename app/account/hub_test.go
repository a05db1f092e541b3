package account

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"avagar/app"
)

func TestSettingsOfTheHubAreValidatedAndWrittenOneWay(t *testing.T) {
	s := fresh(t)
	const hub = "https://huggingface.co"
	for _, c := range []struct {
		name, value, want string
		err               error
	}{
		{"endpoint", "https://mirror.example/ ", "https://mirror.example", nil},
		{"endpoint", "http://127.0.0.1:8080", "http://127.0.0.1:8080", nil},
		{"endpoint", "", hub, nil},
		{"endpoint", "http://mirror.example", "", ErrEndpoint},
		{"endpoint", "https://user:pw@mirror.example", "", ErrEndpoint},
		{"endpoint", "https://" + strings.Repeat("x", longestAddress), "", ErrEndpoint},
		{"mirrors", "https://a.example، https://b.example/,http://localhost:1", "https://a.example https://b.example http://localhost:1", nil},
		{"mirrors", " ", "", nil},
		{"mirrors", "https://a.example ftp://b", "", ErrEndpoint},
		{"trust_mirrors", "YES", "on", nil},
		{"trust_mirrors", "maybe", "", ErrValue},
		{"proxy", "socks5://127.0.0.1:1080", "socks5://127.0.0.1:1080", nil},
		{"proxy", "http://omid:geheim@proxy.example:3128", "http://omid:xxxxx@proxy.example:3128", nil},
		{"proxy", "omid:geheim@proxy.example:3128", "omid:xxxxx@proxy.example:3128", nil},
		{"proxy", "", "", nil},
		{"proxy", "ftp://proxy.example", "", ErrProxy},
		{"parallel_downloads", "۸", "8", nil},
		{"parallel_downloads", "9", "", ErrValue},
		{"parallel_downloads", "0", "", ErrValue},
		{"speed_limit", "500", "500", nil},
		{"speed_limit", "-1", "", ErrValue},
		{"download_window", "۱ – ۶", "1-6", nil},
		{"download_window", "22:30-06:00", "22:30-6", nil},
		{"download_window", "", "", nil},
		{"download_window", "6", "", ErrWindow},
		{"download_window", "6-6", "", ErrWindow},
		{"download_window", "0-24", "", ErrWindow},
		{"download_window", "1-25", "", ErrWindow},
		{"download_window", "1:5-6", "", ErrWindow},
		{"metered", "on", "on", nil},
		{"offline", "off", "off", nil},
	} {
		err := s.Set(t.Context(), c.name, c.value)
		if c.err != nil {
			if !errors.Is(err, c.err) || !errors.Is(err, ErrValue) || !errors.Is(err, app.ErrBadInput) || strings.Contains(err.Error(), "pw") {
				t.Errorf("%s = %q gives %v", c.name, c.value, err)
			}
			continue
		}
		must(t, err)
		if got := value(t, s, c.name); got != c.want {
			t.Errorf("%s = %q reads %q, want %q", c.name, c.value, got, c.want)
		}
	}
}

func TestAPasswordIsUsedButNotShown(t *testing.T) {
	s := fresh(t)
	s.Getenv = func(name string) string { return map[string]string{"HTTPS_PROXY": "http://a:secret@b:1"}[name] }
	const kept = "http://omid:geheim@proxy.example:3128"
	must(t, s.Set(t.Context(), "proxy", kept))
	must(t, s.Set(t.Context(), "proxy", value(t, s, "proxy"))) // as a form gives back what it shows
	now, err := s.Settings(t.Context())
	if err != nil || now.Proxy != kept {
		t.Errorf("kept %q, %v", now.Proxy, err)
	}
	list, err := s.List(t.Context())
	must(t, err)
	for _, i := range list {
		if strings.Contains(i.Value, "geheim") || i.Override != nil && strings.Contains(i.Override.Value, "secret") {
			t.Errorf("listed as %+v, %+v", i, i.Override)
		}
	}
	for _, o := range Overrides(s.Getenv) {
		if strings.Contains(o.Value, "secret") {
			t.Errorf("the variable is shown as %q", o.Value)
		}
	}
}

func TestTheEnvironmentOutweighsHowTheHubIsAsked(t *testing.T) {
	now := Default()
	now.Endpoint, now.Mirrors, now.Proxy, now.Offline = "https://own.example", "https://m.example", "http://p:1", true
	o := now.HubOptions(func(string) string { return "" })
	if !slices.Equal(o.Endpoints, []string{"https://own.example", "https://m.example"}) || o.Proxy != "http://p:1" || !o.Offline || o.Token != nil {
		t.Errorf("as chosen it is %+v", o)
	}
	vars := map[string]string{"HF_ENDPOINT": "https://env.example", "HTTPS_PROXY": "socks5://e:1", "HF_HUB_OFFLINE": "0"}
	o = now.HubOptions(func(name string) string { return vars[name] })
	if !slices.Equal(o.Endpoints, []string{"https://env.example", "https://m.example"}) || o.Proxy != "socks5://e:1" || o.Offline {
		t.Errorf("with variables it is %+v", o)
	}
}

func TestAWindowMayGoOverMidnight(t *testing.T) {
	for _, c := range []struct {
		window, clock string
		open          bool
	}{
		{"", "12:00", true},
		{"1-6", "00:59", false}, {"1-6", "01:00", true}, {"1-6", "05:59", true}, {"1-6", "06:00", false},
		{"23-6", "22:59", false}, {"23-6", "23:00", true}, {"23-6", "03:00", true}, {"23-6", "06:00", false},
		{"22:30-24", "22:29", false}, {"22:30-24", "23:59", true}, {"22:30-24", "00:00", false},
	} {
		w, err := ParseWindow(c.window)
		must(t, err)
		at, err := time.Parse("15:04", c.clock)
		must(t, err)
		if w.Open(at) != c.open {
			t.Errorf("%q at %s is open: %v", c.window, c.clock, !c.open)
		}
		if again, err := ParseWindow(w.String()); err != nil || again != w {
			t.Errorf("%q is written %q", c.window, w)
		}
	}
}

func FuzzAddressesAreShownWithoutTheirPassword(f *testing.F) {
	for _, s := range [][3]string{{"http://u", "geheim", "h:1"}, {"u", "geheim", "h"}, {"socks5://", "ge@heim", "[::1]:9/x?y"}, {"://", "geh:eim", ""}} {
		f.Add(s[0], s[1], s[2])
	}
	f.Fuzz(func(t *testing.T, before, password, host string) {
		var s Settings
		p := proxy("proxy", func(s *Settings) *string { return &s.Proxy })
		if p.set(&s, before+":"+password+"@"+host) != nil || len(password) < 6 || strings.Contains(before+host, password) {
			return
		}
		if shown := p.shown(s.Proxy); strings.Contains(shown, password) {
			t.Errorf("%q is shown as %q", s.Proxy, shown)
		} else if err := p.set(&s, shown); err != nil {
			t.Errorf("%q is shown as %q, which gives %v", s.Proxy, shown, err)
		}
	})
}
