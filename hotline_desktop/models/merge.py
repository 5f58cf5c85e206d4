"""What two entries become when they are one: nothing is lost, and doubt counts against trust."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from hotline_desktop.models.contact import Contact, Phone, Verification
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.tri import Tri

Entry = Contact | Provider

_JOINED = ("topics", "languages", "channels", "accepts", "districts", "services", "finer",
           "serves", "not_near", "persons", "questions", "rota")  # fmt: skip
_NOT_OURS = frozenset(
    {"id", "source", "source_id", "phones", "notes", "written", "verification", "vetting",
     "organisation_id", "service_id", "location_id", "jurisdiction", *_JOINED}
)  # fmt: skip

_SILENT = ("", None, False, (), Tri.NOT_ASKED)
"""What a field holds where nobody said anything."""


def merged(keep: Entry, other: Entry) -> Entry:
    """Give ``keep`` with what it lacks from ``other``.

    A contact that gets another number has to be called back again, unless both were verified. What
    one of two hides or refuses stays hidden and refused, and what is closed in one stays closed.
    """
    fields = keep.__struct_fields__
    taken: dict[str, Any] = {
        field: getattr(other, field)
        for field in fields
        if field not in _NOT_OURS and getattr(keep, field) in _SILENT
    }
    for field in _JOINED:
        if field in fields:
            taken[field] = tuple(dict.fromkeys((*getattr(keep, field), *getattr(other, field))))
    notes = dict.fromkeys(part for part in (keep.notes, other.notes) if part)
    taken |= {"phones": _all(keep.phones, other.phones), "notes": "\n".join(notes)}
    taken["written"] = other.written | keep.written
    taken["standing"] = other.standing if keep.standing.is_running else keep.standing
    whole = replace(keep, **taken)
    if isinstance(whole, Contact) and isinstance(keep, Contact) and isinstance(other, Contact):
        areas = tuple(dict.fromkeys((*keep.jurisdiction, *other.jurisdiction)))
        check = _verified(keep, other, added=len(whole.phones) > len(keep.phones))
        return replace(whole, jurisdiction=areas, verification=check)
    return whole


def _all(first: tuple[Phone, ...], second: tuple[Phone, ...]) -> tuple[Phone, ...]:
    known = {_dialled(phone): phone for phone in reversed((*first, *second))}
    return _in_order((*first, *second), known)


def _in_order(phones: Iterable[Phone], known: dict[tuple[str, str], Phone]) -> tuple[Phone, ...]:
    return tuple(known[key] for key in dict.fromkeys(map(_dialled, phones)))


def _dialled(phone: Phone) -> tuple[str, str]:
    return phone.e164 or phone.as_written, phone.extension


def _verified(keep: Contact, other: Contact, added: bool) -> Verification | None:
    checks = [one.verification for one in (keep, other) if one.verification]
    if len(checks) == 2:  # noqa: PLR2004 - both
        return min(checks, key=lambda check: check.at)
    return None if added or not keep.verification else keep.verification
