"""Invented contacts and providers with the dirt of a real directory; none of them exists."""

from datetime import time, timedelta
from typing import TypeVar

import msgspec

from hotline_desktop.actions import generated_words as words
from hotline_desktop.actions.generated_chance import Chance, Ground
from hotline_desktop.models.contact import AgencyKind, Contact, Phone, Verification
from hotline_desktop.models.hours import Hours, Shift
from hotline_desktop.models.place import County
from hotline_desktop.models.provider import Provider, Vetting
from hotline_desktop.models.service_kind import ServiceKind
from hotline_desktop.models.topic import Topic
from hotline_desktop.places import tables
from hotline_desktop.places.tables import Town

_TWINS = 0.07
"""How many entries are in the list once more, written by somebody else."""
_ABREAST = 400
"""How far back the other one stands at most."""

_SIDES = ("north", "east", "south", "west")

E = TypeVar("E", Contact, Provider)


def contact(ground: Ground, number: int) -> Contact:
    """Give one contact; the same for the same ground and number."""
    chance = ground.chance("contact", number)
    if number and chance.is_so(_TWINS):
        first = _contact(ground, chance.randrange(max(0, number - _ABREAST), number))
        agency = _otherwise(first.agency, chance)
        found = msgspec.structs.replace(_twin(first, chance), agency=agency, verification=None)
    else:
        found = _contact(ground, number)
    identity = ground.identity("contact", number)
    known_as = f"c{number:06d}" if found.source else ""
    return msgspec.structs.replace(found, id=identity, source_id=known_as)


def provider(ground: Ground, number: int) -> Provider:
    """Give one provider; the same for the same ground and number."""
    chance = ground.chance("provider", number)
    if number and chance.is_so(_TWINS):
        first = _provider(ground, chance.randrange(max(0, number - _ABREAST), number))
        name = _otherwise(first.organisation, chance)
        found = msgspec.structs.replace(_twin(first, chance), organisation=name, vetting=None)
    else:
        found = _provider(ground, number)
    identity = ground.identity("provider", number)
    known_as = f"p{number:06d}" if found.source else ""
    return msgspec.structs.replace(found, id=identity, source_id=known_as)


def _contact(ground: Ground, number: int) -> Contact:
    chance = ground.chance("contact itself", number)
    town, county = ground.town(chance)
    kind = AgencyKind(chance.of(words.AGENCY_SHARES))
    placed = chance.is_so(0.93)
    resolved = placed and chance.is_so(0.92)
    latitude, longitude = _point(chance, town if placed and chance.is_so(0.78) else None)
    return Contact(
        id="",
        agency=words.AGENCIES[kind].format(town=ground.invented(chance)),
        kind=kind,
        desk=chance.maybe(0.55, chance.choice(words.DESKS)),
        person=chance.maybe(0.3, chance.person()),
        phones=_phones(chance, town.state, 0.04),
        address=_address(chance),
        city=chance.maybe(0.95, _spelled(town.name, chance)),
        county_fips=county.fips if placed else "",
        county=county.name if placed else "",
        state=town.state,
        latitude=latitude,
        longitude=longitude,
        timezone=county.timezone if placed else "",
        jurisdiction=_jurisdiction(chance, kind, county) if resolved else (),
        jurisdiction_words="" if resolved else "the county and what lies east of the river",
        hours=_hours(chance, county.timezone),
        topics=chance.some(tuple(Topic), 5),
        languages=_languages(chance),
        enforces_immigration=chance.tri(0.5 if kind is AgencyKind.FEDERAL else 0.04, 0.12),
        plain_clothes=chance.tri(0.08, 0.05),
        victim_specialist=chance.tri(0.07, 0.08),
        verification=_verification(ground, chance),
        source=chance.choice(words.SOURCES),
        notes=chance.maybe(0.15, chance.choice(words.NOTES)),
    )


def _provider(ground: Ground, number: int) -> Provider:
    chance = ground.chance("provider itself", number)
    town, county = ground.town(chance)
    first = chance.of(words.SERVICE_SHARES)
    more = chance.some(tuple(kind for kind in ServiceKind if kind != first), 4)
    hidden, placed = chance.is_so(0.2), chance.is_so(0.94)
    latitude, longitude = _point(chance, town if placed and chance.is_so(0.88) else None)
    name = chance.choice(words.ORGANISATIONS).format(town=ground.invented(chance))
    page = f"{tables.folded(name).replace(' ', '-')}.example.org"
    return Provider(
        id="",
        organisation=name,
        service=chance.maybe(0.9, words.SERVICES[first]),
        services=(ServiceKind(first), *more) if chance.is_so(0.95) else (),
        description=_description(chance),
        phones=_phones(chance, town.state, 0.06),
        email=chance.maybe(0.6, f"help{number}@example.org"),
        url=chance.maybe(0.5, f"https://{page}/"),
        address=_address(chance),
        area=chance.maybe(0.85, f"{town.name}, {chance.choice(_SIDES)} side") if hidden else "",
        city=chance.maybe(0.97, _spelled(town.name, chance)),
        county_fips=county.fips if placed else "",
        county=county.name if placed else "",
        state=town.state,
        latitude=latitude,
        longitude=longitude,
        timezone=county.timezone if placed else "",
        confidential=hidden,
        gate_phone=chance.number(town.state) if hidden and chance.is_so(0.7) else "",
        languages=_languages(chance),
        eligibility=chance.choice(words.ELIGIBILITY),
        min_age=18 if chance.is_so(0.2) else None,
        max_age=24 if chance.is_so(0.08) else None,
        hours=_hours(chance, county.timezone),
        vetting=_vetting(ground, chance),
        do_not_refer=chance.is_so(0.03),
        source=chance.choice(words.SOURCES),
        notes=chance.maybe(0.12, chance.choice(words.NOTES)),
    )


def _twin(entry: E, chance: Chance) -> E:
    """Give the entry as another list has it: less of it, and its numbers written anew."""
    phones = tuple(
        Phone(chance.number(entry.state), label=phone.label) if chance.is_so(0.3) else phone
        for phone in entry.phones
    )
    city = entry.city.upper() if chance.is_so(0.4) else _spelled(entry.city, chance)
    changed = msgspec.structs.replace(
        entry, phones=phones, city=city, source=chance.choice(words.SOURCES), notes=""
    )
    if chance.is_so(0.5):
        return msgspec.structs.replace(changed, latitude=None, longitude=None)
    return changed if chance.is_so(0.5) else msgspec.structs.replace(changed, address="")


def _otherwise(name: str, chance: Chance) -> str:
    """Write a name as somebody else would: shorter, in capitals, or with a letter wrong."""
    ways = [(long, short) for long, short in words.SHORTER if long in name]
    if ways and chance.is_so(0.6):
        return name.replace(*chance.choice(ways))
    if chance.is_so(0.3):
        return name.upper()
    place = chance.randrange(1, len(name) - 2)
    return f"{name[:place]}{name[place + 1]}{name[place]}{name[place + 2 :]}"


def _spelled(name: str, chance: Chance) -> str:
    if not chance.is_so(0.03) or len(name) < 5:
        return name
    place = chance.randrange(1, len(name) - 1)
    return name[:place] + name[place + 1 :]


def _phones(chance: Chance, state: str, none: float) -> tuple[Phone, ...]:
    if chance.is_so(none):
        return ()
    labels = ("desk", "", "cell", "after hours")
    return tuple(
        chance.phone(state, labels[place]) for place in range(chance.of({1: 70, 2: 22, 3: 6, 4: 2}))
    )


def _address(chance: Chance) -> str:
    return chance.maybe(0.8, f"{chance.randint(1, 9900)} {chance.choice(words.STREETS)}")


def _point(chance: Chance, town: Town | None) -> tuple[float | None, float | None]:
    if town is None:
        return None, None
    north, east = chance.uniform(-0.05, 0.05), chance.uniform(-0.05, 0.05)
    return round(town.latitude + north, 4), round(town.longitude + east, 4)


def _jurisdiction(chance: Chance, kind: AgencyKind, county: County) -> tuple[str, ...]:
    if kind is AgencyKind.FEDERAL:
        return ("US",) if chance.is_so(0.05) else (county.state,)
    if kind is AgencyKind.STATE_POLICE:
        return (county.state,)
    if not chance.is_so(0.15):
        return (county.fips,)
    known = sorted(fips for fips in tables.counties() if fips[:2] == county.fips[:2])
    here = known.index(county.fips)
    return tuple(known[here : here + chance.randint(2, 4)])


def _hours(chance: Chance, timezone: str) -> Hours | None:
    if not timezone or chance.is_so(0.4):
        return None
    if chance.is_so(0.35):
        return Hours(timezone, always=True)
    opens, closes = chance.choice(((8, 17), (9, 16), (7, 19), (18, 6), (22, 6)))
    days = range(7) if chance.is_so(0.25) else range(5)
    return Hours(timezone, shifts=tuple(Shift(day, time(opens), time(closes)) for day in days))


def _languages(chance: Chance) -> tuple[str, ...]:
    return ("English", *chance.some(words.LANGUAGES[1:], 3)) if chance.is_so(0.6) else ()


def _verification(ground: Ground, chance: Chance) -> Verification | None:
    """Most were never called back, or too long ago."""
    if chance.is_so(0.35):
        return None
    at = ground.as_of - timedelta(minutes=round(chance.expovariate(1 / (400 * 1440))))
    return Verification(at, chance.person(), "called back on its public number")


def _vetting(ground: Ground, chance: Chance) -> Vetting | None:
    """About half is vetted; the rest lapsed, or never was."""
    if chance.is_so(0.18):
        return None
    on = (ground.as_of - timedelta(days=round(chance.expovariate(1 / 380)))).date()
    how = chance.choice(("site visit and references", "by telephone", "licence looked up", "?"))
    return Vetting(on, chance.person(), how, on + timedelta(days=365))


def _description(chance: Chance) -> str:
    """Often nothing, mostly a line, at times everything somebody ever said about it."""
    lines = chance.of({0: 25, 1: 55, 3: 14, 12: 5, 60: 1})
    return " ".join(
        f"{chance.choice(tuple(words.SERVICES.values()))}; {chance.choice(words.DESCRIBED)}"
        for _ in range(lines)
    )
