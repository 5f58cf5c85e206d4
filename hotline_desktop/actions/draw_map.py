"""Draw where a contact holds or a provider is, as counties; tells no confidential place."""

from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.county_map import CountyMap, MapCounty, MapSpot, Ring
from hotline_desktop.models.place import Place
from hotline_desktop.models.provider import Provider
from hotline_desktop.places.borders import Borders
from hotline_desktop.places.gazetteer import Gazetteer

_LEAST = 0.9
"""Degrees of latitude a map shows at least: some 60 miles, so that neighbours give the way."""
_WIDER, _WIDER_OF_MUCH, _MUCH = 2.5, 1.3, 2.5
"""A map is at least so much wider than tall, for cards are; beyond so many degrees less so, for
each county that is painted takes its time."""
_AROUND = 0.12
"""Share of the frame that is added on every side."""
_MOST = 800
"""Counties on one map: Texas with what lies around it. Beyond that words say it better."""


@dataclass(frozen=True, slots=True)
class DrawMap:
    """The verb; asks the maps only."""

    gazetteer: Gazetteer

    def __call__(self, entry: Contact | Provider, near: Place | None = None) -> CountyMap | None:
        """Give the map of an entry, with the place that was asked for; None when words say it all.

        The nation has no map, nor has a confidential place that is known by an area's name only:
        its county could be narrower than the area.
        """
        held = self._jurisdiction(entry) if isinstance(entry, Contact) else _home(entry)
        if not held:
            return None
        spots = tuple(spot for spot in (_office(entry), _asked(near)) if spot)
        frame = _frame(held, spots if near is None else spots[:1])
        shown = [fips for fips in Borders.load().touching(*frame) if self.gazetteer.county(fips)]
        if len(shown) > _MOST:
            return None
        return CountyMap(
            counties=tuple(self._county(fips, fips in held) for fips in shown),
            spots=spots,
            frame=frame,
        )

    def _jurisdiction(self, contact: Contact) -> frozenset[str]:
        found: set[str] = set()
        for area in contact.jurisdiction:
            found |= {area, *self.gazetteer.same(area)} if area.isdigit() else self._state(area)
        return frozenset(fips for fips in found if Borders.load().box_of(fips))

    def _state(self, state: str) -> set[str]:
        known = ((fips, self.gazetteer.county(fips)) for fips in Borders.load().counties())
        return {fips for fips, county in known if county and county.state == state}

    def _county(self, fips: str, held: bool) -> MapCounty:
        county = self.gazetteer.county(fips)
        name, state = (county.name, county.state) if county else ("", "")
        return MapCounty(fips, name, state, _rings(fips), held)


def _home(provider: Provider) -> frozenset[str]:
    if provider.confidential and provider.area:
        return frozenset()
    known = provider.county_fips and Borders.load().box_of(provider.county_fips)
    return frozenset({provider.county_fips}) if known else frozenset()


def _office(entry: Contact | Provider) -> MapSpot | None:
    hidden = isinstance(entry, Provider) and entry.confidential
    if hidden or entry.latitude is None or entry.longitude is None:
        return None
    return MapSpot(entry.city or entry.county, _turned(entry.longitude), entry.latitude)


def _asked(near: Place | None) -> MapSpot | None:
    if near is None or near.latitude is None or near.longitude is None:
        return None
    return MapSpot(near.city or near.county, _turned(near.longitude), near.latitude)


def _frame(held: frozenset[str], spots: tuple[MapSpot, ...]) -> tuple[float, float, float, float]:
    """Put a frame around what is held and the spots, with air, and not too narrow."""
    points = [point for fips in held for ring in _rings(fips) for point in ring]
    points += [(spot.longitude, spot.latitude) for spot in spots]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    tall = max(north - south, _LEAST)
    wider = _WIDER if tall < _MUCH else _WIDER_OF_MUCH
    wide = max(east - west, wider * tall / cos(radians((south + north) / 2)))
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    half_x, half_y = wide * (0.5 + _AROUND), tall * (0.5 + _AROUND)
    return middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y


@lru_cache(maxsize=1024)
def _rings(fips: str) -> tuple[Ring, ...]:
    return tuple(
        tuple((_turned(longitude), latitude) for latitude, longitude in ring)
        for ring in Borders.load().outline(fips)
    )


def _turned(longitude: float) -> float:
    """Let Alaska's islands beyond the date line follow those before it; Guam stays in the east."""
    return longitude - 360 if longitude > 165 else longitude
