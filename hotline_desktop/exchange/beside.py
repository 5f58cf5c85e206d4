"""Tells a remark that somebody wrote beside a row from a row whose cells have slipped."""

import re
from collections.abc import Callable

from hotline_desktop.exchange import clean, held_words, hiding, standings, withheld
from hotline_desktop.exchange.table import Line, Table
from hotline_desktop.models import states
from hotline_desktop.models.column_map import ColumnMap, Field
from hotline_desktop.models.letters import plain

REMARK = "what stands beside the named columns was put into the notes"
COLUMN = "attention beside the row"
"""Called so that a lone "Confidential" in it counts as it does in any column of alerts."""
_FEWEST = 2
_LOOKS: dict[Field, Callable[[str], object]] = {
    Field.PHONE: re.compile(r"(?=(?:\D*\d){7})[^,]{7,60}|[2-9]11|988").fullmatch,
    Field.FAX: re.compile(r"(?=(?:\D*\d){7}).{7,60}").fullmatch,
    Field.EMAIL: re.compile(r"[^@\s]+@[^@\s]+").fullmatch,
    Field.URL: re.compile(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?").fullmatch,
    Field.STATE: states.code_of,
    Field.ZIP: re.compile(r"\d{5}(-\d{4})?").fullmatch,
    Field.FIPS: re.compile(r"\d{5}").fullmatch,
    Field.LATITUDE: re.compile(r"[+-]?\d{1,8}\.\d+").fullmatch,
    Field.LONGITUDE: re.compile(r"[+-]?\d{1,8}\.\d+").fullmatch,
    Field.ORI: re.compile(r"[A-Z]{2}[A-Z0-9]{5,7}").fullmatch,
}
"""What a cell of such a column looks like, so that it stands where it should."""

_NUMBERS = frozenset({Field.PHONE, Field.FAX})
_WEIGHS = re.compile(
    r"\b(?:no|not|never|none|nobody|dnr|do|don'?t|bad|wrong|old|new|now|moved|chang\w*|was|former\w*|hold"
    r"|full|lost|losing|end\w*|expir\w*|hid\w*|secret|safe|private|conf\w*|publi\w+|unlisted"
    r"|blacklist\w*|warn\w*|caution|beware|consolidat\w*|nis|dead|out|invalid|stop\w*|avoid|unsafe"
    r"|complain\w*|suspen\w*|pending|staff|internal|only|fax|cell|see|use|instead|duplicate|delete\w*"
    r"|remove\w*|unvetted|investigat\w*|lawsuit|arrest\w*|trafficker|scam|fraud)\b"
)
"""Words of a remark that somebody has to read before the row is of use."""

_OF_A_NUMBER = re.compile(r"\d{4}|\b(?:number|phone|line)\b")
"""Whatever else it says, the number in the row may be the wrong one."""


def named(line: Line) -> dict[str, str]:
    """Give the cells of the named columns, also of a row with something beside them."""
    return line.beside.cells if line.beside else line.cells


def with_notes(told: ColumnMap, table: Table) -> ColumnMap:
    """Give the map with a column of notes for the remarks, if the table has any."""
    if not any(line.beside for line in table.rows()):
        return told
    return ColumnMap(told.makes, told.fields | {COLUMN: Field.NOTES}, told.fixed, told.source)


def _weighs(remark: str) -> bool:
    """Say whether somebody has to read it first; what is read here as a mark has its effect."""
    told = plain(remark)
    if standings.says_gone(remark) or _OF_A_NUMBER.search(told):
        return True
    marked = withheld.with_marks(withheld.NOTHING, [remark])
    in_words = held_words.in_words(remark) or held_words.refuses_in_words(remark)
    if marked.confidential or marked.refused or in_words:
        return False
    return bool(_WEIGHS.search(told) or hiding.REFUSES.search(told))


def taken(line: Line, told: ColumnMap) -> Line:
    """Give the row as one to be read where all stands in its column, else as it was.

    The last of the named columns must show it, and one more: cells slip to the right, and what
    could be anything shows nothing, nor does a number behind numbers. A remark that may say that
    something is closed, hidden, wrong or refused leaves the row refused, for nobody might read it
    in time.
    """
    if not line.beside or _weighs(line.beside.remark):
        return line
    there = line.beside.cells
    last = [told.fields.get(column) for column in there][-2:]
    if last[-1] in _LOOKS and _LOOKS[last[-1]](line.beside.remark) or _NUMBERS.issuperset(last):
        return line
    cells = {
        column: bool(_LOOKS[field](cell))
        for column, field in told.fields.items()
        if field in _LOOKS and (cell := clean.text(there.get(column, ""))[0])
    }
    if len(cells) < _FEWEST or not all(cells.values()) or list(there)[-1] not in cells:
        return line
    remark = {COLUMN: line.beside.remark}
    return Line(line.number, there | remark, "", (*line.repairs, REMARK))
