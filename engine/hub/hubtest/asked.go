package hubtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// asked is a request on its way to a reply. It is the reply's writer too, so
// that faults of headers apply to every reply.
type asked struct {
	http.ResponseWriter
	s     *Server
	r     *http.Request
	at    place
	user  *User // nil without a token, and with a wrong one
	token string
	repo  *repository
	state *commit

	status int
	sent   int64           // bytes of a file
	had    map[*Fault]bool // faults that already count for this request
	bare   bool            // headers that tell a hub are left out
}

// serveHub answers what comes to the hub.
func (s *Server) serveHub(w http.ResponseWriter, r *http.Request) {
	p, known := locate(r.URL.EscapedPath())
	a := s.ask(w, r, p)
	defer a.done()
	a.came()
	a.limits()
	if a.fails() || a.overLimit() {
		return
	}
	if !known {
		a.refuse(http.StatusNotFound, "", "Sorry, we can't find the page you are looking for.")
		return
	}
	a.answer()
}

func (s *Server) ask(w http.ResponseWriter, r *http.Request, p place) *asked {
	a := &asked{ResponseWriter: w, s: s, r: r, at: p, had: map[*Fault]bool{}}
	a.token = strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	s.mu.Lock()
	defer s.mu.Unlock()
	if u, ok := s.users[a.token]; ok && a.token != "" {
		a.user = &u
	}
	return a
}

func (a *asked) answer() {
	switch a.at.kind {
	case Search:
		a.search()
	case TagList:
		a.tagList()
	case WhoAmI:
		a.whoAmI()
	default:
		a.ofRepo()
	}
}

// ofRepo answers what concerns a repository.
func (a *asked) ofRepo() {
	if !a.find() || !a.allowed() {
		return
	}
	switch a.at.kind {
	case Refs:
		a.refs()
		return
	case Page:
		a.page()
		return
	}
	if a.state = a.repo.at(a.at.revision); a.state == nil {
		a.refuse(http.StatusNotFound, "RevisionNotFound", "Invalid rev id: "+a.at.revision)
		return
	}
	map[Kind]func(){
		Info: a.info, Tree: a.tree, PathsInfo: a.pathsInfo, Commits: a.commits,
		Resolve: a.resolve, InGit: a.inGit, Raw: a.raw, Mirrored: a.resolve,
	}[a.at.kind]()
}

// page is what a browser sees, and where a person asks for access.
func (a *asked) page() {
	a.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprintf(a, "<!doctype html><title>%s</title><h1>%[1]s</h1>", a.repo.ID)
}

// reply sends v as JSON.
func (a *asked) reply(v any) {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	if a.fault(mangled) != nil {
		b = b[:len(b)/2]
	}
	a.Header().Set("Content-Type", "application/json; charset=utf-8")
	a.Header().Set("Content-Length", strconv.Itoa(len(b)))
	a.Write(b)
}

// refuse sends an error as the hub does: JSON from the API, text elsewhere.
func (a *asked) refuse(status int, code, message string) {
	h := a.Header()
	if code != "" {
		h.Set("X-Error-Code", code)
	}
	h.Set("X-Error-Message", message)
	if !strings.HasPrefix(a.r.URL.Path, "/api/") {
		h.Set("Content-Type", "text/plain; charset=utf-8")
		a.WriteHeader(status)
		fmt.Fprint(a, message)
		return
	}
	b, _ := json.Marshal(map[string]string{"error": message})
	h.Set("Content-Type", "application/json; charset=utf-8")
	a.WriteHeader(status)
	a.Write(b)
}

// html sends what is no hub's answer.
func (a *asked) html(status int, text string) {
	clear(a.Header())
	a.Header().Set("Content-Type", "text/html; charset=utf-8")
	a.WriteHeader(status)
	fmt.Fprint(a, text)
}

// WriteHeader is the last that happens to headers.
func (a *asked) WriteHeader(status int) {
	if a.status != 0 {
		return
	}
	a.status = status
	if a.bare {
		for _, name := range []string{"X-Repo-Commit", "X-Linked-Size", "X-Linked-Etag", "X-Xet-Hash", "Etag", "Link"} {
			a.Header().Del(name)
		}
	}
	a.ResponseWriter.WriteHeader(status)
}

func (a *asked) Write(b []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.ResponseWriter.Write(b)
}

// Flush sends what was written so far.
func (a *asked) Flush() { http.NewResponseController(a.ResponseWriter).Flush() }

// link tells where the next page is. It is absolute: clients demand it.
func (a *asked) link(cursor string) {
	q := a.r.URL.Query()
	q.Set("cursor", cursor)
	base := a.s.Endpoint()
	if f := a.fault(foreignLink); f != nil {
		base = f.text
	}
	a.Header().Add("Link", fmt.Sprintf("<%s%s?%s>; rel=\"next\"", base, a.r.URL.EscapedPath(), q.Encode()))
}
