"""Columns that are named after a service or a language and marked where it is offered: "X"."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TypeAlias

from hotline_desktop.exchange import clean, column_names
from hotline_desktop.exchange.languages import languages
from hotline_desktop.exchange.services import kinds_in

Cells: TypeAlias = Iterable[tuple[str, str]]
"""Names of such columns in plain words, and the cells of one row."""

_MOSTLY = 0.5
_NO = ("no", "not", "non", "without", "number", "num", "total", "count")


def is_one(column: str, cells: Collection[str]) -> bool:
    """Say whether a column is such a one, by its name and some of its cells."""
    said = [cell for cell in cells if cell]
    marks = sum(clean.yes(cell) or clean.no(cell) for cell in said)
    if not said or marks < _MOSTLY * len(said):
        return False
    name = column_names.called(column)
    return name.split(" ")[0] not in _NO and bool(language(name) or kinds_in(name)[0])


def services_in(cells: Cells) -> tuple[str, ...]:
    """Give the names of the services that are marked."""
    return tuple(name for name, cell in cells if clean.yes(cell) and not language(name))


def languages_in(cells: Cells) -> tuple[str, ...]:
    """Give the languages that are marked."""
    return tuple(told for name, cell in cells if clean.yes(cell) and (told := language(name)))


def lines(cells: Cells) -> tuple[str, ...]:
    """Give every service that is marked, and with its words what is no plain yes or no."""
    told = ((name, "" if clean.yes(cell) else f": {cell}") for name, cell in cells
            if not clean.no(cell) and (not clean.yes(cell) or not language(name)))  # fmt: skip
    return tuple(name + rest for name, rest in told)


@lru_cache(maxsize=512)
def language(name: str) -> str:
    """Give the one language that a column is named after; "" for anything else."""
    found, doubts = languages(name)
    return found[0] if len(found) == 1 and not doubts else ""
