package checkpoint

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func sample() File {
	return File{
		Metadata: map[string]string{"step": "1200", "voice": "نازنین <\"\\\x00>"},
		Tensors: []Tensor{
			{Name: "weight", Shape: []int{2, 3}, Data: []float32{1, -2, 0.1, float32(math.Inf(1)), math.MaxFloat32, math.SmallestNonzeroFloat32}},
			{Name: "bias", Shape: []int{3}, Data: []float32{0.5, -0.25, 65504}, Half: true},
			{Name: "empty", Shape: []int{0, 4}, Data: nil},
			{Name: "one", Shape: nil, Data: []float32{float32(math.Copysign(0, -1))}},
		},
	}
}

func encoded(t testing.TB, f File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Encode(&b, f); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// raw builds a file from a header as written by someone else.
func raw(header string, data []byte) []byte {
	out := binary.LittleEndian.AppendUint64(nil, uint64(len(header)))
	return append(append(out, header...), data...)
}

func decoded(data []byte) (File, error) {
	return Decode(bytes.NewReader(data), int64(len(data)))
}

var sameFile = cmp.Options{
	cmpopts.SortSlices(func(a, b Tensor) bool { return a.Name < b.Name }),
	cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b float32) bool { return math.Float32bits(a) == math.Float32bits(b) }),
}

func TestFileComesBackBitForBit(t *testing.T) {
	path := filepath.Join(t.TempDir(), "step-1200.safetensors")
	if err := WriteFile(path, sample()); err != nil {
		t.Fatal(err)
	}
	got, err := ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sample(), got, sameFile); diff != "" {
		t.Errorf("read differs from written:\n%s", diff)
	}
}

func TestEncodeMakesTheseBytes(t *testing.T) {
	f := File{
		Metadata: map[string]string{"b": "2", "a": "1"},
		Tensors: []Tensor{
			{Name: "h", Shape: []int{1}, Data: []float32{-2}, Half: true},
			{Name: "x", Shape: []int{1, 2}, Data: []float32{1, 0.5}},
		},
	}
	header := `{"__metadata__":{"a":"1","b":"2"},"x":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]},"h":{"dtype":"F16","shape":[1],"data_offsets":[8,10]}}`
	want := raw(header+strings.Repeat(" ", 144-len(header)), []byte{0, 0, 0x80, 0x3f, 0, 0, 0, 0x3f, 0, 0xc0})
	if got := encoded(t, f); !bytes.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}

func TestEncodeDoesNotDependOnOrder(t *testing.T) {
	f, g := sample(), sample()
	g.Tensors[0], g.Tensors[3] = g.Tensors[3], g.Tensors[0]
	if !bytes.Equal(encoded(t, f), encoded(t, g)) {
		t.Error("the order of tensors changed the bytes")
	}
}

func TestDecodeWidensOtherNumbers(t *testing.T) {
	data := binary.LittleEndian.AppendUint64(nil, math.Float64bits(0.1))
	data = append(data, 0x49, 0x40) // 3.140625 in BF16
	data = append(data, 0x01, 0x00) // 2^-24 in F16
	f, err := decoded(raw(`{"h":{"shape":[1],"dtype":"F16","data_offsets":[10,12]},"d":{"dtype":"F64","shape":[],"data_offsets":[0,8]},"b":{"dtype":"BF16","shape":[1,1],"data_offsets":[8,10]}}  `, data))
	if err != nil {
		t.Fatal(err)
	}
	want := File{Tensors: []Tensor{
		{Name: "d", Data: []float32{0.1}},
		{Name: "b", Shape: []int{1, 1}, Data: []float32{3.140625}},
		{Name: "h", Shape: []int{1}, Data: []float32{0x1p-24}, Half: true},
	}}
	if diff := cmp.Diff(want, f, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestDecodeRefusesFlawedHeaders(t *testing.T) {
	const x = `"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}`
	for name, header := range map[string]string{
		"not JSON":            `{`,
		"not an object":       `[]`,
		"leading space":       ` {` + x + `}`,
		"text after":          `{` + x + `}{}`,
		"not UTF-8":           "{\"__metadata__\":{\"a\":\"\xff\"}," + x + `}`,
		"same name twice":     `{` + x + `,` + x + `}`,
		"same field twice":    `{"x":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}`,
		"missing field":       `{"x":{"dtype":"F32","shape":[1]}}`,
		"unknown field":       `{"x":{"dtype":"F32","Shape":[1],"data_offsets":[0,4]}}`,
		"metadata twice":      `{"__metadata__":{"a":"1","a":"2"},` + x + `}`,
		"metadata of numbers": `{"__metadata__":{"a":1},` + x + `}`,
		"no tensor":           `{}`,
		"a hole":              `{"x":{"dtype":"F16","shape":[1],"data_offsets":[2,4]}}`,
		"bytes left over":     `{"x":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}}`,
		"overlap":             `{` + x + `,"y":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}`,
		"past the end":        `{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}`,
		"wrong count":         `{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}`,
		"reversed offsets":    `{"x":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}`,
		"three offsets":       `{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}`,
		"negative offset":     `{"x":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}`,
		"negative dimension":  `{"x":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}`,
		"fraction":            `{"x":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}`,
		"product that wraps":  `{"x":{"dtype":"F32","shape":[4294967297,4294967297],"data_offsets":[0,4]}}`,
		"product wraps to 1":  `{"x":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,4]}}`,
		"number too long":     `{"x":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}`,
		"deep nesting":        strings.Repeat(`{"x":`, 100000),
	} {
		if _, err := decoded(raw(header, make([]byte, 4))); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s: error %v, want ErrCorrupt", name, err)
		}
	}
}

func TestDecodeNamesWhatItDoesNotTakeOn(t *testing.T) {
	_, err := decoded(raw(`{"x":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}`, make([]byte, 8)))
	if !errors.Is(err, ErrDtype) {
		t.Errorf("I64: error %v, want ErrDtype", err)
	}
	_, err = decoded(raw(`{"x":{"dtype":"F16","shape":[1048576,1048576],"data_offsets":[0,2]}}`, make([]byte, 2)))
	if !errors.Is(err, ErrTooLarge) {
		t.Errorf("2^40 numbers: error %v, want ErrTooLarge", err)
	}
}

func TestDecodeSpendsNoMemoryOnClaims(t *testing.T) {
	const claimed = int64(maxElements) * 4
	header := fmt.Sprintf(`{"x":{"dtype":"F32","shape":[%d],"data_offsets":[0,%d]}}`, maxElements, claimed)
	data := raw(header, make([]byte, 100))
	size := int64(8+len(header)) + claimed
	allocated := testing.AllocsPerRun(1, func() {
		if _, err := Decode(bytes.NewReader(data), size); !errors.Is(err, ErrCorrupt) {
			t.Errorf("error %v, want ErrCorrupt", err)
		}
	})
	if allocated > 50 {
		t.Errorf("%v allocations before the claim was checked", allocated)
	}
	huge := binary.LittleEndian.AppendUint64(nil, 1<<62)
	if _, err := Decode(bytes.NewReader(huge), 8); !errors.Is(err, ErrCorrupt) {
		t.Errorf("header of 2^62 bytes: error %v, want ErrCorrupt", err)
	}
}

func TestDecodeRefusesEveryTruncation(t *testing.T) {
	data := encoded(t, sample())
	for n := range data {
		if _, err := decoded(data[:n]); !errors.Is(err, ErrCorrupt) {
			t.Fatalf("%d bytes of %d: error %v, want ErrCorrupt", n, len(data), err)
		}
		if _, err := Decode(bytes.NewReader(data[:n]), int64(len(data))); !errors.Is(err, ErrCorrupt) {
			t.Fatalf("%d bytes said to be %d: error %v, want ErrCorrupt", n, len(data), err)
		}
	}
}

type brokenReader struct{ io.ReaderAt }

func (r brokenReader) ReadAt(p []byte, off int64) (int, error) {
	if off > 100 {
		return 0, os.ErrDeadlineExceeded
	}
	return r.ReaderAt.ReadAt(p, off)
}

func TestDecodeTellsABadDiskFromABadFile(t *testing.T) {
	data := encoded(t, sample())
	_, err := Decode(brokenReader{bytes.NewReader(data)}, int64(len(data)))
	if !errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, ErrCorrupt) {
		t.Errorf("error %v, want the reader's own", err)
	}
}

func TestReadFileNoticesEveryChangedByte(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.safetensors")
	if err := WriteFile(path, sample()); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range good {
		bad := bytes.Clone(good)
		bad[i] ^= 1
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := ReadFile(path)
		if err == nil && cmp.Equal(sample(), f, sameFile) {
			continue // white space after the header, or another spelling of the same
		}
		if err == nil || !(errors.Is(err, ErrCorrupt) || errors.Is(err, ErrForeign) || errors.Is(err, ErrNewer)) {
			t.Fatalf("byte %d (%q) changed: error %v", i, good[i], err)
		}
	}
}

func TestReadFileSaysWhoseFileItIs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.safetensors")
	for text, want := range map[string]error{"": ErrForeign, "2": ErrNewer, "0": ErrCorrupt, "one": ErrCorrupt, "1": ErrCorrupt} {
		f := File{Metadata: map[string]string{"k": "v"}}
		if text != "" {
			f.Metadata[formatKey] = text // and no sum
		}
		if err := os.WriteFile(path, encoded(t, f), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadFile(path); !errors.Is(err, want) || !strings.Contains(err.Error(), path) {
			t.Errorf("format %q: error %v, want %v and the path", text, err, want)
		}
	}
	if _, err := ReadFile(filepath.Dir(path)); !errors.Is(err, ErrCorrupt) {
		t.Errorf("a folder: error %v, want ErrCorrupt", err)
	}
	if _, err := ReadFile(path + ".absent"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: error %v, want ErrNotExist", err)
	}
}

func TestEncodeRefusesWhatCouldNotBeRead(t *testing.T) {
	one := func(name string, shape []int, data ...float32) Tensor {
		return Tensor{Name: name, Shape: shape, Data: data}
	}
	half := Tensor{Name: "h", Shape: []int{1}, Data: []float32{65520}, Half: true}
	for name, f := range map[string]File{
		"same name twice":    {Tensors: []Tensor{one("a", nil, 1), one("a", nil, 2)}},
		"metadata's name":    {Tensors: []Tensor{one("__metadata__", nil, 1)}},
		"name not UTF-8":     {Tensors: []Tensor{one("\xff", nil, 1)}},
		"shape too large":    {Tensors: []Tensor{one("a", []int{1 << 32, 1 << 32})}},
		"shape does not fit": {Tensors: []Tensor{one("a", []int{2}, 1)}},
		"negative dimension": {Tensors: []Tensor{one("a", []int{-1, -1}, 1)}},
		"too much for half":  {Tensors: []Tensor{half}},
		"metadata not UTF-8": {Metadata: map[string]string{"a": "\xff"}},
		"header too long":    {Metadata: map[string]string{"a": strings.Repeat("a", maxHeader)}},
	} {
		var b bytes.Buffer
		if err := Encode(&b, f); !errors.Is(err, ErrInvalid) || b.Len() > 0 {
			t.Errorf("%s: error %v after %d bytes, want ErrInvalid after none", name, err, b.Len())
		}
	}
}

func TestWriteFileLeavesItsArgumentAlone(t *testing.T) {
	f := sample()
	if err := WriteFile(filepath.Join(t.TempDir(), "a"), f); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(f.Metadata, sample().Metadata) || !cmp.Equal(f, sample(), cmp.Comparer(func(a, b float32) bool { return a == b })) {
		t.Error("the File was changed")
	}
}

// onlyFile fails unless path is the one thing in its folder and holds sample.
func onlyFile(t *testing.T, path string) {
	t.Helper()
	f, err := ReadFile(path)
	if err != nil || !cmp.Equal(sample(), f, sameFile) {
		t.Errorf("the old file is not as it was: %v", err)
	}
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v (%v), want the file alone", entries, err)
	}
}

func TestFailedWriteLeavesTheOldFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.safetensors")
	if err := WriteFile(path, sample()); err != nil {
		t.Fatal(err)
	}
	full := errors.New("no space left")
	err := replaceFile(OS{}, path, func(w io.Writer) error {
		if _, err := w.Write(make([]byte, 5000)); err != nil {
			return err
		}
		return full
	})
	if !errors.Is(err, full) {
		t.Errorf("error %v, want the writer's", err)
	}
	onlyFile(t, path)
	bad := File{Tensors: []Tensor{{Name: "a", Shape: []int{2}}}}
	if err := WriteFile(path, bad); !errors.Is(err, ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
	onlyFile(t, path)
}

func TestWriteFileReportsAPathItCannotTake(t *testing.T) {
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken")
	if err := os.MkdirAll(filepath.Join(taken, "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{taken, filepath.Join(folder, "absent", "a")} {
		if err := WriteFile(path, sample()); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: error %v, want one with the path", path, err)
		}
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v (%v), want what it held before", entries, err)
	}
}

func TestWriteFileClearsAbandonedParts(t *testing.T) {
	folder := t.TempDir()
	old, young, other := filepath.Join(folder, ".avagar-1.part"), filepath.Join(folder, ".avagar-2.part"), filepath.Join(folder, "song.part")
	for _, path := range []string{old, young, other} {
		if err := os.WriteFile(path, []byte("part"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-24 * time.Hour)
	if err := errors.Join(os.Chtimes(old, yesterday, yesterday), os.Chtimes(other, yesterday, yesterday)); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(filepath.Join(folder, "a"), sample()); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{old: false, young: true, other: true} {
		if _, err := os.Stat(path); (err == nil) != want {
			t.Errorf("%s: %v, want it kept: %v", filepath.Base(path), err, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(encoded(f, sample()))
	f.Add(raw(`{"x":{"dtype":"BF16","shape":[],"data_offsets":[0,2]}}`, []byte{1, 2}))
	f.Add(raw(`{"__metadata__":{"avagar.sha256":"00"}}`, nil))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := decoded(data)
		if err != nil {
			if !errors.Is(err, ErrCorrupt) {
				t.Fatalf("error %v, want ErrCorrupt", err)
			}
			return
		}
		again, err := decoded(encoded(t, file))
		if err != nil {
			t.Fatalf("what was read cannot be written and read: %v", err)
		}
		delete(file.Metadata, sumKey) // BF16 and F64 are stored as F32, under another sum
		delete(again.Metadata, sumKey)
		nan := cmp.Comparer(func(a, b float32) bool { return a == b || a != a && b != b })
		if diff := cmp.Diff(file, again, sameFile[0], sameFile[1], nan); diff != "" {
			t.Fatal(diff)
		}
	})
}
