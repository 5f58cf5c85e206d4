"""Reads the sheets of a workbook (XLSX) into tables, within limits; runs no formula or macro."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import IO

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange.files import DAMAGED
from hotline_desktop.exchange.sheets import LARGEST
from hotline_desktop.exchange.table import (
    LONGEST_CELL,
    Foreign,
    Line,
    Listed,
    Rower,
    Table,
    columns_of,
    shown,
)

_MOST_CELLS = 2_000_000
_MOST_SHEETS = 30
_CELLS = (b"<c ", b"<c>", b"<c/", b"<si")
_LINES_BEFORE = 10
_FEW = 2
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
    size = cells = 0
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for member in archive.infolist():
                if not member.filename.endswith((".xml", ".rels")):
                    continue
                with archive.open(member) as part:
                    while piece := part.read(1024 * 1024):
                        size += len(piece)
                        cells += sum(piece.count(mark) for mark in _CELLS)
                        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                            raise BadInputError(f"{name} holds markup that no workbook needs.")
                        if size > LARGEST or cells > _MOST_CELLS:
                            raise BadInputError(
                                f"{name} holds too much: split it, or save it as CSV."
                            )
    except DAMAGED:
        raise BadInputError(_DAMAGED.format(name=name)) from None


def _sheets(name: str, content: bytes) -> list[Table]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of forms and pictures that it leaves out: no tables
        return list(_read(name, content))


def _read(name: str, content: bytes) -> Iterator[Table]:
    import openpyxl  # measured 0.2 s: only when a workbook comes

    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        names = book.sheetnames[:_MOST_SHEETS]
        for sheet in names:
            if table := _table(f"{name}, {shown(sheet)}" if len(names) > 1 else name, book[sheet]):
                yield table
    except (BadInputError, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - the library raises whatever a broken part makes it stumble over
        raise BadInputError(_DAMAGED.format(name=name)) from None


def _table(name: str, sheet: Foreign) -> Table | None:
    if not hasattr(sheet, "iter_rows"):  # a sheet that is only a chart
        return None
    sheet.reset_dimensions()  # what the file says of its size may be a lie: cells would be left out
    above: list[tuple[int, list[str]]] = []
    make: Rower | None = None
    columns: tuple[str, ...] = ()
    lines: list[Line] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = _cells(name, row)
        if make is None:
            above.append((number, cells))
            wide = sum(1 for cell in cells if cell)
            if wide > _FEW or (wide and len(above) > _LINES_BEFORE):
                columns = columns_of(cells, name)
                make = Rower(name, columns)
            continue
        if line := make(number, cells):
            lines.append(line)
    if make is None:
        used = [(number, cells) for number, cells in above if any(cells)]
        if len(used) < _FEW:
            return None
        columns = columns_of(used[0][1], name)
        make = Rower(name, columns)
        lines = [line for number, cells in used[1:] if (line := make(number, cells))]
    return Listed(name, columns, tuple(lines), "row")


def _cells(name: str, row: Foreign) -> list[str]:
    cells = [_word(cell) for cell in row]
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
        zeros = len(shape) if shape and set(shape) == {"0"} else 0
        return str(value).zfill(zeros)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)
