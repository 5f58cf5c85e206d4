-- What was changed of a directory entry, by whom and in which import; kept column maps.
CREATE TABLE entry_change(
  seq INTEGER PRIMARY KEY, entry TEXT NOT NULL, revision INTEGER NOT NULL, -- the one it made
  at TEXT NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL,
  run TEXT NOT NULL, -- the import or merge it belongs to, or ''
  before TEXT NOT NULL -- the body that was replaced; '' where there was none
) STRICT;
CREATE UNIQUE INDEX entry_change_by_entry ON entry_change(entry, revision);
CREATE INDEX entry_change_by_run ON entry_change(run) WHERE run<>'';

CREATE TABLE import_run(
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, who TEXT NOT NULL,
  name TEXT NOT NULL, rows INTEGER NOT NULL, written INTEGER NOT NULL, undone_at TEXT NOT NULL
) STRICT;

CREATE TABLE column_map(
  seq INTEGER PRIMARY KEY, signature TEXT NOT NULL UNIQUE, body TEXT NOT NULL
) STRICT;

-- Entries that were merged into another, and pairs that somebody said are two.
CREATE TABLE entry_alias(
  seq INTEGER PRIMARY KEY, old TEXT NOT NULL UNIQUE, new TEXT NOT NULL, run TEXT NOT NULL
) STRICT;
CREATE TABLE not_alike(
  seq INTEGER PRIMARY KEY, first TEXT NOT NULL, second TEXT NOT NULL, UNIQUE(first, second)
) STRICT;

-- Numbers, topics and other names can be found from now on: every entry's words are written anew.
INSERT INTO entry_words(entry_words) VALUES('delete-all');
INSERT INTO entry_words(rowid, words)
SELECT e.rowid, CASE WHEN NOT json_valid(e.body) THEN e.name || ' ' || e.second ELSE
  e.name || ' ' || e.second || ' ' || e.city || ' ' || e.state
  || ' ' || coalesce(json_extract(e.body, '$.county'), '')
  || ' ' || replace(coalesce(json_extract(e.body, '$.kind'), ''), '_', ' ')
  || ' ' || coalesce(json_extract(e.body, '$.area'), '')
  || ' ' || coalesce(json_extract(e.body, '$.jurisdiction_words'), '')
  || ' ' || substr(coalesce(json_extract(e.body, '$.description'), ''), 1, 2000)
  || ' ' || coalesce((SELECT group_concat(replace(value, '_', ' '), ' ') FROM
    json_each(e.body, '$.services')), '')
  || ' ' || coalesce((SELECT group_concat(replace(value, '_', ' '), ' ') FROM
    json_each(e.body, '$.topics')), '')
  || ' ' || coalesce((SELECT group_concat(value, ' ') FROM json_each(e.body, '$.languages')), '')
  || ' ' || coalesce((SELECT group_concat('zz0service' || replace(value, '_', '0'), ' ') FROM
    json_each(e.body, '$.services')), '')
  || ' ' || coalesce((SELECT group_concat('zz0topic' || replace(value, '_', '0'), ' ') FROM
    json_each(e.body, '$.topics')), '')
  || ' ' || coalesce((SELECT group_concat('zz0language' || replace(lower(value), ' ', '0'), ' ')
    FROM json_each(e.body, '$.languages')), '')
  || ' ' || CASE WHEN json_extract(e.body, '$.confidential')
    THEN coalesce(json_extract(e.body, '$.gate_phone'), '')
    ELSE coalesce((SELECT group_concat(coalesce(json_extract(value, '$.as_written'), '')
      || ' ' || substr(coalesce(json_extract(value, '$.e164'), ''), 3)
      || ' ' || substr(coalesce(json_extract(value, '$.e164'), ''), 6), ' ')
      FROM json_each(e.body, '$.phones')), '') END
  END
FROM entry e;
