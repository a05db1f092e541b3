package hub

import (
	"net/http"
	"net/url"
	"strings"
)

// nextPage is where a list goes on, nil at its end. It is on the endpoint's own origin: a mirror
// that passes the hub's own address on is asked itself, and any other server is ErrForeignLink.
func nextPage(e *endpoint, h http.Header) (*url.URL, error) {
	link := nextLink(h.Values("Link"))
	if link == "" {
		return nil, nil
	}
	u, err := url.Parse(link)
	if err != nil {
		return nil, failure(ErrAnswer, e.base, "a link that is not an address")
	}
	if !u.IsAbs() {
		u = e.base.ResolveReference(u)
	}
	u.Fragment = ""
	if e.owns(u) && u.User == nil {
		return u, nil
	}
	if own := *u; u.User == nil && strings.EqualFold(u.Host, e.base.Host) && u.Scheme == "http" {
		own.Scheme = e.base.Scheme // a mirror behind something that speaks TLS for it
		return &own, nil
	}
	if origin(u) == origin(hubItself) && u.User == nil {
		return e.below(u), nil
	}
	return nil, failure(ErrForeignLink, e.base, "a next page at "+shorten(u.Scheme+"://"+u.Host))
}

var hubItself = &url.URL{Scheme: "https", Host: "huggingface.co"}

// below is an address of the hub itself, asked from the endpoint instead.
func (e *endpoint) below(u *url.URL) *url.URL {
	own := *u
	own.Scheme, own.Host = e.base.Scheme, e.base.Host
	own.Path, own.RawPath = e.base.Path+u.Path, e.base.EscapedPath()+u.EscapedPath()
	return &own
}

// nextLink finds the address with rel="next" in Link headers; source: RFC 8288, section 3.
func nextLink(values []string) string {
	for _, v := range values {
		for v != "" {
			target, rest, ok := cutTarget(v)
			if !ok {
				break
			}
			params, others := cutParams(rest)
			if isNext(params) {
				return target
			}
			v = others
		}
	}
	return ""
}

// cutTarget takes the address between < and > off.
func cutTarget(s string) (target, rest string, ok bool) {
	s = strings.TrimLeft(s, ", \t")
	if !strings.HasPrefix(s, "<") {
		return "", "", false
	}
	target, rest, ok = strings.Cut(s[1:], ">")
	return strings.TrimSpace(target), rest, ok
}

// cutParams ends where the next link begins: at a comma outside of quotes.
func cutParams(s string) (params, rest string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ',' && !quoted:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

func isNext(params string) bool {
	for part := range strings.SplitSeq(params, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		if !strings.EqualFold(strings.TrimSpace(name), "rel") {
			continue
		}
		for rel := range strings.FieldsSeq(strings.Trim(strings.TrimSpace(value), `"`)) {
			if strings.EqualFold(rel, "next") {
				return true
			}
		}
	}
	return false
}
