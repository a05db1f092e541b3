-- Recordings that a person brought or made, and what each of them says. Their
-- folders lie in the home folder; a time of 0 is none.

-- +goose Up

-- source is where the recordings came from, source_sum tells whether it is the
-- same still; fixed_split that they came with lists of what is held out.
CREATE TABLE datasets (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  path        TEXT NOT NULL,
  kind        TEXT NOT NULL,
  source      TEXT NOT NULL DEFAULT '',
  source_sum  TEXT NOT NULL DEFAULT '',
  language    TEXT NOT NULL DEFAULT '',
  license     TEXT NOT NULL DEFAULT '',
  speaker     TEXT NOT NULL DEFAULT '',
  fixed_split INTEGER NOT NULL DEFAULT 0,
  added_at    INTEGER NOT NULL,
  checked_at  INTEGER NOT NULL DEFAULT 0,
  created_at  INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at  INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  UNIQUE (user_id, name)
) STRICT;

-- id is the name in metadata.csv, path the sound below the dataset's folder,
-- findings a JSON array of objects, sound the SHA-256 of what is heard.
CREATE TABLE utterances (
  dataset_id INTEGER NOT NULL REFERENCES datasets (id) ON DELETE CASCADE,
  id         TEXT NOT NULL,
  ordinal    INTEGER NOT NULL,
  path       TEXT NOT NULL,
  text       TEXT NOT NULL,
  seconds    REAL NOT NULL DEFAULT 0,
  included   INTEGER NOT NULL DEFAULT 1,
  held_out   INTEGER NOT NULL DEFAULT 0,
  usable     INTEGER NOT NULL DEFAULT 1,
  findings   TEXT NOT NULL DEFAULT '[]',
  sound      TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  PRIMARY KEY (dataset_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX utterances_order ON utterances (dataset_id, ordinal);

-- +goose StatementBegin
CREATE TRIGGER datasets_updated AFTER UPDATE ON datasets BEGIN
  UPDATE datasets SET updated_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = NEW.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER utterances_updated AFTER UPDATE ON utterances BEGIN
  UPDATE utterances SET updated_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE dataset_id = NEW.dataset_id AND id = NEW.id;
END;
-- +goose StatementEnd
