package cancel

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestAReaderEndsWithItsContext(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	r := Reader(ctx, strings.NewReader("abcd"))
	two := make([]byte, 2)
	if n, err := r.Read(two); n != 2 || err != nil {
		t.Fatalf("%d bytes, %v", n, err)
	}
	end()
	if n, err := r.Read(two); n != 0 || !errors.Is(err, context.Canceled) {
		t.Errorf("%d bytes, %v", n, err)
	}
	if all, err := io.ReadAll(Reader(t.Context(), strings.NewReader("abcd"))); err != nil || string(all) != "abcd" {
		t.Errorf("%q, %v", all, err)
	}
}
