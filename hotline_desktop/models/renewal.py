"""What has to be looked at again, and by when: verifications and vettings; renews none itself."""

from datetime import UTC, date, datetime, time, timedelta

from hotline_desktop.models.contact import VERIFIED_FOR, Contact
from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.provider import Provider

AHEAD = timedelta(days=30)
"""How long before its end a verification or a vetting is asked for again."""

VETTED_FIELDS = (
    "organisation", "service", "standing", "services", "phones", "confidential", "gate_phone",
    "area", "hours", "languages", "eligibility", "min_age", "max_age", "fees", "how_to_apply",
    "transfer", "questions", "not_near", "do_not_refer",
)  # fmt: skip
"""What a yearly vetting looks at, field by field, as the form names them."""


class Due(Noun, frozen=True):
    """One entry whose word ends soon or has ended: which, by when, and who gave it last."""

    kind: str
    id: str
    name: str
    ends: Moment
    by: str
    lapsed: bool


class Renewals(Noun, frozen=True):
    """Some of what is due, the most pressing first, and how many there are in all."""

    found: tuple[Due, ...] = ()
    total: int = 0


def a_year_after(day: date) -> date:
    """Give the day a vetting is to be renewed by; 29 February's is 28 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def ends(entry: Contact | Provider) -> datetime | None:
    """Give when its verification or vetting ends; None where there never was one."""
    if isinstance(entry, Contact):
        return entry.verification.at + VERIFIED_FOR if entry.verification else None
    if entry.vetting is None:
        return None
    return datetime.combine(entry.vetting.renew_by, time.max, UTC)


def due(entry: Contact | Provider, now: datetime) -> Due | None:
    """Say whether it has to be looked at again by now."""
    end = ends(entry)
    if end is None or end > now + AHEAD:
        return None
    if isinstance(entry, Contact):
        by = entry.verification.by if entry.verification else ""
        return Due("contact", entry.id, entry.name(), end, by, end <= now)
    name = ", ".join(part for part in (entry.organisation, entry.service) if part)
    return Due(
        "provider", entry.id, name, end, entry.vetting.by if entry.vetting else "", end <= now
    )
