-- What searches rank, narrow and count by, in rows so small that all of them can be looked at.
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

INSERT INTO entry_hours(body) SELECT DISTINCT json_extract(body, '$.hours') FROM entry
WHERE json_valid(body) AND json_extract(body, '$.hours') IS NOT NULL;
INSERT INTO entry_facet SELECT e.rowid, length(e.name),
  coalesce(unixepoch(nullif(e.good_until, '')), 0),
  coalesce(e.body->>'do_not_refer', 0) OR coalesce(e.body->>'standing', 'active') <> 'active',
  coalesce((SELECT seq FROM entry_hours h WHERE h.body=json_extract(e.body, '$.hours')), 0),
  coalesce(e.body->>'min_age', 0), coalesce(e.body->>'max_age', 999),
  e.state, e.county_fips, e.latitude, e.longitude
FROM entry e WHERE json_valid(e.body);

-- Names stand apart from the rest from now on: who is called so comes before who is told so.
DROP TABLE entry_words;
CREATE VIRTUAL TABLE entry_words USING fts5(
  name, words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2',
  prefix='1 2 3'
);
INSERT INTO entry_words(rowid, name, words)
SELECT e.rowid, e.name || ' ' || e.second, CASE WHEN NOT json_valid(e.body) THEN '' ELSE
  'zz0kind' || e.kind || ' ' || e.city || ' ' || e.state
  || coalesce(' zz0cell' || CAST((e.latitude + 90) * 2 AS INTEGER) || 'x'
    || CAST((e.longitude + 180) * 2 AS INTEGER), '')
  || ' ' || coalesce(json_extract(e.body, '$.county'), '')
  || ' ' || replace(coalesce(json_extract(e.body, '$.kind'), ''), '_', ' ')
  || ' ' || coalesce(json_extract(e.body, '$.role'), '')
  || ' ' || coalesce(json_extract(e.body, '$.ori'), '')
  || ' ' || coalesce(json_extract(e.body, '$.alternate_name'), '')
  || ' ' || CASE WHEN json_extract(e.body, '$.confidential') THEN ''
    ELSE coalesce(json_extract(e.body, '$.location'), '') END
  || ' ' || coalesce(json_extract(e.body, '$.area'), '')
  || ' ' || substr(coalesce(json_extract(e.body, '$.serves_words'), ''), 1, 2000)
  || ' ' || substr(coalesce(json_extract(e.body, '$.jurisdiction_words'), ''), 1, 2000)
  || ' ' || substr(coalesce(json_extract(e.body, '$.description'), ''), 1, 2000)
  || ' ' || coalesce((SELECT group_concat(replace(value, '_', ' ') || ' zz0service'
    || replace(value, '_', '0'), ' ') FROM json_each(e.body, '$.services')), '')
  || ' ' || coalesce((SELECT group_concat(replace(value, '_', ' ') || ' zz0service'
    || replace(value, '_', '0'), ' ') FROM json_each(e.body, '$.finer')), '')
  || ' ' || coalesce((SELECT group_concat(replace(value, '_', ' ') || ' zz0topic'
    || replace(value, '_', '0'), ' ') FROM json_each(e.body, '$.topics')), '')
  || ' ' || coalesce((SELECT group_concat(value || ' zz0language'
    || replace(lower(value), ' ', '0'), ' ') FROM json_each(e.body, '$.languages')), '')
  || ' ' || CASE WHEN json_extract(e.body, '$.confidential')
    THEN coalesce(json_extract(e.body, '$.gate_phone'), '')
    ELSE coalesce((SELECT group_concat(coalesce(json_extract(value, '$.as_written'), '')
      || ' ' || substr(coalesce(json_extract(value, '$.e164'), ''), 3)
      || ' ' || substr(coalesce(json_extract(value, '$.e164'), ''), 6), ' ')
      FROM json_each(e.body, '$.phones')), '') END
  END
FROM entry e;
