package checkpoint

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf8"
)

// metadataName is the one key of a header that is no tensor.
const metadataName = "__metadata__"

// entry is where one tensor lies.
type entry struct {
	name       string
	dtype      dtype
	shape      []int
	begin, end int64 // bytes after the header
}

type header struct {
	metadata map[string]string
	entries  []entry // in the order of their bytes
}

// parseHeader reads the JSON of a file whose numbers take size bytes. A key
// twice, a field unknown or a gap between tensors is an error.
func parseHeader(text []byte, size int64) (header, error) {
	if !utf8.Valid(text) || !bytes.HasPrefix(text, []byte("{")) {
		return header{}, errors.New("the header is not a JSON object in UTF-8")
	}
	p := parser{json.NewDecoder(bytes.NewReader(text))}
	p.UseNumber()
	var h header
	err := p.object(func(key string) (err error) {
		if key == metadataName {
			h.metadata, err = p.metadata()
			return err
		}
		e, err := p.entry(key)
		h.entries = append(h.entries, e)
		return err
	})
	if err != nil {
		return header{}, err
	}
	if rest := bytes.TrimRight(text[p.InputOffset():], " "); len(rest) > 0 {
		return header{}, errors.New("the header goes on after its end")
	}
	return h, h.settle(size)
}

// settle puts the tensors in order and checks that they fill the file.
func (h *header) settle(size int64) error {
	slices.SortFunc(h.entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.begin, b.begin), cmp.Compare(a.end, b.end), cmp.Compare(a.name, b.name))
	})
	var at, total int64
	for _, e := range h.entries {
		count, err := elements(e.shape)
		if err != nil {
			return fmt.Errorf("tensor %q: %w", e.name, err)
		}
		if e.begin != at || e.end-e.begin != int64(count)*int64(e.dtype.size) {
			return fmt.Errorf("tensor %q: bytes %d to %d do not hold %s %v after byte %d", e.name, e.begin, e.end, e.dtype.name, e.shape, at)
		}
		at, total = e.end, total+int64(count)
	}
	if at != size {
		return fmt.Errorf("tensors take %d bytes of %d", at, size)
	}
	if total > maxElements {
		return fmt.Errorf("%w: %d numbers", ErrTooLarge, total)
	}
	return nil
}

// elements is the product of a shape, at most what a file may hold.
func elements(shape []int) (int, error) {
	count := 1
	for _, n := range shape {
		if n < 0 {
			return 0, fmt.Errorf("shape %v has a negative dimension", shape)
		}
		if n > maxElements || n > 0 && count > maxElements/n {
			return 0, fmt.Errorf("%w: shape %v", ErrTooLarge, shape)
		}
		count *= n
	}
	return count, nil
}

// parser walks over JSON by tokens, because decoding into maps and structs
// forgives keys given twice and spelt in another case.
type parser struct{ *json.Decoder }

func (p parser) object(field func(key string) error) error {
	if err := p.delim('{'); err != nil {
		return err
	}
	seen := map[string]bool{}
	for p.More() {
		key, err := p.string()
		if err != nil {
			return err
		}
		if seen[key] {
			return fmt.Errorf("%q is there twice", key)
		}
		seen[key] = true
		if err := field(key); err != nil {
			return err
		}
	}
	return p.delim('}')
}

func (p parser) delim(want json.Delim) error {
	token, err := p.Token()
	if err != nil {
		return err
	}
	if token != want {
		return fmt.Errorf("%v where %v belongs", token, want)
	}
	return nil
}

func (p parser) string() (string, error) {
	token, err := p.Token()
	if err != nil {
		return "", err
	}
	s, ok := token.(string)
	if !ok {
		return "", fmt.Errorf("%v where a string belongs", token)
	}
	return s, nil
}

func (p parser) metadata() (map[string]string, error) {
	out := map[string]string{}
	err := p.object(func(key string) (err error) {
		out[key], err = p.string()
		return err
	})
	return out, err
}

func (p parser) entry(name string) (entry, error) {
	e, fields := entry{name: name}, 0
	err := p.object(func(key string) error {
		fields++
		switch key {
		case "dtype":
			return p.dtype(&e)
		case "shape":
			return p.shape(&e)
		case "data_offsets":
			return p.offsets(&e)
		}
		return fmt.Errorf("unknown field %q", key)
	})
	if err == nil && fields != 3 {
		err = errors.New("a field is missing")
	}
	if err != nil {
		return entry{}, fmt.Errorf("tensor %q: %w", name, err)
	}
	return e, nil
}

func (p parser) dtype(e *entry) error {
	name, err := p.string()
	if err != nil {
		return err
	}
	var known bool
	if e.dtype, known = dtypes[name]; !known {
		return fmt.Errorf("%w %q", ErrDtype, name)
	}
	return nil
}

func (p parser) shape(e *entry) error {
	numbers, err := p.numbers()
	e.shape = make([]int, 0, len(numbers))
	for _, n := range numbers {
		if n > maxElements {
			return fmt.Errorf("%w: a dimension of %d", ErrTooLarge, n)
		}
		e.shape = append(e.shape, int(n))
	}
	return err
}

func (p parser) offsets(e *entry) error {
	numbers, err := p.numbers()
	if err != nil {
		return err
	}
	if len(numbers) != 2 || numbers[0] > numbers[1] {
		return fmt.Errorf("offsets %v", numbers)
	}
	e.begin, e.end = numbers[0], numbers[1]
	return nil
}

// numbers reads a list of whole numbers, none negative.
func (p parser) numbers() ([]int64, error) {
	if err := p.delim('['); err != nil {
		return nil, err
	}
	var out []int64
	for p.More() {
		token, err := p.Token()
		if err != nil {
			return nil, err
		}
		number, _ := token.(json.Number)
		n, err := strconv.ParseInt(number.String(), 10, 64)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("%v where a whole number belongs", token)
		}
		out = append(out, n)
	}
	return out, p.delim(']')
}
