package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"avagar/app"
	"avagar/engine/persian"
)

const foundColumns = `c.id, c.user_id, c.kind, c.repo, c.title, c.author, c.task, c.library, c.license, c.gated, c.languages, c.tags,
	c.downloads, c.likes, c.bytes, c.class, c.sha, c.modified_at, c.data, c.seen_at`

// PutFound keeps repositories as they were seen, in place of how they were seen
// before, all of them or none. It does not publish Changed: nobody waits for it.
func (s *Store) PutFound(ctx context.Context, list []app.Found) error {
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		for _, f := range list {
			if err := putFound(ctx, tx, f); err != nil {
				return fmt.Errorf("%s: %w", f.Repo, err)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store: put what was found: %w", named(err))
	}
	return nil
}

func putFound(ctx context.Context, tx *sql.Tx, f app.Found) error {
	languages, err := json.Marshal(filled(f.Languages))
	if err != nil {
		return err
	}
	tags, err := json.Marshal(filled(f.Tags))
	if err != nil {
		return err
	}
	var id int64
	err = tx.QueryRowContext(ctx, `INSERT INTO search_cache (user_id, kind, repo, title, author, task, library, license, gated,
		languages, tags, downloads, likes, bytes, class, sha, modified_at, data, seen_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (user_id, repo) DO UPDATE SET kind = excluded.kind, title = excluded.title, author = excluded.author,
		task = excluded.task, library = excluded.library, license = excluded.license, gated = excluded.gated,
		languages = excluded.languages, tags = excluded.tags, downloads = excluded.downloads, likes = excluded.likes,
		bytes = excluded.bytes, class = excluded.class, sha = excluded.sha, modified_at = excluded.modified_at,
		data = excluded.data, seen_at = excluded.seen_at RETURNING id`,
		f.User, f.Kind, f.Repo, f.Title, f.Author, f.Task, f.Library, f.License, f.Gated, string(languages), string(tags),
		f.Downloads, f.Likes, f.Bytes, f.Class, f.SHA, millis(f.Modified), blob(f.Data), millis(f.SeenAt)).Scan(&id)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO search_text (rowid, repo, author, tags, title) VALUES (?, ?, ?, ?, ?)",
		id, persian.Searched(apart(f.Repo)), persian.Searched(f.Author), persian.Searched(strings.Join(f.Tags, " ")), persian.Searched(f.Title))
	return err
}

// filled and blob write none as empty, since neither column takes NULL.
func filled(words []string) []string { return append([]string{}, words...) }

func blob(data []byte) []byte { return append([]byte{}, data...) }

// apart adds to a name its words, where capitals and digits alone tell them
// apart, so that PersianTTS2 is found by tts.
func apart(name string) string {
	var words strings.Builder
	last := ' '
	for _, r := range name {
		if unicode.IsUpper(r) && unicode.IsLower(last) || unicode.IsDigit(r) != unicode.IsDigit(last) {
			words.WriteByte(' ')
		}
		words.WriteRune(r)
		last = r
	}
	if words.String() == name {
		return name
	}
	return name + " " + words.String()
}

// Found is one repository as it was last seen, or app.ErrNotFound.
func (s *Store) Found(ctx context.Context, user int64, repo string) (app.Found, error) {
	list, err := collect(ctx, s.read, scanFound, "SELECT "+foundColumns+" FROM search_cache c WHERE c.user_id = ? AND c.repo = ?", user, repo)
	if err == nil && len(list) == 0 {
		err = app.ErrNotFound
	}
	if err != nil {
		return app.Found{}, fmt.Errorf("store: found %s: %w", repo, err)
	}
	return list[0], nil
}

// SearchFound looks among what was seen before: the best match first or,
// without words to match, the most downloaded first.
func (s *Store) SearchFound(ctx context.Context, user int64, q app.FoundQuery) ([]app.Found, error) {
	statement, args := foundStatement(user, q)
	list, err := collect(ctx, s.read, scanFound, statement, args...)
	if err != nil {
		return nil, fmt.Errorf("store: search: %w", err)
	}
	return list, nil
}

func foundStatement(user int64, q app.FoundQuery) (statement string, args []any) {
	statement = "SELECT " + foundColumns + " FROM search_cache c WHERE c.user_id = ?"
	order := " ORDER BY c.downloads DESC, c.id LIMIT ?"
	if words := matching(q.Text); words != "" {
		statement = "SELECT " + foundColumns + ` FROM search_text t CROSS JOIN search_cache c ON c.id = t.rowid
			WHERE t.search_text MATCH ? AND t.rank MATCH 'bm25(8, 4, 1, 4)' AND c.user_id = ?`
		args = append(args, words)
		order = " ORDER BY t.rank LIMIT ?"
	}
	args = append(args, user)
	for _, c := range []struct{ column, value string }{
		{"kind", q.Kind}, {"author", q.Author}, {"task", q.Task}, {"library", q.Library}, {"license", q.License},
	} {
		if c.value != "" {
			statement += " AND c." + c.column + " = ?"
			args = append(args, c.value)
		}
	}
	if q.Language != "" {
		statement += " AND EXISTS (SELECT 1 FROM json_each(c.languages) l WHERE l.value = ?)"
		args = append(args, q.Language)
	}
	return statement + order, append(args, max(q.Limit, 0))
}

// matching asks for every word of text as the beginning of a word. It is empty
// where text has no word.
func matching(text string) string {
	words := strings.FieldsFunc(persian.Searched(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, word := range words {
		words[i] = `"` + word + `"*`
	}
	return strings.Join(words, " ")
}

func scanFound(rows *sql.Rows) (f app.Found, err error) {
	var languages, tags string
	var modified, seen int64 // ms
	err = rows.Scan(&f.ID, &f.User, &f.Kind, &f.Repo, &f.Title, &f.Author, &f.Task, &f.Library, &f.License, &f.Gated, &languages, &tags,
		&f.Downloads, &f.Likes, &f.Bytes, &f.Class, &f.SHA, &modified, &f.Data, &seen)
	if err != nil {
		return f, err
	}
	f.Modified, f.SeenAt = moment(modified), moment(seen)
	if err := json.Unmarshal([]byte(languages), &f.Languages); err != nil {
		return f, err
	}
	return f, json.Unmarshal([]byte(tags), &f.Tags)
}
