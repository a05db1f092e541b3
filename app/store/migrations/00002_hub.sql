-- What comes from the hub: folders that are here, the queue of downloads, and
-- repositories as they were last seen. A time of 0 is none.

-- +goose Up

-- A folder of a repository that is whole in the cache; an empty folder is all of it.
CREATE TABLE models (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  repo       TEXT NOT NULL,
  commit_sha TEXT NOT NULL,
  folder     TEXT NOT NULL,
  family     TEXT NOT NULL DEFAULT '',
  bytes      INTEGER NOT NULL,
  path       TEXT NOT NULL,
  added_at   INTEGER NOT NULL,
  created_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  UNIQUE (user_id, repo, commit_sha, folder)
) STRICT;

-- commit_sha is empty until the worker of the queue has asked the hub. chosen
-- tells that the files were named one by one, not by their folder.
CREATE TABLE download_queue (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  repo       TEXT NOT NULL,
  revision   TEXT NOT NULL,
  commit_sha TEXT NOT NULL DEFAULT '',
  folder     TEXT NOT NULL DEFAULT '',
  chosen     INTEGER NOT NULL DEFAULT 0,
  state      TEXT NOT NULL DEFAULT 'waiting'
             CHECK (state IN ('waiting', 'running', 'held', 'paused', 'failed', 'done', 'cancelled')),
  reason     TEXT NOT NULL DEFAULT '',
  subject    TEXT NOT NULL DEFAULT '',
  priority   INTEGER NOT NULL DEFAULT 0,
  position   INTEGER NOT NULL,
  forced     INTEGER NOT NULL DEFAULT 0,
  speed_limit INTEGER NOT NULL DEFAULT 0, -- bytes a second
  tries      INTEGER NOT NULL DEFAULT 0,
  retry_at   INTEGER NOT NULL DEFAULT 0,
  added_at   INTEGER NOT NULL,
  ended_at   INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER))
) STRICT;
CREATE INDEX download_queue_order ON download_queue (user_id, priority DESC, position, id) WHERE ended_at = 0;
CREATE INDEX download_queue_ended ON download_queue (user_id, ended_at DESC, id DESC) WHERE ended_at > 0;

CREATE TABLE download_files (
  download_id INTEGER NOT NULL REFERENCES download_queue (id) ON DELETE CASCADE,
  path        TEXT NOT NULL,
  ordinal     INTEGER NOT NULL,
  size        INTEGER NOT NULL DEFAULT -1, -- bytes; -1 where nobody said
  sha1        TEXT NOT NULL DEFAULT '',
  sha256      TEXT NOT NULL DEFAULT '',
  done        INTEGER NOT NULL DEFAULT 0,
  state       TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done')),
  created_at  INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at  INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  PRIMARY KEY (download_id, path)
) STRICT, WITHOUT ROWID;

-- languages and tags are JSON arrays of text, data is app/library's own JSON.
CREATE TABLE search_cache (
  id          INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind        TEXT NOT NULL,
  repo        TEXT NOT NULL,
  title       TEXT NOT NULL,
  author      TEXT NOT NULL,
  task        TEXT NOT NULL,
  library     TEXT NOT NULL,
  license     TEXT NOT NULL,
  gated       TEXT NOT NULL,
  languages   TEXT NOT NULL,
  tags        TEXT NOT NULL,
  downloads   INTEGER NOT NULL,
  likes       INTEGER NOT NULL,
  bytes       INTEGER NOT NULL,
  class       TEXT NOT NULL,
  sha         TEXT NOT NULL,
  modified_at INTEGER NOT NULL,
  data        BLOB NOT NULL,
  seen_at     INTEGER NOT NULL,
  created_at  INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  updated_at  INTEGER NOT NULL DEFAULT (CAST(unixepoch('subsec') * 1000 AS INTEGER)),
  UNIQUE (user_id, repo)
) STRICT;
CREATE INDEX search_cache_popular ON search_cache (user_id, kind, downloads DESC, id);

-- The same rows as they are searched for: folded, so that however a word is
-- typed it is found. It keeps no text of its own.
CREATE VIRTUAL TABLE search_text USING fts5(
  repo, author, tags, title,
  content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- +goose StatementBegin
CREATE TRIGGER models_updated AFTER UPDATE ON models BEGIN
  UPDATE models SET updated_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = NEW.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER download_queue_updated AFTER UPDATE ON download_queue BEGIN
  UPDATE download_queue SET updated_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = NEW.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER download_files_updated AFTER UPDATE ON download_files BEGIN
  UPDATE download_files SET updated_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE download_id = NEW.download_id AND path = NEW.path;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_cache_updated AFTER UPDATE ON search_cache BEGIN
  UPDATE search_cache SET updated_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = NEW.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER search_cache_deleted AFTER DELETE ON search_cache BEGIN
  DELETE FROM search_text WHERE rowid = OLD.id;
END;
-- +goose StatementEnd
