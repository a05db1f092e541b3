package store

import (
	"database/sql"
	"path/filepath"
	"testing"

	"avagar/app"
)

// A store of before has levels of one part alone, in another table.
func TestLevelsOfBeforeAreForgottenAndTheirTrainingsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), File)
	s, err := Open(t.Context(), path)
	must(t, err)
	id, err := s.AddTraining(t.Context(), app.TrainingJob{User: local, Run: "a-1", Folder: "/a", State: app.TrainingDone})
	must(t, err)
	must(t, s.Close())
	db, err := sql.Open("sqlite", path)
	must(t, err)
	for _, statement := range []string{
		"DELETE FROM goose_db_version WHERE version_id = 6",
		"ALTER TABLE training_jobs DROP COLUMN paced",
		"DROP TABLE training_metrics",
		`CREATE TABLE training_metrics (job_id INTEGER NOT NULL, held_out INTEGER NOT NULL, ordinal INTEGER NOT NULL, data BLOB NOT NULL,
			PRIMARY KEY (job_id, held_out, ordinal)) STRICT, WITHOUT ROWID`,
		"INSERT INTO training_metrics VALUES (1, 0, 0, x'00')",
		"UPDATE training_jobs SET measured = 500",
	} {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(statement, err)
		}
	}
	must(t, db.Close())

	s = opened(t, path)
	if l, err := s.Levels(t.Context(), id); err != nil || l.Measured != 0 || l.Paced != 0 || len(l.Pages) != 0 {
		t.Errorf("%+v, %v", l, err)
	}
	if j, err := s.TrainingOf(t.Context(), local, "a-1"); err != nil || j.ID != id {
		t.Errorf("%+v, %v", j, err)
	}
}
