package hub

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Card is what the author says of a repository: its README.md.
type Card struct {
	Front  map[string]any // the front matter, as JSON would give it; nil if there is none
	Broken bool           // there is front matter, but it is not YAML
	Body   string         // Markdown, UTF-8, lines end in \n
	Commit string         // of the revision, if the hub said it
}

// Card reads the model card of a revision; an empty one means main. ErrEntryNotFound if there is none.
func (c *Client) Card(ctx context.Context, r Repo, revision string) (Card, error) {
	body, commit, err := c.small(ctx, r, revision, "README.md", mostCard)
	if err != nil {
		return Card{}, err
	}
	card := ParseCard(body)
	card.Commit = commit
	return card, nil
}

// mostSmall is the bytes of a file that Small reads.
const mostSmall = 256 << 10

// Small reads a small file that lies in the repository itself, not in the storage of large
// ones. ErrAnswer if it is no small one, ErrEntryNotFound if there is none.
func (c *Client) Small(ctx context.Context, r Repo, revision, path string) ([]byte, error) {
	body, _, err := c.small(ctx, r, revision, path, mostSmall)
	return body, err
}

func (c *Client) small(ctx context.Context, r Repo, revision, path string, most int64) (body []byte, commit string, err error) {
	k, err := fileCall(r, revision, path)
	if err != nil {
		return nil, "", err
	}
	k.method, k.most = http.MethodGet, most
	a, err := c.ask(ctx, k)
	if err != nil {
		return nil, "", err
	}
	if a.status != http.StatusOK {
		return nil, "", failure(ErrAnswer, a.url, "not in the repository itself")
	}
	return a.body, commitOf(a.said("X-Repo-Commit")), nil
}

// Text is a value of the front matter, or the first of a list.
func (c Card) Text(key string) string { return firstText(c.Front[key]) }

// Texts is a value of the front matter as a list.
func (c Card) Texts(key string) []string { return textsOf(c.Front[key]) }

// ParseCard reads the bytes of a README.md. Whatever they are, something is shown.
func ParseCard(data []byte) Card {
	text := strings.ToValidUTF8(strings.TrimPrefix(string(data), "\ufeff"), "�")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(text)
	front, body, ok := cutFront(text)
	if !ok {
		return Card{Body: text}
	}
	values, err := parseFront(front)
	return Card{Front: values, Broken: err != nil, Body: body}
}

// cutFront splits at the two lines of three dashes, the first of which begins the text.
func cutFront(text string) (front, body string, ok bool) {
	rest, ok := strings.CutPrefix(strings.TrimLeft(text, " \n\t"), "---\n")
	if !ok {
		return "", "", false
	}
	for at := 0; at < len(rest); {
		line, _, _ := strings.Cut(rest[at:], "\n")
		end := min(len(rest), at+len(line)+1)
		if strings.TrimRight(line, " \t") == "---" {
			return rest[:at], rest[end:], true
		}
		at = end
	}
	return "", "", false
}

func parseFront(s string) (map[string]any, error) {
	var values map[string]any
	if err := yaml.Unmarshal([]byte(s), &values); err != nil {
		return nil, err
	}
	for key, v := range values {
		values[key] = jsonLike(v)
	}
	return values, nil
}

// jsonLike makes of YAML's values what JSON has: text keys, and dates as text.
func jsonLike(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for key, inner := range v {
			v[key] = jsonLike(inner)
		}
	case map[any]any:
		m := make(map[string]any, len(v))
		for key, inner := range v {
			m[fmt.Sprint(key)] = jsonLike(inner)
		}
		return m
	case []any:
		for i, inner := range v {
			v[i] = jsonLike(inner)
		}
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return v
}
