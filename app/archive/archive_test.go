package archive

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"avagar/engine/hub"
)

// packed is a zip of files with their contents, two for each.
func packed(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err == nil {
			_, err = io.WriteString(f, files[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read opens a zip and reads all that is in it.
func read(t testing.TB, content []byte) (names int, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.zip")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	z, err := Open(path)
	if err != nil {
		return 0, err
	}
	defer z.Close()
	list, err := z.Files()
	if err != nil {
		return 0, err
	}
	for _, f := range list {
		if err := Plausible(f); err != nil {
			return 0, err
		}
		r, err := Unpack(f)
		if err != nil {
			return 0, err
		}
		n, err := io.Copy(io.Discard, r)
		if err = errors.Join(err, r.Close()); err != nil {
			return 0, err
		}
		if n > 1<<20+200*int64(len(content)) {
			t.Fatalf("%d bytes out of %d", n, len(content))
		}
	}
	return len(list), nil
}

func TestWhatSystemsAddIsLeftOut(t *testing.T) {
	n, err := read(t, packed(t, "a/", "", "a/b.txt", "x", "__MACOSX/a/b.txt", "y", "a/.DS_Store", "z"))
	if err != nil || n != 1 {
		t.Errorf("%d files, %v", n, err)
	}
}

func TestHostileZipsAreRefused(t *testing.T) {
	cut := packed(t, "a.txt", "hello")
	for name, c := range map[string]struct {
		content []byte
		want    error
	}{
		"upwards":     {packed(t, "../a.txt", "x"), hub.ErrUnsafePath},
		"absolute":    {packed(t, "/etc/a.txt", "x"), hub.ErrUnsafePath},
		"backslashes": {packed(t, `a\..\b.txt`, "x"), hub.ErrUnsafePath},
		"one file":    {packed(t, "A.txt", "x", "a.txt", "y"), hub.ErrUnsafePath},
		"a bomb":      {packed(t, "a.txt", string(make([]byte, 8<<20))), ErrLies},
		"cut off":     {cut[:len(cut)-10], ErrArchive},
		"empty":       {nil, ErrArchive},
		"no zip":      {[]byte("RIFF....WAVE"), ErrArchive},
	} {
		if _, err := read(t, c.content); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func FuzzZip(f *testing.F) {
	f.Add(packed(f, "a/b.wav", "RIFF", "a/b.txt", "text"))
	f.Add(packed(f, "../b", "x"))
	f.Fuzz(func(t *testing.T, content []byte) { _, _ = read(t, content) })
}
