package hub

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
)

// fields are an object of an answer, read one by one: whatever the hub or a mirror changes, adds or
// leaves out costs that field and no other. Reading one takes it out, so that the rest remains.
type fields map[string]json.RawMessage

// fieldsOf is empty if data is not an object.
func fieldsOf(data []byte) fields {
	f := fields{}
	if json.Unmarshal(data, &f) != nil || f == nil {
		return fields{}
	}
	return f
}

func (f fields) take(name string, into any) bool {
	raw, ok := f[name]
	delete(f, name)
	return ok && json.Unmarshal(raw, into) == nil
}

func (f fields) text(name string) string {
	var s string
	if !f.take(name, &s) {
		return ""
	}
	return s
}

// texts is a list, or one text alone; what is no text is left out.
func (f fields) texts(name string) []string {
	var v any
	f.take(name, &v)
	return textsOf(v)
}

func textsOf(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var s []string
		for _, item := range v {
			if t, ok := item.(string); ok {
				s = append(s, t)
			}
		}
		return s
	}
	return nil
}

func firstText(v any) string {
	if s := textsOf(v); len(s) > 0 {
		return s[0]
	}
	return ""
}

// number is a whole number in any of JSON's ways to write it, 0 if there is none.
func (f fields) number(name string) int64 { return max(0, f.size(name)) }

// size is number, but -1 if there is none.
func (f fields) size(name string) int64 {
	raw := bytes.Trim(f[name], `"`)
	delete(f, name)
	if n, err := strconv.ParseInt(string(raw), 10, 64); err == nil && n >= 0 {
		return n
	}
	if x, err := strconv.ParseFloat(string(raw), 64); err == nil && x >= 0 && x < math.MaxInt64 {
		return int64(x)
	}
	return -1
}

func (f fields) truth(name string) bool {
	var b bool
	f.take(name, &b)
	return b
}

// gate is false, or the kind of gate.
func (f fields) gate(name string) Gate {
	var v any
	f.take(name, &v)
	switch v {
	case "manual":
		return GateManual
	case true, "auto":
		return GateAuto
	}
	return Open
}

// time is zero if there is none, or one that no calendar has.
func (f fields) time(name string) time.Time {
	t, err := time.Parse(time.RFC3339, f.text(name))
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

func (f fields) list(name string) []json.RawMessage {
	var items []json.RawMessage
	f.take(name, &items)
	return items
}

func (f fields) object(name string) map[string]any {
	var o map[string]any
	f.take(name, &o)
	return o
}

// hexOf is s in small letters if it is so many hex digits, else empty.
func hexOf(s string, digits int) string {
	if _, err := hex.DecodeString(s); err != nil || len(s) != digits {
		return ""
	}
	return strings.ToLower(s)
}

func commitOf(s string) string { return hexOf(strings.TrimSpace(s), 40) }
