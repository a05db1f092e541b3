package hub

import (
	"context"
	"crypto/sha256"
	"net/http"
	"sync"
	"time"
)

// Who is whose token it is.
type Who struct {
	Name          string
	FullName      string
	Organisations []string
	TokenName     string
	Role          string    // read, write, fineGrained
	Expires       time.Time // zero if never
}

// whoFor is how long an answer is kept: the hub limits this question strictly.
const whoFor = time.Hour

type whoCache struct {
	mu    sync.Mutex
	token [sha256.Size]byte
	at    time.Time
	who   Who
}

// WhoAmI asks the first endpoint whose token it is, at most once an hour for each token. No token at all,
// or one that is not valid, is ErrBadToken.
func (c *Client) WhoAmI(ctx context.Context) (Who, error) {
	token := sha256.Sum256([]byte(cleanToken(c.o.Token())))
	if who, ok := c.who.get(token, c.o.Now()); ok {
		return who, nil
	}
	var who Who
	_, err := c.askOf(ctx, c.endpoints[:1], call{
		method: http.MethodGet, path: "/api/whoami-v2", bucket: bucketAPI, most: mostJSON,
		missing: ErrNotHub, personal: true,
		read: func(a *answer) error {
			if who = readWho(fieldsOf(a.body)); who.Name == "" {
				return failure(ErrAnswer, a.url, "no name")
			}
			return nil
		},
	})
	if err != nil {
		return Who{}, err
	}
	c.who.put(token, c.o.Now(), who)
	return who, nil
}

func (w *whoCache) get(token [sha256.Size]byte, now time.Time) (Who, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	age := now.Sub(w.at)
	return w.who, w.token == token && age >= 0 && age < whoFor
}

func (w *whoCache) put(token [sha256.Size]byte, now time.Time, who Who) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.token, w.at, w.who = token, now, who
}

func readWho(f fields) Who {
	w := Who{Name: f.text("name"), FullName: f.text("fullname")}
	for _, item := range f.list("orgs") {
		if name := fieldsOf(item).text("name"); name != "" {
			w.Organisations = append(w.Organisations, name)
		}
	}
	token := fieldsOf(fieldsOf(f["auth"])["accessToken"])
	w.TokenName, w.Role, w.Expires = token.text("displayName"), token.text("role"), token.time("expiration")
	return w
}
