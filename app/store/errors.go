package store

import (
	"errors"
	"fmt"
	"syscall"

	"avagar/app"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

var (
	// ErrNewer says that a later version of the program wrote the database.
	ErrNewer = errors.New("store: made by a later version")
	// ErrCorrupt says that the file is no database or is damaged.
	ErrCorrupt = errors.New("store: damaged")
	// ErrBusy says that another program held the database for too long.
	ErrBusy = errors.New("store: held by another program")
	// ErrUnreachable says that the database could not be read or written.
	ErrUnreachable = errors.New("store: cannot be read or written")
)

// named adds to an error of the driver what a caller branches on.
func named(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	if name := byCode(e.Code()); name != nil {
		return fmt.Errorf("%w: %w", name, err)
	}
	return err
}

func byCode(code int) error {
	if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY {
		return app.ErrNotFound // what the row belongs to
	}
	switch code & 0xff { // the rest says more of the same
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return ErrCorrupt
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrBusy
	case sqlite3.SQLITE_FULL:
		return syscall.ENOSPC
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM:
		return ErrUnreachable
	}
	return nil
}
