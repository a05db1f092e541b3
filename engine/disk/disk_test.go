package disk

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRoomIsKnownBeforeThereIsAFolder(t *testing.T) {
	there := t.TempDir()
	if free, err := Free(there); err != nil || free <= 0 {
		t.Errorf("where a folder lies there are %d bytes, %v", free, err)
	}
	if free, err := Below(filepath.Join(there, "not", "yet")); err != nil || free <= 0 {
		t.Errorf("where one would lie there are %d bytes, %v", free, err)
	}
}

func TestAFileOfTwoNamesFreesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	if err := os.WriteFile(path, []byte("sound"), 0o600); err != nil {
		t.Fatal(err)
	}
	if own, err := Own(path); err != nil || !own {
		t.Errorf("of one name: %v, %v", own, err)
	}
	if err := os.Link(path, path+"b"); err != nil {
		t.Skip("this disk has no links: ", err)
	}
	if own, err := Own(path); err != nil || own {
		t.Errorf("of two names: %v, %v", own, err)
	}
}
