"""The vendored tables of counties, towns and ZIP codes, each read once; they decide nothing."""

import gzip
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from hotline_desktop.models.letters import plain
from hotline_desktop.models.place import County

_KINDS = re.compile(
    r" (county|parish|census area|municipality|city and borough|borough|municipio|city|island"
    r"|district)$"
)
_LEADS = re.compile(r"^(municipality of|city and borough of|city of|county of) ")
_SHORT = {
    "saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "north": "n", "south": "s",
    "east": "e", "west": "w", "santo": "sto",
}  # fmt: skip


class Town(NamedTuple):
    """A town's share in one county: how many ZIP codes, and their middle."""

    name: str
    state: str
    fips: str
    codes: int
    latitude: float
    longitude: float


def folded(words: str) -> str:
    """Give words as names are compared: no case, marks or punctuation; Saint is St, North is N."""
    tokens = re.findall(r"[a-z0-9]+", plain(words).replace("'", ""))
    return " ".join(_SHORT.get(token, token) for token in tokens)


def county_key(name: str) -> str:
    """Give a county's name without its kind and without spaces: LaSalle is La Salle."""
    bare = _LEADS.sub("", unicodedata.normalize("NFKC", name).casefold().strip())
    return folded(_KINDS.sub("", bare)).replace(" ", "")


@lru_cache(maxsize=1)
def counties() -> dict[str, County]:
    """Give every county by its FIPS code."""
    found = {}
    for fips, name, state, zone, latitude, longitude in _lines("counties"):
        middle = (float(latitude), float(longitude)) if latitude else (None, None)
        found[fips] = County(fips, name, state, zone or _ZONES.get(state, ""), *middle)
    return found


@lru_cache(maxsize=1)
def prefixes() -> dict[str, str]:
    """Give the two digits that the codes of a state's counties begin with, by its two letters."""
    return {county.state: fips[:2] for fips, county in counties().items()}


@lru_cache(maxsize=2)
def counties_by_name(cities: bool = False) -> dict[tuple[str, str], str]:
    """Give FIPS codes by (state, county key).

    Baltimore is a county and a city of its own: where two share a name, the county comes first, or
    with ``cities`` the city (codes 510 and above).
    """
    found: dict[tuple[str, str], str] = {}
    for fips in sorted(counties(), key=lambda f: ((f[2:] >= "510") is not cities, f)):
        county = counties()[fips]
        found.setdefault((county.state, county_key(county.name)), fips)
    return found


@lru_cache(maxsize=1)
def counties_exactly() -> dict[tuple[str, str], str]:
    """Give FIPS codes by (state, name in small letters): Carson City is no Carson."""
    found: dict[tuple[str, str], str] = {}
    for fips, county in counties().items():
        found.setdefault((county.state, county.name.casefold()), fips)
    return found


@lru_cache(maxsize=1)
def counties_alike() -> dict[str, tuple[str, ...]]:
    """Give the FIPS codes of all counties of one name by county key; 31 are Washington."""
    found: dict[str, list[str]] = {}
    for (_, key), fips in counties_by_name().items():
        found.setdefault(key, []).append(fips)
    return {key: tuple(sorted(these)) for key, these in found.items()}


@lru_cache(maxsize=1)
def towns() -> dict[str, tuple[Town, ...]]:
    """Give towns by folded name, the larger share first."""
    found: dict[str, list[Town]] = {}
    for name, state, fips, codes, latitude, longitude in _lines("cities"):
        town = Town(name, state, fips, int(codes), float(latitude), float(longitude))
        found.setdefault(folded(name), []).append(town)
    return {
        name: tuple(sorted(shares, key=lambda town: (-town.codes, town.fips)))
        for name, shares in found.items()
    }


@lru_cache(maxsize=1)
def codes() -> dict[str, Town]:
    """Give ZIP codes."""
    found = {}
    for code, fips, latitude, longitude, city in _lines("zips"):
        state = counties()[fips].state
        found[code] = Town(city, state, fips, 1, float(latitude), float(longitude))
    return found


def _lines(table: str) -> Iterator[list[str]]:
    packed = files("hotline_desktop.resources").joinpath(f"places/{table}.tsv.gz").read_bytes()
    for line in gzip.decompress(packed).decode().splitlines():
        yield line.split("\t")


# Where no ZIP code told: by far most of the state.
_ZONES = {
    "AK": "America/Anchorage", "VA": "America/New_York", "AS": "Pacific/Pago_Pago",
    "GU": "Pacific/Guam", "MP": "Pacific/Guam", "VI": "America/St_Thomas",
    "CT": "America/New_York", "HI": "Pacific/Honolulu", "SD": "America/Chicago",
}  # fmt: skip
