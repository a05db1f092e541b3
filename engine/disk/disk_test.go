package disk

import (
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
