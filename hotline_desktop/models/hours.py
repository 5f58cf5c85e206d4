"""When somebody answers, on their own wall clock; knows shifts across midnight, not holidays."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hotline_desktop.models.noun import Noun


class Shift(Noun, frozen=True):
    """From ``opens`` to ``closes`` on a weekday (0 is Monday); closing no later is the next day."""

    day: int
    opens: time
    closes: time


class Hours(Noun, frozen=True):
    """A weekly schedule in one time zone (IANA name), or always."""

    timezone: str
    always: bool = False
    shifts: tuple[Shift, ...] = ()

    def is_open(self, now: datetime) -> bool:
        """Say whether somebody is there."""
        return self.always or self.open_until(now) is not None

    def open_until(self, now: datetime) -> datetime | None:
        """Give when the present shift ends, their time; None when closed, or when it never ends."""
        zone = ZoneInfo(self.timezone)
        here = now.astimezone(zone)
        ends = [
            end
            for back in (0, 1)
            for start, end in self._shifts_on(here - timedelta(days=back), zone)
            if start <= here < end
        ]
        return max(ends, default=None)

    def next_opening(self, now: datetime) -> datetime | None:
        """Give the next time somebody comes, within a week; None when never."""
        zone = ZoneInfo(self.timezone)
        here = now.astimezone(zone)
        starts = [
            start
            for ahead in range(8)
            for start, _ in self._shifts_on(here + timedelta(days=ahead), zone)
            if start > here
        ]
        return min(starts, default=None)

    def _shifts_on(self, day: datetime, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
        found = []
        for shift in self.shifts:
            if shift.day != day.weekday():
                continue
            start = datetime.combine(day.date(), shift.opens, zone)
            over = shift.closes <= shift.opens
            end = datetime.combine(day.date() + timedelta(days=over), shift.closes, zone)
            found.append((start, end))
        return found
