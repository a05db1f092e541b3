package account

import (
	"strings"

	"avagar/engine/hub"
)

// longestAddress bounds what is kept of an address or a list of them, in bytes.
const longestAddress = 2000

func endpoint(name string, at func(*Settings) *string, variables ...string) field {
	return field{
		name: name, allowed: "https://...", variables: variables,
		set: func(s *Settings, value string) error {
			value = strings.TrimRight(strings.TrimSpace(value), "/")
			if value == "" {
				value = hub.DefaultEndpoint
			}
			if len(value) > longestAddress || hub.CheckEndpoint(value) != nil {
				return ErrEndpoint
			}
			*at(s) = value
			return nil
		},
		get: func(s Settings) string { return *at(&s) },
	}
}

func mirrors(name string, at func(*Settings) *string) field {
	return field{
		name: name, allowed: "https://... https://...",
		set: func(s *Settings, value string) error {
			list := addresses(value)
			for i, one := range list {
				list[i] = strings.TrimRight(one, "/")
				if hub.CheckEndpoint(one) != nil {
					return ErrEndpoint
				}
			}
			if len(value) > longestAddress {
				return ErrEndpoint
			}
			*at(s) = strings.Join(list, " ")
			return nil
		},
		get: func(s Settings) string { return *at(&s) },
	}
}

// addresses are the words of a list, whichever comma stands between them.
func addresses(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool {
		return r == ',' || r == ';' || r == '\u060c' || r == '\u061b' || r == ' ' || r == '\n' || r == '\t' || r == '\r'
	})
}

// proxy keeps its password where it is given the address as Shown shows it.
func proxy(name string, at func(*Settings) *string, variables ...string) field {
	return field{
		name: name, allowed: "http://... | https://... | socks5://...", variables: variables, secret: true,
		set: func(s *Settings, value string) error {
			value = strings.TrimSpace(value)
			switch {
			case value != "" && value == Shown(*at(s)):
				return nil
			case len(value) > longestAddress || hub.CheckProxy(value) != nil:
				return ErrProxy
			}
			*at(s) = value
			return nil
		},
		get: func(s Settings) string { return *at(&s) },
	}
}

func (f field) shown(value string) string {
	if f.secret {
		return Shown(value)
	}
	return value
}

// Shown is an address as a person or a log may see it: without its password.
func Shown(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return address
	}
	scheme, login, ok := strings.Cut(address[:at], "://")
	if ok {
		scheme += "://"
	} else {
		scheme, login = "", address[:at]
	}
	if user, _, ok := strings.Cut(login, ":"); ok {
		login = user + ":xxxxx"
	}
	return scheme + login + address[at:]
}

// toggle is on or off.
func toggle(name string, at func(*Settings) *bool, variables ...string) field {
	return field{
		name: name, allowed: "on|off", variables: variables,
		set: func(s *Settings, value string) error {
			switch strings.ToLower(strings.TrimSpace(value)) {
			case "on", "true", "yes", "1":
				*at(s) = true
			case "off", "false", "no", "0":
				*at(s) = false
			default:
				return ErrValue
			}
			return nil
		},
		get: func(s Settings) string {
			if *at(&s) {
				return "on"
			}
			return "off"
		},
	}
}

func window(name string, at func(*Settings) *string) field {
	return field{
		name: name, allowed: "1-6",
		set: func(s *Settings, value string) error {
			w, err := ParseWindow(value)
			if err != nil {
				return err
			}
			*at(s) = w.String()
			return nil
		},
		get: func(s Settings) string { return *at(&s) },
	}
}

// HubOptions are how the hub is asked: as the person chose, but for what the
// environment says otherwise. They carry no token.
func (s Settings) HubOptions(getenv func(string) string) hub.Options {
	o := hub.FromEnvironment(getenv)
	o.Token = nil
	if len(o.Endpoints) == 0 {
		o.Endpoints = []string{s.Endpoint}
	}
	o.Endpoints = append(o.Endpoints, addresses(s.Mirrors)...)
	o.TrustMirrors = s.TrustMirrors
	if o.Proxy == "" {
		o.Proxy = s.Proxy
	}
	o.Offline = s.StaysOffline(getenv)
	return o
}

// StaysOffline tells whether no request may be made, the environment included.
func (s Settings) StaysOffline(getenv func(string) string) bool {
	if getenv("HF_HUB_OFFLINE") != "" || getenv("TRANSFORMERS_OFFLINE") != "" {
		return hub.FromEnvironment(getenv).Offline
	}
	return s.Offline
}
