-- Times are milliseconds since 1970 (UTC). Every row belongs to a user.

-- +goose Up
CREATE TABLE users (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL UNIQUE,
  created_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER))
) STRICT;

CREATE TABLE user_settings (
  user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name       TEXT NOT NULL,
  value      TEXT NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;

-- folded is text as it is searched for.
CREATE TABLE speech_history (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  text        TEXT NOT NULL,
  folded      TEXT NOT NULL,
  voice       TEXT NOT NULL,
  speed       REAL NOT NULL,
  pitch       REAL NOT NULL,
  duration_ms INTEGER NOT NULL,
  spoken_at   INTEGER NOT NULL,
  created_at  INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at  INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER))
) STRICT;
CREATE INDEX speech_history_newest ON speech_history (user_id, id DESC);

-- phones are IPA symbols with a space between.
CREATE TABLE lexicon_entries (
  user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  word       TEXT NOT NULL,
  phones     TEXT NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  PRIMARY KEY (user_id, word)
) STRICT, WITHOUT ROWID;

CREATE TABLE requests (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind       TEXT NOT NULL,
  data       TEXT NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER))
) STRICT;
CREATE INDEX requests_user ON requests (user_id);

-- +goose StatementBegin
CREATE TRIGGER users_updated AFTER UPDATE ON users BEGIN
  UPDATE users SET updated_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = NEW.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER user_settings_updated AFTER UPDATE ON user_settings BEGIN
  UPDATE user_settings SET updated_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE user_id = NEW.user_id AND name = NEW.name;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER speech_history_updated AFTER UPDATE ON speech_history BEGIN
  UPDATE speech_history SET updated_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = NEW.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER lexicon_entries_updated AFTER UPDATE ON lexicon_entries BEGIN
  UPDATE lexicon_entries SET updated_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE user_id = NEW.user_id AND word = NEW.word;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER requests_updated AFTER UPDATE ON requests BEGIN
  UPDATE requests SET updated_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = NEW.id;
END;
-- +goose StatementEnd

INSERT INTO users (id, name) VALUES (1, 'local');
