"""How many places a provider had, as of when; what it says fades, and it never says "full" late."""

from datetime import datetime, timedelta
from enum import StrEnum

from hotline_desktop.models.noun import Moment, Noun

FRESH_FOR = timedelta(hours=12)
"""Beds told this morning are still worth a call tonight."""
KNOWN_FOR = timedelta(days=3)
"""After that a number of free places says nothing about now."""


class Room(StrEnum):
    """What a stated capacity is worth now."""

    FREE = "free"
    FULL = "full"
    FREE_THEN = "free then"
    FULL_THEN = "full then"
    UNKNOWN = "unknown"


class Capacity(Noun, frozen=True):
    """Free places of so many, as somebody said at a time."""

    as_of: Moment
    free: int
    of: int | None = None
    by: str = ""

    def room(self, now: datetime) -> Room:
        """Say what it is worth: true now, true then, or nothing any more."""
        age = now - self.as_of
        if age < timedelta() or age >= KNOWN_FOR:
            return Room.UNKNOWN
        if age < FRESH_FOR:
            return Room.FREE if self.free > 0 else Room.FULL
        return Room.FREE_THEN if self.free > 0 else Room.FULL_THEN
