// Package cancel lets work that knows of no context end with one.
package cancel

import (
	"context"
	"io"
)

// Reader reads r until its end or ctx's, whose error it then gives.
func Reader(ctx context.Context, r io.Reader) io.Reader { return reader{ctx, r} }

type reader struct {
	ctx context.Context
	r   io.Reader
}

// Read looks at the context before each reading.
func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}
