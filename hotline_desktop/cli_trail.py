"""The front end's words about the trail: who did what, and is it whole; changes no line of it."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hotline_desktop.actions.confirm_clock import ConfirmClock
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_trail import PAGE, NamedLine, ReadTrail
from hotline_desktop.cli_verbs import Answer, Verb
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.office import Advocate
from hotline_desktop.models.trail import ActGroup, TrailFilter, group_of, words_of

CHECK, CLOCK = "check", "clock-is-right"


def add(inside: Callable[[str, str, Verb], argparse.ArgumentParser]) -> None:
    """Add the word and what it takes to the grammar."""
    made = inside("trail", "list who did what, or check that the record is whole", _either)
    told = (
        "check: go through every line and name the first broken link. clock-is-right: an "
        "administrator's word, when the clock was ahead once and packets are held back since"
    )
    made.add_argument("what", nargs="?", choices=[CHECK, CLOCK], help=told)
    made.add_argument("--who", default="", metavar="NAME")
    made.add_argument("--act", choices=[group.value for group in ActGroup])
    told = "a day or a moment; without a zone, on the office's clock"
    made.add_argument("--since", default="", metavar="ISO-TIME", help=told)
    made.add_argument("--until", default="", metavar="ISO-TIME", help="the first moment left out")
    made.add_argument("--subject", default="", metavar="NUMBER", help="a piece of a situation's")
    made.add_argument("--limit", type=int, default=PAGE, metavar="N")


def trail(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """List the newest lines that fit, newest first; the look itself becomes the newest line."""
    zone = ZoneInfo(desk.office.timezone)
    verb = ReadTrail(desk)
    asked = TrailFilter(
        who=_who(arguments.who, verb.people()),
        group=ActGroup(arguments.act) if arguments.act else None,
        since=_moment(arguments.since, zone),
        until=_moment(arguments.until, zone),
        subject=arguments.subject,
    )
    found = verb(asked, limit=arguments.limit)
    words = [_words(named, zone) for named in found.lines] or ["No line fits."]
    if found.more:
        words.append("There are older ones: --limit takes more.")
    value = {"lines": [_value(named) for named in found.lines], "more": found.more}
    return Answer(0, value, "\n".join(words))


def check(_arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Say whether every line follows from the one before; 1 when one does not."""
    zone = ZoneInfo(desk.office.timezone)
    found = ReadTrail(desk).check()
    broken = found.broken
    value: dict[str, Any] = {"whole": broken is None, "follow": found.follow, "lines": found.total}
    value["broken"] = broken and {
        "line": broken.seq,
        "shown": broken.shown,
        "kind": broken.kind,
        "at": broken.at and broken.at.isoformat(),
    }
    return Answer(1 if broken else 0, value, found.sentence(lambda at: at.astimezone(zone)))


def clock(_arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Write down that the clock is right now."""
    now = ConfirmClock(desk)()
    local = now.astimezone(ZoneInfo(desk.office.timezone))
    words = f"Written down: it is {local:%Y-%m-%d %H:%M}. Releases are counted by the clock again."
    return Answer(0, {"now": now.isoformat()}, words)


def _either(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    verb = {CHECK: check, CLOCK: clock}.get(arguments.what, trail)
    return verb(arguments, desk)


def _value(named: NamedLine) -> dict[str, Any]:
    line = named.line
    return {
        "seq": line.seq,
        "at": line.at and line.at.isoformat(),
        "who": named.who,
        "act": line.act,
        "group": group_of(line.act),
        "about": named.about,
        "tried": named.tried and named.tried.isoformat(),
        "subject": line.subject,
        "detail": line.detail,
        "hash": line.hash,
    }


def _words(named: NamedLine, zone: ZoneInfo) -> str:
    line = named.line
    at = f"{line.at.astimezone(zone):%Y-%m-%d %H:%M:%S}" if line.at else "time not readable"
    parts = (f"{line.seq}", at, named.who or "nobody knows who", words_of(line.act), named.about)
    return "  ".join(part for part in parts if part)


def _who(name: str, people: tuple[Advocate, ...]) -> str:
    if not name:
        return ""
    found = [person.id for person in people if name in (person.name, person.id)]
    if len(found) != 1:
        names = ", ".join(f"{person.name} ({person.id})" for person in people)
        raise BadInputError(f"Say who by a name that only one of these has, or by id: {names}.")
    return found[0]


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadInputError("Write the time like 2026-11-20 or 2026-11-20T23:18-05:00.") from None
