"""Law-enforcement agencies as the national list (HIFLD Open) writes them, to contacts; verifies none."""

import re

from hotline_desktop.exchange import clean
from hotline_desktop.models.contact import AgencyKind, Contact
from hotline_desktop.models.import_report import ReadRow

COLUMNS = frozenset({"id", "name", "telephone", "address", "city", "state", "county"})
USED = COLUMNS | {"x", "y", "latitude", "longitude", "zip"}
SOURCE = "hifld-local-law-enforcement"

_KINDS = (
    (r"\bSHERIFF", AgencyKind.SHERIFF),
    (
        r"\b(STATE POLICE|HIGHWAY PATROL|STATE PATROL|STATE TROOPER|TROOP)\b",
        AgencyKind.STATE_POLICE,
    ),
    (r"\b(TRIBAL|NATION POLICE|PUEBLO|RESERVATION|INDIAN)\b", AgencyKind.TRIBAL_POLICE),
    (r"\b(UNIVERSITY|COLLEGE|CAMPUS|SCHOOL DISTRICT|SCHOOL POLICE)\b", AgencyKind.CAMPUS_POLICE),
    (r"\b(CONSTABLE|JAIL|DETENTION|MARSHAL|PROBATION|COURT)", AgencyKind.OTHER),
)
_SMALL = {"Of", "And", "The", "For", "At", "De", "Del", "La"}
_KEPT = re.compile(r"^(I{2,3}|IV|VI{0,3}|[NSEW]{2}|PD|SO|DPS|US|USA|NYPD|LAPD)$")


def read(name: str, line: int, cells: dict[str, str | None]) -> ReadRow:
    """Read one row; ``cells`` by column name in small letters."""
    values, repairs = {}, []
    for column in USED:
        values[column], marks = clean.text(cells.get(column))
        if marks:
            repairs.append("invisible marks removed")
    if not values["name"]:
        return ReadRow(name, line, rejected="no name")
    if not re.fullmatch(r"[A-Za-z]{2}", values["state"]):
        return ReadRow(name, line, rejected="no state")
    number, doubt = clean.phone(values["telephone"])
    where, wrong = clean.point(
        values["latitude"] or values["y"], values["longitude"] or values["x"]
    )
    repairs += [told for told in (doubt, wrong) if told]
    if number is None:
        repairs.append("no number: it cannot be called until one is found")
    identity = values["id"] or f"{values['name']}|{values['city']}|{values['state']}"
    contact = Contact(
        id="",
        agency=titled(values["name"]),
        kind=kind_of(values["name"]),
        phones=(number,) if number else (),
        address=titled(values["address"]),
        city=titled(values["city"]),
        state=values["state"].upper(),
        latitude=where[0] if where else None,
        longitude=where[1] if where else None,
        source=SOURCE,
        source_id=identity,
    )
    return ReadRow(
        name,
        line,
        contact=contact,
        county_words=values["county"],
        repairs=tuple(dict.fromkeys(repairs)),
    )


def kind_of(name: str) -> AgencyKind:
    """Guess the sort of agency from its name; a person may correct it."""
    name = name.upper()
    return next((kind for told, kind in _KINDS if re.search(told, name)), AgencyKind.POLICE)


def titled(words: str) -> str:
    """Write capitals as people read them; what already has small letters stays."""
    if not words.isupper():
        return words
    told = [w if _KEPT.match(w) else w.capitalize() for w in words.split(" ")]
    told = [re.sub(r"([-/'.(])([a-z])", lambda m: m[1] + m[2].upper(), w) for w in told]
    told = [re.sub(r"'S$", "'s", w) for w in told]
    return " ".join(w.lower() if n and w in _SMALL else w for n, w in enumerate(told))
