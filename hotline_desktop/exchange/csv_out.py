"""Writes contacts or providers as a CSV table that no spreadsheet runs; private words stay home."""

import csv
from collections.abc import Iterable
from io import StringIO

from hotline_desktop.exchange.clean import GUARD
from hotline_desktop.models.contact import ChannelKind, Contact, Phone
from hotline_desktop.models.provider import Provider

_CONTACT = ("id", "agency", "desk", "person", "role", "kind", "phone", "other phones", "email",
            "fax", "address", "city", "state", "zip", "county", "latitude", "longitude",
            "jurisdiction", "hours", "languages", "ori", "source", "website",
            "status")  # fmt: skip
_PROVIDER = ("id", "organization", "service", "services", "phone", "other phones", "email",
             "website", "address", "city", "state", "zip", "county", "latitude", "longitude",
             "service area", "eligibility", "min age", "max age", "hours", "languages", "fees",
             "how to apply", "status", "confidential", "description")  # fmt: skip
_RUNS = ("=", "+", "-", "@", "\t", "\r", GUARD)
"""What a cell may begin with that a spreadsheet takes for more than words."""


def contacts(entries: Iterable[Contact]) -> bytes:
    """Give the table of contacts, UTF-8 with the mark that spreadsheets look for."""
    return _table(_CONTACT, (_contact(one) for one in sorted(entries, key=lambda e: e.id)))


def providers(entries: Iterable[Provider]) -> bytes:
    """Give the table of providers; of a confidential place its area and gate phone only."""
    return _table(_PROVIDER, (_provider(one) for one in sorted(entries, key=lambda e: e.id)))


def _table(columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _guarded(cell: object) -> str:
    words = "" if cell is None else str(cell)
    if isinstance(cell, float | int) or not words.startswith(_RUNS):
        return words
    return GUARD + words


def _contact(one: Contact) -> tuple[object, ...]:
    first, others = _numbers(one.phones)
    area = "; ".join(part for part in (*one.jurisdiction, one.jurisdiction_words) if part)
    hours = one.hours.in_words() if one.hours else one.hours_words
    return (
        one.id, one.agency, one.desk, one.person, one.role, one.kind.value, first, others,
        _reached(one, ChannelKind.EMAIL), _reached(one, ChannelKind.FAX),
        one.address, one.city, one.state, one.zip_code, one.county, one.latitude, one.longitude,
        area, hours, "; ".join(one.languages), one.ori, one.source, one.url,
        one.standing.value,
    )  # fmt: skip


def _reached(one: Contact, kind: ChannelKind) -> str:
    return "; ".join(channel.value for channel in one.channels if channel.kind is kind)


def _provider(one: Provider) -> tuple[object, ...]:
    first, others = _numbers(one.numbers())
    hours = one.hours.in_words() if one.hours else one.hours_words
    hidden = one.confidential
    spot = (None, None) if one.point_of else (one.latitude, one.longitude)
    where: tuple[object, ...] = (
        (one.whereabouts(), "", one.state, "", "", None, None) if hidden
        else (one.address, one.city, one.state, one.zip_code, one.county, *spot)
    )  # fmt: skip
    kinds = "; ".join(kind.value for kind in (*one.services, *one.finer))
    return (
        one.id, one.organisation, one.service, kinds, first, others, one.email, one.url, *where,
        one.serves_words, one.eligibility, one.min_age, one.max_age, hours,
        "; ".join(one.languages), one.fees, one.how_to_apply, one.standing.value,
        "yes" if hidden else "", one.description,
    )  # fmt: skip


def _numbers(phones: tuple[Phone, ...]) -> tuple[str, str]:
    told = [f"{p.label}: {p.as_written}" if p.label else p.as_written for p in phones]
    return (told[0] if told else ""), "; ".join(told[1:])
