"""The import's own process: recognises a directory file and reads its rows; writes nothing."""

import codecs
import os
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import blake2b
from pathlib import Path

import msgspec

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import (
    beside,
    clean,
    columns,
    files,
    icarol_table,
    legal_aid,
    linked,
    mapped,
    records,
    sections,
    workbooks,
)
from hotline_desktop.exchange.files import Part
from hotline_desktop.exchange.numbers import holds_areas, told_by
from hotline_desktop.exchange.sheets import sheet
from hotline_desktop.exchange.table import Table, shown
from hotline_desktop.models.column_map import ColumnMap, Field, FoundTable
from hotline_desktop.models.import_report import ReadRow
from hotline_desktop.models.letters import plain
from hotline_desktop.models.noun import Noun

CHUNK = 400
UNKNOWN_COLUMNS = "its columns are not known"
TOO_MUCH = "it says more than one entry can: split it"
_MOST_UNUSED = 60
_LONGEST_KEY = 400
_LARGEST_ROW, _LARGEST_CHUNK = 2 * 1024 * 1024, 8 * 1024 * 1024
"""Bytes as the parent gets them."""
_NO_TABLES = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "an Office file of the old kind"),
    (b"BEGIN:VCARD", "an address book"),
    (b"{\\rtf", "a text document"),
    (b"SQLite format 3", "a database"),
    (b"\x00\x01\x00\x00Stan", "a database"),
    (b"PAR1", "a column file"),
    (b"<", "a web page or XML"),
)
"""How files begin that may hold a directory and are no table."""
_TOGETHER = legal_aid.FILES | {f"{name}.csv" for name in linked.KNOWN}


class Asked(Noun, frozen=True):
    """What the parent knows: maps by their table's signature, whose list it is, what day it is."""

    maps: dict[str, ColumnMap] = {}
    source: str = ""
    today: date | None = None

    def request(self, path: Path) -> bytes:
        """Give what the child is sent: this, a line end, the path as the system writes it."""
        return msgspec.json.encode(self) + b"\n" + os.fsencode(path)


class Chunk(Noun, frozen=True):
    """Some rows, and what the parent should know of the whole file."""

    rows: tuple[ReadRow, ...] = ()
    unused_columns: tuple[str, ...] = ()
    tables: tuple[FoundTable, ...] = ()


def read(path: Path, asked: Asked = Asked()) -> Iterator[ReadRow]:  # noqa: B008 - frozen
    """Read every row of a directory file.

    Raises:
        BadInputError: one sentence on what is wrong with the file and what was expected.
    """
    with files.parts(path, _TOGETHER) as parts:
        yield from _marked(_File(*_meant(parts, path), path.name, asked).rows())


def answer(request: bytes, report: Callable[[bytes], None]) -> Iterable[bytes]:
    """Answer the parent: an :class:`Asked` and a path in, chunks of rows out."""
    told, _, name = request.partition(b"\n")
    path, asked = Path(os.fsdecode(name)), msgspec.json.decode(told, type=Asked)
    try:
        with files.parts(path, _TOGETHER) as parts:
            file = _File(*_meant(parts, path), path.name, asked)
            yield msgspec.json.encode(Chunk(tables=file.found))
            waiting: list[ReadRow] = []
            held = 0
            for count, row in enumerate(_marked(file.rows()), 1):
                size = len(msgspec.json.encode(row))
                if size > _LARGEST_ROW:
                    row, size = _without_entry(row), 0
                waiting.append(row)
                held += size
                if len(waiting) == CHUNK or held > _LARGEST_CHUNK:
                    yield msgspec.json.encode(Chunk(tuple(waiting)))
                    report(str(count).encode())
                    waiting, held = [], 0
            yield msgspec.json.encode(Chunk(tuple(waiting), file.unused()))
    except (OSError, UnicodeError):
        raise BadInputError(
            "This file cannot be read to its end, or was changed meanwhile: copy it and try again."
        ) from None
    except MemoryError:
        raise BadInputError("This file needs too much memory to be read: split it.") from None


class _File:
    """The tables of one file, folder or archive, and how each is read."""

    def __init__(self, parts: list[Part], beside: list[Part], name: str, asked: Asked) -> None:
        self._unused = [f"file {shown(part.name)}" for part in beside]
        tables = _taken_apart([t for part in parts for t in _tables(part)], self._unused)
        self._aid = [t for t in tables if legal_aid.kind_of(t)]
        rest = [t for t in tables if not legal_aid.kind_of(t)]
        self._linked = (
            [t for t in rest if linked.kind_of(t.name)] if linked.are_linked(rest) else []
        )
        flat = [t for t in rest if t not in self._linked]
        self._source, self._today = asked.source or columns.source_of(name), asked.today
        self._taken: set[str] = set()
        self._flat = [(t, columns.found(t, asked.maps)) for t in flat]
        if not (self._aid or self._linked or any(_is_known(f) for _, f in self._flat)):
            raise BadInputError(
                f"The columns of {(flat or tables)[0].name} are not known: name one that holds the "
                "agency or organization, and others such as phone, city, state."
            )

    @property
    def found(self) -> tuple[FoundTable, ...]:
        """Give every table as the preview shows it."""
        aid = (FoundTable(t.name, "legal aid export", t.columns) for t in self._aid)
        rows = (FoundTable(t.name, "linked tables (HSDS)", t.columns) for t in self._linked)
        return (*aid, *rows, *(found for _, found in self._flat))

    def rows(self) -> Iterator[ReadRow]:
        """Read every row of every table."""
        reader = legal_aid.Reader(self._aid)
        for table in self._aid:
            for line in table.rows():
                if line.wrong:
                    yield ReadRow(table.name, line.number, rejected=line.wrong)
                else:
                    yield reader.read(legal_aid.kind_of(table), table.name, line)
        if self._linked:
            yield from linked.read(self._linked, self._source, self._taken)
        for table, found in self._flat:
            yield from _mapped(table, found, self._source, self._today)

    def unused(self) -> tuple[str, ...]:
        """Name the columns that nothing was taken from."""
        aid = (c for t in self._aid for c in t.columns if c not in legal_aid.USED)
        rows = (c for t in self._linked for c in t.columns if c not in self._taken)
        flat = (c for t, f in self._flat if f.map for c in t.columns if c not in told_by(f.map))
        flat = (column for column in flat if not holds_areas(column))
        every = (c[:60] for c in (*self._unused, *aid, *rows, *flat) if c)
        return tuple(dict.fromkeys(every))[:_MOST_UNUSED]


def _meant(parts: list[Part], path: Path) -> tuple[list[Part], list[Part]]:
    """Give what belongs together, and what only happens to lie beside it.

    A list called contacts.csv is no part of an export of linked tables by its name alone.
    """
    if len(parts) < 2:
        return parts, []
    if parts[0].name == path.name and path.is_file():
        first = _tables(parts[0])
        belongs = any(legal_aid.kind_of(table) or linked.is_linked(table) for table in first)
        return (parts if belongs else parts[:1]), []
    named = [part for part in parts if part.name.casefold() in _TOGETHER]
    others = [part for part in parts if part not in named]
    if not named or not others:
        return parts, []
    tables = [table for part in named for table in _tables(part)]
    together = any(map(legal_aid.kind_of, tables)) or linked.are_linked(tables)
    return (named, others) if together else (parts, [])


def _taken_apart(tables: list[Table], unused: list[str]) -> list[Table]:
    """Give linked tables for each that runs several together, before the others."""
    apart: list[Table] = []
    rest: list[Table] = []
    for table in tables:
        linked = icarol_table.tables(table, unused) if icarol_table.is_one(table) else []
        apart.extend(linked)
        rest += [] if linked else [table]
    return [*apart, *rest]


def _tables(part: Part) -> list[Table]:
    if part.is_workbook:
        with part.open() as file:
            return workbooks.tables(part.name, file)
    begins = part.head.removeprefix(codecs.BOM_UTF8).lstrip()
    if other := next((what for mark, what in _NO_TABLES if begins.startswith(mark)), ""):
        raise BadInputError(
            f"{shown(part.name)} is {other}: save it as CSV, as a workbook (.xlsx) or as JSON."
        )
    if records.is_json(part.head):
        return records.tables(part.name, part.open)
    return [sheet(part.name, part.open)]


def _is_known(found: FoundTable) -> bool:
    return bool(found.map and found.map.fields)


def _mapped(table: Table, found: FoundTable, source: str, today: date | None) -> Iterator[ReadRow]:
    if found.map is None or not found.map.fields:
        for line in table.rows():
            wrong = line.wrong or UNKNOWN_COLUMNS
            yield ReadRow(table.name, line.number, unit=table.unit, rejected=wrong)
        return
    told = found.map if found.map.source else msgspec.structs.replace(found.map, source=source)
    told = beside.with_notes(told, table)
    headings = sections.Sections(_sheet(table.name), table.above)
    reader = mapped.Reader(told, table.unit, headings, _said_again(table, told), today)
    for each in table.rows():
        line = beside.taken(each, told)
        if line.wrong:
            yield ReadRow(table.name, line.number, unit=table.unit, rejected=line.wrong)
        else:
            yield reader(table.name, line)


def _said_again(table: Table, told: ColumnMap) -> frozenset[str]:
    """Give the identifiers that more than one row has: they do not tell their rows apart."""
    column = next(iter((*told.columns(Field.ID), *told.columns(Field.ORI))), "")
    seen, again = set[str](), set[str]()
    for line in table.rows() if column else ():
        cell = line.cells.get(column, "")
        (again if cell in seen else seen).add(cell)
    return frozenset(clean.text(cell)[0] for cell in again if cell)


def _sheet(name: str) -> str:
    """Give how the sheet is called, or the file without its ending."""
    _, comma, alone = name.rpartition(", ")
    return alone if comma else name.partition(".")[0]


def _without_entry(row: ReadRow) -> ReadRow:
    return ReadRow(row.file, row.line, unit=row.unit, label=row.name()[:80], rejected=TOO_MUCH)


def _marked(rows: Iterable[ReadRow]) -> Iterator[ReadRow]:
    """Mark rows that say again what an earlier row said. A name alone is no key."""
    seen: dict[bytes, str] = {}
    for row in rows:
        # Short digests: half a million rows stay within the child's memory.
        keys = [blake2b("\0".join(key).encode(), digest_size=12).digest() for key in _keys(row)]
        earlier = next((seen[key] for key in keys if key in seen), None)
        if earlier is not None:
            yield msgspec.structs.replace(row, duplicate_of=earlier)
            continue
        seen.update(dict.fromkeys(keys, row.place()))
        yield row


def _keys(row: ReadRow) -> list[tuple[str, ...]]:
    entry = row.contact or row.provider
    if entry is None:
        return []
    keys: list[tuple[str, ...]] = [("id", entry.source, entry.source_id)]
    if row.contact is not None and row.contact.phones:
        number = row.contact.phones[0]
        told = (row.contact.agency, row.contact.desk, row.contact.person, row.contact.city,
                row.contact.state, row.county_words, row.contact.jurisdiction_words)  # fmt: skip
        keys.append((*map(_folded, told), number.e164 or number.as_written, number.extension))
    return keys


def _folded(words: str) -> str:
    return re.sub(r"[^\w]+", "", plain(words[:_LONGEST_KEY]))


def main() -> None:
    """Serve the session that started this process."""
    from hotline_desktop.child import serve  # only the process itself needs it

    serve(answer)


if __name__ == "__main__":
    main()
