package library

import (
	"context"
	"io"

	"avagar/engine/cancel"
)

// meter counts what is read and tells a listener.
type meter struct {
	ctx         context.Context
	tell        func(done, total int64)
	done, total int64 // bytes
}

func newMeter(ctx context.Context, tell func(done, total int64), total int64) *meter {
	return &meter{ctx: ctx, tell: tell, total: total}
}

// add counts bytes.
func (m *meter) add(n int64) {
	if m.done += n; m.tell != nil && n > 0 {
		m.tell(m.done, m.total)
	}
}

// reader counts what is read of r and ends with the meter's context.
func (m *meter) reader(r io.Reader) io.Reader { return metered{cancel.Reader(m.ctx, r), m} }

type metered struct {
	io.Reader
	*meter
}

func (r metered) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	r.add(int64(n))
	return n, err
}
