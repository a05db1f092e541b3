package hub

import (
	"bytes"
	"encoding/json"
	"mime"
	"net/http"
	"strings"
)

// invalidToken is how the hub words a token that it does not know; source: huggingface_hub utils/_http.py.
const invalidToken = "Invalid credentials in Authorization header"

// refusal is the error that an answer stands for, nil if it is one to be read.
func refusal(a *answer, k call) error {
	if a.status < 400 {
		if a.status/100 == 2 && isHTML(a) && len(a.body) > 0 {
			return failureOf(ErrFiltered, a)
		}
		if a.status/100 == 2 || a.status/100 == 3 && k.stops {
			return nil
		}
		return failureOf(ErrAnswer, a)
	}
	return failureOf(refusalKind(a, k), a)
}

func refusalKind(a *answer, k call) error {
	code := a.header.Get("X-Error-Code")
	if kind := codeKind(code, a.status); kind != nil {
		return kind
	}
	page := isHTML(a) && a.header.Get("X-Request-Id") == ""
	switch s := a.status; {
	case s == http.StatusUnauthorized && strings.Contains(message(a), invalidToken):
		return ErrBadToken
	case s == http.StatusForbidden && strings.Contains(strings.ToLower(message(a)), "disabled"):
		return ErrDisabled
	case page && s < 500 && s != http.StatusTooManyRequests, s == http.StatusNetworkAuthenticationRequired:
		return ErrFiltered
	case s == http.StatusUnauthorized && k.personal:
		return ErrBadToken
	case s == http.StatusUnauthorized:
		return ErrRepoNotFound // the hub does not tell a private one from none
	case s == http.StatusForbidden:
		return ErrForbidden
	case s == http.StatusNotFound:
		return k.missing
	case s == http.StatusGone, s == http.StatusUnavailableForLegalReasons:
		return ErrDisabled
	case s == http.StatusProxyAuthRequired:
		return ErrProxy
	case s == http.StatusTooManyRequests:
		return ErrRateLimited
	case s == http.StatusRequestTimeout, s >= 500:
		return ErrServer
	}
	return ErrAnswer
}

// codeKind is what the hub's own code means, nil if it is not one of the known.
func codeKind(code string, status int) error {
	switch code {
	case "GatedRepo":
		if status == http.StatusForbidden {
			return ErrGatedDenied
		}
		return ErrGated
	case "RepoNotFound":
		return ErrRepoNotFound
	case "RevisionNotFound":
		return ErrRevisionNotFound
	case "EntryNotFound":
		return ErrEntryNotFound
	case "DisabledRepo":
		return ErrDisabled
	}
	return nil
}

func failureOf(kind error, a *answer) *Error {
	return &Error{
		Kind: kind, Status: a.status, Message: oneLine(hide(message(a), a.token)), URL: hide(bare(a.url), a.token),
		Code:      oneLine(a.header.Get("X-Error-Code")),
		RequestID: oneLine(a.header.Get("X-Request-Id")),
		Commit:    commitOf(a.header.Get("X-Repo-Commit")),
	}
}

// hide keeps a token out of an error, should a server repeat what it was told.
func hide(s, token string) string {
	if token == "" {
		return s
	}
	return strings.ReplaceAll(s, token, "<token>")
}

// message is the server's own reason.
func message(a *answer) string {
	if m := a.header.Get("X-Error-Message"); m != "" {
		return m
	}
	var said struct {
		Error string `json:"error"`
	}
	if json.Unmarshal(a.body, &said) == nil && said.Error != "" {
		return said.Error
	}
	if isHTML(a) {
		return "an HTML page"
	}
	return string(a.body)
}

// isHTML reports whether an answer is a page for people.
func isHTML(a *answer) bool {
	kind, _, _ := mime.ParseMediaType(a.header.Get("Content-Type"))
	if kind == "text/html" || kind == "application/xhtml+xml" {
		return true
	}
	start := bytes.ToLower(bytes.TrimSpace(a.body[:min(len(a.body), 256)]))
	return kind != "text/plain" && kind != "text/markdown" &&
		(bytes.HasPrefix(start, []byte("<!doctype html")) || bytes.HasPrefix(start, []byte("<html")))
}
