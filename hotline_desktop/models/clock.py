"""Wall-clock words such as "midnight" or "23:30" to times; never guesses what is not said."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

SENTENCE = "Say the hour as 0 to 23, for example 23:30, or noon or midnight."

_WORDS = {"midnight": time(0, 0), "noon": time(12, 0)}
_CLOCK = re.compile(r"(\d{1,2})(?::(\d{2}))?\s*(am|pm)?", re.IGNORECASE)


def clock(words: str) -> time | None:
    """Read a time of day; None when the words are no time of day."""
    words = words.strip().casefold().replace(".", "")
    if words in _WORDS:
        return _WORDS[words]
    found = _CLOCK.fullmatch(words)
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def next_time(now: datetime, at: time, timezone: str) -> datetime:
    """Give the first moment strictly after ``now`` when the wall clock there shows ``at``.

    A time that the spring change skips resolves to the moment the clocks jump past it.
    """
    zone = ZoneInfo(timezone)
    here = now.astimezone(zone)
    for days in range(3):
        moment = datetime.combine(here.date() + timedelta(days=days), at, zone)
        if moment.astimezone(ZoneInfo("UTC")) > now.astimezone(ZoneInfo("UTC")):
            return moment
    raise AssertionError("one of three days lies ahead")
