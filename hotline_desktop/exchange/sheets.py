"""Opens foreign tables within limits and reads their rows as they come; trusts no name or size."""

import codecs
import csv
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from typing import IO, TextIO

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import column_names, two_rows
from hotline_desktop.exchange.table import LONGEST_CELL, Line, Rower, columns_of, shown

LARGEST = 64 * 1024 * 1024
LONGEST_ROW = 256 * 1024

GUESSED = "letters were not UTF-8 and were guessed"
QUOTES = "its quotes are not in order"

_PIECE = 1024 * 1024
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_WIDER = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_NOT_IN_1252 = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_BETWEEN = (",", "\t", ";", "|")
_FEW = 2
_LINES_BEFORE = 10
"""A title and a date may stand above the columns; more is no table."""

Opener = Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """A text table that was looked through once; ``begins`` is the line its columns stand in."""

    name: str
    columns: tuple[str, ...]
    encoding: str
    between: str
    begins: int
    open: Opener
    above: tuple[str, ...] = ()
    unit: str = "line"

    def rows(self) -> Iterator[Line]:
        """Read the rows anew; blank ones are left out.

        Raises:
            BadInputError: too many rows, a row or cell that is too long.
        """
        make = Rower(self.name, self.columns)
        with closing(TextIOWrapper(self.open(), self.encoding, newline="")) as source:
            for number, cells, wrong in _records(source, self.name, self.between):
                if number <= self.begins:
                    continue
                if line := make(number, cells, wrong):
                    guessed = self.encoding == "cp1252" and not all(c.isascii() for c in cells)
                    yield line._replace(repairs=(*line.repairs, GUESSED)) if guessed else line


def sheet(name: str, opener: Opener) -> Sheet:
    """Look a table through: its letters, its size, its columns.

    Raises:
        BadInputError: one sentence on what is wrong with it.
    """
    name = shown(name)
    encoding = _encoding(name, opener)
    with closing(TextIOWrapper(opener(), encoding, newline="")) as source:
        top = [source.readline(LONGEST_ROW + 1) for _ in range(_LINES_BEFORE + 1)]
    between = _between(top)
    begins, header, above = _header(top, name, between)
    return Sheet(name, columns_of(header, name), encoding, between, begins, opener, above)


def _header(top: list[str], name: str, between: str) -> tuple[int, list[str], tuple[str, ...]]:
    """Find the line that names the columns: the first one, or the first that is as wide as most.

    Gives its number, its cells, and what stands above it.
    """
    found = list(_records(StringIO("".join(top), newline=""), name, between))
    if any(wrong for _, _, wrong in found[:1]) or not any(any(cells) for _, cells, _ in found):
        raise BadInputError(f"{name} is empty or no table: its first line must name the columns.")
    widths = [sum(1 for cell in cells if cell.strip()) for _, cells, _ in found]
    first = next(at for at, width in enumerate(widths) if width)
    widest = max(widths)
    at = first
    if widths[first] < _FEW < widest:
        at = next(at for at, width in enumerate(widths) if width > _FEW)
    if not column_names.known(found[at][1]):  # a title with a comma in it
        named = (n for n, (_, cells, _) in enumerate(found) if column_names.known(cells) >= _FEW)
        at = next(named, at)
    heads, at, first = two_rows.heads([cells for _, cells, _ in found], at)
    above = (" ".join(filter(None, map(str.strip, cells))) for _, cells, _ in found[:first])
    return found[at][0], heads, tuple(filter(None, above))


def _between(top: list[str]) -> str:
    """Tell what stands between cells from the first lines: the mark that is in most of them."""
    lines = [line for line in top if line.strip()]
    if lines and lines[0].casefold().startswith("sep=") and lines[0][4:5] in _BETWEEN:
        top[top.index(lines[0])] = "\n"
        return lines[0][4]
    counts = {mark: min((line.count(mark) for line in lines[:2]), default=0) for mark in _BETWEEN}
    best = max(_BETWEEN, key=lambda mark: counts[mark])
    return best if counts[best] else max(_BETWEEN, key=lambda mark: "".join(lines).count(mark))


def _encoding(name: str, opener: Opener) -> str:
    """Read everything once: UTF-8, or else Windows-1252; refuse what is no text or too much."""
    decoder, size = codecs.getincrementaldecoder("utf-8")(), 0
    guess = strange = False
    with closing(opener()) as source:
        while piece := source.read(_PIECE):
            if size == 0 and (piece.startswith(_WIDER) or piece[:2] in _WIDE):
                return _wide(name, opener, piece)
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


def _wide(name: str, opener: Opener, piece: bytes) -> str:
    """Accept whole UTF-16, as spreadsheets save "Unicode text"; refuse half of one."""
    if piece.startswith(_WIDER):
        raise BadInputError(f"{name} is written in UTF-32: save it as CSV in UTF-8.")
    decoder, size = codecs.getincrementaldecoder("utf-16")(), 0
    with closing(opener()) as source:
        while more := source.read(_PIECE):
            size += len(more)
            try:
                text = decoder.decode(more)
            except UnicodeDecodeError:
                text = "\0"
            if "\0" in text or size > LARGEST:
                break
        else:
            try:
                decoder.decode(b"", True)
            except UnicodeDecodeError:
                text = "\0"
    if size > LARGEST or "\0" in text:
        raise BadInputError(f"{name} is damaged UTF-16 or too large: save it as CSV in UTF-8.")
    return "utf-16"


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


def _records(source: TextIO, name: str, between: str) -> Iterator[tuple[int, list[str], str]]:
    """Give the line each record begins at, its cells, and why they cannot be read ("" if so)."""
    csv.field_size_limit(LONGEST_CELL)
    lines = _Lines(source, name)
    reader = csv.reader(lines, strict=True, delimiter=between)
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
