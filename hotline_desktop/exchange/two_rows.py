"""Puts the names of columns together that stand in two rows, groups above; finds no row itself."""

import re
from collections.abc import Sequence

from hotline_desktop.exchange import column_names

_FEWEST = 3
"""Names of columns that the lower row must have."""
_OF_A_GROUP = re.compile(r"\W*\b(information|info|details|data|section)\b\W*", re.I)
_FIGURES = re.compile(r"\d{3}")


def heads(rows: Sequence[Sequence[str]], at: int) -> tuple[list[str], int, int]:
    """Give the names of the columns, the last row that they stand in, and the first.

    ``at`` is the row that was taken for it: it may be the groups' or the names'.
    """
    for first in (at, at - 1):
        if 0 <= first < len(rows) - 1 and (told := joined(rows[first], rows[first + 1])):
            return told, first + 1, first
    return list(rows[at]), at, at


def joined(groups: Sequence[str], names: Sequence[str]) -> list[str] | None:
    """Give "Agency Name" for "Name" under "Agency"; None where these are no two such rows.

    A group holds for the columns to its right until the next; a name that says more alone than
    with its group stays alone.
    """
    told = [cell.strip() for cell in groups]
    below = [cell.strip() for cell in names]
    wide, few = sum(map(bool, below)), sum(map(bool, told))
    if not 2 <= few < wide or any(map(_FIGURES.search, below)):
        return None
    if column_names.known(below) < max(_FEWEST, column_names.known(told)):
        return None
    group, heads = "", list[str]()
    for at in range(max(len(told), len(below))):
        name = below[at] if at < len(below) else ""
        above = told[at] if at < len(told) else ""
        group = _OF_A_GROUP.sub("", above) if above else group
        heads.append(_head(group, name) if name else above)
    return heads


def _head(group: str, name: str) -> str:
    both = f"{group} {name}".strip()
    return both if group.casefold() != name.casefold() and column_names.is_known(both) else name
