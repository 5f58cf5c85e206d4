"""Invented situations in the order of time, each revision of them; holds only what is still open.

A situation comes again with each further signal and when it is closed. It is thrown anew each time
from its own dice, so that an archive of any size takes no more memory than its open cases.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from math import ceil, pi, sin
from typing import NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from hotline_desktop.actions.generated_chance import Chance, Ground
from hotline_desktop.actions.generated_drafts import Near, draft
from hotline_desktop.models.situation import Draft, Situation, Status

_SINCE = 2020
_CLOCK = ZoneInfo("America/New_York")
_HOURS = (9, 8, 7, 5, 4, 3, 2, 2, 3, 4, 5, 5, 6, 6, 6, 7, 7, 7, 8, 9, 10, 11, 12, 11)
"""How many signals come at each hour of the office's clock: most in the evening and at night."""


_NIGHT_OF_DAYS = (12, 11, 11, 12, 15, 18, 17)
"""The same for Monday to Sunday."""
_LAST = timedelta(hours=1)
"""Before the office's moment: what came later is not kept yet."""


_LEAN = 20
"""In a lean office one in so many has a history and all its words; of the others a few stay."""
_FEW = 60


class Kept(NamedTuple):
    """One revision and the trail's word for it."""

    situation: Situation
    act: str


class _Case(NamedTuple):
    """Of one situation: its number in the throw and in the office, and when it was kept."""

    taken: datetime
    place: int
    number: str
    moments: tuple[datetime, ...]
    closed: bool


def situations(ground: Ground, count: int, near: Near) -> Iterator[Kept]:
    """Give every revision of so many situations, in the order in which they were kept."""
    due: list[tuple[datetime, int, int, _Case]] = []
    series: Counter[int] = Counter()
    for place, taken in enumerate(_taken(ground, count)):
        while due and due[0][0] <= taken:
            yield _kept(ground, near, *heappop(due)[2:])
        series[taken.year] += 1
        case = _case(ground, place, taken, f"S-{taken:%y}-{series[taken.year]:04d}")
        for revision, at in enumerate(case.moments, 1):
            heappush(due, (at, place, revision, case))
    while due:
        yield _kept(ground, near, *heappop(due)[2:])


def _kept(ground: Ground, near: Near, revision: int, case: _Case) -> Kept:
    whole = draft(ground, ground.chance("situation", case.place), case.taken, near)
    if _is_lean(ground, case.place):
        whole = msgspec.structs.replace(whole, statements=(), narrative=whole.narrative[:_FEW])
    signals = len(case.moments) - case.closed
    closing, at = revision > signals, case.moments[revision - 1]
    situation = Situation(
        id=ground.identity("situation", case.place),
        number=case.number,
        status=Status.CLOSED if closing else Status.OPEN,
        taken_at=case.taken,
        kept_at=at,
        author="",
        revision=revision,
        draft=_so_far(whole, min(revision, signals) / signals, at),
    )
    act = "close_situation" if closing else "revise_situation" if revision > 1 else "take_signal"
    return Kept(situation, act)


def _case(ground: Ground, place: int, taken: datetime, number: str) -> _Case:
    """Throw when each revision was kept: the first signal, further ones, the closing."""
    chance = ground.chance("case", place)
    moments = [taken + timedelta(minutes=chance.randint(5, 55))]
    if _is_lean(ground, place):
        return _Case(taken, place, number, tuple(moments), closed=False)
    for _ in range(chance.of({0: 72, 1: 16, 2: 7, 4: 4, 9: 1})):
        moments.append(moments[-1] + _later(chance, 7.2, 1.4))
    closed = not chance.is_so(0.03)
    if closed:
        moments.append(moments[-1] + _later(chance, *((3.5, 1.0) if chance.is_so(0.3) else (9, 1))))
    known = tuple(at for at in moments if at <= ground.as_of)
    return _Case(taken, place, number, known, closed and len(known) == len(moments))


def _is_lean(ground: Ground, place: int) -> bool:
    return ground.lean and place % _LEAN > 0


def _later(chance: Chance, middle: float, wide: float) -> timedelta:
    """Give a while: mostly short, at times very long (``middle`` is the logarithm of minutes)."""
    return timedelta(minutes=round(chance.lognormvariate(middle, wide)) + 1)


def _so_far(whole: Draft, share: float, at: datetime) -> Draft:
    """Give what was known when this share of the signals had come."""
    release = whole.release
    if release.withdrawn_at and release.withdrawn_at > at:
        release = msgspec.structs.replace(release, withdrawn_at=None)
    return msgspec.structs.replace(
        whole,
        statements=whole.statements[: ceil(len(whole.statements) * share)],
        narrative=whole.narrative[: ceil(len(whole.narrative) * share)],
        release=release,
    )


def _taken(ground: Ground, count: int) -> Iterator[datetime]:
    """Give the moments of so many signals in order: more each year, most in late summer."""
    months = [
        (year, month) for year in range(_SINCE, ground.as_of.year + 1) for month in range(1, 13)
    ]
    months = [one for one in months if one <= (ground.as_of.year, ground.as_of.month)]
    weights = [_busy(ground, year, month) for year, month in months]
    before, given, whole = 0.0, 0, sum(weights)
    for (year, month), weight in zip(months, weights, strict=True):
        before += weight
        due = round(count * before / whole)
        chance = ground.chance(f"month {year}", month)
        yield from sorted(_moment(ground, chance, year, month) for _ in range(due - given))
        given = due


def _busy(ground: Ground, year: int, month: int) -> float:
    season = 1 + 0.22 * sin((month - 5) * pi / 6)
    noise = ground.chance(f"busy {year}", month).uniform(0.88, 1.12)
    now = ground.as_of
    share = now.day / monthrange(year, month)[1] if (year, month) == (now.year, now.month) else 1
    return (1 + 0.13 * (year - _SINCE)) * season * noise * share


def _moment(ground: Ground, chance: Chance, year: int, month: int) -> datetime:
    first, days = monthrange(year, month)
    weights = [_NIGHT_OF_DAYS[(first + day) % 7] for day in range(days)]
    day = chance.choices(range(1, days + 1), weights)[0]
    hour = chance.choices(range(24), _HOURS)[0]
    here = datetime(
        year, month, day, hour, chance.randrange(60), chance.randrange(60), tzinfo=_CLOCK
    )
    return min(
        here.astimezone(UTC), ground.as_of - _LAST - timedelta(seconds=chance.randrange(9999))
    )
