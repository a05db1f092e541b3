package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"avagar/app"
)

// Turn is what becomes of a download.
type Turn struct {
	State   app.DownloadState
	Reason  string
	Subject string
	Tries   int
	RetryAt time.Time
	EndedAt time.Time // zero unless State.Ended
}

// TurnDownload gives a download its new state if it is in one of those named,
// and tells whether it was.
func (s *Store) TurnDownload(ctx context.Context, user, id int64, turn Turn, from ...app.DownloadState) (bool, error) {
	args := []any{turn.State, turn.Reason, turn.Subject, turn.Tries, millis(turn.RetryAt), millis(turn.EndedAt), user, id}
	for _, state := range from {
		args = append(args, state)
	}
	r, err := s.write.ExecContext(ctx, `UPDATE download_queue
		SET state = ?, reason = ?, subject = ?, tries = ?, retry_at = ?, ended_at = ?
		WHERE user_id = ? AND id = ? AND state IN (`+marks(len(from))+")", args...)
	if err != nil {
		return false, fmt.Errorf("store: download %d: %w", id, named(err))
	}
	n, err := r.RowsAffected()
	if n > 0 {
		s.Changed.Publish(struct{}{})
	}
	return n > 0, err
}

// MoveDownload puts a download before another one of the queue and into its
// priority, or at the end of the whole queue where before is 0.
func (s *Store) MoveDownload(ctx context.Context, user, id, before int64) error {
	return s.together(ctx, "move a download", func(tx *sql.Tx) error {
		list, err := collect(ctx, tx, scanPlace, `SELECT id, priority FROM download_queue
			WHERE user_id = ? AND ended_at = 0 ORDER BY priority DESC, position, id`, user)
		if err != nil {
			return err
		}
		list, err = moved(list, id, before)
		if err != nil {
			return err
		}
		for i, p := range list {
			_, err := tx.ExecContext(ctx, "UPDATE download_queue SET priority = ?, position = ? WHERE id = ? AND (priority, position) <> (?, ?)",
				p.priority, i+1, p.id, p.priority, i+1)
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// place is where a download stands in the queue.
type place struct {
	id       int64
	priority int
}

func scanPlace(rows *sql.Rows) (p place, err error) { return p, rows.Scan(&p.id, &p.priority) }

func moved(list []place, id, before int64) ([]place, error) {
	at := slices.IndexFunc(list, func(p place) bool { return p.id == id })
	if at < 0 || id == before {
		return list, missing(at)
	}
	list = slices.Delete(slices.Clone(list), at, at+1)
	to, priority := len(list), app.PriorityNormal
	if before != 0 {
		if to = slices.IndexFunc(list, func(p place) bool { return p.id == before }); to < 0 {
			return nil, app.ErrNotFound
		}
		priority = list[to].priority
	} else if len(list) > 0 {
		priority = list[len(list)-1].priority
	}
	return slices.Insert(list, to, place{id, priority}), nil
}

func missing(at int) error {
	if at < 0 {
		return app.ErrNotFound
	}
	return nil
}

// SetDownloadPriority moves a download to the end of another priority.
func (s *Store) SetDownloadPriority(ctx context.Context, user, id int64, priority int) error {
	return s.one(ctx, "set a priority", `UPDATE download_queue SET priority = ?,
		position = 1 + (SELECT max(position) FROM download_queue WHERE user_id = ? AND ended_at = 0)
		WHERE user_id = ? AND id = ? AND ended_at = 0`, priority, user, user, id)
}

// SetDownloadLimit bounds how fast a download goes, in bytes a second; 0 bounds
// nothing.
func (s *Store) SetDownloadLimit(ctx context.Context, user, id, limit int64) error {
	return s.one(ctx, "limit a download", "UPDATE download_queue SET speed_limit = ? WHERE user_id = ? AND id = ? AND ended_at = 0", limit, user, id)
}

// ForceDownload has a download go on, or not, whatever the hour and the line.
func (s *Store) ForceDownload(ctx context.Context, user, id int64, forced bool) error {
	return s.one(ctx, "force a download", "UPDATE download_queue SET forced = ? WHERE user_id = ? AND id = ? AND ended_at = 0", forced, user, id)
}

// UnplanDownload has the hub asked anew what a download is about.
func (s *Store) UnplanDownload(ctx context.Context, user, id int64) error {
	return s.one(ctx, "plan anew", "UPDATE download_queue SET commit_sha = '' WHERE user_id = ? AND id = ? AND ended_at = 0", user, id)
}

// FinishFile marks one file of a download as here, with its size and sums. Like
// SaveProgress it publishes no Changed.
func (s *Store) FinishFile(ctx context.Context, id int64, f app.DownloadFile) error {
	_, err := s.write.ExecContext(ctx, `UPDATE download_files SET state = 'done', done = ?, size = ?, sha1 = ?, sha256 = ?
		WHERE download_id = ? AND path = ?`, f.Size, f.Size, f.SHA1, f.SHA256, id, f.Path)
	if err != nil {
		return fmt.Errorf("store: file of download %d: %w", id, named(err))
	}
	return nil
}

// SaveProgress writes how many bytes of each file are here. It does not publish
// Changed: who shares the Store hears it from the queue itself.
func (s *Store) SaveProgress(ctx context.Context, id int64, done map[string]int64) error {
	err := s.inTransaction(ctx, func(tx *sql.Tx) error {
		for path, bytes := range done {
			_, err := tx.ExecContext(ctx, `UPDATE download_files SET done = ?
				WHERE download_id = ? AND path = ? AND state <> 'done' AND done <> ?`, bytes, id, path, bytes)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store: progress of download %d: %w", id, named(err))
	}
	return nil
}
