"""Reads words for where somebody holds or serves into counties and states; drops no word.

A county is not a jurisdiction: half a county stays in words too, and what names no county of the
state stays in words alone. A federal court's district is its counties.
"""

import re
from typing import NamedTuple

from hotline_desktop.models import states
from hotline_desktop.places import districts, tables

LONGEST = 8_000
"""Characters that are read: 420 counties by name are 5,157."""
_MOST_PARTS = 600
_LEAD = re.compile(
    r"^\W*(counties covered|counties served|county served|areas? served|jurisdiction|coverage area"
    r"|covers?|covering|serves?|serving|service area|includes?|the following counties"
    r"|the counties of|counties of)\b[\s:]*",
    re.I,
)
_KIND = re.compile(r"\b(count(y|ies)|parish(es)?|boroughs?|census areas?|municipios?)\b", re.I)
_WHOLE = re.compile(
    r"^(the )?((entire|whole|all( of)?) )?(the )?(states?|commonwealths?|territor(y|ies)) of |"
    r"^(the )?(entire|whole|all of) ",
    re.I,
)
_ALL = re.compile(
    r"^(nation ?wide|national|(all of )?the united states|united states|u\.?s\.?a?\.?)$", re.I
)
_HERE = re.compile(r"^(state ?wide|(the )?(entire|whole) state|all (\w+ )?counties)$", re.I)
_APART = re.compile(r"\s*(?:[;\n,]|\band\b|&|\balong with\b|\bas well as\b)\s*(?![^(]*\))", re.I)
_SIDE = r"(?:northern|southern|eastern|western|middle|central)"
_SEVERAL = re.compile(
    rf"\b({_SIDE}(?:(?:,| and|, and) {_SIDE})+) (?:(?:federal )?judicial )?districts of "
    rf"({'|'.join(map(re.escape, states.NAMES.values()))})\b",
    re.I,
)


_TOWN = re.compile(
    r"(?:the )?(?:city|town|village|township|borough) of (?P<of>.+)"
    r"|.+ (?:city|town|township|twp\.?|village)$",
    re.I,
)
_OWN_CITIES = "510"
"""From this code on cities are counties of their own (and so are a few below it)."""


class Jurisdiction(NamedTuple):
    """Five-digit counties, two-letter states or "US"; federal courts' districts ("Ohio Northern");
    and the words that name none of these for sure.
    """

    areas: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    words: str = ""


def read(words: str, state: str, here: str = "") -> Jurisdiction:
    """Read a list like "Bernalillo, Cibola (eastern half), and Quay" in a state (two letters).

    A town is no county of its name: "City of Houston" lies in Harris County, and so does what
    stands there without its kind if it is a town of ``here`` (five digits).
    """
    if not words or len(words) > LONGEST:
        return Jurisdiction(words=words)
    reading = _Reading(state, here)
    parts = _APART.split(_SEVERAL.sub(_one_by_one, words))
    if len(parts) > _MOST_PARTS:
        return Jurisdiction(words=words)
    for part in parts:
        if plain := _LEAD.sub("", part).strip(" .:"):
            reading.take(plain)
    return reading.read()


class _Reading:
    """What was read so far; ``sure`` says that a list of whole states is under way."""

    def __init__(self, state: str, here: str = "") -> None:
        self._state, self._here, self._sure = state, here, False
        self._areas: dict[str, None] = {}
        self._districts: dict[str, None] = {}
        self._left: list[str] = []
        self._tried: set[tuple[str, str]] = set()

    def read(self) -> Jurisdiction:
        """Give everything."""
        left = "; ".join(dict.fromkeys(self._left))
        return Jurisdiction(tuple(self._areas), tuple(self._districts), left)

    def take(self, words: str) -> None:
        """Take one part of the list."""
        code = words.upper()
        if len(words) == 2 and words.isupper() and code in states.NAMES:
            self._state_after(code)
        elif district := districts.called(words):
            self._districts[district.name] = None
            self._areas |= dict.fromkeys(district.areas + district.parts)
            if district.parts:
                self._left.append(words)  # a part of a county: somebody has to know which
        elif area := self._area(words):
            self._areas[area] = None
            if "(" in words or _is_town(words, self._state) and area[2:] < _OWN_CITIES:
                self._left.append(words)  # "(eastern half)", a town: somebody has to read it
        else:
            self._left.append(words)

    def _state_after(self, code: str) -> None:
        """Take "OH" of "Mahoning, Trumbull, OH": the state of what stands before it and is open."""
        new = [each for each in dict.fromkeys(self._left) if (each, code) not in self._tried]
        found = {each: _county(each, code) for each in new}
        self._tried |= {(each, code) for each in new}
        if any(found.values()):
            self._areas |= {fips: None for fips in found.values() if fips}
            self._left = [each for each in dict.fromkeys(self._left) if not found.get(each)]
        elif not any(area.isdigit() for area in self._areas) and not self._left:
            self._areas[code] = None

    def _is_own(self, named: str, words: str) -> bool:
        """Say whether it is the list's own state, which has no county of its name."""
        return named == self._state and not _county(words, named)

    def _area(self, words: str) -> str:
        if _ALL.match(words):
            return "US"
        if _HERE.match(words):
            return self._state
        if re.fullmatch(r"\d{5}", words) and words in tables.counties():
            return words
        bare = re.sub(r"^the |\([^()]*\)", "", words, flags=re.I).strip()
        whole = _WHOLE.sub("", bare)
        self._sure = self._sure or whole != bare
        named, rest = states.find(whole)
        is_state = self._sure or not _is_county(whole) or self._is_own(named, whole)
        if named and not rest.strip(" .,") and is_state:
            return named
        if county := _county(bare, self._state, self._here):
            self._sure = False
            return county
        return _county(rest, named) if named and rest.strip(" .,") else ""


def _one_by_one(several: re.Match[str]) -> str:
    """Write "the Northern and Southern Districts of Ohio" out, each by itself."""
    return "; ".join(
        f"{side} District of {several[2]}" for side in re.findall(_SIDE, several[1], re.I)
    )


def _is_county(name: str) -> bool:
    """Say whether some county is called like this state: Washington is, 31 times."""
    return bool(tables.counties_alike().get(tables.county_key(name)))


def _county(words: str, state: str, here: str = "") -> str:
    plain = _KIND.sub("", words).strip(" .,")
    if not plain or not state:
        return ""
    if exact := tables.counties_exactly().get((state, plain.casefold()), ""):
        is_other = here and exact != here and plain == words.strip(" .,")
        return "" if is_other and _lies_in(plain, state, here) else exact
    found = tables.counties_by_name().get((state, tables.county_key(plain)), "")
    if not found or plain != words.strip(" .,"):
        return found
    if town := _TOWN.match(plain):
        return found if _lies_in(town["of"] or plain, state, found) else ""
    return "" if here and found != here and _lies_in(plain, state, here) else found


def _is_town(words: str, state: str) -> bool:
    exact = (state, words.strip(" .,").casefold()) in tables.counties_exactly()
    return bool(_TOWN.match(words)) and not exact and not _KIND.search(words)


def _lies_in(town: str, state: str, county: str) -> bool:
    shares = tables.towns().get(tables.folded(town), ())
    return any(share.state == state and share.fips == county for share in shares)
