"""Reads what hangs on an organization, service or place: numbers, hours, terms; owns no entry."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from hotline_desktop.exchange import clean, schedules
from hotline_desktop.exchange.languages import languages
from hotline_desktop.exchange.phones import phone
from hotline_desktop.exchange.said import NO_AGE
from hotline_desktop.models.contact import Phone
from hotline_desktop.models.hours import Hours, Shift, Special
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.provider import Person, Standing
from hotline_desktop.models.service_kind import UNDER, Finer, ServiceKind

Told = tuple[Hours | None, str]
"""Hours as far as they could be read, and the source's own words for them."""

CONFIDENTIAL_TERM = "confidential-location"
"""The code of the attribute by which our export says that a street must not be shown."""

OUR_TERMS = "Hotline Desktop, second level"
"""The taxonomy of our own terms: a file that has it needs no guess at kinds of service."""

_RULE = re.compile(r"(-?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_RULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST_YEARS = 120


class Row(Protocol):
    """A row of a table: cells by column, and what was mended in it."""

    repairs: list[str]

    def __getitem__(self, column: str) -> str:
        """Give a cell, "" where there is none."""

    def any(self, *columns: str) -> str:
        """Give the first cell of these that says anything."""


class Terms(Noun, frozen=True):
    """What terms say: kinds that are ours, names that only hint, whether the place is hidden."""

    kinds: tuple[ServiceKind, ...] = ()
    finer: tuple[Finer, ...] = ()
    named: tuple[str, ...] = ()
    confidential: bool = False


def phones(
    rows: Iterable[Row], contacts: Mapping[str, Row], country: str = "US"
) -> tuple[Phone, ...]:
    """Read numbers, each once; labelled by type, by what it is for, and by whom it reaches."""
    found: dict[tuple[str, ...], Phone] = {}
    for row in rows:
        number = row.any("number", "vanity_number").strip('"')
        prefix = row["country_prefix"].lstrip("+")
        if prefix and prefix != "1" and not number.startswith("+"):
            number = f"+{prefix} {number}"
        if extension := re.sub(r"\.0+$", "", row["extension"]):
            number = f"{number} ext {extension}"
        kind = row.any("type", "number_type")
        who = contacts[row["contact_id"]]["name"] if row["contact_id"] in contacts else ""
        said = (kind if kind.casefold() != "voice" else "", row["department"], who)
        one, doubt = phone(number, ", ".join(part for part in said if part)[:80], country)
        if doubt:
            row.repairs.append(doubt)
        if one is not None:
            one = Phone(one.as_written, one.e164, one.extension, one.label, row["description"])
            found.setdefault((one.e164 or one.as_written, one.extension, one.label), one)
    return tuple(found.values())


def terms(owners: Iterable[Row], links: Iterable[Row], known: Mapping[str, Row]) -> Terms:
    """Read what kinds of service the terms name, by link or by a list of ids in a cell."""
    ids = [part.strip() for owner in owners for part in owner["taxonomy_ids"].split(",")]
    told = [known[each] for each in ids if each in known]
    named = []
    for link in links:
        term = known.get(link.any("taxonomy_term_id", "taxonomy_id"))
        told += [term] if term is not None else []
        named += [link[column] for column in ("value", "taxonomy_detail") if link[column]]
    codes = [row["code"] for row in told]
    finer = tuple(sorted(Finer(code) for code in dict.fromkeys(codes) if code in frozenset(Finer)))
    kinds = dict.fromkeys(
        ServiceKind(code) for code in codes if code in frozenset(ServiceKind)
    ) | dict.fromkeys(UNDER[each] for each in finer)
    return Terms(
        kinds=tuple(sorted(kinds)),
        finer=finer,
        named=(*(row["name"] for row in told if row["name"]), *named),
        confidential=CONFIDENTIAL_TERM in codes,
    )


def ages(service: Row) -> tuple[int | None, int | None, list[str]]:
    """Read the youngest and the oldest; 0 and 120 or more mean that there is no limit."""
    found: list[int | None] = []
    doubts = []
    for column in ("minimum_age", "maximum_age"):
        words = service[column]
        if words and not re.fullmatch(r"\d{1,3}(\.0+)?", words):
            doubts.append(NO_AGE)
            words = ""
        years = int(float(words)) if words else 0
        found.append(years if 0 < years < _MOST_YEARS else None)
    return found[0], found[1], doubts


def spoken(rows: Iterable[Row], cells: Iterable[str], leads: Row) -> tuple[str, ...]:
    """Read languages from rows of their own and from lists in cells."""
    words = [*(row.any("name", "language", "code") for row in rows), *cells]
    found, doubts = languages("; ".join(word for word in words if word))
    leads.repairs += doubts
    return found


def standing(*words: str) -> Standing:
    """Read the status of all that an entry hangs on; what is not known counts as active."""
    told = (each.casefold() for each in words if each.casefold() in frozenset(Standing))
    return next(
        (s for each in told if (s := Standing(each)) is not Standing.ACTIVE), Standing.ACTIVE
    )


def access(rows: Iterable[Row]) -> str:
    """Put together what is said of steps, lifts and hearing loops."""
    told = (row.any("details", "description") if row["location_id"] else "" for row in rows)
    words = [row["accessibility"].replace("_", " ") for row in rows]
    return "; ".join(dict.fromkeys(part for part in (*words, *told) if part))


def persons(rows: Iterable[Row]) -> tuple[Person, ...]:
    """Read whom to ask for."""
    found = (Person(r["name"], r["title"], r["department"], r["email"]) for r in rows)
    return tuple(dict.fromkeys(one for one in found if one.name or one.email))


def day(words: str) -> date | None:
    """Read a date; None for what is none."""
    told = schedules.day_of_year(words) if words else None
    return None if told is None or told[1] else told[0]


def eligibility(service: Row, rows: Iterable[Row]) -> str:
    """Say for whom it is, in the source's words."""
    told = (service["eligibility_description"], service["eligibility"], service["audience"])
    return _once(*told, *(row["eligibility"] for row in rows))


def area(service: Row, rows: Iterable[Row]) -> str:
    """Say where it serves, in the source's words."""
    names = (row.any("name", "service_area", "description", "extent") for row in rows)
    return _once(*names, service["service_areas"])


def fees(service: Row, rows: Iterable[Row]) -> str:
    """Say what it costs, in the source's words."""
    return _once(service.any("fees_description", "fees"), *map(_cost, rows))


def _once(*told: str) -> str:
    return "; ".join(dict.fromkeys(part for part in told if part))


def _cost(row: Row) -> str:
    amount = " ".join(part for part in (row["amount"], row["currency"].upper()) if part)
    told = (row["option"], amount, row["amount_description"])
    return ", ".join(part for part in told if part)


def hours(weekly: Iterable[Row], special: Iterable[Row]) -> Told:
    """Read rows of opening hours; a row that cannot be read stays in words and says so."""
    shifts: list[Shift] = []
    days: list[Special] = []
    words: list[str] = []
    whole = True
    for row in weekly:
        said = row["description"]
        words += [said] if said else []
        if day_off := _days_off(row):
            days.append(day_off)
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
            days.append(one)
    text = "; ".join(dict.fromkeys(part for part in words if part))
    if not whole or not shifts:
        return None, text
    always = len({shift.day for shift in shifts}) == 7 and all(
        shift.opens == shift.closes and not shift.nth for shift in shifts
    )
    return Hours("", always, () if always else tuple(shifts), tuple(days)), text


def hours_in_words(row: Row) -> Told:
    """Read hours from one cell."""
    found = schedules.week(row["hours"])
    if found is None:
        row.repairs.append(schedules.IN_WORDS)
    return found, row["hours"]


def _shifts(row: Row) -> list[Shift]:
    span = schedules.span_of(row["opens_at"], row["closes_at"])
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
    first, last = (schedules.day_of_year(row[column]) for column in ("start_date", "end_date"))
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
