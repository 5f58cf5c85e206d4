"""Which services a packet names, and how; never a confidential street or an office note."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from hotline_desktop.models.provider import Provider, VettingState
from hotline_desktop.models.referral import Service
from hotline_desktop.packet.guard import holds_words
from hotline_desktop.packet.wall_clock import day_of_week

MOST = 5
"""More is a list to read, not help."""

_STATES = {VettingState.LAPSED: "vetting has lapsed", VettingState.NEVER: "not vetted by us"}


def services(
    providers: Sequence[Provider], now: datetime, reasons: Mapping[str, str]
) -> tuple[Service, ...]:
    """Take the first five that may be named; one that is not vetted only with its reason."""
    named = [p for p in providers if _may_be_named(p, now, reasons)]
    return tuple(_service(p, now, reasons) for p in named[:MOST])


def _may_be_named(provider: Provider, now: datetime, reasons: Mapping[str, str]) -> bool:
    if provider.is_refused:
        return False
    vetted = provider.vetting_state(now) is VettingState.VETTED
    return vetted or bool(reasons.get(provider.id, "").strip())


def _service(provider: Provider, now: datetime, reasons: Mapping[str, str]) -> Service:
    state = provider.vetting_state(now)
    return Service(
        organisation=_without_street(provider, provider.organisation) or "A confidential service",
        service=_without_street(provider, provider.service),
        whereabouts=_without_street(provider, provider.whereabouts()),
        phones=tuple(phone.as_written for phone in provider.numbers()),
        languages=provider.languages,
        open=_open(provider, now),
        state=_STATES.get(state, ""),
        reason=reasons.get(provider.id, "").strip() if state in _STATES else "",
    )


def _without_street(provider: Provider, words: str) -> str:
    """Drop a text that repeats the street of a confidential place."""
    if not provider.confidential:
        return words
    lines = [line for line in provider.address.replace(",", "\n").splitlines() if line.strip()]
    street = lines[:1]
    return "" if any(holds_words(words, line) for line in street) else words


def _open(provider: Provider, now: datetime) -> str:
    hours = provider.hours
    if hours is None:
        return ""
    if hours.always:
        return "Day and night"
    until = hours.open_until(now)
    if until is not None:
        return f"Open now, until {until:%H:%M}"
    opens = hours.next_opening(now)
    return f"Closed now, opens {day_of_week(opens)} {opens:%H:%M}" if opens else "Closed"
