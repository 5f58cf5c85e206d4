-- Law-enforcement contacts and service providers: whole as JSON, with what lists and searches need.

CREATE TABLE entry(
  rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, -- contact or provider
  name TEXT NOT NULL, second TEXT NOT NULL, city TEXT NOT NULL, state TEXT NOT NULL,
  county_fips TEXT NOT NULL, latitude REAL, longitude REAL,
  good_until TEXT NOT NULL, -- verified (contact) or vetted (provider) until; '' for never
  source TEXT NOT NULL, source_id TEXT NOT NULL, body TEXT NOT NULL
) STRICT;
CREATE INDEX entry_by_place ON entry(kind, state, county_fips);
CREATE INDEX entry_by_source ON entry(source, source_id);

CREATE TABLE jurisdiction(
  area TEXT NOT NULL, contact TEXT NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
  PRIMARY KEY(area, contact)
) STRICT, WITHOUT ROWID;
CREATE INDEX jurisdiction_by_contact ON jurisdiction(contact);

CREATE VIRTUAL TABLE entry_place USING rtree(rowid, south, north, west, east);

CREATE VIRTUAL TABLE entry_words USING fts5(
  words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
);
