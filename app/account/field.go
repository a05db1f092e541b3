package account

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"avagar/app"
)

var (
	// ErrSetting says that there is no setting of that name.
	ErrSetting = fmt.Errorf("account: no such setting: %w", app.ErrBadInput)
	// ErrValue says that a setting cannot have that value.
	ErrValue = fmt.Errorf("account: no such value: %w", app.ErrBadInput)
)

// Why a setting cannot have a value, where there is more to say than ErrValue.
var (
	// ErrEndpoint says that something is not the address of a hub.
	ErrEndpoint = fmt.Errorf("account: not the address of a hub: %w", ErrValue)
	// ErrProxy says that something is not the address of a proxy.
	ErrProxy = fmt.Errorf("account: not the address of a proxy: %w", ErrValue)
	// ErrWindow says that something is not a span of hours.
	ErrWindow = fmt.Errorf("account: not a span of hours: %w", ErrValue)
)

// field is one setting: how text becomes its value and how its value is
// written. set leaves its Settings alone where it returns an error.
type field struct {
	name      string
	allowed   string
	variables []string // of the environment, which outweigh it
	secret    bool     // an address that may hold a password
	set       func(s *Settings, value string) error
	get       func(s Settings) string
}

// fields is the one place that knows what settings there are.
var fields = []field{
	choice("appearance", Appearances, func(s *Settings) *string { return &s.Appearance }, "FYNE_THEME"),
	whole("text_size", 80, 200, func(s *Settings) *int { return &s.TextSize }, "FYNE_SCALE"),
	choice("numerals", Numerals, func(s *Settings) *string { return &s.Numerals }),
	word("voice", func(s *Settings) *string { return &s.Voice }),
	number("speed", 0.5, 3, func(s *Settings) *float64 { return &s.Speed }),
	number("pitch", -6, 6, func(s *Settings) *float64 { return &s.Pitch }),
	number("volume", 0, 1, func(s *Settings) *float64 { return &s.Volume }),
	word("page", func(s *Settings) *string { return &s.Page }),
	whole("width", 200, 20000, func(s *Settings) *int { return &s.Width }),
	whole("height", 200, 20000, func(s *Settings) *int { return &s.Height }),
	endpoint("endpoint", func(s *Settings) *string { return &s.Endpoint }, "HF_ENDPOINT"),
	mirrors("mirrors", func(s *Settings) *string { return &s.Mirrors }),
	toggle("trust_mirrors", func(s *Settings) *bool { return &s.TrustMirrors }),
	proxy("proxy", func(s *Settings) *string { return &s.Proxy }, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
	whole("parallel_downloads", 1, 8, func(s *Settings) *int { return &s.ParallelDownloads }),
	whole("speed_limit", 0, 1_000_000, func(s *Settings) *int { return &s.SpeedLimit }),
	window("download_window", func(s *Settings) *string { return &s.DownloadWindow }),
	toggle("metered", func(s *Settings) *bool { return &s.Metered }),
	toggle("offline", func(s *Settings) *bool { return &s.Offline }, "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"),
	word("microphone", func(s *Settings) *string { return &s.Microphone }),
	toggle("train_on_battery", func(s *Settings) *bool { return &s.TrainOnBattery }),
}

func named(name string) (field, error) {
	i := slices.IndexFunc(fields, func(f field) bool { return f.name == name })
	if i < 0 {
		return field{}, ErrSetting
	}
	return fields[i], nil
}

func choice(name string, choices []string, at func(*Settings) *string, variables ...string) field {
	return field{
		name: name, allowed: strings.Join(choices, "|"), variables: variables,
		set: func(s *Settings, value string) error {
			value = strings.ToLower(strings.TrimSpace(value))
			if !slices.Contains(choices, value) {
				return ErrValue
			}
			*at(s) = value
			return nil
		},
		get: func(s Settings) string { return *at(&s) },
	}
}

// longestWord is the length of the longest id that is kept, in bytes.
const longestWord = 200

func word(name string, at func(*Settings) *string) field {
	return field{
		name: name,
		set: func(s *Settings, value string) error {
			value = strings.TrimSpace(value)
			if len(value) > longestWord || strings.ToValidUTF8(value, "") != value || strings.ContainsFunc(value, unicode.IsControl) {
				return ErrValue
			}
			*at(s) = value
			return nil
		},
		get: func(s Settings) string { return *at(&s) },
	}
}

func whole(name string, least, most int, at func(*Settings) *int, variables ...string) field {
	return field{
		name: name, allowed: fmt.Sprintf("%d..%d", least, most), variables: variables,
		set: func(s *Settings, value string) error {
			n, err := strconv.Atoi(app.PlainNumber(value))
			if err != nil || n < least || n > most {
				return ErrValue
			}
			*at(s) = n
			return nil
		},
		get: func(s Settings) string { return strconv.Itoa(*at(&s)) },
	}
}

func number(name string, least, most float64, at func(*Settings) *float64) field {
	return field{
		name: name, allowed: fmt.Sprintf("%g..%g", least, most),
		set: func(s *Settings, value string) error {
			v, err := strconv.ParseFloat(app.PlainNumber(value), 64)
			if err != nil || math.IsNaN(v) || v < least || v > most {
				return ErrValue
			}
			*at(s) = v + 0 // no negative zero
			return nil
		},
		get: func(s Settings) string { return strconv.FormatFloat(*at(&s), 'g', -1, 64) },
	}
}
