"""Opens foreign tables within limits and reads their rows as they come; trusts no name or size."""

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import TextIOWrapper
from itertools import zip_longest
from typing import IO, NamedTuple, TextIO

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import clean

LARGEST = 64 * 1024 * 1024
MOST_ROWS = 500_000
LONGEST_CELL = 32 * 1024
LONGEST_ROW = 256 * 1024
MOST_COLUMNS = 500

GUESSED = "letters were not UTF-8 and were guessed"
SHORT = "row ends early, the missing cells are empty"
SLIPPED = "cells stand outside the named columns, the row has slipped"
QUOTES = "its quotes are not in order"

_PIECE = 1024 * 1024
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_NOT_IN_1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")

Opener = Callable[[], IO[bytes]]


class Line(NamedTuple):
    """A row: the line it begins at, its cells by column, why it is refused ("" if not), mends."""

    number: int
    cells: dict[str, str]
    wrong: str = ""
    repairs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """A table that was looked through once: its name, columns in small letters, and encoding."""

    name: str
    columns: tuple[str, ...]
    encoding: str
    open: Opener

    def rows(self) -> Iterator[Line]:
        """Read the rows anew; blank ones are left out.

        Raises:
            BadInputError: too many rows, a row or cell that is too long.
        """
        with closing(TextIOWrapper(self.open(), self.encoding, newline="")) as source:
            records = _records(source, self.name)
            next(records)
            for count, (number, cells, wrong) in enumerate(records, 1):
                if count > MOST_ROWS:
                    raise BadInputError(f"{self.name} has more than {MOST_ROWS:,} rows: split it.")
                if not wrong and not any(cell and not cell.isspace() for cell in cells):
                    continue
                yield Line(number, {}, wrong) if wrong else self._line(number, cells)

    def _line(self, number: int, cells: list[str]) -> Line:
        if len(cells) > len(self.columns) or "" in self.columns:
            stray = (
                cell
                for column, cell in zip_longest(self.columns, cells, fillvalue="")
                if not column
            )
            if any(cell.strip() for cell in stray):
                return Line(number, {}, SLIPPED)
        repairs = [SHORT] if len(cells) < len(self.columns) else []
        if self.encoding == "cp1252" and not all(cell.isascii() for cell in cells):
            repairs.append(GUESSED)
        return Line(number, dict(zip(self.columns, cells, strict=False)), "", tuple(repairs))


def sheet(name: str, opener: Opener) -> Sheet:
    """Look a table through: its letters, its size, its columns.

    Raises:
        BadInputError: one sentence on what is wrong with it.
    """
    name = shown(name)
    encoding = _encoding(name, opener)
    with closing(TextIOWrapper(opener(), encoding, newline="")) as source:
        _, header, wrong = next(_records(source, name), (1, [], "empty"))
    if wrong or not any(header):
        raise BadInputError(f"{name} is empty or no table: its first line must name the columns.")
    columns = tuple(re.sub(r"\s+", "_", clean.text(c)[0]).casefold() for c in header)
    if len(columns) > MOST_COLUMNS:
        raise BadInputError(f"{name} has more than {MOST_COLUMNS} columns: no directory has.")
    named = [column for column in columns if column]
    if len(named) > len(set(named)):
        raise BadInputError(f"{name} has two columns of one name: rename or remove one of them.")
    return Sheet(name, columns, encoding, opener)


def shown(name: str) -> str:
    """Give a foreign name as it may stand in a sentence."""
    return clean.text(name)[0][:80] or "The file"


def _encoding(name: str, opener: Opener) -> str:
    """Read everything once: UTF-8, or else Windows-1252; refuse what is no text or too much."""
    decoder, size = codecs.getincrementaldecoder("utf-8")(), 0
    guess = strange = False
    with closing(opener()) as source:
        while piece := source.read(_PIECE):
            if size == 0 and piece.startswith(_WIDE):
                raise BadInputError(f"{name} is written in UTF-16: save it as CSV in UTF-8.")
            size += len(piece)
            if size > LARGEST:
                raise BadInputError(
                    f"{name} is larger than {LARGEST // 1024**2} MB: no directory is; split it."
                )
            if b"\0" in piece:
                raise BadInputError(
                    f"{name} holds NUL bytes: it is no plain table. Save it as CSV in UTF-8."
                )
            guess = guess or not _is_utf8(decoder, piece)
            strange = strange or any(byte in piece for byte in _NOT_IN_1252)
    guess = guess or not _is_utf8(decoder, b"", final=True)
    if guess and strange:
        raise BadInputError(f"The letters of {name} cannot be read: save it as CSV in UTF-8.")
    return "cp1252" if guess else "utf-8-sig"


def _is_utf8(decoder: codecs.IncrementalDecoder, piece: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


class _Lines:
    """Hands out lines to the csv reader, and refuses a row that does not end."""

    def __init__(self, source: TextIO, name: str) -> None:
        self._source, self._name = source, name
        self.left = LONGEST_ROW

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._source.readline(self.left + 1)
        self.left -= len(line)
        if self.left < 0:
            raise BadInputError(
                f"{self._name} has a row of more than {LONGEST_ROW:,} characters: it is no "
                "directory, or a quote is not closed."
            )
        if not line:
            raise StopIteration
        return line


def _records(source: TextIO, name: str) -> Iterator[tuple[int, list[str], str]]:
    """Give the line each record begins at, its cells, and why they cannot be read ("" if so)."""
    csv.field_size_limit(LONGEST_CELL)
    lines = _Lines(source, name)
    reader = csv.reader(lines, strict=True)
    while True:
        begins = reader.line_num + 1
        lines.left = LONGEST_ROW
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as reason:
            if "field larger" in str(reason):
                raise BadInputError(
                    f"{name} has a cell of more than {LONGEST_CELL:,} characters: it is no "
                    "directory, or a quote is not closed."
                ) from None
            ends = reader.line_num
            over = f" up to line {ends}" if ends > begins else ""
            yield begins, [], QUOTES + over
            continue
        yield begins, cells, ""
