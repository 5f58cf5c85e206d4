"""What was changed of a directory entry, field by field; changes nothing itself."""

from collections.abc import Iterator
from typing import Any

import msgspec

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.hours import Hours
from hotline_desktop.models.noun import Moment, Noun
from hotline_desktop.models.provider import Provider

_QUIET = frozenset({"written", "source_id"})
"""Fields that follow others and are not told on their own."""


class Act(Noun, frozen=True):
    """Who changes entries, when, by what, and in which import or merge ("" for none)."""

    at: Moment
    who: str
    act: str
    run: str = ""


class FieldChange(Noun, frozen=True):
    """One field: what it was and what it became, as words; "" for nothing."""

    field: str
    was: str
    became: str


class Change(Noun, frozen=True):
    """One act on one entry and the fields that it changed; a first one made it."""

    revision: int
    act: Act
    fields: tuple[FieldChange, ...] = ()


def fields_changed(
    was: Contact | Provider | None, became: Contact | Provider | None
) -> tuple[FieldChange, ...]:
    """Give what differs, in the order of the fields."""
    before, after = _told(was), _told(became)
    return tuple(
        FieldChange(name.replace("_", " "), before.get(name, ""), after.get(name, ""))
        for name in dict.fromkeys((*before, *after))
        if before.get(name, "") != after.get(name, "") and name not in _QUIET
    )


def side_by_side(
    first: Contact | Provider | None, second: Contact | Provider | None
) -> tuple[FieldChange, ...]:
    """Give every field that either says something in, what differs first."""
    one, other = _told(first), _told(second)
    lines = [
        FieldChange(name.replace("_", " "), one.get(name, ""), other.get(name, ""))
        for name in dict.fromkeys((*one, *other))
        if name not in _QUIET
    ]
    return tuple(sorted(lines, key=lambda line: line.was == line.became))


def _told(entry: Contact | Provider | None) -> dict[str, str]:
    if entry is None:
        return {}
    value = msgspec.to_builtins(entry)
    told = {name: _words(part) for name, part in value.items() if name != "id"}
    return told | {name: f"{hours.in_words()} ({hours.timezone})" for name, hours in _weeks(entry)}


def _weeks(entry: Contact | Provider) -> Iterator[tuple[str, Hours]]:
    """Give the hours that a week in words says all of."""
    for name in ("hours", "intake_hours"):
        hours = getattr(entry, name, None)
        if not isinstance(hours, Hours) or hours.special:
            continue
        if all(shift.since is None and shift.until is None for shift in hours.shifts):
            yield name, hours


def _words(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, dict):
        return ", ".join(_words(part) for part in _leaves(value))
    if isinstance(value, list | tuple):
        return "; ".join(_words(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _leaves(value: dict[str, Any]) -> Iterator[Any]:
    for part in value.values():
        if part not in (None, "", [], (), {}):
            yield part
