"""A foreign table whatever it came in: named columns and rows of cells; reads no file itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, NamedTuple, Protocol, TypeAlias

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import clean

MOST_ROWS = 500_000
MOST_COLUMNS = 500
LONGEST_CELL = 32 * 1024
LONGEST_NAME = 1024
"""Of a column; some are whole questions."""

TOO_LONG = f"{{name}} has a cell of more than {LONGEST_CELL:,} characters: it is no directory."
SHORT = "row ends early, the missing cells are empty"
SLIPPED = "cells stand outside the named columns, the row has slipped"


Foreign: TypeAlias = Any
"""A value of a foreign file, or of a library without types: it is looked at before it is used."""


class Beside(NamedTuple):
    """What stands behind the last of the named columns, and the cells before it."""

    cells: dict[str, str]
    remark: str


class Line(NamedTuple):
    """A row: where it begins, its cells by column, why it is refused ("" if not), mends.

    A row with something ``beside`` its columns counts as refused, unless somebody who knows what
    the columns hold sees that they hold it.
    """

    number: int
    cells: dict[str, str]
    wrong: str = ""
    repairs: tuple[str, ...] = ()
    beside: Beside | None = None


class Table(Protocol):
    """Named columns and rows that can be read more than once; ``unit`` is what a row is called."""

    @property
    def name(self) -> str:
        """Say how the file or sheet is called."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Name the columns in small letters; "" where one has no name."""

    @property
    def above(self) -> tuple[str, ...]:
        """Give the lines that stand above the columns: titles, dates."""

    @property
    def unit(self) -> str:
        """Say what number counts: line, row or record."""

    def rows(self) -> Iterator[Line]:
        """Read the rows anew."""


@dataclass(frozen=True, slots=True, repr=False)
class Listed:
    """A table that is in memory already."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str = "record"
    above: tuple[str, ...] = ()

    def rows(self) -> Iterator[Line]:
        """Give its rows."""
        return iter(self.lines)


class Rower:
    """Makes lines of one table's raw cells, and counts them."""

    def __init__(self, name: str, columns: tuple[str, ...]) -> None:
        """Begin with none."""
        self._name, self.columns, self._count = name, columns, 0
        self._unnamed = "" in columns

    def __call__(self, number: int, cells: Sequence[str], wrong: str = "") -> Line | None:
        """Give the line; None for a blank one.

        Raises:
            BadInputError: there are too many.
        """
        self._count += 1
        if self._count > MOST_ROWS:
            raise BadInputError(f"{self._name} has more than {MOST_ROWS:,} rows: split it.")
        if wrong:
            return Line(number, {}, wrong)
        if not any(cell and not cell.isspace() for cell in cells):
            return None
        if len(cells) > len(self.columns) or self._unnamed:
            pairs = zip_longest(self.columns, cells, fillvalue="")
            if any(cell.strip() for column, cell in pairs if not column):
                return Line(number, {}, SLIPPED, beside=self._beside(cells))
        repairs = (SHORT,) if len(cells) < len(self.columns) else ()
        return Line(number, dict(zip(self.columns, cells, strict=False)), "", repairs)

    def _beside(self, cells: Sequence[str]) -> Beside | None:
        """Give what stands behind the named columns, if those stand together."""
        named = [column for column in self.columns if column]
        if not all(self.columns[: len(named)]):
            return None
        remark = "; ".join(told for cell in cells[len(named) :] if (told := cell.strip()))
        return Beside(dict(zip(named, cells, strict=False)), remark)


def columns_of(header: Sequence[str], name: str) -> tuple[str, ...]:
    """Name the columns as they are looked up: small letters, no blanks, each name once.

    Raises:
        BadInputError: too many, or none has a name.
    """
    if not any(header):
        raise BadInputError(f"{name} is empty or no table: its first line must name the columns.")
    if len(header) > MOST_COLUMNS:
        raise BadInputError(f"{name} has more than {MOST_COLUMNS} columns: no directory has.")
    if not header[0].strip() and all(cell.strip() for cell in header[1:]):
        header = ("row", *header[1:])  # programs write a row's number under no name
    if any(len(told) > LONGEST_NAME for told in header):
        raise BadInputError(
            f"{name} has a column whose name is longer than {LONGEST_NAME:,} characters: the first "
            "line must name the columns."
        )
    seen: dict[str, int] = {}
    columns = []
    for told in header:
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=\d)(?=[A-Z][a-z])", "_", clean.text(told)[0])
        column = re.sub(r"\s+", "_", spaced).casefold()
        if column:
            seen[column] = seen.get(column, 0) + 1
            column = column if seen[column] == 1 else f"{column}_{seen[column]}"
        columns.append(column)
    return tuple(columns)


def shown(name: str) -> str:
    """Give a foreign name as it may stand in a sentence."""
    return clean.text(name)[0][:80] or "The file"
