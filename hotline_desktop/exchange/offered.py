"""Columns that are named after a service or a language and marked where it is offered: "X"."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TypeAlias

from hotline_desktop.exchange import clean, column_names
from hotline_desktop.exchange.languages import languages
from hotline_desktop.exchange.services import kinds_in

Cells: TypeAlias = Iterable[tuple[str, str]]
"""Names of such columns in plain words, and the cells of one row."""

_MOSTLY = 0.5
_CROSS, _TICK = re.compile(r"[xX]+"), re.compile(r"[\u2713\u2714\u2611\u221a\u25cf\u2022]")
_ALSO_COUNTIES = frozenset({"navajo", "cherokee", "chippewa", "sioux", "dakota", "apache"})
_SHORTEST = 4
"""Letters of a language's name: "ES", "TH" and "SO" are also emergency shelters and projects."""
_GENERAL = frozenset(
    re.findall(
        r"[a-z]+",
        """
        a abuse access accompaniment addiction advocacy advocate aid and assault
        assistance attorney bed beds behavioral care career case center child children
        clinic clothes clothing community counseling counselling court crisis dental
        dentist detox domestic drop education emergency employment esl esol exam exams
        family financial food for forensic funds ged group groups health help home
        hospital hot hotel hotline house housing immigration in individual
        interpretation interpreter interpreters interpreting job jobs legal life line
        long longterm management meals medical mental money motel of offers or outreach
        pantry parenting peer permanent placement planning program programs provides
        rape rapid recovery rehab relief relocation rental resources safe safety sane
        services sexual shelter short skills social stay substance support supportive
        survivor survivors telephone term the therapy training transit transitional
        translation transportation trauma treatment use victim victims violence visa
        vocational voucher vouchers womens work youth
        """,
    )
)
"""What the name of an offer is made of; "Shelter full" and "Drug test required" offer nothing."""


def is_one(column: str, cells: Collection[str]) -> bool:
    """Say whether a column is such a one, by its name and some of its cells."""
    said = [cell for cell in cells if cell]
    marks = sum(clean.yes(cell) or clean.no(cell) for cell in said)
    if not said or marks < _MOSTLY * len(said):
        return False
    if any(_CROSS.fullmatch(cell) for cell in said) and any(map(_TICK.fullmatch, said)):
        return False  # beside a tick a cross says no
    name = column_names.called(column)
    is_general = set(name.replace(".", " ").split()) <= _GENERAL
    return bool(language(name) or is_general and kinds_in(name)[0])


def services_in(cells: Cells) -> tuple[str, ...]:
    """Give the names of the services that are marked."""
    return tuple(name for name, cell in cells if clean.yes(cell) and not language(name))


def languages_in(cells: Cells) -> tuple[str, ...]:
    """Give the languages that are marked."""
    return tuple(told for name, cell in cells if clean.yes(cell) and (told := language(name)))


def remarks(cells: Cells) -> tuple[str, ...]:
    """Give what is no plain yes or no, after its column: it may be for the office only."""
    told = ((name, cell) for name, cell in cells if not (clean.yes(cell) or clean.no(cell)))
    return tuple(f"{name}: {cell}" for name, cell in told)


@lru_cache(maxsize=512)
def language(name: str) -> str:
    """Give the one language that a column is named after; "" for anything else."""
    is_one = len(name) >= _SHORTEST and name not in _ALSO_COUNTIES
    found, doubts = languages(name) if is_one else ((), ())
    return found[0] if len(found) == 1 and not doubts else ""
