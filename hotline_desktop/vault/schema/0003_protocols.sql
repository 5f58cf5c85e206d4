-- Reporting protocols, every version; a kept version never changes, because situations freeze it.
CREATE TABLE protocol(
  id TEXT NOT NULL, version INTEGER NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY(id, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER protocol_stands BEFORE UPDATE ON protocol
BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER protocol_stays BEFORE DELETE ON protocol
BEGIN SELECT RAISE(ABORT, 'append only'); END;

-- The words of the newest version of each.
CREATE VIRTUAL TABLE protocol_words USING fts5(
  id UNINDEXED, title, words, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
