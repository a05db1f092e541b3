// Package store keeps the program's records in one SQLite file that several
// copies of the program may have open. Rows become app values before they leave.
package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"avagar/app"

	"github.com/gofrs/flock"
	"github.com/pressly/goose/v3"
)

// File is the database's name in the home folder.
const File = "avagar.db"

//go:embed migrations/*.sql
var migrations embed.FS

// readers is how many queries may run side by side, each with a connection.
const readers = 4

// Store is an open database. Its methods may be called from any goroutine.
// What they return wraps ErrCorrupt, ErrBusy or ErrUnreachable where the file
// is to blame.
type Store struct {
	write *sql.DB // one connection, the only one that changes anything
	read  *sql.DB
	seen  int64 // data version of the writer's connection; Follow's after Open

	// Changed tells that something was written: by this Store at once, by
	// other programs while Follow runs.
	Changed app.Topic[struct{}]
}

// Open opens the database at path, makes it where it is missing and brings it
// up to date. A file of a later version of the program is left as it is and
// gives ErrNewer; one that is no database gives ErrCorrupt.
func Open(ctx context.Context, path string) (*Store, error) {
	dsn, err := prepare(path)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	s := &Store{}
	if s.write, err = pool(dsn+"&_txlock=immediate", 1); err != nil {
		return nil, fmt.Errorf("store: %w", named(err))
	}
	if s.read, err = pool(dsn+"&_pragma=query_only(1)", readers); err != nil {
		return nil, errors.Join(fmt.Errorf("store: %w", named(err)), s.write.Close())
	}
	if err := s.begin(ctx, path); err != nil {
		return nil, errors.Join(fmt.Errorf("store %s: %w", path, named(err)), s.Close())
	}
	return s, nil
}

// prepare makes the file where it is missing, open to its owner alone, and
// returns the DSN. The pragmas stand in it because SQLite keeps them per
// connection.
func prepare(path string) (dsn string, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return "", err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return "", err
	}
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // a drive's letter
	}
	file := url.URL{Scheme: "file", Path: slashed}
	return file.String() + "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)" +
		"&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)", f.Close()
}

func pool(dsn string, connections int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

func (s *Store) begin(ctx context.Context, path string) error {
	if err := s.migrate(ctx, path); err != nil {
		return err
	}
	var err error
	s.seen, err = s.version(ctx)
	return err
}

// lockPolling is how long a copy of the program waits before it looks again
// whether another one is done with the migrations.
const lockPolling = 20 * time.Millisecond

// migrate brings the tables up to date, one program at a time.
func (s *Store) migrate(ctx context.Context, path string) (err error) {
	lock := flock.New(path + ".lock")
	if _, err := lock.TryLockContext(ctx, lockPolling); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Unlock()) }()
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.write, folder, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	have, want, err := p.GetVersions(ctx)
	switch {
	case err != nil:
		return err
	case have > want:
		return fmt.Errorf("%w: its version is %d, ours %d", ErrNewer, have, want)
	case have == want:
		return nil
	}
	_, err = p.Up(ctx)
	return err
}

// Close waits for what is being written and closes the file.
func (s *Store) Close() error {
	if err := errors.Join(s.read.Close(), s.write.Close()); err != nil {
		return fmt.Errorf("store: close: %w", named(err))
	}
	return nil
}

// exec runs one statement that changes something, and tells of it. what names
// it in an error.
func (s *Store) exec(ctx context.Context, what, statement string, args ...any) (sql.Result, error) {
	r, err := s.write.ExecContext(ctx, statement, args...)
	if err != nil {
		return nil, fmt.Errorf("store: %s: %w", what, named(err))
	}
	s.Changed.Publish(struct{}{})
	return r, nil
}

// one runs a statement that changes or deletes one row; without such a row it
// returns app.ErrNotFound.
func (s *Store) one(ctx context.Context, what, statement string, args ...any) error {
	r, err := s.exec(ctx, what, statement, args...)
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return fmt.Errorf("store: %s: %w", what, app.ErrNotFound)
}

// collect runs a query on db and gathers its rows as scan makes them.
func collect[T any](ctx context.Context, db queryer, scan func(*sql.Rows) (T, error), query string, args ...any) (list []T, err error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, named(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, named(err)
		}
		list = append(list, one)
	}
	return list, named(rows.Err())
}
