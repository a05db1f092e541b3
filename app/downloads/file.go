package downloads

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"sync"

	"avagar/app"
	"avagar/engine/download"
	"avagar/engine/hub"
)

// singleBelow is the size in bytes below which a file comes over one connection.
const singleBelow = 8 << 20

// file brings one file into the cache, unless its content is there, and returns
// it with its size and sums. It may be broken off at any point and called again:
// a content in the cache goes by its sum, and so does a partial file.
func (r *run) file(ctx context.Context, d app.DownloadFile) (app.DownloadFile, error) {
	f := hubFile(d)
	if f.ETag() == "" || f.Size < 0 {
		var err error
		if f, err = r.identify(ctx, f); err != nil {
			return d, err
		}
		d.Size, d.SHA1, d.SHA256 = f.Size, f.SHA1, f.SHA256
	}
	defer r.alone(f.ETag())()
	here, err := r.Cache.Link(ctx, r.repo, r.d.Commit, f)
	if err == nil && !here {
		err = r.bring(ctx, f)
	}
	if err != nil {
		return d, err
	}
	r.meter.settle(f.Path, f.Size)
	return d, r.Store.FinishFile(ctx, r.d.ID, d)
}

// identify asks for the sum of a file that the tree did not tell.
func (r *run) identify(ctx context.Context, f hub.File) (hub.File, error) {
	at, err := r.Hub().Resolve(ctx, r.repo, r.d.Commit, f.Path)
	if err != nil {
		return f, err
	}
	f.Size = at.Size
	switch len(at.ETag) {
	case 64:
		f.SHA256 = at.ETag
	case 40:
		f.SHA1 = at.ETag
	default:
		return f, fmt.Errorf("%w: ETag %q", hub.ErrNotHub, at.ETag)
	}
	return f, nil
}

// alone has one content at work once at a time, until the function it returns
// is called.
func (r *run) alone(etag string) (done func()) {
	r.mu.Lock()
	m := r.etags[etag]
	if m == nil {
		m = &sync.Mutex{}
		r.etags[etag] = m
	}
	r.mu.Unlock()
	m.Lock()
	return m.Unlock
}

// bring fetches a file under the name of its sum and moves it into the cache. A
// file of that name is whole and was verified: it was on its way when the
// program ended.
func (r *run) bring(ctx context.Context, f hub.File) error {
	if _, err := r.root.Lstat(f.ETag()); errors.Is(err, fs.ErrNotExist) {
		if err := r.fetch(ctx, f); err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	return r.Cache.Put(ctx, r.repo, r.d.Commit, f, filepath.Join(r.folder(), strconv.FormatInt(r.d.ID, 10), f.ETag()))
}

func (r *run) fetch(ctx context.Context, f hub.File) error {
	request := download.Request{
		Root: r.root, Name: f.ETag(), Size: f.Size, Sum: sumOf(f), Source: r.source(f),
		Client: r.Hub().HTTP(), Limits: []*download.Limit{r.Service.limit, r.limit}, Space: r.space,
	}
	if f.Size < singleBelow {
		request.Segments = 1
	}
	before, _, _ := download.Partial(r.root, f.ETag())
	r.meter.file(f.Path, before)
	result, err := r.Fetch(ctx, request, func(p download.Progress) {
		if r.meter.report(f.Path, p) {
			r.cameBack.Store(true) // what waits for a network may try
			r.look()
		}
	})
	r.meter.received(f.Path, result.Received)
	return err
}

func sumOf(f hub.File) download.Sum {
	if f.SHA256 != "" {
		return download.Sum{Kind: download.SHA256, Hex: f.SHA256}
	}
	return download.Sum{Kind: download.GitSHA1, Hex: f.SHA1}
}

// source asks the hub where a file is. Another content than was ordered is
// download.ErrChanged.
func (r *run) source(f hub.File) download.Source {
	return func(ctx context.Context, _ bool) (download.Target, error) {
		at, err := r.Hub().Resolve(ctx, r.repo, r.d.Commit, f.Path)
		if err != nil {
			return download.Target{}, err
		}
		if at.ETag != f.ETag() {
			return download.Target{}, fmt.Errorf("%w: now %s", download.ErrChanged, at.ETag)
		}
		return download.Target{URL: at.URL, Header: at.Header, Size: at.Size, ETag: at.ETag}, nil
	}
}
