"""The front end's word about places: what a caller's words may mean; opens no office."""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hotline_desktop.cli_verbs import Answer
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.place import Place
from hotline_desktop.places.gazetteer import Gazetteer

_MOST = 50


def add(new: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Add the word and what it takes to the grammar."""
    made = new("place", "which places a caller's words may mean; needs no office")
    made.add_argument("text", metavar="WORDS")
    made.add_argument("--limit", type=int, default=16, metavar="N")
    made.set_defaults(verb=place)


def place(arguments: argparse.Namespace) -> Answer:
    """Give the candidates, likeliest first; 1 when the words name no place."""
    if not 1 <= arguments.limit <= _MOST:
        raise BadInputError(f"The limit is a number from 1 to {_MOST}.")
    found = Gazetteer.load().candidates(arguments.text, arguments.limit)
    value = [
        {
            "county_fips": here.county_fips, "newer_fips": here.newer_fips, "county": here.county,
            "state": here.state, "city": here.city, "land": here.land,
            "land_kind": here.land_kind.value if here.land_kind else "",
            "timezone": here.timezone, "confidence": here.confidence.value,
            "because": here.because, "latitude": here.latitude, "longitude": here.longitude,
            "point_of": here.point_of,
        }
        for here in found
    ]  # fmt: skip
    words = "\n".join(map(_words, found))
    return Answer(0 if found else 1, value, words or "These words name no place that is known.")


def _words(here: Place) -> str:
    county = f"{here.county}, {here.state}" if here.county else here.state
    clock = f"  {datetime.now(UTC).astimezone(ZoneInfo(here.timezone)):%H:%M} there"
    return (
        f"{here.confidence:8}  {here.county_fips:5}  {county}"
        f"{clock if here.timezone else ''}  {here.because}"
    )
