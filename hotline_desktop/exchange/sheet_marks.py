"""Reads what a workbook's sheet says beside its cells: hidden rows and columns, cells run together
downwards, remarks on cells. It reads no cell, and believes no count.
"""

import html
import posixpath
import re
import zipfile
from typing import NamedTuple

_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^<>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_REMARK = re.compile(rb'<(?:\w+:)?comment\b[^<>]*\bref="[A-Z]{1,3}(\d{1,7})"')
_REMARK_ENDS = re.compile(rb"</(?:\w+:)?comment>")
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^<>]*>([^<>]*)</(?:\w+:)?t>")
_RELATED = re.compile(rb"<(?:\w+:)?Relationship\b([^<>]*)>")
_TARGET = re.compile(rb'\bTarget="([^"<>]+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_NUMBER = re.compile(rb'\br="(\d{1,7})"')
_SPAN = re.compile(rb'\b(min|max)="(\d{1,5})"')
_MOST_MERGED, _MOST_COLUMNS, _MOST_LETTERS = 50_000, 500, 4_000_000


class Marks(NamedTuple):
    """Rows and columns count from 1. ``above`` gives of a cell (row, column) the row it is one
    with, ``remarks`` what is remarked on the cells of a row.
    """

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    above: dict[tuple[int, int], int] = {}
    remarks: dict[int, str] = {}


def read(archive: zipfile.ZipFile, sheet: str) -> Marks:
    """Read them of a sheet by its part's name; one that is not there has none."""
    try:
        content = archive.read(sheet)
    except KeyError:
        return Marks()
    rows = (_NUMBER.search(found[1]) for found in _ROW.finditer(content) if _hidden(found[1]))
    return Marks(
        frozenset(int(number[1]) for number in rows if number),
        frozenset(_columns(content)),
        _above(content),
        _remarks(archive, sheet),
    )


def _hidden(attributes: bytes) -> bool:
    return bool(_HIDDEN.search(attributes))


def _columns(content: bytes) -> set[int]:
    found: set[int] = set()
    for column in _COLUMN.finditer(content):
        ends = {name: int(number) for name, number in _SPAN.findall(column[1])}
        if _hidden(column[1]) and len(ends) == 2:
            found |= set(range(ends[b"min"], min(ends[b"max"], _MOST_COLUMNS) + 1))
    return found


def _above(content: bytes) -> dict[tuple[int, int], int]:
    """Give cells that are one with a cell above them; those beside each other are no matter."""
    found: dict[tuple[int, int], int] = {}
    for first, top, last, bottom in _MERGED.findall(content):
        rows = range(int(top) + 1, int(bottom) + 1)
        if first == last and len(found) + len(rows) <= _MOST_MERGED:
            found |= {(row, _number(first)): int(top) for row in rows}
    return found


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _remarks(archive: zipfile.ZipFile, sheet: str) -> dict[int, str]:
    folder, name = posixpath.split(sheet)
    try:
        related = _RELATED.findall(archive.read(f"{folder}/_rels/{name}.rels"))
        told = next((each for each in related if b'relationships/comments"' in each), b"")
        where = target[1].decode() if (target := _TARGET.search(told)) else ""
        part = where.lstrip("/") if where[:1] == "/" else f"{folder}/{where}"
        content = archive.read(posixpath.normpath(part)) if where else b""
    except (KeyError, UnicodeDecodeError):
        return {}
    found: dict[int, str] = {}
    for body in _REMARK_ENDS.split(content[:_MOST_LETTERS])[:-1]:
        if cell := _REMARK.search(body):
            letters = b"".join(_TEXT.findall(body, cell.end())).decode("utf-8", "replace")
            words, row = " ".join(html.unescape(letters).split()), int(cell[1])
            found[row] = "; ".join(filter(None, (found.get(row, ""), words)))
    return found
