"""Reads the sheets of a workbook (XLSX) into tables, within limits; runs no formula or macro."""

import codecs
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from itertools import chain
from typing import IO

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import column_names, held_words, sheet_marks, two_rows
from hotline_desktop.exchange.sheet_marks import Marks
from hotline_desktop.exchange.sheets import LARGEST
from hotline_desktop.exchange.table import (
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    Foreign,
    Line,
    Listed,
    Rower,
    Table,
    columns_of,
    shown,
)
from hotline_desktop.exchange.unpacking import DAMAGED, refuse_long_list

_MOST_CELLS = 2_000_000
_MOST_PLACES = 3 * _MOST_CELLS
"""Cells with the empty ones before them: one at the far right makes a row 16,384 wide."""
_TAGS_A_CELL, _MOST_OTHER_TAGS = 6, 400_000
"""Cells and texts are read as they come, styles and lists of parts all at once."""
_HEAVY = tuple(
    mark + tag
    for mark in (b"<", b":")
    for tag in (b"xf", b"dxf", b"font", b"fill", b"border", b"numFmt", b"cellStyle", b"Override",
                b"Default", b"definedName", b"Relationship", b"sheet ")
)  # fmt: skip
_MOST_HEAVY = 70_000
"""Styles and lists of parts are held as objects; a program writes at most 65,490 styles."""
_LONGEST_RUN = 512 * 1024
"""From one tag to the next: a cell is shorter, and markup without an end is read over and over."""
_MARKUP = (".xml", ".rels")
_MOST_SHEETS = 200
HIDDEN_ROW = "it stands in a hidden row: show the row in the workbook if it is meant to be read"
_REMARKS = "remarks on cells"
HIDDEN = "it stands in a hidden sheet: show the sheet in the workbook if it is meant to be read"
_CELLS = (b"<c ", b"<c>", b"<c/", b"<si", b":c ", b":c>", b":c/", b":si")
_MOST_ZEROS = 30
_LINES_BEFORE = 10
_FEW = 2
_TOO_MUCH = "{name} holds too much: split it, or save it as CSV."
_DAMAGED = "{name} cannot be opened as a workbook: save the sheet as CSV in UTF-8."


def tables(name: str, file: IO[bytes]) -> list[Table]:
    """Give every sheet that holds a table.

    Raises:
        BadInputError: one sentence on what is wrong with it.
    """
    name = shown(name)
    content = file.read(LARGEST + 1)
    _refuse_bombs(name, content)
    found = _sheets(name, content)
    if not found:
        raise BadInputError(f"{name} holds no sheet with a table in it.")
    return found


def _refuse_bombs(name: str, content: bytes) -> None:
    """Unpack every member once and count, before a reader believes what its list says."""
    counted = _Counted()
    try:
        refuse_long_list(BytesIO(content), len(content))
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for member in archive.infolist():
                before = b""
                with archive.open(member) as part:
                    while piece := part.read(1024 * 1024):
                        counted.add(piece)
                        if _is_no_markup(member.filename, before + piece):
                            raise BadInputError(f"{name} holds markup that no workbook needs.")
                        before = piece[-16:]
                        if counted.is_too_much():
                            raise BadInputError(_TOO_MUCH.format(name=name))
                    counted.end_member()
    except DAMAGED:
        raise BadInputError(_DAMAGED.format(name=name)) from None


class _Counted:
    """How much stands in a workbook, counted while it is unpacked for the first time."""

    def __init__(self) -> None:
        self._size = self._cells = self._heavy = self._others = self._run = 0
        self._tags = self._of_member = 0

    def add(self, piece: bytes) -> None:
        """Count a piece of a member."""
        cells = sum(piece.count(mark) for mark in _CELLS)
        self._size, self._cells = self._size + len(piece), self._cells + cells
        self._heavy += sum(piece.count(mark) for mark in _HEAVY)
        self._tags += piece.count(b"<") - 2 * piece.count(b"<row ") - 2 * piece.count(b":row ")
        self._of_member += cells
        first, *rest = piece.split(b">")
        self._run = max(self._run + len(first) if not rest else len(rest[-1]), 0)
        self._longest = max(len(first), self._run, *map(len, rest), 0)

    def end_member(self) -> None:
        """Count what is no cell of a member; many cells in one do not pay for tags in another."""
        self._others += max(0, self._tags - _TAGS_A_CELL * self._of_member)
        self._tags = self._of_member = self._run = 0

    def is_too_much(self) -> bool:
        """Say whether a reader would take too long, or too much memory."""
        others = self._others + max(0, self._tags - _TAGS_A_CELL * self._of_member)
        return (
            self._size > LARGEST
            or self._cells > _MOST_CELLS
            or others > _MOST_OTHER_TAGS
            or self._heavy > _MOST_HEAVY
            or self._longest > _LONGEST_RUN
        )


def _is_no_markup(member: str, piece: bytes) -> bool:
    """Say whether entities are declared, or letters are written so that they could hide."""
    wide = piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0<" in piece[:64]
    hidden = wide and member.casefold().endswith(_MARKUP)
    return hidden or b"<!DOCTYPE" in piece or b"<!ENTITY" in piece


def _sheets(name: str, content: bytes) -> list[Table]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of forms and pictures that it leaves out: no tables
        return list(_read(name, content))


def _read(name: str, content: bytes) -> Iterator[Table]:
    import openpyxl  # measured 0.2 s: only when a workbook comes

    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        archive = zipfile.ZipFile(BytesIO(content))
        names = _not_too_many(name, book.sheetnames)
        many = len(names) > 1
        left = _Left(name)
        for sheet in names:
            told = f"{name}, {shown(sheet)}"
            whole = told if many or held_words.by_sheet(told) else name
            part = getattr(book[sheet], "_worksheet_path", "")
            if table := _table(left, whole, book[sheet], sheet_marks.read(archive, part)):
                yield table
    except (BadInputError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - the library raises whatever a broken part makes it stumble over
        raise BadInputError(_DAMAGED.format(name=name)) from None


def _not_too_many(name: str, sheets: list[str]) -> list[str]:
    if len(sheets) > _MOST_SHEETS:
        raise BadInputError(f"{name} has more than {_MOST_SHEETS} sheets: split it.")
    return sheets


class _Left:
    """How much more a workbook may hold: one text may stand in a million cells."""

    def __init__(self, name: str) -> None:
        self._name, self._cells, self._letters = name, _MOST_PLACES, LARGEST

    def __call__(self, cells: list[str], places: int) -> list[str]:
        """Count a row that is so many places wide; give it."""
        self._cells -= places
        self._letters -= sum(map(len, cells))
        if self._cells < 0 or self._letters < 0:
            raise BadInputError(_TOO_MUCH.format(name=self._name))
        return cells


def _table(left: _Left, name: str, sheet: Foreign, marks: Marks) -> Table | None:
    if not hasattr(sheet, "iter_rows"):  # a sheet that is only a chart
        return None
    sheet.reset_dimensions()  # what the file says of its size may be a lie: cells would be left out
    rows = _filled(left, name, sheet, marks)
    top: list[tuple[int, list[str]]] = []
    for row in rows:
        top.append(row)
        if row[0] > _LINES_BEFORE:
            break
    wide = max((_width(cells) for _, cells in top), default=0)
    if not top or len(top) < _FEW and wide <= _FEW:
        return None
    at = _header(top)
    # What a column says that the sheet hides is held back, as the column of that name would be.
    named, at, first = two_rows.heads([cells for _, cells in top], at)
    heads = [f"hidden {head}" if number in marks.columns and head else head
             for number, head in enumerate(named, 1)]  # fmt: skip
    columns = columns_of([*heads, _REMARKS] if marks.remarks else heads, name)
    make = Rower(name, columns)
    lines = [line for row in chain(top[at + 1 :], rows) if (line := _line(make, marks, *row))]
    if getattr(sheet, "sheet_state", "visible") != "visible":
        lines = [Line(line.number, {}, HIDDEN) for line in lines]
    above = tuple(" ".join(filter(None, cells)) for _, cells in top[:first])
    return Listed(name, columns, tuple(lines), "row", above)


def _line(make: Rower, marks: Marks, number: int, cells: list[str]) -> Line | None:
    if remark := marks.remarks.get(number, ""):
        cells = [*cells, *[""] * (len(make.columns) - 1 - len(cells)), remark[:LONGEST_CELL]]
    return make(number, cells, HIDDEN_ROW if number in marks.rows else "")


def _filled(
    left: _Left, name: str, sheet: Foreign, marks: Marks
) -> Iterator[tuple[int, list[str]]]:
    """Give the rows that hold anything; a cell that is one with cells below stands in each."""
    spread: dict[tuple[int, int], str] = {}
    tops = {(top, column) for (_, column), top in marks.above.items()}
    one_with = sorted({column for _, column in marks.above})
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > MOST_ROWS:
            raise BadInputError(f"{name} has more than {MOST_ROWS:,} rows: split it.")
        cells = left(_cells(name, row), len(row)) if row else []
        for at, cell in enumerate(cells, 1) if tops else ():
            if (number, at) in tops:
                spread[number, at] = cell
        for at in one_with if cells and spread else ():
            if top := marks.above.get((number, at)):
                cells += [""] * (at - len(cells))
                if not cells[at - 1]:  # each row counts as if the text stood in it
                    (cells[at - 1],) = left([spread.get((top, at), "")], 0)
        if cells:
            yield number, cells


def _header(top: list[tuple[int, list[str]]]) -> int:
    """Find the row that names the columns: the first wide one, unless it is a title."""
    at = next((n for n, (_, cells) in enumerate(top) if _width(cells) > _FEW), -1)
    if at < 0:  # a list of two columns: a title has one cell
        at = next((n for n, (_, cells) in enumerate(top) if _width(cells) == _FEW), 0)
    if column_names.known(top[at][1]):
        return at
    named = (n for n, (_, cells) in enumerate(top) if column_names.known(cells) >= _FEW)
    return next(named, at)


def _width(cells: list[str]) -> int:
    return sum(1 for cell in cells if cell)


def _cells(name: str, row: Foreign) -> list[str]:
    """Write a row's cells; of what stands beyond all columns the last is enough to tell."""
    cells = [_word(cell) for cell in row[:MOST_COLUMNS]]
    beyond = (_word(cell) for cell in reversed(row[MOST_COLUMNS:]) if cell.value is not None)
    cells.append(next(filter(None, beyond), ""))
    while cells and not cells[-1]:
        cells.pop()
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise BadInputError(f"{name} has a cell of more than {LONGEST_CELL:,} characters.")
    return cells


def _word(cell: Foreign) -> str:
    """Write a cell as it shows: whole numbers whole, zeros that a format puts before them."""
    value = cell.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    if isinstance(value, int):
        shape = str(getattr(cell, "number_format", "") or "")
        zeros = len(shape) if 0 < len(shape) <= _MOST_ZEROS and set(shape) == {"0"} else 0
        return str(value).zfill(zeros)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)
