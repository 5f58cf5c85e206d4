-- Who has a slot, by the public key to which a new data key is sealed; and the office's own secret,
-- from which the keys of spool and anchor are derived. What the header says of either is checked
-- against this: the header can be written by anybody who holds the folder.
CREATE TABLE access(
  advocate TEXT PRIMARY KEY REFERENCES advocate(id), slot TEXT NOT NULL UNIQUE,
  public BLOB NOT NULL, since TEXT NOT NULL
) STRICT;

CREATE TABLE shares(
  id INTEGER PRIMARY KEY CHECK(id = 1), public BLOB NOT NULL,
  made_at TEXT NOT NULL, rehearsed_at TEXT NOT NULL
) STRICT;

CREATE TABLE secret(id INTEGER PRIMARY KEY CHECK(id = 1), value BLOB NOT NULL) STRICT;

ALTER TABLE advocate ADD COLUMN role TEXT NOT NULL DEFAULT 'administrator';
ALTER TABLE advocate ADD COLUMN left_at TEXT NOT NULL DEFAULT '';

CREATE INDEX trail_by_who ON trail(who, seq);
CREATE INDEX trail_by_act ON trail(act, seq);
CREATE INDEX trail_by_subject ON trail(subject, seq);
