-- The office, its people and keys, situations with every revision, what left, and the trail.
PRAGMA application_id=0x484F544C;

CREATE TABLE office(id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE advocate(id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;

-- PEM texts: the office's root, and the certificate and key an advocate signs with.
CREATE TABLE signing(
  advocate TEXT PRIMARY KEY REFERENCES advocate(id),
  chain TEXT NOT NULL, key TEXT NOT NULL, root_key TEXT NOT NULL, root_sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE situation(
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, status TEXT NOT NULL,
  taken_at TEXT NOT NULL, kept_at TEXT NOT NULL, author TEXT NOT NULL, revision INTEGER NOT NULL,
  kind TEXT NOT NULL, urgency TEXT NOT NULL, place TEXT NOT NULL, state TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX situation_by_time ON situation(status, taken_at DESC);

CREATE TABLE situation_revision(
  situation TEXT NOT NULL REFERENCES situation(id), revision INTEGER NOT NULL,
  kept_at TEXT NOT NULL, author TEXT NOT NULL, status TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY(situation, revision)
) STRICT;

CREATE VIRTUAL TABLE situation_words USING fts5(
  id UNINDEXED, words, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);

CREATE TABLE packet(
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, situation TEXT NOT NULL REFERENCES situation(id),
  recipient TEXT NOT NULL, made_at TEXT NOT NULL, made_by TEXT NOT NULL,
  referral TEXT NOT NULL, digest TEXT NOT NULL, pdf BLOB NOT NULL
) STRICT;

CREATE TABLE ledger(
  seq INTEGER PRIMARY KEY, situation TEXT NOT NULL REFERENCES situation(id),
  packet TEXT NOT NULL REFERENCES packet(id), body TEXT NOT NULL
) STRICT;

CREATE TABLE trail(
  seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL,
  subject TEXT NOT NULL, detail TEXT NOT NULL, hash BLOB NOT NULL
) STRICT;

CREATE TRIGGER trail_stands BEFORE UPDATE ON trail BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER trail_stays BEFORE DELETE ON trail BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER ledger_stands BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER ledger_stays BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'append only'); END;
