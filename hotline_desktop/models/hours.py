"""When somebody answers, on their own wall clock; knows holidays and midnight, not who is there."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hotline_desktop.models.noun import Noun

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_WEEK = 7
_AHEAD = 40
"""Days to look ahead for the next opening: a first Monday of the month is within them."""

Span = tuple[datetime, datetime]


class Shift(Noun, frozen=True):
    """From ``opens`` to ``closes`` on a weekday (0 is Monday); closing no later is the next day.

    ``nth`` makes it that weekday of the month only (1 to 5, or -1 for the last); ``since`` and
    ``until`` are the first and the last day on which it holds.
    """

    day: int
    opens: time
    closes: time
    nth: int = 0
    since: date | None = None
    until: date | None = None

    def is_on(self, day: date) -> bool:
        """Say whether it begins on this day."""
        if day.weekday() != self.day:
            return False
        if (self.since and day < self.since) or (self.until and day > self.until):
            return False
        if self.nth < 0:
            return (day + timedelta(days=_WEEK)).month != day.month
        return not self.nth or (day.day + _WEEK - 1) // _WEEK == self.nth

    def span(self, day: date, zone: ZoneInfo) -> Span:
        """Give its two ends where it begins on this day."""
        return _span(day, self.opens, self.closes, zone)


class Special(Noun, frozen=True):
    """Days on which the week does not count: closed, or open from ``opens`` to ``closes``.

    ``yearly`` says that only month and day count; the last may then lie before the first.
    """

    first: date
    last: date
    opens: time | None = None
    closes: time | None = None
    yearly: bool = False
    words: str = ""

    def covers(self, day: date) -> bool:
        """Say whether it speaks of this day."""
        if not self.yearly:
            return self.first <= day <= self.last
        here, first, last = ((d.month, d.day) for d in (day, self.first, self.last))
        return first <= here <= last if first <= last else here >= first or here <= last


class Hours(Noun, frozen=True):
    """A weekly schedule in one time zone (IANA name), or always; special days come before it."""

    timezone: str
    always: bool = False
    shifts: tuple[Shift, ...] = ()
    special: tuple[Special, ...] = ()

    def is_open(self, now: datetime) -> bool:
        """Say whether somebody is there."""
        here = now.astimezone(ZoneInfo(self.timezone))
        if self.always and not self._special(here.date()):
            return True
        return self.open_until(now) is not None

    def open_until(self, now: datetime) -> datetime | None:
        """Give when the present shift ends, their time; None when closed, or when it never ends."""
        zone = ZoneInfo(self.timezone)
        here = now.astimezone(zone)
        if self.always and not self._special(here.date()):
            return None
        ends = [
            end
            for back in (0, 1)
            for start, end in self._spans(here.date() - timedelta(days=back), zone)
            if start <= here < end
        ]
        return max(ends, default=None)

    def next_opening(self, now: datetime) -> datetime | None:
        """Give the next time somebody comes, within forty days; None when never."""
        zone = ZoneInfo(self.timezone)
        here = now.astimezone(zone)
        for ahead in range(_AHEAD):
            day = here.date() + timedelta(days=ahead)
            starts = [start for start, _ in self._spans(day, zone) if start > here]
            if starts:
                return min(starts)
        return None

    def in_words(self) -> str:
        """Write the week in English: "Mon-Fri 09:00-17:00; Sat 10:00-12:00"."""
        if self.always:
            return "always"
        lines: dict[str, list[int]] = {}
        for shift in sorted(self.shifts, key=lambda s: (s.opens, s.closes, s.day)):
            nth = f"{_NTH[shift.nth]} " if shift.nth else ""
            lines.setdefault(f"{nth}|{shift.opens:%H:%M}-{shift.closes:%H:%M}", []).append(
                shift.day
            )
        told = [(min(days), line, days) for line, days in lines.items()]
        return "; ".join(
            f"{line.split('|')[0]}{_runs(days)} {line.split('|')[1]}"
            for _, line, days in sorted(told)
        )

    def _special(self, day: date) -> Special | None:
        return next((special for special in self.special if special.covers(day)), None)

    def _spans(self, day: date, zone: ZoneInfo) -> Iterator[Span]:
        special = self._special(day)
        if special is None:
            if self.always:
                yield _span(day, time(), time(), zone)
            yield from (shift.span(day, zone) for shift in self.shifts if shift.is_on(day))
        elif special.opens is not None and special.closes is not None:
            yield _span(day, special.opens, special.closes, zone)


def _span(day: date, opens: time, closes: time, zone: ZoneInfo) -> Span:
    over = closes <= opens
    start = datetime.combine(day, opens, zone)
    return start, datetime.combine(day + timedelta(days=over), closes, zone)


def _runs(days: list[int]) -> str:
    """Write days that follow each other as one run: 0 1 2 4 becomes "Mon-Wed, Fri"."""
    told: list[list[int]] = []
    for day in sorted(set(days)):
        if told and told[-1][-1] == day - 1:
            told[-1].append(day)
        else:
            told.append([day])
    return ", ".join(
        _DAYS[run[0]] if len(run) == 1 else f"{_DAYS[run[0]]}-{_DAYS[run[-1]]}" for run in told
    )
