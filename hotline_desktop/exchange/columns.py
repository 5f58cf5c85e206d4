"""Guesses what the columns of a foreign table hold, by their names and cells; somebody corrects it.

A guess is a start for the preview: a wrong one shows there, and is mended there.
"""

import re
from collections.abc import Callable, Mapping
from itertools import islice

from msgspec.structs import replace

from hotline_desktop.exchange import (
    agencies,
    beside,
    clean,
    column_names,
    held_words,
    makes,
    offered,
    points,
)
from hotline_desktop.exchange.table import Table
from hotline_desktop.models import states
from hotline_desktop.models.column_map import SEVERAL, ColumnMap, Field, FoundTable, Makes
from hotline_desktop.models.contact import AgencyKind

_LOOKED_AT = 200
_EXAMPLES = 3
_LONGEST_EXAMPLE = 80
_MOSTLY = 0.7

_LOOKS: tuple[tuple[Field, Callable[[str], object]], ...] = (
    (Field.EMAIL, re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}").fullmatch),
    (Field.URL, re.compile(r"(https?://|www\.)\S+", re.I).fullmatch),
    (Field.PHONE, column_names.NUMBER.fullmatch),
    (Field.ORI, re.compile(r"[A-Z]{2}[A-Z0-9]{5}00|[A-Z]{2}(?=[A-Z0-9]*\d)[A-Z0-9]{7}").fullmatch),
    (Field.ZIP, re.compile(r"\d{5}-\d{4}").fullmatch),
    (Field.LATITUDE, points.pair),
)
_REACHES = frozenset(
    {Field.PHONE, Field.EMAIL, Field.ADDRESS, Field.CITY, Field.STATE, Field.ZIP,
     Field.COUNTY, Field.LATITUDE, Field.JURISDICTION, Field.ORI}
)  # fmt: skip


def found(table: Table, kept: Mapping[str, ColumnMap] = {}) -> FoundTable:  # noqa: B006 - read only
    """Give the table with a guess at its columns, or with what was kept for this list.

    Of another list with the same columns only counts what they hold: whose it is, and what holds
    for all its rows, is its own.
    """
    lines = list(filter(None, map(beside.named, islice(table.rows(), _LOOKED_AT))))
    cells = {column: [clean.text(c.get(column, ""))[0] for c in lines] for column in table.columns}
    examples = tuple(
        tuple(cell[:_LONGEST_EXAMPLE] for cell in cells[column] if cell)[:_EXAMPLES]
        for column in table.columns
    )
    of = source_of(table.name)
    here = FoundTable(table.name, "table", table.columns, examples, None, of)
    guess = kept.get(here.signature())
    if guess is None:
        guess = guessed(table.name, table.columns, cells)
        if alike := kept.get(here.columns_alone()):
            guess = replace(guess, makes=alike.makes, fields=alike.fields)
    return replace(here, map=guess)


def guessed(name: str, columns: tuple[str, ...], cells: dict[str, list[str]]) -> ColumnMap:
    """Guess from the columns' names first, then from what is in them."""
    fields = column_names.fields_of(columns, cells)
    for column in columns:
        field = None
        if column and column not in fields:
            offers = offered.is_one(column, cells[column])
            field = Field.OFFERS if offers else _by_cells(cells[column])
        if field and (field in SEVERAL or field not in fields.values()):
            fields[column] = field
    fields = {column: fields[column] for column in columns if column in fields}  # numbers in order
    if not _REACHES & set(fields.values()):
        return ColumnMap()  # a list of terms or figures: nobody can be called or found by it
    if Field.NAME not in fields.values():
        _take_a_name(fields)
    names, sorts, services = (
        _said(cells, fields, each) for each in (Field.NAME, Field.KIND, Field.SERVICES)
    )
    if Field.NAME not in fields.values():  # somebody will say which column it is
        names = next((cells[c] for c in columns if c and c not in fields), [])
    services = services or _said(cells, fields, Field.SECOND)
    words = [column_names.folded(column) for column in columns]
    list_name = column_names.folded(name)
    told = makes.of_table(fields.values(), names, sorts, services, list_name, words)
    fixed = held_words.by_sheet(name)
    if told is Makes.CONTACT and set(columns) >= agencies.COLUMNS:
        return ColumnMap(told, fields, fixed, agencies.SOURCE)
    if told is not Makes.EACH and column_names.are_centres(fields):
        fixed |= {Field.KIND: AgencyKind.EMERGENCY_CENTRE.value}
        return ColumnMap(Makes.CONTACT, fields, fixed, source_of(name))
    return ColumnMap(told, fields, fixed, source_of(name))


def source_of(name: str) -> str:
    """Name a list after its file, without dates and numbers that change from file to file."""
    plain = column_names.folded(name).replace(" ", "-")
    stem = re.sub(r"(\.[a-z]{2,8}){1,2}$", "", plain, flags=re.I)
    plain = re.sub(r"[-_]*(copy|final|v?\d+|export|download)(?=[-_.]|$)", "", stem)
    return plain.strip("-_. ")[:60] or "imported list"


def _by_cells(cells: list[str]) -> Field | None:
    said = [cell for cell in cells if cell]
    if not said:
        return None
    if sum(cell in states.NAMES for cell in said) >= _MOSTLY * len(said):
        return Field.STATE
    for field, fits in _LOOKS:
        if sum(bool(fits(cell)) for cell in said) >= _MOSTLY * len(said):
            return field
    return None


def _take_a_name(fields: dict[str, Field]) -> None:
    """Let the program or the other name stand where there is no organization's."""
    for other in (Field.SECOND, Field.ALTERNATE):
        for column, field in fields.items():
            if field is other:
                fields[column] = Field.NAME
                return


def _said(cells: dict[str, list[str]], fields: dict[str, Field], wanted: Field) -> list[str]:
    """Give the first cells of the column that holds this."""
    return next((cells[column] for column, field in fields.items() if field is wanted), [])
