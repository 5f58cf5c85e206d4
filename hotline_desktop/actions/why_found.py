"""Say in a few words why an entry was found, or why it is not offered."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from hotline_desktop.models.capacity import Room
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.letters import plain
from hotline_desktop.models.looking import Facets
from hotline_desktop.models.provider import Provider, VettingState
from hotline_desktop.vault.entry_words import told_of
from hotline_desktop.vault.search import Hit

_SHORTEST = 3
_SILENT = frozenset({"name"})
"""What needs no word: it stands in the first line anyway."""


def why_found(
    entry: Contact | Provider | None, groups: Sequence[tuple[str, ...]], typed: Sequence[str]
) -> str:
    """Give "language Spanish; spelt like Youngstown", or "" where the name says it all.

    ``groups`` are, for each typed word, the beginnings that stood for it.
    """
    if entry is None:
        return ""
    told: dict[str, None] = {}
    for several, word in zip(groups, typed, strict=True):
        if len(word) < _SHORTEST:
            continue  # one or two letters begin words everywhere
        begins = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, several))})\w*")
        where = next(
            ((of, text, at) for of, text in told_of(entry) if (at := begins.search(plain(text)))),
            None,
        )
        if where is None:
            continue
        of, text, at = where
        whole = text[at.start() : at.end()] if len(text) == len(plain(text)) else at[0]
        if plain(word) not in several and not at[0].startswith(plain(word)):
            told[f"spelt like {whole}"] = None
        elif of not in _SILENT:
            told[f"{of} {whole}"] = None
    return "; ".join(told)


def not_offered(entry: Contact | Provider | None, now: datetime) -> str:
    """Say why nobody is to be referred there, or ""; it stays in sight, after the others."""
    if entry is None:
        return "cannot be read"
    if isinstance(entry, Provider) and entry.do_not_refer:
        return "do not refer"
    if not entry.standing.is_running:
        return entry.standing.value
    if not isinstance(entry, Provider):
        return ""
    if entry.capacity is not None and entry.capacity.room(now) is Room.FULL:
        return "full"
    return ""


def left_out(entry: Contact | Provider | None, facets: Facets, now: datetime, hit: Hit) -> str:
    """Say which one thing it misses of what was asked for."""
    if entry is None or entry.is_refused:
        return not_offered(entry, now)
    reasons = (
        _has_none(facets.services, (*getattr(entry, "services", ()), *getattr(entry, "finer", ()))),
        _has_none(facets.languages, map(plain, entry.languages)),
        _has_none(facets.topics, getattr(entry, "topics", ())),
        _wrong_age(entry, facets.age),
        _closed(entry, now) if facets.open_now else "",
        _not_good(entry, facets, now),
        f"{hit.miles:.0f} miles away" if hit.miles is not None else "",
    )
    return next((reason for reason in reasons if reason), "where it is is not known")


def _has_none(wanted: Sequence[str], there: Iterable[str]) -> str:
    if not wanted or not set(wanted).isdisjoint(there):
        return ""
    return f"no {' or '.join(value.replace('_', ' ') for value in wanted)} known"


def _wrong_age(entry: Contact | Provider, age: int | None) -> str:
    if age is None or not isinstance(entry, Provider):
        return ""
    least, most = entry.min_age or 0, entry.max_age
    if least <= age and (most is None or age <= most):
        return ""
    return f"takes {least} to {most}" if most is not None else f"takes {least} and older"


def _closed(entry: Contact | Provider, now: datetime) -> str:
    if entry.hours is None:
        return "hours not known"
    if entry.hours.is_open(now):
        return ""
    opens = entry.hours.next_opening(now)
    return f"closed until {opens:%a %H:%M}" if opens else "closed"


def _not_good(entry: Contact | Provider, facets: Facets, now: datetime) -> str:
    if not facets.vetting:
        return ""
    if isinstance(entry, Contact):
        state = VettingState.VETTED if entry.is_verified(now) else VettingState.LAPSED
        if entry.verification is None:
            state = VettingState.NEVER
    else:
        state = entry.vetting_state(now)
    if state in facets.vetting:
        return ""
    good = "verified" if isinstance(entry, Contact) else "vetted"
    return {
        VettingState.VETTED: good,
        VettingState.LAPSED: f"no longer {good}",
        VettingState.NEVER: f"never {good}",
    }[state]
