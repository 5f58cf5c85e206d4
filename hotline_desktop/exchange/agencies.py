"""Reads law-enforcement agencies as the national list (HIFLD Open) has them; verifies none."""

import re

from hotline_desktop.exchange import clean
from hotline_desktop.exchange.phones import phone
from hotline_desktop.exchange.points import point
from hotline_desktop.exchange.sheets import Line
from hotline_desktop.models.contact import AgencyKind, Contact
from hotline_desktop.models.import_report import ReadRow

COLUMNS = frozenset({"id", "name", "telephone", "address", "city", "state", "county"})
USED = (*sorted(COLUMNS), "x", "y", "latitude", "longitude", "zip")
SOURCE = "hifld-local-law-enforcement"
NO_NUMBER = "no number: it cannot be called until one is found"

# "College Park" and "University City" are towns, "State College" is a borough.
_TOWN = r"(?! (?:PARK|STATION|PLACE|CITY|HEIGHTS|CORNER|HILL|TOWNSHIP|BOROUGH)\b)"
_KINDS = tuple(
    (re.compile(told), kind)
    for told, kind in (
        (r"\bSHERIFF", AgencyKind.SHERIFF),
        (r"\b(BUREAU OF INDIAN AFFAIRS|FEDERAL BUREAU|RESIDENT AGENCY)\b", AgencyKind.FEDERAL),
        (r"\b(STATE POLICE|(HIGHWAY|STATE|SAFETY) PATROL|TROOPERS?|POLICIA ESTATAL"
         r"|BUREAU OF INVESTIGATIONS?)\b", AgencyKind.STATE_POLICE),
        (rf"\b(UNIVERSITY|(?<!^STATE )COLLEGE){_TOWN}\b|\b(CAMPUS|SCHOOLS?)\b",
         AgencyKind.CAMPUS_POLICE),
        (r"\b(TRIBAL|TRIBES?|RESERVATION|RANCHERIA|NATION POLICE|PUEBLO OF|\w+ PUEBLO POLICE"
         r"|INDIAN (COMMUNITY|NATION|TOWNSHIP|COLONY))\b", AgencyKind.TRIBAL_POLICE),
        (r"\b(POLICE|POLICIA|PUBLIC SAFETY|(TOWN|VILLAGE) MARSHALL?)\b", AgencyKind.POLICE),
        (r"\b(DRUG|NARCOTICS?)\b", AgencyKind.OTHER),
        (r"\bTASK FORCE\b", AgencyKind.TASK_FORCE),
        (r"\b(PARKS?|RESOURCES|CONSERVATION|WILDLIFE|GAME|FISH|ALCOHOL|ALCOHOLIC|GAMING|FIRE"
         r"|ENVIRONMENTAL|WATERCRAFT|ASSOCIATION|AIRPORT|JAIL|DETENTION|CORRECTIONS?|JUVENILE)\b",
         AgencyKind.OTHER),
        (r"\bLAW ENFORCEMENT\b", AgencyKind.POLICE),
    )
)  # fmt: skip
_SMALL = frozenset({"Of", "And", "The", "For", "At", "De", "Del", "La"})
_KEPT = re.compile(r"I{2,3}|IV|VI{0,3}|[NS][EW]|PD|SO|DPS|US|USA|NYPD|LAPD")


def read(sheet: str, line: Line) -> ReadRow:
    """Read one row of the list."""
    values, mended = clean.cells(line.cells, USED)
    wrong = _refusal(values)
    if wrong:
        return ReadRow(sheet, line.number, label=values["name"][:80], rejected=wrong)
    state = values["state"].upper()
    number, doubt = phone(values["telephone"])
    where, astray = point(values["latitude"] or values["y"], values["longitude"] or values["x"])
    code, zero = clean.zip_code(values["zip"], state)
    contact = Contact(
        id="",
        agency=titled(values["name"]),
        kind=kind_of(values["name"]),
        phones=(number,) if number else (),
        address=titled(values["address"]),
        city=titled(values["city"]),
        state=state,
        latitude=where[0] if where else None,
        longitude=where[1] if where else None,
        source=SOURCE,
        source_id=values["id"] or _own_id(values),
    )
    told = (*line.repairs, *mended, doubt, astray, zero, "" if number else NO_NUMBER)
    return ReadRow(
        sheet,
        line.number,
        contact=contact,
        county_words=values["county"],
        place_words=code,
        repairs=tuple(dict.fromkeys(repair for repair in told if repair)),
    )


def kind_of(name: str) -> AgencyKind:
    """Guess the sort of agency from its name, the narrower where in doubt; a person may correct it.

    Courts, jails, rangers and constables are not what "any police" means.
    """
    name = name.upper()
    return next((kind for told, kind in _KINDS if told.search(name)), AgencyKind.OTHER)


def titled(words: str) -> str:
    """Write capitals as people read them; what already has small letters stays."""
    if not words.isupper():
        return words
    told = [w if _KEPT.fullmatch(w) else w.capitalize() for w in words.split(" ")]
    told = [re.sub(r"([-/'.(\"])([a-z])", lambda m: m[1] + m[2].upper(), w) for w in told]
    told = [re.sub(r"'S$", "'s", w) for w in told]
    return " ".join(w.lower() if n and w in _SMALL else w for n, w in enumerate(told))


def _refusal(values: dict[str, str]) -> str:
    if not values["name"]:
        return "no name"
    if clean.is_formula(values["name"]):
        return "the name is a formula"
    if not re.fullmatch(r"[A-Za-z]{2}", values["state"]):
        return "no state of two letters"
    return ""


def _own_id(values: dict[str, str]) -> str:
    """Make an identifier where the list gives none; a name alone is no key."""
    told = ("name", "address", "city", "county", "state", "telephone")
    return "|".join(values[column].casefold() for column in told)
