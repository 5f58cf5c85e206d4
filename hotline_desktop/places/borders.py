"""The borders of the counties: which county holds a point, which lie next to it; names nothing."""

import gzip
import json
from array import array
from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from math import cos, hypot, radians

from hotline_desktop.places.distance import MILES_A_DEGREE, box

Ring = tuple[int, ...]
"""A closed line as numbers of arcs; ``~n`` is arc n walked backwards (TopoJSON)."""

Box = tuple[float, float, float, float]
"""South, north, west, east in degrees."""


class Borders:
    """County borders at 1:10 million, good to about a quarter of a mile; codes are five digits.

    They are for suggestions and maps: a point nearer to a border than that may lie on either side.
    """

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Borders":
        """Give the one set of borders; it is read when first needed."""
        file = files("hotline_desktop.resources").joinpath("places/borders.json.gz")
        return cls(file.read_bytes())

    def __init__(self, packed: bytes) -> None:
        """Take the vendored file; packaging/vendor_places.py says what is in it."""
        atlas = json.loads(gzip.decompress(packed))
        self._arcs = [_walked(arc, atlas["scale"], atlas["translate"]) for arc in atlas["arcs"]]
        self._rings: dict[str, tuple[Ring, ...]] = {
            fips: tuple(tuple(ring) for part in parts for ring in part)
            for fips, parts in atlas["counties"].items()
        }
        boxes = [_box(arc) for arc in self._arcs]
        self._boxes = {
            fips: _around([boxes[_number(arc)] for ring in rings for arc in ring])
            for fips, rings in self._rings.items()
        }

    def holding(self, latitude: float, longitude: float) -> str:
        """Give the county that holds a point in degrees; "" out at sea and abroad."""
        for fips, (south, north, west, east) in self._boxes.items():
            inside = south <= latitude <= north and west <= longitude <= east
            if inside and self._holds(fips, latitude, longitude):
                return fips
        return ""

    def within(
        self, latitude: float, longitude: float, reach: float
    ) -> tuple[tuple[float, str], ...]:
        """Give (miles to it, county) for each that begins within ``reach`` miles, nearest first.

        The county that holds the point is 0 miles away.
        """
        south, north, west, east = box(latitude, longitude, reach)
        found = []
        for fips, (bottom, top, left, right) in self._boxes.items():
            if bottom <= north and top >= south and left <= east and right >= west:
                held = self._holds(fips, latitude, longitude)
                away = 0.0 if held else self._away(fips, latitude, longitude)
                if away <= reach:
                    found.append((away, fips))
        return tuple(sorted(found))

    def next_to(self, fips: str) -> frozenset[str]:
        """Give the counties that share a piece of border; an unknown code has none."""
        return _neighbours(self).get(fips, frozenset())

    def outline(self, fips: str) -> tuple[tuple[tuple[float, float], ...], ...]:
        """Give the rings of a county as (latitude, longitude); holes are rings too (even-odd)."""
        return tuple(
            tuple(
                (line[n + 1], line[n])
                for arc in ring
                for line, steps in [(self._arcs[_number(arc)], _steps(self._arcs, arc))]
                for n in steps
            )
            for ring in self._rings.get(fips, ())
        )

    def box_of(self, fips: str) -> Box | None:
        """Give the box around a county; None for an unknown code."""
        return self._boxes.get(fips)

    def counties(self) -> tuple[str, ...]:
        """Give the codes of all counties on the map."""
        return tuple(self._boxes)

    def touching(self, west: float, south: float, east: float, north: float) -> tuple[str, ...]:
        """Give the counties whose boxes touch a frame: what a map of it has to draw."""
        return tuple(
            fips
            for fips, (bottom, top, left, right) in self._boxes.items()
            if bottom <= north and top >= south and left <= east and right >= west
        )

    def _holds(self, fips: str, latitude: float, longitude: float) -> bool:
        """Count crossings of a ray to the east; the direction in which an arc runs is no matter."""
        inside = False
        for ring in self._rings[fips]:
            for arc in ring:
                line = self._arcs[_number(arc)]
                x, y = line[0], line[1]
                for n in range(2, len(line), 2):
                    x1, y1, x, y = x, y, line[n], line[n + 1]
                    if (y1 > latitude) != (y > latitude):
                        cut = x1 + (latitude - y1) * (x - x1) / (y - y1)
                        inside ^= longitude < cut
        return inside

    def _away(self, fips: str, latitude: float, longitude: float) -> float:
        """Give the miles to the nearest border; flat, which is right for tens of miles."""
        wide, best = MILES_A_DEGREE * cos(radians(latitude)), float("inf")
        for ring in self._rings[fips]:
            for arc in ring:
                line = self._arcs[_number(arc)]
                x, y = (line[0] - longitude) * wide, (line[1] - latitude) * MILES_A_DEGREE
                for n in range(2, len(line), 2):
                    x1, y1 = x, y
                    x = (line[n] - longitude) * wide
                    y = (line[n + 1] - latitude) * MILES_A_DEGREE
                    long = (x - x1) ** 2 + (y - y1) ** 2
                    along = -(x1 * (x - x1) + y1 * (y - y1)) / long if long else 0.0
                    along = min(1.0, max(0.0, along))
                    best = min(best, hypot(x1 + along * (x - x1), y1 + along * (y - y1)))
        return best


@lru_cache(maxsize=1)
def _neighbours(borders: Borders) -> dict[str, frozenset[str]]:
    users: dict[int, set[str]] = defaultdict(set)
    for fips, rings in borders._rings.items():  # noqa: SLF001 - kept outside for its cache
        for ring in rings:
            for arc in ring:
                users[_number(arc)].add(fips)
    found: dict[str, set[str]] = defaultdict(set)
    for sharing in users.values():
        for fips in sharing:
            found[fips] |= sharing - {fips}
    return {fips: frozenset(others) for fips, others in found.items()}


def _number(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _steps(arcs: list["array[float]"], arc: int) -> range:
    """Give where an arc's points begin in its array, in the order in which the ring walks it."""
    size = len(arcs[_number(arc)])
    return range(0, size, 2) if arc >= 0 else range(size - 2, -1, -2)


def _walked(arc: list[int], scale: list[float], start: list[float]) -> "array[float]":
    """Turn an arc's whole-numbered steps into longitude, latitude, longitude, ... in degrees."""
    line, x, y = array("d"), 0, 0
    for n in range(0, len(arc), 2):
        x, y = x + arc[n], y + arc[n + 1]
        line.append(x * scale[0] + start[0])
        line.append(y * scale[1] + start[1])
    return line


def _box(line: "array[float]") -> Box:
    return min(line[1::2]), max(line[1::2]), min(line[::2]), max(line[::2])


def _around(boxes: list[Box]) -> Box:
    souths, norths, wests, easts = zip(*boxes, strict=True)
    return min(souths), max(norths), min(wests), max(easts)
