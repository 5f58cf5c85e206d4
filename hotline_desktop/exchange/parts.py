"""Reads what hangs on an organization, service or place: numbers, hours, terms; owns no entry."""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from hotline_desktop.exchange import clean, column_names, held_words, hiding, standings
from hotline_desktop.exchange.languages import languages
from hotline_desktop.exchange.phones import labelled
from hotline_desktop.exchange.said import NO_AGE
from hotline_desktop.models.column_map import Field
from hotline_desktop.models.contact import Phone
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.provider import Person
from hotline_desktop.models.service_kind import UNDER, Finer, ServiceKind
from hotline_desktop.models.standing import Standing

CONFIDENTIAL_TERM = "confidential-location"
"""The code of the attribute by which our export says that a street must not be shown."""

OUR_TERMS = "Hotline Desktop, second level"
"""The taxonomy of our own terms: a file that has it needs no guess at kinds of service."""

_SHORT = 20
_TOLD_PRIVATE = re.compile(
    r"\b(do not (publish|disclose|share|list|give)|not (for|to be) (public|publi\w+|shared|given)"
    r"|unlisted|unpublished|(staff|internal)( use)? only|private (line|number))\b",
    re.I,
)


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
    refused: bool = False
    notes: tuple[str, ...] = ()


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
        label = ", ".join(part for part in said if part)[:80]
        for one, doubt in labelled(number, label, country):
            row.repairs += [doubt] if doubt else []
            one = Phone(one.as_written, one.e164, one.extension, one.label, row["description"])
            found.setdefault((one.e164 or one.as_written, one.extension, one.label), one)
    return tuple(found.values())


def hides_place(owners: Iterable[Row], addresses: Iterable[Row]) -> bool:
    """Say whether a place is confidential by its marks, its street or its words."""
    owners, addresses = list(owners), list(addresses)
    return (
        any(clean.yes(row["confidential"]) for row in (*owners, *addresses))
        or any(
            held_words.in_street(row[line])[0]
            for row in addresses
            for line in ("address_1", "address_2", "city", "attention")
        )
        or any(
            held_words.in_name(row["name"]) or any(held_words.in_words(row[c]) for c in _PROSE)
            for row in owners
        )
    )


_PROSE = ("description", "alert", "application_process", "private_notes", "keywords")


def refuses(owners: Iterable[Row]) -> bool:
    """Say whether a mark, an alert or a note tells that nobody is to be referred there."""
    return any(
        clean.yes(row["do_not_refer"])
        or any(held_words.refuses_in_words(row[column]) for column in ("alert", "private_notes"))
        for row in owners
    )


def notes(
    owners: Iterable[Row], hidden: Iterable[Row], alias: str, marks: Iterable[str] = ()
) -> str:
    """Give the private notes of all that an entry hangs on, what is not for others, marks of its
    own, and what its place is called too: that may be its street.
    """
    also = f"place: {alias}" if alias else ""
    owners = list(owners)
    alerts = (f"alert: {row['alert']}" for row in owners if row["alert"])
    kept = (row["private_notes"] for row in owners)
    told = dict.fromkeys((*kept, *alerts, *private(hidden), *marks, also))
    return "\n".join(part for part in told if part)


def street(row: Row) -> str:
    """Give both lines of an address."""
    return ", ".join(line for line in (row["address_1"], row["address_2"]) if line)


def is_private(row: Row) -> bool:
    """Say whether a number or a person is not for others."""
    told = (row["type"], row["number_type"], row["department"])
    words = row["description"]
    never = _TOLD_PRIVATE.search(words) or len(words) <= _SHORT and hiding.says(words)
    return clean.yes(row["private"]) or any(map(hiding.says, told)) or bool(never)


def private(rows: Iterable[Row]) -> tuple[str, ...]:
    """Give lines for the notes about numbers and people that are not for others."""
    told = ((row.any("number", "name"), row.any("department", "title", "email")) for row in rows)
    return tuple(f"private: {', '.join(part for part in parts if part)}" for parts in told)


def terms(owners: Iterable[Row], links: Iterable[Row], known: Mapping[str, Row]) -> Terms:
    """Read what kinds of service the terms name, by link or by a list of ids in a cell."""
    ids = [part.strip() for owner in owners for part in owner["taxonomy_ids"].split(",")]
    told = [known[each] for each in ids if each in known]
    values, links = [], list(links)
    for link in links:
        term = known.get(link.any("taxonomy_term_id", "taxonomy_id"))
        told += [term] if term is not None else []
        if not _marks(link):
            values += [link[column] for column in ("value", "taxonomy_detail") if link[column]]
    named = (*(row["name"] for row in told if row["name"]), *values)
    codes = [row["code"] for row in told]
    finer = tuple(sorted(Finer(code) for code in dict.fromkeys(codes) if code in frozenset(Finer)))
    kinds = dict.fromkeys(
        ServiceKind(code) for code in codes if code in frozenset(ServiceKind)
    ) | dict.fromkeys(UNDER[each] for each in finer)
    marks = [(mark, link) for link in links if (mark := _marks(link))]
    held = {mark for mark, link in marks if hiding.hides(link["value"], _label(link))[0]}
    return Terms(
        kinds=tuple(sorted(kinds)),
        finer=finer,
        named=named,
        confidential=Field.CONFIDENTIAL in held
        or CONFIDENTIAL_TERM in codes
        or any(map(held_words.in_name, named)),
        refused=Field.DO_NOT_REFER in held,
        notes=tuple(f"{_label(link)}: {link['value']}" for _, link in marks),
    )


def _label(link: Row) -> str:
    return column_names.folded(link["label"])


def _marks(link: Row) -> Field | None:
    """Say what an attribute of some office's own holds back, by its label."""
    words = _label(link)
    if re.search(r"\b(notes?|comments?|remarks?)\b", words):
        return Field.NOTES
    return hiding.field_of(words, (link["value"],)) if words else None


def ages(service: Row, rows: Iterable[Row]) -> tuple[int | None, int | None, list[str]]:
    """Read the youngest and the oldest; 0 and 120 or more mean that there is no limit.

    Some say it of the service, some in ``rows`` of who is eligible.
    """
    rows = list(rows)
    found: list[int | None] = []
    doubts = []
    for column in ("minimum_age", "maximum_age"):
        words = service[column]
        words = words or next((row[column] for row in rows if row[column]), "")
        years, sure = clean.years(words) if words else (None, True)
        doubts += [] if sure else [f"{NO_AGE}: {words[:40]}"]
        found.append(years)
    return found[0], found[1], doubts


def spoken(rows: Iterable[Row], cells: Iterable[str], leads: Row) -> tuple[str, ...]:
    """Read languages from rows of their own and from lists in cells."""
    words = [*(row.any("name", "language", "code") for row in rows), *cells]
    found, doubts = languages("; ".join(word for word in words if word))
    leads.repairs += doubts
    return found


def standing(*words: str) -> Standing:
    """Read the status of all that an entry hangs on; what is not known counts as active."""
    told = (standings.read(each)[0] for each in words)
    return next((each for each in told if not each.is_running), Standing.ACTIVE)


def access(rows: Iterable[Row]) -> str:
    """Put together what is said of steps, lifts and hearing loops."""
    told = (row.any("details", "description") if row["location_id"] else "" for row in rows)
    words = [row["accessibility"].replace("_", " ") for row in rows]
    return "; ".join(dict.fromkeys(part for part in (*words, *told) if part))


def persons(rows: Iterable[Row]) -> tuple[Person, ...]:
    """Read whom to ask for."""
    found = (Person(r["name"], r["title"], r["department"], r["email"]) for r in rows)
    return tuple(dict.fromkeys(one for one in found if one.name or one.email))


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
