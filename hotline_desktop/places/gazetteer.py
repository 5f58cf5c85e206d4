"""Words to candidate places: keeps the caller's words, never invents a point."""

import re
from functools import lru_cache

from msgspec.structs import replace

from hotline_desktop.models import states
from hotline_desktop.models.place import Confidence, County, Land, Place
from hotline_desktop.places import names, renamed, tables
from hotline_desktop.places.borders import Borders
from hotline_desktop.places.names import Named
from hotline_desktop.places.tables import Town

_LONGEST = 500
_NEAR = 8.0
"""Miles from a town's middle within which another county is a candidate too."""


class Gazetteer:
    """Counties, towns and ZIP codes of the United States."""

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Gazetteer":
        """Give the one gazetteer; its tables are read when first needed."""
        return cls()

    def warm(self) -> None:
        """Read every table now, so that no word typed waits for one."""
        self.candidates("44503")
        self.candidates("Youngstown")
        self.same("09001")

    def county(self, fips: str) -> County | None:
        """Give a county by its five-digit code, also one newer than the map."""
        return tables.counties().get(fips) or renamed.counties().get(fips)

    def county_named(self, name: str, state: str) -> County | None:
        """Give a county by name and two-letter state, however it is spelt (ST./SAINT, LA SALLE)."""
        spelt = (state.strip().upper(), name.strip().casefold())
        if exact := tables.counties_exactly().get(spelt):
            return tables.counties()[exact]
        city = name.strip().casefold().endswith(" city")
        known = tables.counties_by_name(city)
        fips = known.get((state.strip().upper(), tables.county_key(name)))
        if fips:
            return tables.counties()[fips]
        newer = renamed.counties().values()
        return next((c for c in newer if (c.state, c.name.casefold()) == spelt), None)

    def same(self, fips: str, words: str = "") -> tuple[str, ...]:
        """Give other codes of this county, from before or after a change of borders.

        The words may name a town, which is in one of the new counties only.
        """
        others = renamed.same(fips)
        named = {place.newer_fips for place in self.candidates(words) if place.county_fips == fips}
        return tuple(code for code in others if code in named) or others if others else ()

    def candidates(self, words: str, limit: int = 16) -> tuple[Place, ...]:
        """Give the places the words may mean, likeliest first; () when none is named."""
        text = words[:_LONGEST]
        found = self._by_code(words, text) or self._by_name(words, text)
        unique: dict[tuple[str, str], Place] = {}
        for place in found:
            unique.setdefault((place.county_fips, place.state), place)
        return tuple(unique.values())[:limit]

    def _by_code(self, words: str, text: str) -> list[Place]:
        for code in re.findall(r"(?<!\d)\d{5}(?!\d)", text):
            if town := tables.codes().get(code):
                why = f"ZIP code {code} is {town.name}."
                first = _place(words, town, Confidence.CERTAIN, why, "zip")
                return [first, *self._neighbours(words, town)]
        return []

    def _by_name(self, words: str, text: str) -> list[Place]:
        state, rest = states.find(text)
        if place := self._by_county(words, rest, state):
            return place
        named = names.find(rest, state)
        if not named:
            return [_state_place(words, state)] if state else []
        lands = [
            place
            for each in named
            for land in each.lands
            for place in _on(words, land, state, each.towns, _beside_it(each, named))
        ]
        first, *others = (self._named(words, each, bool(state), named) for each in named)
        return [*lands, *first, *(place for places in others for place in places)]

    def _named(
        self, words: str, named: Named, in_state: bool, among: tuple[Named, ...]
    ) -> list[Place]:
        """Give what one name may mean; of several names each is possible, unless they agree."""
        alone = bool(named.towns) and _outweighs(named.towns)
        sure = Confidence.LIKELY if alone else Confidence.POSSIBLE
        if in_state:
            sure = Confidence.CERTAIN
        others = [each for each in among if each is not named and not each.lands]
        if not named.whole or not all(_agree(named, other) for other in others):
            sure = Confidence.POSSIBLE
        places = [
            _place(words, town, sure if n == 0 else Confidence.POSSIBLE, _why(town, n), "city")
            for n, town in enumerate(named.towns)
        ]
        near = self._neighbours(words, named.towns[0]) if alone else []
        counties = [
            _county_place(words, tables.counties()[fips], Confidence.POSSIBLE)
            for fips in named.counties
        ]
        if named.known_as:
            return [*counties, *places]
        if named.lands:
            return [*places, *near, *counties]
        return [*places[:1], *near, *places[1:], *counties]

    def _by_county(self, words: str, rest: str, state: str) -> list[Place]:
        found = re.search(r"((?:[\w.'-]+\s+){1,3})(county|parish|borough)\b", rest, re.IGNORECASE)
        if not found:
            return []
        tokens = found[1].split()
        for start in range(len(tokens)):
            key = tables.county_key(" ".join(tokens[start:]))
            fips = [
                code
                for (of, name), code in tables.counties_by_name().items()
                if name == key and state in ("", of)
            ]
            if fips:
                sure = Confidence.CERTAIN if len(fips) == 1 else Confidence.POSSIBLE
                return [_county_place(words, tables.counties()[f], sure) for f in sorted(fips)]
        return []

    def _neighbours(self, words: str, town: Town) -> list[Place]:
        """Give other counties a few miles away: border cases show every candidate."""
        near = Borders.load().within(town.latitude, town.longitude, _NEAR)
        return [
            _place(
                words, town._replace(fips=fips), Confidence.POSSIBLE, _beside(town, away), "city"
            )
            for away, fips in near
            if fips != town.fips
        ]


def _outweighs(shares: tuple[Town, ...]) -> bool:
    """Say whether the first is by far the largest town of its name (by ZIP codes)."""
    elsewhere = [town.codes for town in shares if town.state != shares[0].state]
    return not elsewhere or shares[0].codes >= 5 * max(elsewhere)


def _beside(town: Town, away: float) -> str:
    if not away:
        return f"On the map the middle of {town.name} lies in this county."
    if away < 1:
        return f"This county begins less than a mile from the middle of {town.name}."
    if round(away) == 1:
        return f"This county begins a mile from the middle of {town.name}."
    return f"This county begins {away:.0f} miles from the middle of {town.name}."


def _why(town: Town, number: int) -> str:
    if number == 0:
        return f"{town.name} is named."
    return f"{town.name} is also in this county."


def _place(words: str, town: Town, sure: Confidence, why: str, point_of: str) -> Place:
    county = tables.counties()[town.fips]
    newer = renamed.counties().get(renamed.newer(town.fips, town.name))
    return Place(
        words=words,
        county_fips=county.fips,
        county=county.name,
        state=county.state,
        city=town.name,
        timezone=county.timezone,
        confidence=sure,
        because=f"{why} Today's {newer.name}." if newer else why,
        newer_fips=newer.fips if newer else "",
        latitude=town.latitude,
        longitude=town.longitude,
        point_of=point_of,
    )


def _agree(named: Named, other: Named) -> bool:
    """Say whether two names may mean one place: their first meanings lie in one county."""
    here = {town.fips for town in named.towns[:1]} | set(named.counties)
    return not here.isdisjoint({town.fips for town in other.towns[:1]} | set(other.counties))


def _beside_it(named: Named, among: tuple[Named, ...]) -> tuple[Town, ...]:
    return tuple(town for each in among if each is not named for town in each.towns)


def _on(
    words: str, land: Land, state: str, towns: tuple[Town, ...], beside: tuple[Town, ...]
) -> list[Place]:
    """Give a candidate for every county the land reaches into; it is certain of none of several.

    A town of the land's name (many bases have a post office) gives a better point than the county;
    so does one that is named ``beside`` it, whose county comes first.
    """
    counties = [tables.counties()[fips] for fips in land.counties]
    sure = Confidence.LIKELY if len(counties) == 1 else Confidence.POSSIBLE
    why = f"{land.name} lies here." if len(counties) == 1 else f"{land.name} reaches into it."
    there = {town.fips: town for town in (*towns, *beside)}
    found = [
        _place(words, there[county.fips], sure, why, "city")
        if county.fips in there
        else replace(_county_place(words, county, sure), because=why)
        for county in counties
        if state in ("", county.state)
    ]
    named = {town.fips for town in beside}
    found.sort(key=lambda place: place.county_fips not in named)
    for place in found[:1]:
        if place.county_fips in named:
            found[0] = replace(place, confidence=Confidence.LIKELY)
    return [replace(place, land=land.name, land_kind=land.kind) for place in found]


def _state_place(words: str, state: str) -> Place:
    zones = {county.timezone for county in tables.counties().values() if county.state == state}
    return Place(
        words=words,
        state=state,
        timezone=zones.pop() if len(zones) == 1 else "",
        because=f"Only the state is named: {states.NAMES[state]}.",
    )


def _county_place(words: str, county: County, sure: Confidence) -> Place:
    return Place(
        words=words,
        county_fips=county.fips,
        county=county.name,
        state=county.state,
        timezone=county.timezone,
        confidence=sure,
        because=f"{county.name} County is named.",
        latitude=county.latitude,
        longitude=county.longitude,
        point_of="county",
    )
