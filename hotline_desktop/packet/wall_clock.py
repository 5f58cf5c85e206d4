"""Moments and ages in words for the page; never reads this machine's clock, zone or language."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

# Not strftime("%B"): a packet must not change with the locale of the workstation.
_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"


def zone_or(*names: str) -> str:
    """Give the first of these IANA names that exists, else UTC."""
    for name in names:
        try:
            ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            continue
        return name
    return "UTC"


def in_zone(moment: datetime, zone: str) -> datetime:
    """Move a moment to a wall clock, as a fixed offset that says nothing of where it came from."""
    there = moment.astimezone(ZoneInfo(zone))
    return there.replace(microsecond=0)


def day_and_time(moment: datetime, zone: str) -> str:
    """Write "20 November 2026, 23:24 EST"."""
    there = moment.astimezone(ZoneInfo(zone))
    return f"{_day(there)} {there.year}, {there:%H:%M} {there.tzname()}"


def time_near(moment: datetime, page: datetime, zone: str) -> str:
    """Write "23:05", with the day before it unless it is the page's own."""
    there, made = moment.astimezone(ZoneInfo(zone)), page.astimezone(ZoneInfo(zone))
    if there.date() == made.date():
        return f"{there:%H:%M}"
    year = f" {there.year}" if there.year != made.year else ""
    return f"{_day(there)}{year}, {there:%H:%M}"


def age(moment: datetime, page: datetime) -> str:
    """Write how long before the page something was; empty when it lies after the page."""
    passed = page.astimezone(UTC) - moment.astimezone(UTC)
    if passed < timedelta(0):
        return ""
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return "less than a minute"
    if minutes < 120:
        return _many(minutes, "minute")
    if minutes < 48 * 60:
        hours, rest = divmod(minutes, 60)
        return _many(hours, "hour") + (f" {_many(rest, 'minute')}" if rest else "")
    return _many(minutes // (24 * 60), "day")


def _many(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")


def day_of_week(moment: datetime) -> str:
    """Write "Monday", as the moment's own clock has it."""
    return _DAYS.split()[moment.weekday()]


def _day(there: datetime) -> str:
    return f"{there.day} {_MONTHS.split()[there.month - 1]}"
