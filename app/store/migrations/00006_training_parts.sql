-- Every part of what a training measures has levels of its own. Those that were
-- kept of the loss of the frames alone are read from the runs' folders again.

-- +goose Up

-- paced is how many bytes of the run's speed.jsonl are in training_metrics.
ALTER TABLE training_jobs ADD COLUMN paced INTEGER NOT NULL DEFAULT 0;
UPDATE training_jobs SET measured = 0;

DROP TABLE training_metrics;

-- Stretches of what a training measures. part is the name of a loss or another
-- part of a step ('frames', 'learning_rate', …), 'steps' for which steps the
-- finer parts of the same ordinal are about, 'held_out' for evaluations of what
-- is held out, or 'speed'. min, mean and max are of the part over the stretch, of
-- 'held_out' those of the loss of the frames, of 'steps' none; data is, as
-- app/training writes it, the stretch in finer parts. So few rows are read at once
-- however long a run is.
CREATE TABLE training_metrics (
  job_id     INTEGER NOT NULL REFERENCES training_jobs (id) ON DELETE CASCADE,
  part       TEXT NOT NULL,
  ordinal    INTEGER NOT NULL,
  first      INTEGER NOT NULL,
  last       INTEGER NOT NULL,
  n          INTEGER NOT NULL,
  min        REAL NOT NULL,
  mean       REAL NOT NULL,
  max        REAL NOT NULL,
  data       BLOB NOT NULL,
  PRIMARY KEY (job_id, part, ordinal)
) STRICT, WITHOUT ROWID;
