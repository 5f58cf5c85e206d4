"""A place that somebody's words may mean, with the reason; a candidate, never a finding."""

from enum import StrEnum

from hotline_desktop.models.noun import Noun


class Confidence(StrEnum):
    """How well the words fit."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class County(Noun, frozen=True):
    """A county or what stands for one: five-digit FIPS, two-letter state, IANA zone, its middle."""

    fips: str
    name: str
    state: str
    timezone: str
    latitude: float | None = None
    longitude: float | None = None


class LandKind(StrEnum):
    """Land where other police than the county's may hold."""

    TRIBAL = "tribal"
    MILITARY = "military"
    FEDERAL = "federal"
    AIRPORT = "airport"


class Land(Noun, frozen=True):
    """Such land by name: the five-digit counties it reaches into, the likeliest first."""

    kind: LandKind
    name: str
    counties: tuple[str, ...]
    also: tuple[str, ...] = ()


class Place(Noun, frozen=True):
    """One candidate. ``words`` are the caller's own.

    ``latitude`` and ``longitude`` stand for the middle of what ``point_of`` names (city, zip or
    county) and for nothing more exact; without a name there is no point. ``land`` names the tribal,
    military or federal land or the airport, of ``land_kind``, that the words mean.
    ``newer_fips`` is the code that has replaced the county's since the map was drawn.
    """

    words: str
    county_fips: str = ""
    county: str = ""
    state: str = ""
    city: str = ""
    timezone: str = ""
    confidence: Confidence = Confidence.POSSIBLE
    because: str = ""
    latitude: float | None = None
    longitude: float | None = None
    point_of: str = ""
    land: str = ""
    land_kind: LandKind | None = None
    newer_fips: str = ""

    def point(self) -> tuple[float, float] | None:
        """Give (latitude, longitude), or None where there is no point."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    def name(self) -> str:
        """Give words that lead to this candidate again: "Youngstown, Mahoning County, OH"."""
        county = f"{self.county} County" if self.county and not self.city else ""
        return ", ".join(part for part in (self.land or self.city or county, self.state) if part)
