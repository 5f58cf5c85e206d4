"""What happens when a source speaks again of an entry the office knows; verifies and vets nothing.

The source may change what it told; what the office found out itself stays.
"""

from typing import Any

import msgspec

from hotline_desktop.models.contact import Contact, Phone
from hotline_desktop.models.import_report import KNOWN, ReadRow
from hotline_desktop.models.provider import Provider

NEW_NUMBER = "number changed"
CLOSED_HERE = "closed: it is offered to nobody until somebody sets its standing right"
VOID = "number changed: verify it again"
CHECK = "number changed: check it, the vetting is older"

_OURS_OF_CONTACT = (
    "kind", "topics", "enforces_immigration", "plain_clothes", "victim_specialist", "verification",
    "notes", "accepts", "districts", "rota", "psap", "worked",
)  # fmt: skip
_OURS_OF_PROVIDER = (
    "confidential", "gate_phone", "vetting", "do_not_refer", "notes", "not_near", "questions",
    "capacity", "transfer", "intake_hours",
)  # fmt: skip
_UNLESS_SAID = (
    "desk", "person", "role", "hours", "hours_words", "languages", "url", "email", "channels",
    "eligibility", "fees", "services", "finer", "description",
)  # fmt: skip
"""Of these the source's silence takes nothing away."""


def renewed_contact(
    known: Contact, new: Contact, row: ReadRow, edited: frozenset[str] = frozenset()
) -> ReadRow:
    """Give the row with both put together; a changed number makes a verification void.

    An agency that is closed is not opened by a list, whose silence would do it.
    ``edited`` are fields that somebody of the office set right.
    """
    ours = _ours(known, new, {*_OURS_OF_CONTACT, *edited})
    if known.county_fips == new.county_fips:
        # Ours was guessed from the county; somebody may have set it right.
        ours |= {"jurisdiction": known.jurisdiction, "jurisdiction_words": known.jurisdiction_words}
    if not known.standing.is_running and new.standing.is_running:
        ours["standing"] = known.standing
    merged = msgspec.structs.replace(new, **ours)
    if _is_same(merged, known):
        return msgspec.structs.replace(row, contact=known, duplicate_of=KNOWN)
    repairs = row.repairs
    if merged.is_refused:
        repairs = (*repairs, CLOSED_HERE)
    if dialled(merged.phones) != dialled(known.phones):
        repairs = (*repairs, VOID if known.verification else NEW_NUMBER)
        merged = msgspec.structs.replace(merged, verification=None)
    changes = _changed(known, merged)
    return msgspec.structs.replace(row, contact=merged, repairs=repairs, changes=changes)


def renewed_provider(
    known: Provider, new: Provider, row: ReadRow, edited: frozenset[str] = frozenset()
) -> ReadRow:
    """Give the row with both put together; what was confidential stays so."""
    ours = _ours(known, new, {*_OURS_OF_PROVIDER, *edited})
    if known.confidential:
        ours["area"] = known.area
    merged = msgspec.structs.replace(new, **ours)
    if _is_same(merged, known):
        return msgspec.structs.replace(row, provider=known, duplicate_of=KNOWN)
    repairs = row.repairs
    if dialled(merged.phones) != dialled(known.phones):
        repairs = (*repairs, CHECK if known.vetting else NEW_NUMBER)
    changes = _changed(known, merged)
    return msgspec.structs.replace(row, provider=merged, repairs=repairs, changes=changes)


def _ours(known: Contact | Provider, new: Contact | Provider, names: set[str]) -> dict[str, Any]:
    ours = {name: getattr(known, name) for name in names if name in known.__struct_fields__}
    for name in _UNLESS_SAID:
        if name in known.__struct_fields__ and not getattr(new, name):
            ours[name] = getattr(known, name)
    return ours


def _is_same(merged: Contact | Provider, known: Contact | Provider) -> bool:
    """Compare what is said, not how it was written."""
    return msgspec.structs.replace(merged, written=known.written) == known


def dialled(phones: tuple[Phone, ...]) -> tuple[tuple[str, str], ...]:
    """Give what is dialled: another way of writing a number is no other number."""
    return tuple((phone.e164 or phone.as_written, phone.extension) for phone in phones)


def _changed(known: Contact | Provider, new: Contact | Provider) -> tuple[str, ...]:
    fields = [
        name.replace("_", " ")
        for name in known.__struct_fields__
        if name not in ("phones", "verification", "written")
        and getattr(known, name) != getattr(new, name)
    ]
    return (f"changed: {', '.join(fields)}",) if fields else ()
