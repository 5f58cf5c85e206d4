"""Tells a remark that somebody wrote beside a row from a row whose cells have slipped."""

import re
from collections.abc import Callable

from hotline_desktop.exchange import clean
from hotline_desktop.exchange.table import Line
from hotline_desktop.models import states
from hotline_desktop.models.column_map import ColumnMap, Field

REMARK = "what stands beside the named columns was put into the notes"
_FEWEST = 2
_LOOKS: dict[Field, Callable[[str], object]] = {
    Field.PHONE: re.compile(r"(?=(?:\D*\d){7})[^,]{7,60}|[2-9]11|988").fullmatch,
    Field.FAX: re.compile(r"(?=(?:\D*\d){7}).{7,60}").fullmatch,
    Field.EMAIL: re.compile(r"[^@\s]+@[^@\s]+").fullmatch,
    Field.URL: re.compile(r"\S+\.\S+").fullmatch,
    Field.STATE: states.code_of,
    Field.ZIP: re.compile(r"\d{3,5}(-\d{4})?(\.0+)?").fullmatch,
    Field.FIPS: re.compile(r"\d{3,5}(\.0+)?").fullmatch,
    Field.LATITUDE: re.compile(r"[+-]?\d{1,8}(\.\d*)?").fullmatch,
    Field.LONGITUDE: re.compile(r"[+-]?\d{1,8}(\.\d*)?").fullmatch,
    Field.ORI: re.compile(r"[A-Z]{2}[A-Z0-9]{5,7}").fullmatch,
}
"""What a cell of such a column looks like, so that it stands where it should."""


def taken(line: Line, told: ColumnMap) -> Line:
    """Give the row as one to be read where all else stands in its column, else as it was.

    At least two cells must show it: what could be anything shows nothing.
    """
    if not line.beside:
        return line
    cells = [
        (_LOOKS[field], cell)
        for column, field in told.fields.items()
        if field in _LOOKS and (cell := clean.text(line.cells.get(column, ""))[0])
    ]
    if len(cells) < _FEWEST or not all(fits(cell) for fits, cell in cells):
        return line
    return line._replace(wrong="", repairs=(*line.repairs, REMARK))
