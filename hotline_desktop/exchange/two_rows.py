"""Puts the names of columns together that stand in two rows, groups above; finds no row itself."""

from collections.abc import Sequence

from hotline_desktop.exchange import column_names

_FEWEST = 3
"""Names of columns that the lower row must have."""
_LONGEST = 60
_GROUPS = {
    "agency": "agency", "organization": "organization", "organisation": "organization",
    "provider": "provider", "facility": "facility", "department": "department",
    "program": "program", "service": "service", "location": "location", "site": "site",
    "address": "address", "physical address": "physical", "street address": "physical",
    "mailing address": "mailing", "postal address": "mailing", "billing address": "billing",
    "shipping address": "shipping", "contact": "contact", "contact person": "contact",
    "primary contact": "contact", "phone": "", "phones": "", "telephone": "", "numbers": "",
    "hours": "hours", "hours of operation": "hours", "opening hours": "hours", "services": "",
    "services offered": "", "services provided": "", "languages": "", "eligibility": "",
}  # fmt: skip
"""What stands above names of columns, and the word of it that goes before them.

Nothing else is a group: a title in two cells, or one that hides something, is not for joining.
"""
_OF_PLACES = frozenset({"physical", "mailing", "billing", "shipping"})
_MORE = (" information", " info", " details", " data")


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
    told = [_group(cell) for cell in groups]
    below = [cell.strip() for cell in names]
    few = sum(group is not None for group in told)
    if few < 2 or few >= sum(map(bool, below)):
        return None
    if any(group is None and cell.strip() for group, cell in zip(told, groups, strict=True)):
        return None
    if column_names.known(below) < max(_FEWEST, column_names.known(groups)):
        return None
    group, found = "", list[str]()
    for at in range(max(len(told), len(below))):
        name = below[at] if at < len(below) else ""
        above = told[at] if at < len(told) else None
        group = group if above is None else above
        found.append(_head(group, name) if name else groups[at].strip())
    return found


def _group(cell: str) -> str | None:
    words = column_names.folded(cell) if len(cell) <= _LONGEST else ""
    for more in _MORE:
        words = words.removesuffix(more)
    return _GROUPS.get(words)


def _head(group: str, name: str) -> str:
    both = f"{group} {name}".strip()
    if column_names.speaks_of_all(name) or group in _OF_PLACES and not column_names.is_where(name):
        return name
    return both if group != name.casefold() and column_names.is_known(both) else name
