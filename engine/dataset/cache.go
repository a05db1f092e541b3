package dataset

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"avagar/engine/mel"
)

// ErrCache says that a file of cached features is not what was written there, or
// not there any more.
var ErrCache = errors.New("dataset: cached features are damaged")

// cacheMagic starts every file; its last digit changes with the layout.
const cacheMagic = "AVGFEAT1"

// writeFeatures stores frames as little-endian float32: magic, frame count,
// CRC-32 of the numbers, mel, cepstra, F0, aperiodicity.
func writeFeatures(path string, f mel.Features) error {
	body := encodeFeatures(f)
	data := make([]byte, 0, len(cacheMagic)+8+len(body))
	data = append(data, cacheMagic...)
	data = binary.LittleEndian.AppendUint32(data, uint32(f.Frames))
	data = binary.LittleEndian.AppendUint32(data, crc32.ChecksumIEEE(body))
	return writeWhole(path, append(data, body...))
}

// writeWhole writes a file that appears whole or not at all. The cache is not
// synced: what a power cut damages is noticed and made again.
func writeWhole(path string, data []byte) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return fmt.Errorf("dataset: cache: %w", err)
	}
	if _, err = tmp.Write(data); err == nil {
		err = tmp.Close()
	} else {
		tmp.Close()
	}
	if err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		os.Remove(tmp.Name())
		return fmt.Errorf("dataset: cache: %w", err)
	}
	return nil
}

func encodeFeatures(f mel.Features) []byte {
	out := make([]byte, 0, 4*(len(f.Mel)+len(f.Cepstra)+len(f.F0)+len(f.Aperiodicity)))
	for _, part := range [][]float32{f.Mel, f.Cepstra, f.F0, f.Aperiodicity} {
		for _, v := range part {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(v))
		}
	}
	return out
}

// readFeatures reads what writeFeatures wrote; frames is the number expected.
func readFeatures(path string, p mel.Params, frames int) (mel.Features, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("%w: %w", ErrCache, err)
	}
	if err != nil {
		return mel.Features{}, fmt.Errorf("cached features: %w", err)
	}
	defer file.Close()
	head := make([]byte, len(cacheMagic)+8)
	if _, err := io.ReadFull(file, head); err != nil || string(head[:len(cacheMagic)]) != cacheMagic {
		return mel.Features{}, fmt.Errorf("%w: %s: no header", ErrCache, path)
	}
	n := int(binary.LittleEndian.Uint32(head[len(cacheMagic):]))
	if n != frames {
		return mel.Features{}, fmt.Errorf("%w: %s: %d frames, not %d", ErrCache, path, n, frames)
	}
	body := make([]byte, 4*n*(p.Bands+p.Cepstra+1+p.Aperiodicities))
	if _, err := io.ReadFull(file, body); err != nil {
		return mel.Features{}, fmt.Errorf("%w: %s: %d frames: %w", ErrCache, path, n, err)
	}
	if extra, _ := file.Read(make([]byte, 1)); extra != 0 {
		return mel.Features{}, fmt.Errorf("%w: %s: more than %d frames", ErrCache, path, n)
	}
	if crc32.ChecksumIEEE(body) != binary.LittleEndian.Uint32(head[len(cacheMagic)+4:]) {
		return mel.Features{}, fmt.Errorf("%w: %s: wrong sum", ErrCache, path)
	}
	return decodeFeatures(body, p, n), nil
}

func decodeFeatures(body []byte, p mel.Params, n int) mel.Features {
	take := func(width int) []float32 {
		out := make([]float32, n*width)
		for i := range out {
			out[i] = math.Float32frombits(binary.LittleEndian.Uint32(body[4*i:]))
		}
		body = body[4*len(out):]
		return out
	}
	return mel.Features{
		Frames: n, Mel: take(p.Bands), Cepstra: take(p.Cepstra), F0: take(1), Aperiodicity: take(p.Aperiodicities),
	}
}

// cached says whether the features of so many frames lie there undamaged.
func cached(path string, p mel.Params, frames int) bool {
	_, err := readFeatures(path, p, frames)
	return err == nil
}
