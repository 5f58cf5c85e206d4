"""What happens when a source speaks again of an entry the office knows; verifies and vets nothing.

The source may change what it told; what the office found out itself stays.
"""

import msgspec

from hotline_desktop.models.contact import Contact, Phone
from hotline_desktop.models.import_report import KNOWN, ReadRow
from hotline_desktop.models.provider import Provider

NEW_NUMBER = "number changed"
VOID = "number changed: verify it again"
CHECK = "number changed: check it, the vetting is older"

_OURS_OF_CONTACT = (
    "kind", "desk", "person", "hours", "topics", "languages", "enforces_immigration",
    "plain_clothes", "victim_specialist", "verification", "notes",
)  # fmt: skip
_OURS_OF_PROVIDER = (
    "hours", "languages", "confidential", "gate_phone", "vetting", "do_not_refer", "notes",
)  # fmt: skip


def renewed_contact(known: Contact, new: Contact, row: ReadRow) -> ReadRow:
    """Give the row with both put together; a changed number makes a verification void."""
    ours = {name: getattr(known, name) for name in _OURS_OF_CONTACT}
    if known.county_fips == new.county_fips:
        # Ours was guessed from the county; somebody may have set it right.
        ours |= {"jurisdiction": known.jurisdiction, "jurisdiction_words": known.jurisdiction_words}
    merged = msgspec.structs.replace(new, **ours)
    if merged == known:
        return msgspec.structs.replace(row, contact=known, duplicate_of=KNOWN)
    repairs = row.repairs
    if _numbers(merged.phones) != _numbers(known.phones):
        repairs = (*repairs, VOID if known.verification else NEW_NUMBER)
        merged = msgspec.structs.replace(merged, verification=None)
    changes = _changed(known, merged)
    return msgspec.structs.replace(row, contact=merged, repairs=repairs, changes=changes)


def renewed_provider(known: Provider, new: Provider, row: ReadRow) -> ReadRow:
    """Give the row with both put together; what was confidential stays so."""
    ours = {name: getattr(known, name) for name in _OURS_OF_PROVIDER}
    if known.confidential:
        ours["area"] = known.area
    merged = msgspec.structs.replace(new, **ours)
    if merged == known:
        return msgspec.structs.replace(row, provider=known, duplicate_of=KNOWN)
    repairs = row.repairs
    if _numbers(merged.phones) != _numbers(known.phones):
        repairs = (*repairs, CHECK if known.vetting else NEW_NUMBER)
    changes = _changed(known, merged)
    return msgspec.structs.replace(row, provider=merged, repairs=repairs, changes=changes)


def _numbers(phones: tuple[Phone, ...]) -> tuple[tuple[str, str], ...]:
    """Give what is dialled: another way of writing a number is no other number."""
    return tuple((phone.e164 or phone.as_written, phone.extension) for phone in phones)


def _changed(known: Contact | Provider, new: Contact | Provider) -> tuple[str, ...]:
    fields = [
        name.replace("_", " ")
        for name in known.__struct_fields__
        if name not in ("phones", "verification") and getattr(known, name) != getattr(new, name)
    ]
    return (f"changed: {', '.join(fields)}",) if fields else ()
