"""Words to candidate places: keeps the caller's words, never invents a point."""

import re
from functools import lru_cache

from hotline_desktop.models.place import Confidence, County, Place
from hotline_desktop.places import states, tables
from hotline_desktop.places.distance import box, miles
from hotline_desktop.places.tables import Town, folded

_LONGEST = 500
_NEAR = 8.0
"""Miles within which a neighbouring county's town makes that county a candidate."""

_LEADS = {"near", "in", "at", "outside", "by", "around", "from", "of", "off", "close", "towards"}
_ORDINARY = frozenset(
    re.findall(
        r"\w+",
        "a an and the hotel motel inn room truck stop exit interstate highway off just street "
        "road mall station airport house home apartment building floor door parking lot gas "
        "she he her him they says said is was unknown police help here there center centre "
        "park bar club young may big i us somewhere not known place next to near in at of by "
        "on route mile marker north south n s e w ",
    )
)


class Gazetteer:
    """Counties, towns and ZIP codes of the United States."""

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> "Gazetteer":
        """Give the one gazetteer; its tables are read when first needed."""
        return cls()

    def county(self, fips: str) -> County | None:
        """Give a county by its five-digit code."""
        return tables.counties().get(fips)

    def county_named(self, name: str, state: str) -> County | None:
        """Give a county by name and two-letter state, however it is spelt (ST./SAINT, LA SALLE)."""
        city = name.strip().casefold().endswith(" city")
        known = tables.counties_by_name(city)
        fips = known.get((state.strip().upper(), tables.county_key(name)))
        return tables.counties()[fips] if fips else None

    def candidates(self, words: str, limit: int = 6) -> tuple[Place, ...]:
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
        shares = _named(rest, state)
        if not shares and state:
            name = states.NAMES[state]
            zones = {c.timezone for c in tables.counties().values() if c.state == state}
            zone = zones.pop() if len(zones) == 1 else ""
            why = f"Only the state is named: {name}."
            return [Place(words=words, state=state, timezone=zone, because=why)]
        if not shares:
            return []
        alone = _outweighs(shares)
        sure = Confidence.CERTAIN if state else Confidence.LIKELY if alone else Confidence.POSSIBLE
        places = [
            _place(words, town, sure if n == 0 else Confidence.POSSIBLE, _why(town, n), "city")
            for n, town in enumerate(shares)
        ]
        near = self._neighbours(words, shares[0]) if alone else []
        return [places[0], *near, *places[1:]]

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
        nearest: dict[str, tuple[float, Town]] = {}
        south, north, west, east = box(town.latitude, town.longitude, _NEAR)
        for other in _all_towns():
            if not (south < other.latitude < north and west < other.longitude < east):
                continue
            away = miles(town.latitude, town.longitude, other.latitude, other.longitude)
            if away <= _NEAR and other.fips != town.fips:
                known = nearest.get(other.fips)
                if known is None or away < known[0]:
                    nearest[other.fips] = (away, other)
        return [
            _place(
                words,
                near._replace(latitude=town.latitude, longitude=town.longitude, name=town.name),
                Confidence.POSSIBLE,
                f"{near.name} in this county is {away:.0f} miles from {town.name}.",
                "city",
            )
            for away, near in sorted(nearest.values())
        ]


@lru_cache(maxsize=1)
def _all_towns() -> tuple[Town, ...]:
    return tuple(town for shares in tables.towns().values() for town in shares)


def _named(text: str, state: str) -> tuple[Town, ...]:
    """Give the shares of the best-fitting town name in the text."""
    tokens = folded(text).split()
    best: tuple[tuple[bool, int, int], tuple[Town, ...]] | None = None
    for size in (4, 3, 2, 1):
        for start in range(len(tokens) - size + 1):
            gram = tokens[start : start + size]
            if all(token in _ORDINARY for token in gram):
                continue
            shares = _in(tables.towns().get(" ".join(gram), ()), state)
            if shares:
                led = start == 0 or tokens[start - 1] in _LEADS
                score = (led, size, start)
                if best is None or score > best[0]:
                    best = (score, shares)
    if best is not None:
        return best[1]
    return _misspelt(tokens, state)


def _outweighs(shares: tuple[Town, ...]) -> bool:
    """Say whether the first is by far the largest town of its name (by ZIP codes)."""
    elsewhere = [town.codes for town in shares if town.state != shares[0].state]
    return not elsewhere or shares[0].codes >= 5 * max(elsewhere)


def _in(shares: tuple[Town, ...], state: str) -> tuple[Town, ...]:
    return tuple(town for town in shares if state in ("", town.state))


def _misspelt(tokens: list[str], state: str) -> tuple[Town, ...]:
    """Try one edit in a name of six letters or more, where the state narrows it."""
    for token in reversed(tokens):
        if len(token) < 6 or token in _ORDINARY or not state:
            continue
        for name, shares in tables.towns().items():
            alike = name[0] == token[0] and abs(len(name) - len(token)) <= 1
            if alike and _one_edit(name, token) and (here := _in(shares, state)):
                return here
    return ()


def _one_edit(left: str, right: str) -> bool:
    if len(left) > len(right):
        left, right = right, left
    start = next(
        (n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), len(left)
    )
    if len(left) == len(right):
        swapped = left[:start] + left[start + 1 : start + 2] + left[start : start + 1]
        return left[start + 1 :] == right[start + 1 :] or swapped + left[start + 2 :] == right
    return left[start:] == right[start + 1 :]


def _why(town: Town, number: int) -> str:
    if number == 0:
        return f"{town.name} is named."
    return f"{town.name} is also in this county."


def _place(words: str, town: Town, sure: Confidence, why: str, point_of: str) -> Place:
    county = tables.counties()[town.fips]
    return Place(
        words=words,
        county_fips=county.fips,
        county=county.name,
        state=county.state,
        city=town.name,
        timezone=county.timezone,
        confidence=sure,
        because=why,
        latitude=town.latitude,
        longitude=town.longitude,
        point_of=point_of,
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
