package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"avagar/app"
)

// downloads selects everything of a download but its files, which it sums.
const downloads = `SELECT q.id, q.user_id, q.repo, q.revision, q.commit_sha, q.folder, q.chosen, q.state, q.reason, q.subject,
	q.priority, q.position, q.forced, q.speed_limit, q.tries, q.retry_at, q.added_at, q.ended_at,
	count(f.path), ifnull(sum(f.done), 0), ifnull(sum(max(f.size, 0)), 0)
	FROM download_queue q LEFT JOIN download_files f ON f.download_id = q.id `

func scanDownload(rows *sql.Rows) (d app.Download, err error) {
	var retry, added, ended int64 // ms
	err = rows.Scan(&d.ID, &d.User, &d.Repo, &d.Revision, &d.Commit, &d.Folder, &d.Chosen, &d.State, &d.Reason, &d.Subject,
		&d.Priority, &d.Position, &d.Forced, &d.Limit, &d.Tries, &retry, &added, &ended, &d.Count, &d.Done, &d.Total)
	d.RetryAt, d.AddedAt, d.EndedAt = moment(retry), moment(added), moment(ended)
	return d, err
}

// moment and its inverse write no time at all as 0.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms)
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// Queue is a user's downloads that have not ended, in the order of their turns,
// without their files.
func (s *Store) Queue(ctx context.Context, user int64) ([]app.Download, error) {
	list, err := collect(ctx, s.read, scanDownload, downloads+
		"WHERE q.user_id = ? AND q.ended_at = 0 GROUP BY q.id ORDER BY q.priority DESC, q.position, q.id", user)
	if err != nil {
		return nil, fmt.Errorf("store: queue: %w", err)
	}
	return list, nil
}

// EndedDownloads is a user's downloads that have ended, the newest first,
// without their files.
func (s *Store) EndedDownloads(ctx context.Context, user int64, limit int) ([]app.Download, error) {
	list, err := collect(ctx, s.read, scanDownload, downloads+
		"WHERE q.user_id = ? AND q.ended_at > 0 GROUP BY q.id ORDER BY q.ended_at DESC, q.id DESC LIMIT ?", user, max(limit, 0))
	if err != nil {
		return nil, fmt.Errorf("store: downloads: %w", err)
	}
	return list, nil
}

// Download is one download with its files in the order they were ordered, or
// app.ErrNotFound.
func (s *Store) Download(ctx context.Context, user, id int64) (app.Download, error) {
	d, err := downloadOn(ctx, s.read, user, id)
	if err != nil {
		return d, fmt.Errorf("store: download %d: %w", id, named(err))
	}
	return d, nil
}

// queryer is a pool or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func downloadOn(ctx context.Context, db queryer, user, id int64) (app.Download, error) {
	list, err := collect(ctx, db, scanDownload, downloads+"WHERE q.user_id = ? AND q.id = ? GROUP BY q.id", user, id)
	if err != nil {
		return app.Download{}, err
	}
	if len(list) == 0 {
		return app.Download{}, app.ErrNotFound
	}
	d := list[0]
	d.Files, err = collect(ctx, db, scanFile,
		"SELECT path, size, sha1, sha256, done, state FROM download_files WHERE download_id = ? ORDER BY ordinal, path", id)
	return d, err
}

func scanFile(rows *sql.Rows) (f app.DownloadFile, err error) {
	err = rows.Scan(&f.Path, &f.Size, &f.SHA1, &f.SHA256, &f.Done, &f.State)
	return f, err
}

// AddDownload puts a download at the end of its priority and returns it as it
// stands there. Where the same order has not ended yet it returns that one and
// app.ErrExists.
func (s *Store) AddDownload(ctx context.Context, d app.Download) (added app.Download, err error) {
	fresh := false
	err = s.together(ctx, "add a download", func(tx *sql.Tx) error {
		same, err := sameOrder(ctx, tx, d)
		if err == nil && same == 0 {
			fresh = true
			same, err = insertDownload(ctx, tx, d)
		}
		if err == nil {
			added, err = downloadOn(ctx, tx, d.User, same)
		}
		return err
	})
	if err == nil && !fresh {
		err = fmt.Errorf("store: download of %s: %w", d.Repo, app.ErrExists)
	}
	return added, err
}

// sameOrder is the id of a download that is for the same as d, or 0.
func sameOrder(ctx context.Context, tx *sql.Tx, d app.Download) (int64, error) {
	ids, err := collect(ctx, tx, scanID, `SELECT id FROM download_queue
		WHERE user_id = ? AND ended_at = 0 AND repo = ? AND revision = ? AND folder = ? AND chosen = ?`,
		d.User, d.Repo, d.Revision, d.Folder, d.Chosen)
	if err != nil || !d.Chosen {
		return first(ids), err
	}
	for _, id := range ids {
		old, err := downloadOn(ctx, tx, d.User, id)
		if err != nil {
			return 0, err
		}
		if samePaths(old.Files, d.Files) {
			return id, nil
		}
	}
	return 0, nil
}

func scanID(rows *sql.Rows) (id int64, err error) { return id, rows.Scan(&id) }

func first(ids []int64) int64 {
	if len(ids) == 0 {
		return 0
	}
	return ids[0]
}

func samePaths(a, b []app.DownloadFile) bool {
	paths := map[string]bool{}
	for _, f := range a {
		paths[f.Path] = true
	}
	for _, f := range b {
		if !paths[f.Path] {
			return false
		}
	}
	return len(a) == len(b)
}

func insertDownload(ctx context.Context, tx *sql.Tx, d app.Download) (int64, error) {
	r, err := tx.ExecContext(ctx, `INSERT INTO download_queue
		(user_id, repo, revision, commit_sha, folder, chosen, priority, position, forced, speed_limit, added_at)
		SELECT ?, ?, ?, ?, ?, ?, ?, ifnull(max(position), 0) + 1, ?, ?, ? FROM download_queue WHERE user_id = ? AND ended_at = 0`,
		d.User, d.Repo, d.Revision, d.Commit, d.Folder, d.Chosen, d.Priority, d.Forced, d.Limit, millis(d.AddedAt), d.User)
	if err != nil {
		return 0, err
	}
	id, err := r.LastInsertId()
	if err != nil {
		return 0, err
	}
	return id, insertFiles(ctx, tx, id, d.Files)
}

func insertFiles(ctx context.Context, tx *sql.Tx, id int64, files []app.DownloadFile) error {
	for i, f := range files {
		if f.State == "" {
			f.State = app.DownloadWaiting
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO download_files (download_id, path, ordinal, size, sha1, sha256, done, state)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`, id, f.Path, i, f.Size, f.SHA1, f.SHA256, f.Done, f.State)
		if err != nil {
			return fmt.Errorf("file %s: %w", f.Path, err)
		}
	}
	return nil
}

// PlanDownload writes what the hub says of an order: the commit it is about and
// the files, in place of those known before. It does nothing to a download that
// has ended meanwhile.
func (s *Store) PlanDownload(ctx context.Context, d app.Download) error {
	return s.together(ctx, "plan a download", func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, "UPDATE download_queue SET commit_sha = ? WHERE user_id = ? AND id = ? AND ended_at = 0",
			d.Commit, d.User, d.ID)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, app.ErrNotFound)
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM download_files WHERE download_id = ?", d.ID); err != nil {
			return err
		}
		return insertFiles(ctx, tx, d.ID, d.Files)
	})
}

// RemoveDownload deletes a download that has ended, or returns app.ErrNotFound.
func (s *Store) RemoveDownload(ctx context.Context, user, id int64) error {
	return s.one(ctx, "remove a download", "DELETE FROM download_queue WHERE user_id = ? AND id = ? AND ended_at > 0", user, id)
}

// ClearDownloads deletes all of a user's downloads that have ended.
func (s *Store) ClearDownloads(ctx context.Context, user int64) error {
	_, err := s.exec(ctx, "clear the downloads", "DELETE FROM download_queue WHERE user_id = ? AND ended_at > 0", user)
	return err
}

// together runs work in one transaction and tells Changed once it is written.
// what names it in an error.
func (s *Store) together(ctx context.Context, what string, work func(*sql.Tx) error) error {
	err := s.inTransaction(ctx, work)
	if err != nil {
		return fmt.Errorf("store: %s: %w", what, named(err))
	}
	s.Changed.Publish(struct{}{})
	return nil
}

func (s *Store) inTransaction(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // does nothing after Commit
	if err := work(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// marks are n question marks, for a list in a statement.
func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }
