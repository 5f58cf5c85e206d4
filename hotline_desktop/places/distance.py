"""Distances on the globe, in miles; knows no names."""

from math import asin, cos, radians, sin, sqrt

_EARTH = 3958.8
MILES_A_DEGREE = 69.0


def miles(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """Give the great-circle distance in miles between two points in degrees."""
    lat1, lon1, lat2, lon2 = map(radians, (latitude, longitude, other_latitude, other_longitude))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH * asin(sqrt(min(1.0, chord)))


def box(latitude: float, longitude: float, within: float) -> tuple[float, float, float, float]:
    """Give south, north, west, east of a box that holds everything ``within`` miles."""
    tall = within / MILES_A_DEGREE
    wide = tall / max(0.01, cos(radians(latitude)))
    return latitude - tall, latitude + tall, longitude - wide, longitude + wide
