package hub

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Probe is how well a server plays the hub.
type Probe struct {
	API     bool          // it lists models
	Headers bool          // it says commit, sum and size of files, without which none can be verified
	Ranges  bool          // a broken download can go on where it broke
	Latency time.Duration // until the list of models was there
	Reason  error         // why one of these is missing; nil if none is
}

// Good reports whether models can be downloaded from it.
func (p Probe) Good() bool { return p.API && p.Headers }

// Probe tries out an endpoint, whether it is one of the client's or not. It shows it a token only if
// the client would, and tries everything once. The error is ErrEndpoint, or the context's.
func (c *Client) Probe(ctx context.Context, address string) (Probe, error) {
	e, err := c.endpointAt(address)
	if err != nil {
		return Probe{}, err
	}
	var p Probe
	begun := c.o.Now()
	var models []Info
	_, p.Reason = c.askEndpoint(ctx, e, call{
		method: http.MethodGet, path: "/api/models", bucket: bucketAPI, most: mostJSON, missing: ErrNotHub,
		query: url.Values{"limit": {"10"}, "full": {"true"}, "sort": {"downloads"}},
		read: func(a *answer) (err error) {
			models, err = readList(Model, a)
			return err
		},
	})
	p.Latency = c.o.Now().Sub(begun)
	if p.API = p.Reason == nil; p.API {
		c.probeFiles(ctx, e, models, &p)
	}
	return p, ctx.Err()
}

func (c *Client) endpointAt(address string) (*endpoint, error) {
	e, err := parseEndpoint(address)
	if err != nil {
		return nil, err
	}
	for _, own := range c.endpoints {
		if own.base.String() == e.base.String() {
			return own, nil
		}
	}
	return e, nil
}

// probeFiles looks at a large file and a small one, since their headers come by different ways.
func (c *Client) probeFiles(ctx context.Context, e *endpoint, models []Info, p *Probe) {
	samples := sampleFiles(models)
	if len(samples) == 0 {
		p.Reason = failure(ErrNotHub, e.base, "no model with open files")
		return
	}
	var l Location
	for _, s := range samples {
		if l, p.Reason = c.probeFile(ctx, e, s); p.Reason != nil {
			return
		}
	}
	p.Headers = true
	if p.Ranges, p.Reason = c.probeRange(ctx, l); p.Reason == nil && !p.Ranges {
		p.Reason = failure(ErrNotHub, e.base, "it cannot go on in the middle of a file")
	}
}

type sample struct {
	repo Repo
	path string
}

// sampleFiles are at most a small file and a large one, in this order, that anybody may read.
func sampleFiles(models []Info) []sample {
	var small, large []sample
	for _, m := range models {
		if m.Gated != Open || m.Private || m.Disabled {
			continue
		}
		for _, f := range m.Files {
			if isLargeName(f.Path) {
				large = append(large, sample{m.Repo, f.Path})
			} else {
				small = append(small, sample{m.Repo, f.Path})
			}
		}
	}
	return slices.Concat(small[:min(1, len(small))], large[:min(1, len(large))])
}

// isLargeName knows the files that are never kept in git itself.
func isLargeName(path string) bool {
	return slices.ContainsFunc([]string{".safetensors", ".onnx", ".bin", ".pt", ".pth", ".gguf", ".h5"},
		func(ending string) bool { return strings.HasSuffix(path, ending) })
}

func (c *Client) probeFile(ctx context.Context, e *endpoint, s sample) (l Location, err error) {
	k, err := fileCall(s.repo, "main", s.path)
	if err != nil {
		return Location{}, err
	}
	k.method, k.stops = http.MethodHead, true
	k.header = http.Header{"Accept-Encoding": {"identity"}}
	k.read = func(a *answer) (err error) {
		l, err = c.locate(a)
		return err
	}
	_, err = c.askEndpoint(ctx, e, k)
	return l, err
}

// probeRange asks for the first byte alone.
func (c *Client) probeRange(ctx context.Context, l Location) (bool, error) {
	u, err := url.Parse(l.URL)
	if err != nil || l.Size == 0 {
		return err == nil, err
	}
	header := l.Header.Clone()
	header.Set("Range", "bytes=0-0")
	const most = 4 << 10 // bytes; one is enough
	a, err := c.exchange(ctx, call{method: http.MethodGet, header: header, most: most}, u, "")
	switch {
	case errors.Is(err, ErrAnswer): // more than was asked for
		return false, nil
	case err != nil:
		return false, err
	case a.status >= 400:
		return false, failureOf(ErrServer, a)
	}
	return a.status == http.StatusPartialContent, nil
}
