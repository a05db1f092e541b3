package hub

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestTheTokenIsFoundWhereOtherProgramsPutIt(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write(".cache/huggingface/token", "hf_usual\n")
	write("home/token", " hf_home \r\n")
	own := write("own", "hf_own")
	huge := write("huge", string(make([]byte, 1<<20)))
	for want, vars := range map[string][]string{
		"hf_usual": {"HOME", dir},
		"hf_home":  {"HF_HOME", filepath.Join(dir, "home")},
		"hf_own":   {"HF_TOKEN_PATH", own, "HF_HOME", filepath.Join(dir, "home")},
		"hf_env":   {"HF_TOKEN", " hf_env\n", "HF_TOKEN_PATH", own},
		"hf_old":   {"HUGGING_FACE_HUB_TOKEN", "hf_old", "HF_TOKEN_PATH", own},
		"":         {"HF_TOKEN_PATH", huge},
	} {
		if got := FromEnvironment(env(vars...)).Token(); got != want {
			t.Errorf("%v: %q, want %q", vars, got, want)
		}
	}
	o := FromEnvironment(env("HF_TOKEN", "hf_env", "HF_HUB_DISABLE_IMPLICIT_TOKEN", "Yes"))
	if o.Token != nil {
		t.Error("a token is sent although that is forbidden")
	}
}

func TestTheCacheIsWhereOtherProgramsHaveIt(t *testing.T) {
	for _, x := range []struct {
		want string
		vars []string
	}{
		{"/h/.cache/huggingface/hub", []string{"HOME", "/h"}},
		{"/x/huggingface/hub", []string{"HOME", "/h", "XDG_CACHE_HOME", "/x"}},
		{"/y/hub", []string{"HOME", "/h", "XDG_CACHE_HOME", "/x", "HF_HOME", "/y"}},
		{"/z", []string{"HF_HOME", "/y", "HF_HUB_CACHE", "/z"}},
		{"/old", []string{"HF_HOME", "/y", "HUGGINGFACE_HUB_CACHE", "/old"}},
		{"/h/a/b/hub", []string{"HOME", "/h", "HF_HOME", "~/a/$PART", "PART", "b"}},
		{"/h/$NONE/hub", []string{"HF_HOME", "/h/$NONE"}},
	} {
		if got := CacheDir(env(x.vars...)); got != filepath.FromSlash(x.want) {
			t.Errorf("%v: %s, want %s", x.vars, got, x.want)
		}
	}
}

func TestTheEnvironmentSetsTheRest(t *testing.T) {
	o := FromEnvironment(env("HF_ENDPOINT", " https://mirror.example ", "HF_HUB_OFFLINE", "on", "HF_HUB_ETAG_TIMEOUT", "7",
		"HTTPS_PROXY", "http://p:1", "NO_PROXY", "x", "HF_HUB_USER_AGENT_ORIGIN", "lab"))
	if !slices.Equal(o.Endpoints, []string{"https://mirror.example"}) || !o.Offline || o.Timeout != 7*time.Second || o.Proxy != "http://p:1" || o.NoProxy != "x" || o.Agent != "avagar; origin/lab" {
		t.Errorf("%+v", o)
	}
	o = FromEnvironment(env("ALL_PROXY", "socks5://p:1", "HF_HUB_OFFLINE", "0", "HF_HUB_USER_AGENT_ORIGIN", "a\r\nb"))
	if o.Proxy != "socks5://p:1" || o.Offline || o.Agent != "" {
		t.Errorf("%+v", o)
	}
	if _, err := New(FromEnvironment(env("HF_ENDPOINT", "http://example.com"))); err == nil {
		t.Error("a hub in the clear was accepted")
	}
}
