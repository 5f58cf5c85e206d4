-- What a search of situations sorts by, in rows so small that a page holds dozens of them, and words
-- that say nothing but where they stand: so thousands that match cost no reading of their pages.
CREATE TABLE situation_line(
  seq INTEGER PRIMARY KEY, -- the row of its words
  id TEXT NOT NULL UNIQUE REFERENCES situation(id),
  closed INTEGER NOT NULL, taken_at TEXT NOT NULL
) STRICT;
INSERT INTO situation_line(id, closed, taken_at)
SELECT id, status='closed', taken_at FROM situation ORDER BY taken_at;

ALTER TABLE situation_words RENAME TO situation_words_before;
CREATE VIRTUAL TABLE situation_words USING fts5(
  words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
-- Merged in the background of a save half as often: it writes 19 pages instead of 28.
INSERT INTO situation_words(situation_words, rank) VALUES('automerge', 8);
INSERT OR REPLACE INTO situation_words(rowid, words)
SELECT l.seq, w.words FROM situation_words_before w JOIN situation_line l ON l.id=w.id;
DROP TABLE situation_words_before;
