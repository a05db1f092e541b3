package hub

import (
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// FromEnvironment are the options that Hugging Face's own programs would have: HF_ENDPOINT, HF_TOKEN
// and the file of tokens, HF_HUB_OFFLINE, HF_HUB_ETAG_TIMEOUT, HTTPS_PROXY, ALL_PROXY, NO_PROXY. Source:
// huggingface_hub constants.py and utils/_auth.py.
func FromEnvironment(getenv func(string) string) Options {
	o := Options{
		Token:   func() string { return EnvironmentToken(getenv) },
		Proxy:   first(getenv, "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
		NoProxy: first(getenv, "no_proxy", "NO_PROXY"),
		Offline: isTrue(first(getenv, "HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")),
	}
	if e := strings.TrimSpace(getenv("HF_ENDPOINT")); e != "" {
		o.Endpoints = []string{e}
	}
	if isTrue(getenv("HF_HUB_DISABLE_IMPLICIT_TOKEN")) {
		o.Token = nil
	}
	if s, err := strconv.Atoi(getenv("HF_HUB_ETAG_TIMEOUT")); err == nil && s > 0 {
		o.Timeout = time.Duration(s) * time.Second
	}
	if origin := getenv("HF_HUB_USER_AGENT_ORIGIN"); origin != "" && sendable(origin) {
		o.Agent = "avagar; origin/" + origin
	}
	return o
}

func first(getenv func(string) string, names ...string) string {
	for _, name := range names {
		if s := getenv(name); s != "" {
			return s
		}
	}
	return ""
}

func isTrue(s string) bool {
	switch strings.ToUpper(s) {
	case "1", "ON", "YES", "TRUE":
		return true
	}
	return false
}

// EnvironmentToken is the token of HF_TOKEN, of its older name, or of the file that
// Hugging Face's own programs write at login; empty if there is none.
func EnvironmentToken(getenv func(string) string) string {
	if t := cleanToken(first(getenv, "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")); t != "" {
		return t
	}
	path := expand(getenv, getenv("HF_TOKEN_PATH"))
	if path == "" {
		path = filepath.Join(homeDir(getenv), "token")
	}
	return cleanToken(readShort(path))
}

// readShort returns what a small ordinary file holds, or nothing.
func readShort(path string) string {
	const most = 4 << 10 // bytes
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() || info.Size() > most {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return ""
	}
	return string(b)
}

func cleanToken(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\r", "", "\n", "").Replace(s))
}

// sendable reports whether a text can stand in a request's header.
func sendable(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}

// CacheDir is where Hugging Face's own programs keep what they download: HF_HUB_CACHE, else
// hub in HF_HOME, else below XDG_CACHE_HOME or ~/.cache, on every system.
func CacheDir(getenv func(string) string) string {
	if dir := expand(getenv, first(getenv, "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE")); dir != "" {
		return dir
	}
	return filepath.Join(homeDir(getenv), "hub")
}

func homeDir(getenv func(string) string) string {
	if dir := expand(getenv, getenv("HF_HOME")); dir != "" {
		return dir
	}
	if dir := expand(getenv, getenv("XDG_CACHE_HOME")); dir != "" {
		return filepath.Join(dir, "huggingface")
	}
	return filepath.Join(personDir(getenv), ".cache", "huggingface")
}

func personDir(getenv func(string) string) string {
	if dir := first(getenv, "HOME", "USERPROFILE"); dir != "" {
		return dir
	}
	dir, err := os.UserHomeDir()
	if err != nil {
		return os.TempDir()
	}
	return dir
}

// expand reads ~ and $NAME as Python's expanduser and expandvars do.
func expand(getenv func(string) string, path string) string {
	if rest, ok := strings.CutPrefix(path, "~"); ok && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		path = personDir(getenv) + rest
	}
	return os.Expand(path, func(name string) string {
		if v := getenv(name); v != "" {
			return v
		}
		return "$" + name // an unknown name stays, as in Python
	})
}
