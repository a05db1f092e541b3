package recorder

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"
)

// headerBytes is the header that audio.WriteWAVFile writes.
const headerBytes = 44

// ownLength reads how long a file is that audio.WriteWAVFile wrote, by its
// header; it is false for any other.
func ownLength(path string) (time.Duration, bool) {
	f, err := os.Open(path)
	if err != nil {
		return 0, false
	}
	defer f.Close()
	h := make([]byte, headerBytes)
	if _, err := io.ReadFull(f, h); err != nil {
		return 0, false
	}
	info, err := f.Stat()
	channels, bits := binary.LittleEndian.Uint16(h[22:]), binary.LittleEndian.Uint16(h[34:])
	rate, size := int64(binary.LittleEndian.Uint32(h[24:])), int64(binary.LittleEndian.Uint32(h[40:]))
	if err != nil || !bytes.Equal(h[36:40], []byte("data")) || channels != 1 || bits != 16 || rate == 0 || info.Size() != headerBytes+size {
		return 0, false
	}
	return time.Duration(size / 2 * int64(time.Second) / rate), true
}

// syncFolder makes a rename last through a power cut. Windows neither allows
// nor needs it.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("recorder: %w", err)
	}
	return errors.Join(f.Sync(), f.Close())
}
