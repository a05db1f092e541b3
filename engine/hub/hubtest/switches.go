package hubtest

// Kinds of request that faults of a certain sort concern.
var (
	files = []Kind{InGit, Raw, Stored} // replies with a file's bytes
	onHub = []Kind{Search, TagList, Info, Tree, PathsInfo, Refs, Commits, WhoAmI, Resolve, InGit, Raw, Page}
	where = []Kind{Resolve, InGit, Raw} // replies whose headers describe a file
)

// Hang takes the request and never answers.
func Hang() *Fault { return fault(hang, 0) }

// Reset closes the connection instead of answering, as a filter does.
func Reset() *Fault { return fault(resetting, 0) }

// Status answers with an error such as 503 and no code.
func Status(code int) *Fault { return fault(status, int64(code), onHub...) }

// HTMLForbidden answers 403 with a page for people, as a filter does.
func HTMLForbidden() *Fault {
	f := fault(html, 403)
	f.text = "<!doctype html><html><head><title>403 Forbidden</title></head><body><h1>Access denied</h1></body></html>"
	return f
}

// Portal answers 200 with a page for people, as the gate of a hotel does.
func Portal() *Fault {
	f := fault(html, 200)
	f.text = `<!doctype html><html><head><title>Welcome</title></head><body><form action="/login">Please log in</form></body></html>`
	return f
}

// RateLimited answers 429 with a state of the rate limit that ends in that many
// seconds.
func RateLimited(seconds int) *Fault { return fault(rateLimited, int64(seconds), onHub...) }

// RetryAfter answers 429 with Retry-After and without the state of a limit.
func RetryAfter(seconds int) *Fault {
	f := RateLimited(seconds)
	f.text = "Retry-After"
	return f
}

// Gate shuts files off: 401 for someone without a token, 403 for someone who
// is not on the list.
func Gate(status int) *Fault { return fault(gated, int64(status), where...) }

// Mirror308 redirects requests for files to another host without any header
// that tells a hub, as bad mirrors do.
func Mirror308() *Fault { return fault(mirror308, 0, Resolve) }

// NoHeaders swallows the headers that describe a file, as bad mirrors do.
func NoHeaders() *Fault { return fault(bareHeaders, 0, where...) }

// ChangeETag tells the truth about a file once, then another ETag and commit.
func ChangeETag() *Fault { return fault(changedETag, 0, Resolve, InGit) }

// ChangeStoredETag lets the content host tell another ETag of its own in every
// reply, so that no If-Range holds.
func ChangeStoredETag() *Fault { return fault(changedStoredETag, 0, Stored) }

// Expired lets the content host refuse signed URLs as expired.
func Expired() *Fault { return fault(expiredURL, 0, Stored) }

// ExpireAfter lets every signed URL serve that many requests, then refuses it.
func ExpireAfter(requests int) *Fault { return fault(usedURL, int64(requests), Stored) }

// ForeignLink tells that the next page of a list is at another host, a URL
// without a slash at its end.
func ForeignLink(host string) *Fault {
	f := fault(foreignLink, 0)
	f.text = host
	return f
}

// Mangle breaks JSON off in the middle.
func Mangle() *Fault { return fault(mangled, 0) }

// Warn adds X-HF-Warning: "topic; text".
func Warn(topic, text string) *Fault {
	f := fault(warning, 0)
	f.text = topic + "; " + text
	return f
}

// LieSize tells sizes of files that are n bytes off.
func LieSize(n int64) *Fault { return fault(lyingSize, n, Info, Tree, PathsInfo, Resolve) }

// HostileNames adds files of such names to lists, HostilePaths if none is given.
func HostileNames(names ...string) *Fault {
	f := fault(hostileNames, 0, Info, Tree)
	if f.names = names; len(names) == 0 {
		f.names = HostilePaths()
	}
	return f
}

// IgnoreRange sends whole files whatever range was asked for.
func IgnoreRange() *Fault { return fault(noRanges, 0, files...) }

// WrongLength tells a Content-Length that is n bytes off. The body is cut, or
// ends early.
func WrongLength(n int64) *Fault { return fault(wrongLength, n, files...) }

// Gzip compresses files for those who allow it, without a length and whatever
// the range.
func Gzip() *Fault { return fault(zipped, 0, files...) }

// Drop closes the connection after n bytes of a body.
func Drop(n int64) *Fault { return fault(drop, n, files...) }

// Stall sends n bytes of a body and then nothing until it is mended or the
// client leaves.
func Stall(n int64) *Fault { return fault(stall, n, files...) }

// Slow sends bodies at that many bytes a second.
func Slow(bytesPerSecond int64) *Fault { return fault(slow, max(bytesPerSecond, 1), files...) }

// Flip turns the lowest bit of the byte at an offset of the file, counted from
// its end if below zero. Only replies that hold that byte count.
func Flip(offset int64) *Fault { return fault(flip, offset, files...) }

// HostilePaths are names that must not become files.
func HostilePaths() []string {
	return []string{
		"../outside.txt", "../../../../etc/cron.d/outside", "a/../../outside.txt", `..\outside.txt`, `a\..\..\outside.txt`,
		"/etc/outside", `C:\outside.txt`, "C:outside.txt", `\\server\share\outside.txt`, "//server/share/outside.txt",
		"nul\x00byte.txt", "line\nbreak.txt", "CON", "aux.onnx", "folder/LPT1.json", "dot.", "space ", "folder./file.txt",
		"stream.txt:hidden", "./file.txt", "a//b.txt", "", "config.JSON", "Config.json",
	}
}
