package hub

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// ErrUnsafePath says that a file's name from the hub must not become a file here.
var ErrUnsafePath = errors.New("hub: unsafe file name")

// File is an entry of a repository's tree.
type File struct {
	Path      string // slashes between its parts, whatever the system
	Size      int64  // bytes; 0 for a directory, -1 where the hub did not say
	SHA1      string // git's name of the blob: SHA-1 over "blob <size>\0" and the content; 40 hex digits
	SHA256    string // of the content, for large (LFS) files alone; 64 hex digits
	Directory bool
}

// ETag is what the hub and its cache name the content by: the SHA-256 of a large file, git's
// SHA-1 of a small one.
func (f File) ETag() string {
	if f.SHA256 != "" {
		return f.SHA256
	}
	return f.SHA1
}

const (
	longestPath    = 2048 // bytes
	longestSegment = 255  // bytes, the limit of most file systems
)

// CheckPath returns ErrUnsafePath unless a path of a repository is relative, stays below its
// folder and can exist on every system, on whichever it is asked: models travel on disks.
func CheckPath(p string) error {
	if why := unsafe(p); why != "" {
		return fmt.Errorf("%w: %s: %q", ErrUnsafePath, why, shorten(p))
	}
	return nil
}

func unsafe(p string) string {
	switch {
	case p == "":
		return "empty"
	case len(p) > longestPath:
		return "too long"
	case !utf8.ValidString(p):
		return "not UTF-8"
	case strings.ContainsFunc(p, forbidden):
		return "a character that no file name may hold"
	}
	for segment := range strings.SplitSeq(p, "/") {
		if why := unsafeSegment(segment); why != "" {
			return why
		}
	}
	return ""
}

func unsafeSegment(s string) string {
	switch {
	case s == "":
		return "absolute, or an empty part"
	case s == "." || s == "..":
		return "leaves its folder"
	case len(s) > longestSegment:
		return "too long"
	case strings.HasSuffix(s, ".") || strings.HasSuffix(s, " "):
		return "ends in a dot or a space"
	case reserved.MatchString(s):
		return "reserved by Windows"
	}
	return ""
}

// reserved are the names of devices, which Windows hears whatever follows the dot.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]) *(\.|$)`)

// forbidden are control characters, those that Windows forbids (drives, streams and
// backslashes among them), and the marks that turn the direction of a line around, with which
// a name can show another ending than it has.
func forbidden(r rune) bool {
	return unicode.IsControl(r) || strings.ContainsRune(`\:*?"<>|`, r) ||
		r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// CheckPaths checks the files of one folder together: beside CheckPath, no two may be the
// same where a disk ignores case or the form of letters, and none may be another's folder.
func CheckPaths(paths []string) error {
	files := make(map[string]string, len(paths))
	for _, p := range paths {
		if err := CheckPath(p); err != nil {
			return err
		}
		key := folded(p)
		if other, ok := files[key]; ok {
			return fmt.Errorf("%w: %q and %q are one file on some disks", ErrUnsafePath, shorten(other), shorten(p))
		}
		files[key] = p
	}
	for key, p := range files {
		for i := strings.LastIndexByte(key, '/'); i >= 0; i = strings.LastIndexByte(key[:i], '/') {
			if other, ok := files[key[:i]]; ok {
				return fmt.Errorf("%w: %q is a file and the folder of %q", ErrUnsafePath, shorten(other), shorten(p))
			}
		}
	}
	return nil
}

func folded(p string) string { return norm.NFC.String(cases.Fold().String(norm.NFD.String(p))) }
