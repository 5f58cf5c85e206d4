"""A place as far as it is known, and the areas protocols hold in; looks nothing up."""

from enum import StrEnum

from hotline_desktop.models.noun import Noun
from hotline_desktop.models.topic import Topic

_EVERYWHERE = 1_000_000
"""Stands for "no limit" where areas are compared by how many counties or states they name."""


class Where(Noun, frozen=True):
    """A place as far as it is known: five-digit county, two-letter state; any may be empty.

    ``also`` are codes that mean the same place in lists older or newer than ours.
    """

    county_fips: str = ""
    county: str = ""
    state: str = ""
    city: str = ""
    also: tuple[str, ...] = ()

    def codes(self) -> tuple[str, ...]:
        """Give every code of the county; () when it is not known."""
        return (self.county_fips, *self.also) if self.county_fips else ()

    def words(self) -> str:
        """Name it for a sentence: "Mahoning, OH"; empty when nothing is known."""
        return ", ".join(part for part in (self.city, self.county, self.state) if part)


class Level(StrEnum):
    """How wide an area reaches."""

    CITY = "city"
    TRIBAL = "tribal"
    COUNTY = "county"
    STATE = "state"
    NATION = "nation"


class Area(Noun, frozen=True):
    """Where a protocol holds: every field that is set narrows it, none set means the whole nation.

    ``states`` are two-letter and are also given for an area of counties (five-digit); ``tribal``
    means tribal land only. ``name`` is what a sentence calls it.
    """

    name: str
    states: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    city: str = ""
    tribal: bool = False

    @property
    def level(self) -> Level:
        """Say how wide it reaches."""
        if self.city:
            return Level.CITY
        if self.tribal:
            return Level.TRIBAL
        if self.counties:
            return Level.COUNTY
        return Level.STATE if self.states else Level.NATION

    def holds(self, where: Where, topics: frozenset[Topic]) -> bool:
        """Say whether a place lies in it; an unknown place lies in the nation only."""
        return (
            (not self.city or self.city.casefold() == where.city.casefold())
            and (not self.counties or any(code in self.counties for code in where.codes()))
            and (not self.states or bool(self.counties) or where.state in self.states)
            and (not self.tribal or Topic.TRIBAL_LAND in topics)
        )

    def within(self, other: "Area") -> bool:
        """Say whether every place in it also lies in the other."""
        return (
            (not other.city or self.city.casefold() == other.city.casefold())
            and _narrower(self.counties, other.counties)
            and _narrower(self.states, other.states)
            and (self.tribal or not other.tribal)
        )

    def size(self) -> tuple[bool, bool, int, int]:
        """Give a key that puts smaller areas first and agrees with :meth:`within`."""
        return (
            not self.city,
            not self.tribal,
            len(set(self.counties)) or _EVERYWHERE,
            len(set(self.states)) or _EVERYWHERE,
        )


def _narrower(these: tuple[str, ...], those: tuple[str, ...]) -> bool:
    return not those or (bool(these) and set(these) <= set(those))
