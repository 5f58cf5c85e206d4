"""Reads the opening hours of linked tables: rows of a week and of special days; owns no entry."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from hotline_desktop.exchange import clean, days, schedules
from hotline_desktop.exchange.parts import Row
from hotline_desktop.models.hours import Hours, Shift, Special

R = TypeVar("R", bound=Row)
Told = tuple[Hours | None, str]
"""Hours as far as they could be read, and the source's own words for them."""

_RULE = re.compile(r"(-?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_RULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def day(words: str) -> date | None:
    """Read a date; None for what is none."""
    told = days.day_of_year(words) if words else None
    return None if told is None or told[1] else told[0]


def nearest(owners: Iterable[R], owned: Callable[[str, list[R]], Iterable[R]]) -> Told:
    """Read the hours of the first of these that tells any; ``owned`` gives the rows of one."""
    for owner in owners:
        weekly, special = (list(owned(kind, [owner])) for kind in ("schedule", "holiday_schedule"))
        if weekly or special:
            return hours(weekly, special)
        if owner["hours"]:
            return hours_in_words(owner)
    return None, ""


def hours(weekly: Iterable[Row], special: Iterable[Row]) -> Told:
    """Read rows of opening hours; a row that cannot be read stays in words and says so."""
    shifts: list[Shift] = []
    apart: list[Special] = []
    words: list[str] = []
    readable: list[str] = []
    whole = True
    for row in weekly:
        said = row["description"]
        words += [said] if said else []
        readable.append("" if said else _row_in_words(row))
        if day_off := _days_off(row):
            apart.append(day_off)
            continue
        if said and not (row["opens_at"] or row["closes_at"] or row["byday"]):
            whole = False
            continue
        found = _shifts(row)
        if not found:
            whole = False
            words.append(_row_in_words(row))
            row.repairs.append(schedules.IN_WORDS)
        shifts += found
    for row in special:
        one = _special(row)
        if one is None:
            row.repairs.append(schedules.IN_WORDS)
            words.append(_row_in_words(row))
        else:
            apart.append(one)
    text = "; ".join(dict.fromkeys(part for part in words if part))
    if not whole or not shifts:  # all of it in words: half of a week would mislead
        return None, "; ".join(dict.fromkeys(part for part in (*readable, *words) if part))
    always = len({shift.day for shift in shifts}) == 7 and all(
        shift.opens == shift.closes and not shift.nth for shift in shifts
    )
    return Hours("", always, () if always else tuple(shifts), tuple(apart)), text


def hours_in_words(row: Row) -> Told:
    """Read hours from one cell."""
    found = schedules.week(row["hours"])
    if found is None:
        row.repairs.append(schedules.IN_WORDS)
    return found, row["hours"]


def _shifts(row: Row) -> list[Shift]:
    span = schedules.span_of(_local(row["opens_at"]), _local(row["closes_at"]))
    if span is None or row["bymonthday"] or row["byweekno"] or row["byyearday"] or row["count"]:
        return []
    if schedules.guessed(row["opens_at"], row["closes_at"]):
        row.repairs.append(schedules.AFTERNOON)
    if row["interval"] not in ("", "1", "1.0"):
        return []
    since, until = day(row["valid_from"]), day(row.any("valid_to", "until"))
    found = []
    for part in re.split(r"\s*,\s*", row["byday"]) if row["byday"] else ():
        rule = _RULE.fullmatch(part.upper())
        if rule is None:
            return []
        nth = int(rule[1] or 0)
        found.append(Shift(_RULE_DAYS.index(rule[2]), *span, nth=nth, since=since, until=until))
    if found:
        return found
    weekday = row["weekday"]
    number = schedules.day_of(weekday)
    if number is None and re.fullmatch(r"[1-7](\.0+)?", weekday):
        number = int(float(weekday)) - 1  # HSDS 1.1 counts from Monday, which is 1
    return [Shift(number, *span, since=since, until=until)] if number is not None else []


def _local(words: str) -> str:
    """Give a time as the clock at the place shows it: HSDS 3.0 writes how far that is from UTC.

    A "Z" is no place's clock, and is left as it is.
    """
    return re.sub(r"(?<=\d)\s*[+-]\d\d:?\d\d$", "", words)


def _days_off(row: Row) -> Special | None:
    """Read a row that names days and no weekday: special ones, as our own export writes them."""
    if row["byday"] or row["weekday"] or row["freq"] or row["dtstart"]:
        return None
    first, last = day(row["valid_from"]), day(row["valid_to"])
    if first is None or last is None:
        return None
    yearly = row["notes"] == "every year"
    if not row["opens_at"]:
        return Special(first, last, yearly=yearly)
    span = schedules.span_of(row["opens_at"], row["closes_at"])
    return Special(first, last, *span, yearly=yearly) if span else None


def _special(row: Row) -> Special | None:
    first, last = (days.day_of_year(row[column]) for column in ("start_date", "end_date"))
    if first is None or last is None:
        return None
    if clean.yes(row["closed"]):
        return Special(first[0], last[0], yearly=first[1])
    span = schedules.span_of(row["opens_at"], row["closes_at"])
    return Special(first[0], last[0], *span, yearly=first[1]) if span else None


def _row_in_words(row: Row) -> str:
    told = (row["weekday"] or row["byday"], row["start_date"], row["end_date"])
    ends = "-".join(part for part in (row["opens_at"], row["closes_at"]) if part)
    return " ".join(
        part for part in (*told, ends, "closed" if clean.yes(row["closed"]) else "") if part
    )
