package store

import (
	"context"
	"errors"
	"syscall"
	"testing"

	"avagar/app"

	sqlite3 "modernc.org/sqlite/lib"
)

func TestCodesOfSQLiteHaveNames(t *testing.T) {
	for _, c := range []struct {
		code int
		want error
	}{
		{sqlite3.SQLITE_CORRUPT, ErrCorrupt},
		{sqlite3.SQLITE_CORRUPT_VTAB, ErrCorrupt},
		{sqlite3.SQLITE_NOTADB, ErrCorrupt},
		{sqlite3.SQLITE_BUSY, ErrBusy},
		{sqlite3.SQLITE_BUSY_SNAPSHOT, ErrBusy},
		{sqlite3.SQLITE_FULL, syscall.ENOSPC},
		{sqlite3.SQLITE_IOERR_FSYNC, ErrUnreachable},
		{sqlite3.SQLITE_READONLY, ErrUnreachable},
		{sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, app.ErrNotFound},
		{sqlite3.SQLITE_CONSTRAINT_NOTNULL, nil},
	} {
		if got := byCode(c.code); got != c.want {
			t.Errorf("%d is %v, want %v", c.code, got, c.want)
		}
	}
}

func TestAPageThatIsDamagedLaterIsNamed(t *testing.T) {
	s := fresh(t)
	_, err := s.write.Exec("PRAGMA writable_schema = 1; UPDATE sqlite_master SET rootpage = 9999 WHERE name = 'speech_history'; PRAGMA writable_schema = RESET")
	must(t, err)
	if list, err := s.History(t.Context(), local, "", 0, 10); !errors.Is(err, ErrCorrupt) {
		t.Errorf("reads %v, %v", list, err)
	}
}

func TestACancelledCallChangesNothing(t *testing.T) {
	s := fresh(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.SetSettings(ctx, local, map[string]string{"a": "b"}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
	if got, err := s.Settings(t.Context(), local); err != nil || len(got) != 0 {
		t.Errorf("wrote %v, %v", got, err)
	}
}
