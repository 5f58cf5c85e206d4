"""Reads the numbers of a flat row: what each is for, its extension, and which are private."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from hotline_desktop.exchange import clean, column_names, hiding
from hotline_desktop.exchange.phones import is_emergency, labelled, phone
from hotline_desktop.models.column_map import ColumnMap, Field
from hotline_desktop.models.contact import Phone

_PRIVATE = ("is_private", "private", "isprivate", "is_confidential", "confidential")
_BARE = re.compile(r"\W*\b(phone\d*|telefono|number|value|\d)\b\W*")
_ANY_NUMBER = re.compile(r"\b(phones?|telephones?|tel|telefono|numbers?)\b")
_BESIDE = ("note", "notes", "description", "desc", "visibility", "access", "use")
_LABELS = re.compile(r"^(phone|telephone|phone number|tel|number|main phone|telefono)( ?1)?$")

AREA = "the area code from the column beside was put before the number"
_LOCAL = re.compile(r"\d{3}[\s.-]?\d{4}(?:\D.*)?")
_AREA = re.compile(r"[2-9]\d\d")
_HOLDS_AREAS = re.compile(r"\barea ?codes?\b|^npa$")
_A_NUMBER = re.compile(r"\b(?:phone|telephone|tel|number|fax|cell|mobile|telefono)\d*\b")

Columns = Mapping[Field, tuple[str, ...]]


class Numbers(NamedTuple):
    """Numbers to call, lines for the notes about those that are private, and what is doubtful."""

    phones: tuple[Phone, ...]
    private: tuple[str, ...]
    doubts: tuple[str, ...]


def of_row(
    columns: Columns,
    cells: Mapping[str, str],
    raw: Mapping[str, str],
    country: str,
    with_fax: bool,
) -> Numbers:
    """Read every number, labelled by its column where that says more than "phone".

    ``raw`` are all cells of the row in their order, also those of columns that are not used.
    """
    hidden, private = _hidden(columns, cells)
    hidden |= _before_marks(columns, cells, list(raw))
    found: list[tuple[str, Phone]] = []
    doubts: list[str] = []
    for column in (*columns[Field.PHONE], *(columns[Field.FAX] if with_fax else ())):
        cell, label = cells[column], _label(column, raw)
        if cell and (column in hidden or hiding.says(label) or _is_private(column, raw)):
            private.append(f"private number: {cell}")
            continue
        for one, doubt in labelled(cell, label, country):
            if hiding.says(one.label) or not one.e164 and hiding.says(one.as_written):
                private.append(f"private number: {one.as_written} ({one.label})")
                continue
            found.append((column, one))
            doubts.append(doubt)
    doubts += _extend(found, columns, cells, list(raw), country)
    told = {(p.e164 or p.as_written, p.extension): p for _, p in reversed(found)}
    # What rings on a caller's own ground comes last: nobody reaches this office by it.
    by_use = sorted(list(told.values())[::-1], key=lambda one: is_emergency(one.as_written))
    return Numbers(tuple(by_use), tuple(private), tuple(doubts))


def with_areas(
    columns: Columns, cells: Mapping[str, str], raw: Mapping[str, str]
) -> tuple[Mapping[str, str], list[str]]:
    """Put before numbers of seven digits the area code that a list keeps in a column of its own."""
    found = dict[str, str]()
    for column in (*columns[Field.PHONE], *columns[Field.FAX]):
        if _LOCAL.fullmatch(cells[column]) and (of := _areas(tuple(raw)).get(column)):
            code = clean.text(raw[of])[0].removesuffix(".0").strip("()")
            found |= {column: f"{code}-{cells[column]}"} if _AREA.fullmatch(code) else {}
    return ({**cells, **found}, [AREA]) if found else (cells, [])


def holds_areas(column: str) -> bool:
    """Say whether a column holds area codes, by its name."""
    return bool(_HOLDS_AREAS.search(column_names.called(column)))


@lru_cache(maxsize=64)
def _areas(columns: tuple[str, ...]) -> Mapping[str, str]:
    """Give for a number's column the one of area codes right before it, if it is of this number.

    Where a list puts the codes behind the numbers, whose they are is not sure.
    """
    found, names = dict[str, str](), [column_names.called(column) for column in columns]
    for at in range(1, len(columns)):
        of = set(_HOLDS_AREAS.sub(" ", names[at - 1]).split())
        if holds_areas(columns[at - 1]) and of <= set(names[at].split()):
            found[columns[at]] = columns[at - 1]
    first = next((at for at, name in enumerate(names) if _A_NUMBER.search(name)), 0)
    is_before = any(map(holds_areas, columns[:first])) or holds_areas(columns[first])
    return found if is_before else {}


def _hidden(columns: Columns, cells: Mapping[str, str]) -> tuple[frozenset[str], list[str]]:
    """Name the columns of numbers that others hide; of one that does not say which, all."""
    every, found, private = columns[Field.PHONE], set[str](), list[str]()
    for column in columns[Field.PRIVATE]:
        cell, name = cells[column], column_names.folded(column)
        if hiding.is_number(cell):
            private.append(f"{name}: {cell}")
        elif hiding.is_of_number(name) and hiding.hides(cell, name)[0]:
            found |= _meant(hiding.subject(name), every)
            private += [] if hiding.FLAG.fullmatch(cell) else [f"{name}: {cell}"]
    return frozenset(found), private


def _meant(of: str, every: tuple[str, ...]) -> set[str]:
    """Give the columns of numbers that a flag names: by all its words, by some, or else all."""
    words = {each: hiding.subject(column_names.called(each)) for each in every}
    exactly = {each for each in every if of and of == words[each]}
    partly = {each for each in every if set(of.split()) & set(words[each].split())}
    if exactly or partly and of not in ("phone", "telephone"):
        return exactly or partly
    return set(every) if not of or _ANY_NUMBER.search(of) else set()


def _before_marks(columns: Columns, cells: Mapping[str, str], order: list[str]) -> frozenset[str]:
    """Name the columns of numbers that stand before one that only says "private".

    It may mean the place or the number: both are held back.
    """
    found = set()
    for column in columns[Field.CONFIDENTIAL]:
        words = column_names.folded(column)
        before = order[max(0, order.index(column) - 1)] if column in order else ""
        meant = hiding.is_behind_a_number(words) and before in columns[Field.PHONE]
        if meant and hiding.hides(cells[column], words)[0]:
            found.add(before)
    return frozenset(found)


def _extend(
    found: list[tuple[str, Phone]],
    columns: Columns,
    cells: Mapping[str, str],
    order: list[str],
    country: str,
) -> list[str]:
    """Put an extension to the number before it: it is an office's, and not the hotline's."""
    column = next((c for c in columns[Field.EXTENSION] if cells[c]), "")
    if not column or not found:
        return []
    at_all = {n: order.index(of) for n, (of, _) in enumerate(found) if of in columns[Field.PHONE]}
    if not at_all:
        return []
    before = [n for n, place in at_all.items() if place < order.index(column)]
    at = before[-1] if before else next(iter(at_all))
    of, one = found[at]
    if one.extension:
        return []
    read, doubt = phone(f"{one.as_written} ext {cells[column]}", one.label, country)
    found[at] = (of, read or one)
    return [doubt]


def told_by(held: ColumnMap) -> frozenset[str]:
    """Give the columns that something is taken from, also those that only say of a number what."""
    phones = (_beside(column) for column in held.columns(Field.PHONE))
    return frozenset(held.fields).union(*((*labels, *private) for labels, private, _ in phones))


def _label(column: str, raw: Mapping[str, str]) -> str:
    """Say what a number is for: in the words of a column beside, or by its own name."""
    beside, _, own = _beside(column)
    told = next((clean.text(cell)[0] for name in beside if (cell := raw.get(name, "")).strip()), "")
    return told[:60] or own


def _is_private(column: str, raw: Mapping[str, str]) -> bool:
    """Say whether a column beside says that this number is not for others."""
    _, marks, _ = _beside(column)
    if any(hiding.hides(raw[name], "private")[0] for name in marks if name in raw):
        return True
    stem = _stem(column)
    return any(hiding.says(raw.get(f"{stem}_{word}", "")) for word in _BESIDE)


def _stem(column: str) -> str:
    return re.sub(r"[_-]*(number|value)$", "", column)


@lru_cache(maxsize=512)
def _beside(column: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Name the columns that say what a number is for or hide it, and what its own name says."""
    stem, name = _stem(column), column_names.folded(column)
    own = "" if _LABELS.match(name) else _BARE.sub(" ", name).strip()
    labels = tuple(f"{stem}{to}{word}" for to in ("_", "_-_") for word in ("name", "label", "type"))
    told = (f"{s}{to}{w}" for s in (stem, column) for to in ("_", "_-_") for w in _PRIVATE)
    return labels, tuple(told), own
