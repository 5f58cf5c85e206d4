"""Situations in the vault, every revision of them; finds them by the words in them."""

import re
from datetime import datetime
from typing import Any

from hotline_desktop.models.noun import Noun, decode, encode
from hotline_desktop.models.situation import Draft, Situation, Status
from hotline_desktop.vault.trail import stamp
from hotline_desktop.vault.vault import Connection, Vault
from hotline_desktop.vault.words import matching

_NUMBER = re.compile(r"\bS[-\s]?(\d\d)[-\s]?(\d{4,})\b", re.IGNORECASE)


class Line(Noun, frozen=True):
    """What a list shows of a situation without reading its body."""

    id: str
    number: str
    status: Status
    taken_at: datetime
    kind: str
    urgency: str
    place: str
    state: str


def keep(connection: Connection, situation: Situation) -> None:
    """Write a situation and its revision."""
    draft, body = situation.draft, encode(situation.draft).decode()
    taken, kept = stamp(situation.taken_at), stamp(situation.kept_at)
    connection.execute(
        "INSERT INTO situation VALUES(?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT(id) DO UPDATE SET "
        "status=excluded.status, kept_at=excluded.kept_at, author=excluded.author, "
        "revision=excluded.revision, kind=excluded.kind, urgency=excluded.urgency, "
        "place=excluded.place, state=excluded.state, body=excluded.body",
        (
            situation.id,
            situation.number,
            situation.status,
            taken,
            kept,
            situation.author,
            situation.revision,
            draft.kind,
            draft.urgency or "",
            draft.place.words,
            draft.place.state,
            body,
        ),
    )
    connection.execute(
        "INSERT INTO situation_revision VALUES(?,?,?,?,?,?)",
        (situation.id, situation.revision, kept, situation.author, situation.status, body),
    )
    (seq,) = connection.execute(
        "INSERT INTO situation_line(id, closed, taken_at) VALUES(?,?,?) "
        "ON CONFLICT(id) DO UPDATE SET closed=excluded.closed RETURNING seq",
        (situation.id, situation.status == Status.CLOSED, taken),
    ).fetchone()
    connection.execute(
        "INSERT OR REPLACE INTO situation_words(rowid, words) VALUES(?,?)", (seq, _words(situation))
    )


def next_number(connection: Connection, at: datetime) -> str:
    """Give the next number of the year, S-26-0001 and on; inside the transaction that keeps it."""
    return next_in_series(connection, "situation", "S", at)


def next_in_series(connection: Connection, table: str, letter: str, at: datetime) -> str:
    """Give the next free number of a yearly series."""
    series = f"{letter}-{at:%y}-"
    # Not LIKE, which takes small letters for capitals and so cannot use the index.
    row = connection.execute(
        f"SELECT max(CAST(substr(number, {len(series) + 1}) AS INTEGER)) FROM {table} "  # noqa: S608 - a literal of ours
        "WHERE number > ? AND number < ?",
        (series, f"{series}~"),
    ).fetchone()
    return f"{series}{(row[0] or 0) + 1:04d}"


_WHOLE = "SELECT id, number, status, taken_at, kept_at, author, revision, body FROM situation"


def situation(vault: Vault, identity: str) -> Situation | None:
    """Read one by id or number."""
    # One after the other: "id=? OR number=?" reads the pages of both indexes every time.
    row = vault.row(f"{_WHOLE} WHERE id=?", identity)
    row = row or vault.row(f"{_WHOLE} WHERE number=?", identity.upper())
    if row is None:
        return None
    found, number, status, taken, kept, author, revision, body = row
    return Situation(
        id=found,
        number=number,
        status=Status(status),
        taken_at=datetime.fromisoformat(taken),
        kept_at=datetime.fromisoformat(kept),
        author=author,
        revision=revision,
        draft=decode(Draft, body),
    )


_LINE = "SELECT s.id, s.number, s.status, s.taken_at, s.kind, s.urgency, s.place, s.state "


def lines(vault: Vault, status: Status | None = None, limit: int = 200) -> tuple[Line, ...]:
    """List situations, open ones first, newest first."""
    found: list[tuple[Any, ...]] = []
    # One status at a time: only so the index by time is used, and no other row is read.
    for one in (status,) if status else (Status.OPEN, Status.CLOSED):
        asked = _LINE + "FROM situation s WHERE s.status=? ORDER BY s.taken_at DESC LIMIT ?"
        found += vault.rows(asked, one, limit - len(found))
    return _lines(found)


_BY_WORDS = "SELECT rowid AS seq FROM situation_words WHERE situation_words MATCH :match"
# By rowid: the numbers are then read from their index, without the rows.
_BY_NUMBER = (
    "SELECT l.seq FROM situation s JOIN situation_line l ON l.id=s.id WHERE s.rowid IN "
    "(SELECT rowid FROM situation WHERE number LIKE :part OR number=:whole)"
)
_FOUND = (
    _LINE  # noqa: S608 - literals of ours
    + "FROM (SELECT l.*, l.id IS NOT (SELECT id FROM situation WHERE number=:whole) AS other "
    "FROM ({}) JOIN situation_line l USING(seq) ORDER BY other, l.closed, l.taken_at DESC "
    "LIMIT :limit) f CROSS JOIN situation s ON s.id=f.id "
    "ORDER BY f.other, f.closed, f.taken_at DESC"
)
"""Sorted by the small rows: of thousands that match only those that are shown are read whole."""


def find(vault: Vault, text: str, limit: int = 50) -> tuple[Line, ...]:
    """Find situations by number or by words in them; no text lists them all.

    The one whose whole number is named comes first: "S-26-1234" also begins "S-26-12340".
    """
    named = _NUMBER.search(text)
    # The letter of a number is a whole word: as the beginning of one it is that of thousands.
    number = '"S" "{}" "{}"* '.format(*named.groups()) if named else ""
    match = number + matching(_NUMBER.sub(" ", text, count=1) if named else text)
    if not match:
        return lines(vault, limit=limit)
    by = f"{_BY_WORDS} UNION {_BY_NUMBER}" if re.search(r"\d", text) else _BY_WORDS
    return _lines(
        vault.rows(
            _FOUND.format(by),
            match=match,
            part=f"%{text.strip().upper()}%",
            whole="S-{}-{}".format(*named.groups()) if named else "",
            limit=limit,
        )
    )


def _lines(rows: list[tuple[Any, ...]]) -> tuple[Line, ...]:
    return tuple(
        Line(i, number, Status(status), datetime.fromisoformat(taken), *rest)
        for i, number, status, taken, *rest in rows
    )


def _words(situation: Situation) -> str:
    draft = situation.draft
    return "\n".join(
        [
            situation.number,
            draft.place.words,
            draft.place.county,
            draft.place.detail,
            draft.narrative,
            draft.approach,
            draft.signaler.name,
            *(f"{p.label} {p.name} {p.description}" for p in draft.persons),
            *(s.words for s in draft.statements),
        ]
    )
