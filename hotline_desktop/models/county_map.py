"""What a map of counties shows, ready to be painted; measures nothing and paints nothing."""

from hotline_desktop.models.noun import Noun

Ring = tuple[tuple[float, float], ...]
"""A closed line of (longitude, latitude) in degrees; beyond the date line it goes on below -180."""


class MapCounty(Noun, frozen=True):
    """One county: its code, "Mahoning" and "OH", its lines (even-odd), and whether it is held."""

    fips: str
    name: str
    state: str
    rings: tuple[Ring, ...]
    held: bool = False


class MapSpot(Noun, frozen=True):
    """A point somebody named, and what it is the middle of; never a confidential place."""

    words: str
    longitude: float
    latitude: float


class CountyMap(Noun, frozen=True):
    """Counties around what is held, spots, and the frame in degrees: west, south, east, north."""

    counties: tuple[MapCounty, ...]
    spots: tuple[MapSpot, ...]
    frame: tuple[float, float, float, float]

    def held(self) -> tuple[MapCounty, ...]:
        """Give the counties that are held, by state and name: what the map says in words."""
        return tuple(sorted((c for c in self.counties if c.held), key=lambda c: (c.state, c.name)))
