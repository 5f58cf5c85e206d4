"""Reads points on the map from foreign tables; never moves one that it does not understand."""

import re
from math import atan, degrees, exp, pi

SWAPPED = "latitude and longitude were swapped, put right"
MERCATOR = "point was in web mercator, turned into degrees"
NO_NUMBER = "point left out, it is no number"
ELSEWHERE = "point left out, it is not in the United States"

_HALF_WORLD = 20_037_508.35
"""Web mercator counts metres up to here, east and west, north and south."""
_BOXES = (  # south, north, west, east
    (17.5, 72.0, -180.0, -64.5),  # the states, Puerto Rico, the Virgin Islands
    (50.0, 54.0, 172.0, 180.0),  # the Aleutians beyond the date line
    (13.0, 21.0, 144.0, 147.0),  # Guam and the Northern Marianas
    (-15.0, -10.5, -171.5, -168.0),  # American Samoa
)

_NUMBER = r"(-?\d{1,3}\.\d{2,17})"
_COMMA = re.compile(r"-?\d{1,3},\d{1,17}")
"""As spreadsheets of other countries write decimals."""
_WKT = re.compile(rf"POINT\s?\(\s?{_NUMBER}\s+{_NUMBER}\s?\)", re.I)
_BOTH = re.compile(rf"\(?\s?{_NUMBER}\s?[,;]\s?{_NUMBER}\s?\)?")

Point = tuple[float, float]


def point(latitude: str, longitude: str) -> tuple[Point | None, str]:
    """Read latitude (or Y) and longitude (or X); give degrees and what was wrong, "" if nothing."""
    if not latitude and not longitude:
        return None, ""
    if not longitude:
        latitude, longitude = pair(latitude) or (latitude, longitude)
    if _COMMA.fullmatch(latitude) and _COMMA.fullmatch(longitude):
        latitude, longitude = latitude.replace(",", "."), longitude.replace(",", ".")
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None, NO_NUMBER
    if (north, east) == (0.0, 0.0):
        return None, ELSEWHERE
    if _is_here(north, east):
        return (north, east), ""
    if _is_here(east, north):
        return (east, north), SWAPPED
    if max(abs(north), abs(east)) > 180 and max(abs(north), abs(east)) <= _HALF_WORLD:
        turned = _from_mercator(east, north)
        if _is_here(*turned):
            return turned, MERCATOR
    return None, ELSEWHERE


def pair(words: str) -> tuple[str, str] | None:
    """Part latitude and longitude that stand in one cell: "POINT (-80.65 41.1)", "41.1, -80.65"."""
    if found := _WKT.fullmatch(words):
        return found[2], found[1]
    found = _BOTH.fullmatch(words)
    return (found[1], found[2]) if found else None


def _is_here(north: float, east: float) -> bool:
    return any(s <= north <= n and w <= east <= e for s, n, w, e in _BOXES)


def _from_mercator(x: float, y: float) -> Point:
    north = degrees(2 * atan(exp(y / _HALF_WORLD * pi)) - pi / 2)
    return round(north, 6), round(x / _HALF_WORLD * 180, 6)
