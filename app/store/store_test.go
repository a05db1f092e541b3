package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"avagar/app"
)

// opened is a Store on path that closes with the test.
func opened(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func fresh(t *testing.T) *Store { return opened(t, filepath.Join(t.TempDir(), File)) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheFirstOpenMakesTheLocalUser(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "پوشهٔ 100% what?#&")
	must(t, os.Mkdir(dir, 0o700))
	for range 2 {
		s, err := Open(t.Context(), filepath.Join(dir, File))
		must(t, err)
		if u, err := s.LocalUser(t.Context()); err != nil || u != (app.User{ID: local, Name: "local"}) {
			t.Errorf("the user is %+v, %v", u, err)
		}
		must(t, s.Close())
	}
	if info, err := os.Stat(filepath.Join(dir, File)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info, err)
	}
}

func TestEveryConnectionHasThePragmas(t *testing.T) {
	s := fresh(t)
	for _, db := range []*sql.DB{s.write, s.read} {
		for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000"} {
			var got string
			must(t, db.QueryRow("PRAGMA "+pragma).Scan(&got))
			if got != want {
				t.Errorf("%s is %s, want %s", pragma, got, want)
			}
		}
	}
	if _, err := s.read.Exec("DELETE FROM users"); err == nil {
		t.Error("a reader could write")
	}
}

func TestANewerDatabaseIsRefusedAndLeftAsItIs(t *testing.T) {
	path := filepath.Join(t.TempDir(), File)
	s := opened(t, path)
	_, err := s.write.Exec("INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
	must(t, err)
	if newer, err := Open(t.Context(), path); !errors.Is(err, ErrNewer) {
		t.Errorf("opened %v, %v", newer, err)
	}
	if _, err := s.LocalUser(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestADamagedFileHasASentinelAndIsLeftAsItIs(t *testing.T) {
	path := filepath.Join(t.TempDir(), File)
	noise := []byte(strings.Repeat("no database ", 1000))
	must(t, os.WriteFile(path, noise, 0o600))
	if s, err := Open(t.Context(), path); !errors.Is(err, ErrCorrupt) {
		t.Errorf("opened %v, %v", s, err)
	}
	if left, err := os.ReadFile(path); err != nil || string(left) != string(noise) {
		t.Errorf("the file was changed, %v", err)
	}
	if s, err := Open(t.Context(), filepath.Join(path, "below")); err == nil {
		t.Errorf("opened %v below a file", s)
	}
}

func TestEveryTableBelongsToAUserAndTellsItsChanges(t *testing.T) {
	s := fresh(t)
	for _, table := range []string{"user_settings", "speech_history", "lexicon_entries", "requests", "models", "download_queue", "search_cache"} {
		var refers, triggers int
		must(t, s.read.QueryRow(`SELECT count(*) FROM pragma_foreign_key_list(?) WHERE "table" = 'users' AND "from" = 'user_id'`, table).Scan(&refers))
		must(t, s.read.QueryRow("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND sql LIKE '%AFTER UPDATE%'", table).Scan(&triggers))
		if refers != 1 || triggers != 1 {
			t.Errorf("%s has %d keys to users and %d triggers", table, refers, triggers)
		}
	}
	nobody := int64(77)
	if err := s.SetSettings(t.Context(), nobody, map[string]string{"a": "b"}); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("a setting of nobody gives %v", err)
	}
	if _, err := s.AddSpoken(t.Context(), app.Spoken{User: nobody, Text: "x"}); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("a text of nobody gives %v", err)
	}
}

func TestAnUpdateMovesUpdatedAt(t *testing.T) {
	s := fresh(t)
	must(t, s.PutPronunciation(t.Context(), app.Pronunciation{User: local, Word: "w", Phones: []string{"a"}}))
	_, err := s.write.Exec("DROP TRIGGER lexicon_entries_updated; UPDATE lexicon_entries SET updated_at = 5")
	must(t, err)
	must(t, s.SetSettings(t.Context(), local, map[string]string{"a": "1"}))
	var before, after int64
	const ask = "SELECT updated_at FROM user_settings"
	must(t, s.read.QueryRow(ask).Scan(&before))
	time.Sleep(5 * time.Millisecond)
	must(t, s.SetSettings(t.Context(), local, map[string]string{"a": "2"}))
	must(t, s.read.QueryRow(ask).Scan(&after))
	if after <= before {
		t.Errorf("updated at %d, then at %d", before, after)
	}
	list, err := s.Pronunciations(t.Context(), local)
	if err != nil || len(list) != 1 || list[0].At.UnixMilli() != 5 {
		t.Errorf("the lexicon reads %v, %v", list, err)
	}
}

func TestOneHandleFollowsTheOther(t *testing.T) {
	path := filepath.Join(t.TempDir(), File)
	window, terminal := opened(t, path), opened(t, path)
	news := make(chan struct{}, 100)
	defer window.Changed.Subscribe(func(struct{}) { news <- struct{}{} })()
	must(t, terminal.SetSettings(t.Context(), local, map[string]string{"text_size": "120"})) // before it follows
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- window.Follow(ctx) }()
	hears := func(what string) {
		t.Helper()
		select {
		case <-news:
		case <-time.After(5 * time.Second):
			t.Fatalf("no news of %s", what)
		}
	}
	hears("a change before Follow")
	must(t, terminal.SetSettings(t.Context(), local, map[string]string{"text_size": "150"}))
	hears("a setting")
	if got, err := window.Settings(t.Context(), local); err != nil || got["text_size"] != "150" {
		t.Errorf("the window reads %v, %v", got, err)
	}
	must(t, terminal.Ask(t.Context(), app.RequestRaise, "x"))
	hears("a request")
	must(t, window.SetSettings(t.Context(), local, map[string]string{"text_size": "90"}))
	hears("its own change")
	time.Sleep(3 * polling)
	if len(news) != 0 {
		t.Errorf("%d more news of its own change", len(news))
	}
	stop()
	must(t, <-ended)
}

func TestManyHandlesOpenAndWriteAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), File)
	const handles, rows = 4, 10
	errs := make(chan error)
	for range handles {
		go func() {
			s, err := Open(t.Context(), path)
			for i := 0; i < rows && err == nil; i++ {
				_, err = s.AddSpoken(t.Context(), app.Spoken{User: local, Text: "سلام"})
			}
			if s != nil {
				err = errors.Join(err, s.Close())
			}
			errs <- err
		}()
	}
	for range handles {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	list, err := opened(t, path).History(t.Context(), local, "", 0, 1000)
	if err != nil || len(list) != handles*rows {
		t.Errorf("%d rows, %v", len(list), err)
	}
}
