"""Give rows of a foreign file their ids, states, counties, zones and areas; writes nothing."""

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from hotline_desktop.models import states
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.hours import Hours
from hotline_desktop.models.identity import entry_id
from hotline_desktop.models.import_report import ReadRow
from hotline_desktop.models.place import County, Place
from hotline_desktop.models.provider import Provider
from hotline_desktop.places import jurisdictions, tables
from hotline_desktop.places.borders import Borders
from hotline_desktop.places.distance import miles
from hotline_desktop.places.gazetteer import Gazetteer

FAR = "point left out, it is far from its county"
NO_COUNTY = "county not known, its words are kept"
NO_STATE = "state not known, its words are kept"
NONE_SAID = "no state is said, and its place does not tell"
STATE_WRITTEN_OUT = "state written out, its two letters are kept"
STATE_BY_PLACE = "state found by its place"
AREA_IN_WORDS = "part of its area could not be found, the words are kept"
BY_TOWN = "its county was found by its town: see whether it holds there"
TOWNS_ALIKE = "towns of several states are called so: no state and no county is made of it"
NO_ZONE = "hours kept in words, the time zone is not known"
CODE_IN_WORDS = "county code not known here, it is kept as it was written"

_DIGITS = 5
_LONGEST = 120
"""Of a town's or county's name in a cell; what is longer is no name."""
_FARTHEST = 300.0
"""Miles from the middle of a county; the farthest true one of the national list is 260 (Alaska)."""


class PlaceRows:
    """The verb, for one file: it remembers the places that it has looked up."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Look places up here."""
        self._gazetteer = gazetteer
        self._place = lru_cache(maxsize=4096)(self._candidate)
        self._several = lru_cache(maxsize=4096)(self._of_several_states)

    def __call__(self, row: ReadRow) -> ReadRow:
        """Give the row with what its place tells."""
        entry = row.contact or row.provider
        if entry is None or row.rejected:
            return row
        told: list[str] = []
        county = self._county(entry, row, told)
        entry = _stated(entry, county, told)
        if county and _is_far(entry, county):
            spot = f"{entry.latitude}, {entry.longitude}"
            entry = replace(
                entry, latitude=None, longitude=None, written=entry.written | {"point": spot}
            )
            told.append(FAR)
        if row.contact and county and not _tells_county(entry, row):
            told.append(BY_TOWN)
        found = county.fips if county else ""
        if entry.county_fips and _whole_code(entry.county_fips, entry.state) != (found or None):
            entry = replace(entry, written=entry.written | {"fips": entry.county_fips})
            told.append(CODE_IN_WORDS)
        entry = replace(
            entry,
            id=entry.id or entry_id(entry.source, entry.source_id),
            county_fips=found,
            county=county.name if county else row.county_words.title(),
            timezone=county.timezone if county else "",
        )
        if NO_COUNTY in told:
            entry = replace(entry, written=entry.written | {"county": row.county_words})
        entry = self._towned(_timed(entry, told), row.place_words)
        if isinstance(entry, Contact):
            placed = _holding(entry, county, row.county_words, told)
            return replace(row, contact=placed, repairs=_once(row.repairs, told))
        helper = self._serving(entry, row.place_words, told)
        return replace(row, provider=helper, repairs=_once(row.repairs, told))

    def _county(self, entry: Contact | Provider, row: ReadRow, told: list[str]) -> County | None:
        """Find it by code, by name, by ZIP code or town, by the point; in this order.

        What speaks for a county of another state than the one that is said is a doubt.
        """
        state = _code_of(entry.state)
        for county in self._counties(entry, row, state, told):
            if county is not None and state in ("", county.state):
                return county
        return None

    def _counties(
        self, entry: Contact | Provider, row: ReadRow, state: str, told: list[str]
    ) -> Iterator[County | None]:
        if code := _whole_code(entry.county_fips, state):
            yield self._gazetteer.county(code)
        if len(row.county_words) > _LONGEST:
            told.append(NO_COUNTY)
        elif row.county_words and state:
            named = self._gazetteer.county_named(_county_words(row.county_words, state), state)
            yield self._namesake(named, entry, row)
            yield named
            if row.county_words.isdecimal():
                yield self._gazetteer.county(_whole_code(row.county_words, state))
            told.append(NO_COUNTY)
        if row.county_hint and state and len(row.county_hint) <= _LONGEST:
            yield self._gazetteer.county_named(row.county_hint, state)
        place = self._place(self._telling(entry, row.place_words, state, told))
        yield self._gazetteer.county(place.county_fips) if place else None
        if entry.latitude is not None and entry.longitude is not None:
            there = Borders.load().holding(entry.latitude, entry.longitude)
            yield self._gazetteer.county(there) if there else None

    def _namesake(
        self, named: County | None, entry: Contact | Provider, row: ReadRow
    ) -> County | None:
        """Give the city of a county's name where the ZIP code or the town lies in the city.

        Richmond is a city of Virginia and a county fifty miles away: lists say "Richmond" of both.
        """
        if named is None or re.search(r"\bcounty\b", row.county_words, re.I):
            return None
        place = self._place(row.place_words) if row.place_words.isdigit() else None
        there = self._gazetteer.county(place.county_fips) if place else None
        same = there and tables.county_key(there.name) == tables.county_key(named.name)
        return there if there and same and there.state == named.state else None

    def _telling(self, entry: Contact | Provider, words: str, state: str, told: list[str]) -> str:
        """Give the words for a place as far as they tell one; "" where they could mislead.

        Of a state that nobody knows, a town of the same name elsewhere is not the one that is
        meant, nor is a code that another country may use too. Without any state, a town of several
        states is none of them.
        """
        if state or not words:
            return _spoken(words, state)
        place = self._place(words)
        if words.isdigit():
            town = entry.city.casefold()
            fits = place is not None and (place.city.casefold() == town or not entry.state)
            return words if fits else ""
        if entry.state:
            return ""
        if place is not None and self._several(words):
            told.append(TOWNS_ALIKE)
            return ""
        return words

    def _towned(self, entry: Contact | Provider, code: str) -> Contact | Provider:
        """Part town and street where the list runs them together; the ZIP code tells the town."""
        place = self._place(code) if code.isdigit() else None
        whole = ", ".join(part for part in (entry.address, entry.city) if part)
        if place is None or not place.city or entry.city.casefold() == place.city.casefold():
            return entry
        before = len(whole) - len(place.city)
        if before < 1 or whole[before:].casefold() != place.city.casefold():
            return entry
        if whole[before - 1] not in " ,":
            return entry
        written = entry.written | {"address": entry.written.get("address", whole)}
        street = whole[:before].strip(" ,")
        return replace(entry, address=street, city=place.city, written=written)

    def _serving(self, provider: Provider, words: str, told: list[str]) -> Provider:
        serves = jurisdictions.read(provider.serves_words or provider.area, provider.state)
        if provider.serves_words and serves.words:
            told.append(AREA_IN_WORDS)
        provider = replace(provider, serves=serves.areas)
        place = self._place(_spoken(words, provider.state))
        if place is None or provider.latitude is not None or not provider.county_fips:
            return provider
        if place.county_fips != provider.county_fips:
            return provider
        return replace(
            provider,
            latitude=place.latitude,
            longitude=place.longitude,
            point_of=place.point_of,
        )

    def _of_several_states(self, words: str) -> bool:
        """Say so of a town's name; counties over a border from the one town do not count."""
        first, *others = self._gazetteer.candidates(words)
        spot = (first.latitude, first.longitude)
        return any(p.state != first.state and (p.latitude, p.longitude) != spot for p in others)

    def _candidate(self, words: str) -> Place | None:
        found = self._gazetteer.candidates(words, 1) if 0 < len(words) <= _LONGEST else ()
        return found[0] if found and found[0].county_fips else None


def _spoken(words: str, state: str) -> str:
    return (
        f"{words}, {state}"
        if words and state and not words.isdigit() and "," not in words
        else words
    )


def _county_words(words: str, state: str) -> str:
    """Give a county's name without what lists put behind it: "Mahoning Co.", "Mahoning, OH"."""
    bare = re.sub(rf",\s*{state}$|\s*\((primary|main|hq)\)$", "", words.strip(), flags=re.I)
    return re.sub(r"\b(co|cty|cnty)\.?$", "County", bare, flags=re.I)


def _whole_code(fips: str, state: str) -> str:
    """Give the five digits of a county's code, a lost zero put back where the state bears it out.

    Without a state "1001" may be the code of anything; three digits count within their state.
    """
    digits = re.split(r"[.\s-]", fips.strip(), maxsplit=1)[0]
    if not digits.isdecimal() or not digits.isascii() or len(digits) > _DIGITS:
        return ""
    if len(digits) >= _DIGITS - 1:
        return digits.zfill(_DIGITS) if state or len(digits) == _DIGITS else ""
    before = tables.prefixes().get(state, "")
    return f"{before}{digits.zfill(3)}" if before else ""


def _code_of(state: str) -> str:
    """Give two letters of a code or a name; "" for what is none."""
    if code := states.code_of(state):
        return code
    named, rest = states.find(state.title()) if len(state) > 2 else ("", state)
    return named if not rest.strip(" .") else ""


def _stated(
    entry: Contact | Provider, county: County | None, told: list[str]
) -> Contact | Provider:
    code = _code_of(entry.state)
    if entry.state and not code:
        told += [NO_STATE, STATE_BY_PLACE] if county else [NO_STATE]
        found = county.state if county else ""
        return replace(entry, state=found, written=entry.written | {"state": entry.state})
    if not code and county:
        told.append(STATE_BY_PLACE)
        return replace(entry, state=county.state)
    if not code:
        # A provider may serve the whole nation by telephone; police hold somewhere.
        somewhere = isinstance(entry, Contact) or entry.city
        told += [NONE_SAID] if somewhere and TOWNS_ALIKE not in told else []
        return entry
    if code != entry.state:
        told.append(STATE_WRITTEN_OUT)
        return replace(entry, state=code, written=entry.written | {"state": entry.state})
    return entry


def _timed(entry: Contact | Provider, told: list[str]) -> Contact | Provider:
    """Put the hours on the clock of the place; without one they are words."""
    hours = entry.hours
    if hours is None or hours.timezone:
        return entry
    if not entry.timezone:
        told.append(NO_ZONE)
        return replace(entry, hours=None, hours_words=entry.hours_words or hours.in_words())
    zoned = Hours(entry.timezone, hours.always, hours.shifts, hours.special)
    return replace(entry, hours=zoned)


def _holding(
    contact: Contact, county: County | None, county_words: str, told: list[str]
) -> Contact:
    here = county.fips if county else ""
    said = jurisdictions.read(contact.jurisdiction_words, contact.state, here)
    if said.words:
        told.append(AREA_IN_WORDS)
    unknown = county_words if NO_COUNTY in told else ""
    several = jurisdictions.read(unknown, contact.state)
    if several.areas and not said.areas and not several.words:
        said, unknown = several, ""  # "Mahoning; Trumbull" is no county and two to hold in
    # An agency's county says where its door is, not where its jurisdiction ends.
    first = (county.fips,) if county and not unknown else ()
    return replace(
        contact,
        jurisdiction=said.areas or first,
        districts=said.districts,
        jurisdiction_words=said.words or ("" if said.areas else unknown),
    )


def _tells_county(entry: Contact | Provider, row: ReadRow) -> bool:
    where = (row.county_words, row.county_hint, entry.zip_code, entry.county_fips, entry.latitude)
    return any(where)


def _is_far(entry: Contact | Provider, county: County) -> bool:
    here, middle = (entry.latitude, entry.longitude), (county.latitude, county.longitude)
    if None in here or None in middle:
        return False
    return miles(*here, *middle) > _FARTHEST  # type: ignore[arg-type]


def _once(repairs: tuple[str, ...], more: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*repairs, *more)))
