"""What narrows a search: words of the index that nobody types, and shared weeks; counts nothing."""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from math import ceil
from typing import NamedTuple
from weakref import WeakKeyDictionary

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.hours import Hours
from hotline_desktop.models.looking import Facets
from hotline_desktop.models.noun import UnreadableRecordError, decode, encode
from hotline_desktop.models.provider import Provider
from hotline_desktop.vault.spelling import MARK, folded
from hotline_desktop.vault.vault import Connection, Vault

SERVICE, LANGUAGE, TOPIC, KIND, AREA = "service", "language", "topic", "kind", "area"
_CELLS_A_DEGREE = 2
_PLAIN, _CODED = re.compile(r"[a-z1-9_ ]*"), "0x"
_MOST = 40
"""Values of one facet that are offered."""

_holding: "WeakKeyDictionary[Vault, dict[object, tuple[object, Holding]]]" = WeakKeyDictionary()
_weeks: "WeakKeyDictionary[Vault, _Weeks]" = WeakKeyDictionary()


def token(kind: str, value: str) -> str:
    """Give the one word that stands for a value: whatever it is, it must stay one word."""
    plain = folded(value)
    if _PLAIN.fullmatch(plain):
        return f"{MARK}{kind}{plain.replace('_', '0').replace(' ', '0')}"
    return f"{MARK}{kind}{_CODED}{plain.encode().hex()}"


def _value(kind: str, word: str) -> str:
    told = word.removeprefix(f"{MARK}{kind}")
    if told.startswith(_CODED):
        return bytes.fromhex(told.removeprefix(_CODED)).decode()
    return told.replace("0", " " if kind == LANGUAGE else "_")


def tokens(entry: Contact | Provider) -> tuple[str, ...]:
    """Give the words of all that an entry can be narrowed by."""
    told = [(LANGUAGE, language) for language in entry.languages]
    if isinstance(entry, Contact):
        told += [(TOPIC, topic) for topic in entry.topics]
        told += [(AREA, area) for area in entry.jurisdiction]
    else:
        told += [(SERVICE, kind) for kind in (*entry.services, *entry.finer)]
    told.append((KIND, "contact" if isinstance(entry, Contact) else "provider"))
    words = [token(kind, value) for kind, value in dict.fromkeys(told)]
    if entry.latitude is not None and entry.longitude is not None:
        words.append(_cell(*_at(entry.latitude, entry.longitude)))
    return tuple(words)


def asked(kind: str, facets: Facets) -> tuple[tuple[str, ...], ...]:
    """Give groups of the index's words; of each group entries must have one."""
    told: tuple[tuple[str, Iterable[str]], ...] = (
        (KIND, (kind,) if kind else ()),
        (SERVICE, facets.services),
        (LANGUAGE, facets.languages),
        (TOPIC, facets.topics),
    )
    groups = (tuple(token(of, value) for value in values) for of, values in told)
    return tuple(group for group in groups if group)


def cells_around(latitude: float, longitude: float) -> tuple[str, ...]:
    """Give the words of the cells that lie within some twenty-five miles of a point."""
    south, west = _at(latitude, longitude)
    wide = ceil(1 / max(0.2, 1 - (latitude / 90) ** 2))  # degrees get narrower to the north
    return tuple(
        _cell(south + north, west + east) for north in (-1, 0, 1) for east in range(-wide, wide + 1)
    )


def _at(latitude: float, longitude: float) -> tuple[int, int]:
    """Give the half degree that a point lies in, counted from the south pole and the date line."""
    return int((latitude + 90) * _CELLS_A_DEGREE), int((longitude + 180) * _CELLS_A_DEGREE)


def _cell(south: int, west: int) -> str:
    return f"{MARK}cell{south}x{west % (360 * _CELLS_A_DEGREE)}"


def version(vault: Vault) -> int:
    """Give a number that changes when an entry is written, and at no other write."""
    (told,) = vault.row("SELECT version FROM entry_version") or (0,)
    return int(told)


def commonest(vault: Vault, kind: str) -> list[str]:
    """Give the values of a kind that most entries have, as the index spells them."""
    vault.rows(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.entry_vocab "
        "USING fts5vocab('main', 'entry_words', 'row')"
    )
    begins = f"{MARK}{kind}"
    rows = vault.rows(
        "SELECT term FROM temp.entry_vocab WHERE term >= ? AND term < ? ORDER BY doc DESC LIMIT ?",
        begins,
        begins + "\uffff",
        _MOST,
    )
    return [_value(kind, term) for (term,) in rows]


def keep_hours(connection: Connection, hours: Hours | None) -> int:
    """Write a week unless it is there; gives its number, 0 for none."""
    if hours is None:
        return 0
    body = encode(hours).decode()
    row = connection.execute("SELECT seq FROM entry_hours WHERE body=?", (body,)).fetchone()
    if row is None:
        write = "INSERT INTO entry_hours(body) VALUES(?) RETURNING seq"
        row = connection.execute(write, (body,)).fetchone()
    number: int = row[0]
    return number


def open_hours(vault: Vault, now: datetime) -> list[int]:
    """Give the numbers of the weeks in which somebody is there, to the minute."""
    known = _weeks.setdefault(vault, _Weeks())
    last, minute = max(known.weeks, default=0), int(now.timestamp()) // 60
    rows = vault.rows("SELECT seq, body FROM entry_hours WHERE seq>?", last)
    if rows or known.minute != minute:
        known.weeks.update((seq, _read(body)) for seq, body in rows)
        known.minute = minute
        known.open = [seq for seq, week in known.weeks.items() if week and week.is_open(now)]
    return known.open


class _Weeks:
    """The weeks that were read, and which are open at a minute."""

    def __init__(self) -> None:
        self.weeks: dict[int, Hours | None] = {}
        self.minute = -1
        self.open: list[int] = []


class Holding(NamedTuple):
    """Row numbers of contacts whose jurisdiction is the county, and the state or the nation."""

    county: tuple[int, ...]
    state: tuple[int, ...]


def holding(vault: Vault, counties: tuple[str, ...], state: str) -> Holding:
    """Give who holds in a place; read once, until somebody writes."""
    as_of, known = version(vault), _holding.setdefault(vault, {})
    place = (counties, state)
    if place not in known or known[place][0] != as_of:
        known.clear()
        known[place] = (as_of, Holding(_in(vault, counties), _in(vault, (state, "US"))))
    return known[place][1]


def _in(vault: Vault, areas: tuple[str, ...]) -> tuple[int, ...]:
    rows = vault.rows(
        "SELECT DISTINCT e.rowid FROM jurisdiction j JOIN entry e ON e.id=j.contact "
        "WHERE j.area IN (SELECT value FROM json_each(?))",
        json.dumps(areas),
    )
    return tuple(number for (number,) in rows)


def _read(body: str) -> Hours | None:
    try:
        return decode(Hours, body)
    except UnreadableRecordError:  # one damaged entry must not end every search
        return None
