"""Where somebody was seen or said to be, when, by whom; goes stale within the hour."""

from datetime import datetime, timedelta

from hotline_desktop.models.noun import Moment, Noun

STALE_AFTER = timedelta(hours=1)
"""A survivor was moved within one (DOMAIN.md)."""


class Observation(Noun, frozen=True):
    """A place in the caller's words, with the county somebody chose; never an invented point.

    ``county_fips`` is five digits or empty; ``state`` two letters or empty; ``detail`` is what
    makes the place actionable (room, floor, entrance, vehicle).
    """

    words: str = ""
    county_fips: str = ""
    county: str = ""
    state: str = ""
    timezone: str = ""
    detail: str = ""
    said_by: str = ""
    at: Moment | None = None

    def is_stale(self, now: datetime) -> bool:
        """Say whether she may have been moved since."""
        return self.at is not None and now - self.at > STALE_AFTER
