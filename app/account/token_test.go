package account

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"avagar/app"

	"github.com/zalando/go-keyring"
)

// newToken is a Token over an empty home, with an environment that names no
// folder of other programs.
func newToken(t *testing.T, vars map[string]string) *Token {
	t.Helper()
	dir := t.TempDir()
	return &Token{Home: dir, Getenv: func(name string) string {
		if v, ok := vars[name]; ok {
			return v
		}
		return map[string]string{"HF_HOME": filepath.Join(dir, "none")}[name]
	}}
}

func TestATokenIsKeptInTheKeyring(t *testing.T) {
	keyring.MockInit()
	k := newToken(t, nil)
	must(t, os.WriteFile(k.path(), []byte("hf_old\n"), 0o600))
	if k.Value() != "hf_old" || k.Place() != File {
		t.Errorf("before, it is %q in %q", k.Value(), k.Place())
	}
	if place, err := k.Set(" hf_new\r\n"); err != nil || place != Keyring {
		t.Errorf("set in %q, %v", place, err)
	}
	if k.Value() != "hf_new" || k.Place() != Keyring {
		t.Errorf("it is %q in %q", k.Value(), k.Place())
	}
	if _, err := os.Stat(k.path()); err == nil {
		t.Error("the file of the old one is left")
	}
	must(t, k.Forget())
	must(t, k.Forget())
	if k.Value() != "" || k.Place() != Nowhere {
		t.Errorf("forgotten, it is %q in %q", k.Value(), k.Place())
	}
}

func TestWithoutAKeyringATokenIsInAFileOfItsOwner(t *testing.T) {
	keyring.MockInitWithError(errors.New("no bus"))
	k := newToken(t, nil)
	if place, err := k.Set("hf_one"); err != nil || place != File {
		t.Errorf("set in %q, %v", place, err)
	}
	if info, err := os.Stat(k.path()); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info, err)
	}
	if k.Value() != "hf_one" || k.Place() != File {
		t.Errorf("it is %q in %q", k.Value(), k.Place())
	}
	must(t, k.Forget())
	if left, err := os.ReadDir(k.Home); k.Value() != "" || err != nil || len(left) != 0 {
		t.Errorf("left %q, %v, %v", k.Value(), left, err)
	}
}

func TestTheEnvironmentOutweighsATokenAndOthersFilesDoNot(t *testing.T) {
	keyring.MockInit()
	shared := t.TempDir()
	must(t, os.WriteFile(filepath.Join(shared, "token"), []byte("hf_shared"), 0o600))
	k := newToken(t, map[string]string{"HF_HOME": shared})
	if k.Value() != "hf_shared" || k.Place() != Shared {
		t.Errorf("at first it is %q in %q", k.Value(), k.Place())
	}
	_, err := k.Set("hf_own")
	must(t, err)
	if k.Value() != "hf_own" {
		t.Errorf("then it is %q", k.Value())
	}
	k = newToken(t, map[string]string{"HF_TOKEN": "hf_env\n"})
	if k.Value() != "hf_env" || k.Place() != Environment {
		t.Errorf("with the variable it is %q in %q", k.Value(), k.Place())
	}
}

func TestWhatCannotBeATokenIsRefusedAndNotQuoted(t *testing.T) {
	keyring.MockInit()
	k := newToken(t, nil)
	for _, bad := range []string{"", " \n", "رمز", "two words", strings.Repeat("x", longestToken+1), "nul\x00"} {
		_, err := k.Set(bad)
		if !errors.Is(err, ErrToken) || !errors.Is(err, app.ErrBadInput) || bad != "" && strings.Contains(err.Error(), strings.TrimSpace(bad)+"x") {
			t.Errorf("%q gives %v", bad, err)
		}
	}
	if k.Place() != Nowhere {
		t.Errorf("kept in %q", k.Place())
	}
}
