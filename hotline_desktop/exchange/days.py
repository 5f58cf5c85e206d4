"""Reads days of the year as lists write them; knows no week and no hour."""

import re
from datetime import date

_MONTHS = {
    name: number
    for number, name in enumerate(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"), 1)
}


def day_of_year(words: str) -> tuple[date, bool] | None:
    """Read a date; with whether its year says nothing, so that it comes every year."""
    text = words.strip()
    for pattern, order in (
        (r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", (1, 2, 3)),
        (r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})", (3, 1, 2)),
    ):
        if found := re.fullmatch(pattern, text):
            year, month, day = (int(found[at]) for at in order)
            return _date(year + 2000 if year < 100 and year != 1 else year, month, day)
    found = re.fullmatch(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})", text)
    if found and found[1][:3].casefold() in _MONTHS:
        return _date(int(found[3]), _MONTHS[found[1][:3].casefold()], int(found[2]))
    return None


def _date(year: int, month: int, day: int) -> tuple[date, bool] | None:
    yearly = year <= 1
    try:
        return date(2000 if yearly else year, month, day), yearly
    except ValueError:
        return None
