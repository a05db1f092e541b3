package hubtest

import (
	"net/http"
	"slices"
)

// User is someone with a token.
type User struct {
	Name, Token   string
	Role          string // of the token: "read" (also ""), "write", "fineGrained"
	Organisations []string
	Pro           bool
}

// AddUser makes a token known.
func (s *Server) AddUser(u User) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.users[u.Token] = u
}

// RemoveToken makes a token wrong, as if it had expired.
func (s *Server) RemoveToken(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.users, token)
}

const (
	badToken = "Invalid credentials in Authorization header"
	noRepo   = "Repository not found"
	closed   = "Access to this resource is disabled."
)

// find looks the repository up, or answers why it is not there. Someone who
// may not know of a private one is told the same as if there were none.
func (a *asked) find() bool {
	a.s.mu.Lock()
	name := a.at.name()
	moved, hasMoved := a.s.moved[name]
	a.repo = a.s.repos[name]
	a.s.mu.Unlock()
	switch {
	case hasMoved:
		a.redirectTo(moved)
	case a.wrongToken() && !(a.repo != nil && a.gate()):
		a.refuse(http.StatusUnauthorized, "", badToken)
	case a.repo != nil && (!a.repo.Private || a.reader()):
		return true
	case a.user == nil:
		a.refuse(http.StatusUnauthorized, "RepoNotFound", noRepo)
	default:
		a.refuse(http.StatusNotFound, "RepoNotFound", noRepo)
	}
	return false
}

func (a *asked) wrongToken() bool { return a.token != "" && a.user == nil }

// reader tells whether the repository's owner let the person in.
func (a *asked) reader() bool {
	return a.user != nil && (slices.Contains(a.repo.Readers, a.user.Name) ||
		a.repo.author() == a.user.Name || slices.Contains(a.user.Organisations, a.repo.author()))
}

// gate tells whether the files asked for are behind a gate; what is told about
// them is open to everyone.
func (a *asked) gate() bool {
	return a.repo.Gated != "" && slices.Contains([]Kind{Resolve, InGit, Raw, Mirrored}, a.at.kind)
}

// allowed answers why someone may not read a repository that he may know of.
func (a *asked) allowed() bool {
	status := 0
	if f := a.fault(gated); f != nil {
		status = int(f.n)
	} else if a.repo.Disabled {
		a.refuse(http.StatusForbidden, "", closed)
		return false
	} else if a.gate() && !a.reader() {
		status = http.StatusForbidden
		if a.user == nil {
			status = http.StatusUnauthorized
		}
	}
	switch status {
	case 0:
		return true
	case http.StatusForbidden:
		a.refuse(status, "GatedRepo", "Access to "+a.repo.kind()+" "+a.repo.ID+
			" is restricted and you are not in the authorized list. Visit "+a.s.Endpoint()+"/"+a.repo.Name()+" to ask for access.")
	default:
		a.refuse(status, "GatedRepo", "Access to "+a.repo.kind()+" "+a.repo.ID+
			" is restricted. You must have access to it and be authenticated to access it. Please log in.")
	}
	return false
}

// redirectTo sends the same request to the repository's new name, relative to
// the host.
func (a *asked) redirectTo(name string) {
	to := "/" + name
	if a.at.kind != Page {
		to = renamed(a.r.URL.EscapedPath(), a.at, name)
	}
	if a.r.URL.RawQuery != "" {
		to += "?" + a.r.URL.RawQuery
	}
	a.Header().Set("Location", to)
	a.WriteHeader(http.StatusTemporaryRedirect)
}

func (a *asked) whoAmI() {
	if a.user == nil {
		a.refuse(http.StatusUnauthorized, "", badToken)
		return
	}
	u := a.user
	organisations := []map[string]any{}
	for _, name := range u.Organisations {
		organisations = append(organisations, map[string]any{
			"type": "org", "id": shortID(name), "name": name, "fullname": name, "email": nil,
			"canPay": false, "periodEnd": nil, "avatarUrl": a.s.Endpoint() + "/avatars/" + name + ".svg", "roleInOrg": "read",
		})
	}
	role := u.Role
	if role == "" {
		role = "read"
	}
	a.reply(map[string]any{
		"type": "user", "id": shortID(u.Name), "name": u.Name, "fullname": u.Name,
		"email": u.Name + "@localhost", "emailVerified": true, "isPro": u.Pro, "canPay": false,
		"avatarUrl": a.s.Endpoint() + "/avatars/" + u.Name + ".svg", "periodEnd": nil, "billingMode": "prepaid",
		"orgs": organisations,
		"auth": map[string]any{"type": "access_token", "accessToken": map[string]any{
			"displayName": "avagar", "role": role, "createdAt": stamp(firstDate)}},
	})
}
