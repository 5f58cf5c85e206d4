-- What searches rank, narrow and count by, in rows so small that all of them can be looked at; and
-- names apart from other words. vault/index.py fills both from the entries at the next opening.
CREATE TABLE entry_hours(
  seq INTEGER PRIMARY KEY, body TEXT NOT NULL UNIQUE -- a week that many entries share
) STRICT;
CREATE TABLE entry_facet(
  rowid INTEGER PRIMARY KEY, -- the entry's
  size INTEGER NOT NULL, -- letters of the name: short ones come first
  good_until INTEGER NOT NULL, -- seconds since 1970 until verified or vetted; 0 for never
  refused INTEGER NOT NULL, -- 1: nobody is to be sent there
  hours INTEGER NOT NULL, -- of entry_hours; 0 for not known
  min_age INTEGER NOT NULL, max_age INTEGER NOT NULL,
  state TEXT NOT NULL, county_fips TEXT NOT NULL, latitude REAL, longitude REAL
) STRICT;

CREATE TABLE entry_version(
  one INTEGER PRIMARY KEY CHECK(one=1), version INTEGER NOT NULL -- counts every write of an entry
) STRICT;

DROP TABLE entry_words;
CREATE VIRTUAL TABLE entry_words USING fts5(
  name, words, marks, -- what it is called, all else, and words that nobody types
  content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5'
);
