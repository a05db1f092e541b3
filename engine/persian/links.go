package persian

import (
	"net/url"
	"strings"
	"unicode"
)

// topLevels are the domains a bare host name is known by, and how Persian
// speakers say the usual ones.
var topLevels = map[string]string{
	"com": "کام", "org": "اُرگ", "net": "نِت", "ir": "آی آر", "edu": "", "gov": "", "info": "", "io": "", "co": "", "dev": "", "app": "",
	"me": "", "tv": "", "uk": "", "de": "", "us": "", "eu": "", "biz": "", "ai": "", "fr": "", "ru": "", "xyz": "", "site": "", "blog": "",
}

// linkSigns says the signs of addresses.
var linkSigns = map[rune]string{'.': " دات ", '/': " اسلش ", '@': " اَت "}

// expandLinks writes web and mail addresses out as words. Everything else is
// left as it is; each rune is looked at a fixed number of times.
func expandLinks(text []rune) []rune {
	if !hasLinkSign(text) {
		return text
	}
	out := make([]rune, 0, len(text)+len(text)/8)
	for i := 0; i < len(text); {
		end := linkEnd(text, i)
		if end == i {
			out = append(out, text[i])
			i++
			continue
		}
		stop := trimLink(text, i, end)
		out = append(out, expandLink(text[i:stop])...)
		out = append(out, text[stop:end]...)
		i = end
	}
	return out
}

func hasLinkSign(text []rune) bool {
	for i, r := range text {
		if r == '@' || r == '.' && i+1 < len(text) && isLinkRune(text[i+1]) || r == ':' && i+1 < len(text) && text[i+1] == '/' {
			return true
		}
	}
	return false
}

// linkEnd finds the end of the run of address characters that starts at i.
// Behind :// letters of any script may follow.
func linkEnd(text []rune, i int) int {
	start, open := i, false
	for ; i < len(text); i++ {
		r := text[i]
		open = open || r == '/' && i >= start+3 && text[i-1] == '/' && text[i-2] == ':'
		if !isLinkRune(r) && (!open || !unicode.IsLetter(r) && !unicode.IsMark(r) && r != zwnj) {
			break
		}
	}
	return i
}

func isLinkRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r < 0x80 && strings.ContainsRune("._~:/?#@!$&*+,;=%-", r)
}

// trimLink leaves the punctuation behind an address out of it.
func trimLink(text []rune, start, end int) int {
	for end > start && strings.ContainsRune(".,:;!?*_-", text[end-1]) {
		end--
	}
	return end
}

// expandLink says an address; text that is none is given back.
func expandLink(text []rune) []rune {
	s := string(text)
	scheme, rest, hasScheme := strings.Cut(s, "://")
	if hasScheme && isScheme(scheme) {
		if scheme == "http" || scheme == "https" {
			s = rest // nobody says it
		}
		return sayLink(s)
	}
	local, domain, isMail := strings.Cut(s, "@")
	if isMail && local != "" && isHost(domain) && isLocal(local) {
		return sayLink(s)
	}
	host, _, _ := strings.Cut(s, "/")
	if isHost(host) && (strings.HasPrefix(host, "www.") || isKnownHost(host)) {
		return sayLink(s)
	}
	return text
}

func isScheme(s string) bool {
	return s != "" && len(s) <= 8 && !strings.ContainsFunc(s, func(r rune) bool { return r < 'a' || r > 'z' })
}

func isLocal(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return strings.ContainsRune(":/?#@!,;", r) })
}

// isHost reports dotted labels of which the last is a word.
func isHost(s string) bool {
	dot := strings.LastIndexByte(s, '.')
	if dot <= 0 || dot == len(s)-1 || s[0] == '.' || strings.Contains(s, "..") {
		return false
	}
	digitOrSign := func(r rune) bool { return !unicode.IsLetter(r) }
	label := func(r rune) bool {
		return r != '.' && r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	return !strings.ContainsFunc(s[dot+1:], digitOrSign) && !strings.ContainsFunc(s[:dot], label)
}

func isKnownHost(host string) bool {
	_, known := topLevels[host[strings.LastIndexByte(host, '.')+1:]]
	return known
}

// sayLink writes the signs of an address as words. A well-known top-level
// domain gets its Persian name where the host ends.
func sayLink(s string) []rune {
	s = strings.TrimSuffix(s, "/")
	if plain, err := url.PathUnescape(s); err == nil {
		s = string(fold(plain))
	}
	var out []rune
	out = append(out, ' ')
	label := 0
	host := true
	for i, r := range s {
		word, isSign := linkSigns[r]
		switch {
		case isSign:
			if host && r == '/' {
				out, host = nameTop(out, s[label:i]), false
			}
			out = append(out, []rune(word)...)
			label = i + 1
		case strings.ContainsRune("_~:?#!$&*+,;=%-\n", r):
			out = append(out, ' ')
		default:
			out = append(out, r)
		}
	}
	if host {
		out = nameTop(out, s[label:])
	}
	return append(out, ' ')
}

// nameTop replaces the top-level domain that ends out.
func nameTop(out []rune, top string) []rune {
	if name := topLevels[top]; name != "" && len(out) > len(top)+1 {
		return append(out[:len(out)-len(top)], []rune(name)...)
	}
	return out
}
