-- Trainings, what they saved and what they measured. Their folders are the truth:
-- whatever stands here is made again from them, but for the order of those that
-- have not begun. A time of 0 is none.

-- +goose Up

-- run is the id of the folder below checkpoints/, empty until there is one;
-- options is app/training's own JSON of what was asked for; measured is how many
-- bytes of the run's metrics.jsonl are in training_metrics.
CREATE TABLE training_jobs (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  run        TEXT NOT NULL DEFAULT '',
  folder     TEXT NOT NULL,
  options    TEXT NOT NULL DEFAULT '{}',
  state      TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'paused', 'done', 'failed')),
  position   INTEGER NOT NULL DEFAULT 0,
  reason     TEXT NOT NULL DEFAULT '',
  measured   INTEGER NOT NULL DEFAULT 0,
  added_at   INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER))
) STRICT;
CREATE UNIQUE INDEX training_jobs_run ON training_jobs (user_id, run) WHERE run <> '';
CREATE INDEX training_jobs_waiting ON training_jobs (user_id, position, id) WHERE state = 'waiting';

-- sum is the SHA-256 of the file.
CREATE TABLE checkpoints (
  job_id     INTEGER NOT NULL REFERENCES training_jobs (id) ON DELETE CASCADE,
  step       INTEGER NOT NULL,
  best       INTEGER NOT NULL DEFAULT 0,
  bytes      INTEGER NOT NULL,
  sum        TEXT NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  PRIMARY KEY (job_id, step)
) STRICT, WITHOUT ROWID;

-- Stretches of training, or of evaluations of what is held out: the loss of the
-- frames over each and, as app/training writes it, the stretch in finer parts. So
-- few rows are read at once however long a run is.
CREATE TABLE training_metrics (
  job_id     INTEGER NOT NULL REFERENCES training_jobs (id) ON DELETE CASCADE,
  held_out   INTEGER NOT NULL,
  ordinal    INTEGER NOT NULL,
  first      INTEGER NOT NULL,
  last       INTEGER NOT NULL,
  n          INTEGER NOT NULL,
  min        REAL NOT NULL,
  mean       REAL NOT NULL,
  max        REAL NOT NULL,
  data       BLOB NOT NULL,
  PRIMARY KEY (job_id, held_out, ordinal)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER training_jobs_updated AFTER UPDATE ON training_jobs BEGIN
  UPDATE training_jobs SET updated_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = NEW.id;
END;
-- +goose StatementEnd
