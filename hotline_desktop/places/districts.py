"""The 94 federal judicial districts by name and by county, as the statute says; guesses none."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from hotline_desktop.models import states
from hotline_desktop.places import renamed, tables

_COURT = re.compile(
    r"^(the )?((united states|u\.?s\.?) )?((federal )?(district )?courts? (for|of|in) )?(the )?",
    re.I,
)


class District(NamedTuple):
    """A court's district, "Ohio Northern" or "Kansas", as courts cite it ("N.D. Ohio"), and where.

    ``areas`` are five-digit counties, or the two letters of a state that is one district;
    ``parts`` the counties that it reaches into besides: Fort Bragg, Yellowstone.
    """

    name: str
    cited: str
    areas: tuple[str, ...]
    parts: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def districts() -> dict[str, District]:
    """Give the maintained list, resources/places/districts.tsv, by name."""
    text = files("hotline_desktop.resources").joinpath("places/districts.tsv").read_text("utf-8")
    found = {}
    for line in text.splitlines():
        name, cited, areas, parts = line.split("\t")
        found[name] = District(name, cited, tuple(areas.split()), tuple(parts.split()))
    return found


def called(words: str) -> District | None:
    """Find "the Northern District of Ohio", "N.D. Ohio" or "Ohio Northern"; a state is none."""
    return _by_key().get(_key(_COURT.sub("", words.strip())))


def of(fips: str) -> tuple[District, ...]:
    """Give the districts a county lies in: first its own, then those that hold a part of it."""
    return _by_county().get(fips, ())


def lies_in(name: str, areas: tuple[str, ...]) -> bool:
    """Say whether these counties and states hold all of a district; of an unknown one they do."""
    district = districts().get(name)
    if district is None or "US" in areas:
        return True
    counties = tables.counties()
    return all(
        area in areas or (area in counties and counties[area].state in areas)
        for area in district.areas
    )


@lru_cache(maxsize=1)
def _by_county() -> dict[str, tuple[District, ...]]:
    found: dict[str, list[District]] = {}
    by_state = {area: each for each in districts().values() for area in each.areas}
    for fips, county in (tables.counties() | renamed.counties()).items():
        own = by_state.get(fips) or by_state.get(county.state)
        found[fips] = [own] if own else []
    for each in districts().values():
        for fips in each.parts:
            found[fips].append(each)
    return {fips: tuple(these) for fips, these in found.items()}


@lru_cache(maxsize=1)
def _by_key() -> dict[str, District]:
    return {_key(way): each for each in districts().values() for way in _ways(each)}


def _ways(district: District) -> tuple[str, ...]:
    """Give the ways to write it; what is a state's name alone is none: "District of Columbia"."""
    if len(district.areas[0]) == 2:
        return f"district of {district.name.removeprefix('U.S. ')}", district.cited
    state, side = district.name.rsplit(" ", 1)
    code = next(code for code, name in states.NAMES.items() if name == state)
    short = f"{side[0]} D"
    return (
        f"{side} district of {state}", f"{side} district of {code}", district.name, district.cited,
        f"{short} {state}", f"{short} of {state}", f"{short} {code}",
    )  # fmt: skip


def _key(words: str) -> str:
    plain = re.sub(r"\b(federal|judicial|the)\b", "", words.casefold())
    return re.sub(r"[^a-z]", "", plain)
