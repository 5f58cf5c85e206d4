"""What lists call their columns, in English, Spanish and French; looks at no cell."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from hotline_desktop.exchange import clean, hiding
from hotline_desktop.exchange.column_words import CALLED
from hotline_desktop.models.column_map import SEVERAL, Field
from hotline_desktop.models.letters import plain

_BY_NAME = {
    name: (field, rank)
    for field, names in CALLED.items()
    for rank, name in enumerate(names.split(","))
}
_ASIDE = re.compile(
    r"\b(is private|private|type|label|description|desc|note|is main|is default)$"
    r"|\b(phone|fax|telephone)\d* name$|\barea code\b"
    r"|\b(phone|fax|telephone|number) (type|label|department|dept)( \d+)?$"
    r"|\b(phone|fax|tel|telephone)\d*\b.*\b(notes|visibility|access|use)$"
)
"""What such a column says is of another column, and is no number or address itself."""
_PLACES = ("physical", "location", "site", "main", "primary", "street", "address", "addr", "office",
           "work", "business", "facility", "agency", "organization", "org", "company", "psap",
           "billing", "shipping", "mailing")  # fmt: skip
"""Whose street or town it is, the surest first."""
_OWNERS = frozenset({"account", "psap", "agency", "facility", "organization", "org", "company",
                     "center", "centre", "bureau", "department", "dept", "lea"})  # fmt: skip
_WHERE = frozenset({Field.ADDRESS, Field.ADDRESS_2, Field.CITY, Field.STATE, Field.ZIP,
                    Field.COUNTRY, Field.COUNTY, Field.LATITUDE, Field.LONGITUDE})  # fmt: skip
_WHAT = frozenset({Field.ID, Field.NAME, Field.KIND, Field.STATUS, Field.DESCRIPTION})
_SURNAME = re.compile(r"\b(last name|surname|family name|apellidos?|nom de famille)$")
_DAY = re.compile(
    r"(hours )?(?P<day>(mon|tues?|wednes|wed|thurs?|thu|fri|satur|sat|sun)(day)?s?|lunes|martes"
    r"|miercoles|jueves|viernes|sabado|domingo)( hours| schedule| horario)?"
    r"( (opens?|opening|starts?|from|begins?|closes?|closing|ends?|to|until)( time)?)?"
)
_POSTAL = re.compile(r"(mailing|postal(?! code)|billing|shipping|po box)\b")
_OF_A_PLACE = re.compile(r"(physical|location|site|visiting|mailing|postal|billing|shipping) ")
_THERE = re.compile(r"(physical|location|site|street|visiting|facility)\b(?! address$)")
"""Whose town it is says such a name; what lies beside it for letters is of another place."""
_LONGEST = 60
_DEPARTMENT = frozenset({"department", "department name"})
_PLAIN_NAME = frozenset({"name", "full name"})
_WEAK_NAME = frozenset({"district attorney", "post title", "title", "office", "district", "troop",
                        "post"})  # fmt: skip
"""A name only where nothing else is one."""
_TITLES = frozenset({"title", "job title", "position"})
_NO_NUMBERS = frozenset({Field.NAME, Field.SECOND, Field.PERSON, Field.GIVEN, Field.ROLE,
                         Field.ALTERNATE})  # fmt: skip
_OF_ALL = frozenset({Field.STATUS, Field.COUNTY, Field.JURISDICTION, Field.KIND, Field.CONFIDENTIAL,
                     Field.DO_NOT_REFER})  # fmt: skip
_NO_FLAGS = _NO_NUMBERS | {Field.PHONE, Field.FAX, Field.EMAIL, Field.URL}
_YES_OR_NO = re.compile(r"yes|no|true|false|x|y|\W", re.I)
_MOSTLY = 0.7


def fields_of(
    columns: tuple[str, ...],
    cells: Mapping[str, Collection[str]] = {},  # noqa: B006 - read only
) -> dict[str, Field]:
    """Give what each column holds by its name; of several for one field the surest.

    ``cells`` are some of each column's: whether it says yes or no tells a flag from a number.
    """
    told = {
        c: _BY_NAME.get(folded(c))
        or _held(c, cells.get(c, ()))
        or _of_something(c)
        or _by_day(c)
        or _loosely(c)
        for c in columns
        if c
    }
    told |= {c: None for c, named in told.items() if _is_flag(named, cells.get(c, ()))}
    _by_cells(told, cells)
    _part(told)
    best: dict[Field, int] = {}
    for named in told.values():
        if named:
            best[named[0]] = min(best.get(named[0], named[1]), named[1])
    fields: dict[str, Field] = {}
    for column, named in told.items():
        if named is None:
            continue
        field, rank = named
        if field in SEVERAL or (rank == best[field] and field not in fields.values()):
            fields[column] = field
    if Field.SECOND not in fields.values():
        fields |= {
            column: Field.SECOND
            for column in columns
            if column not in fields and folded(column) in _DEPARTMENT
        }
    return fields


def _by_cells(
    told: dict[str, tuple[Field, int] | None], cells: Mapping[str, Collection[str]]
) -> None:
    """Take for what they hold columns whose names say otherwise: numbers under "Office"."""
    for column, named in told.items():
        some = cells.get(column, ())
        if named and named[0] in _NO_NUMBERS and are_numbers(some):
            told[column] = (Field.PHONE, 800)
        elif named and named[0] is Field.ROLE and are_extensions(some):
            told[column] = (Field.EXTENSION, 90)


def _held(column: str, cells: Collection[str]) -> tuple[Field, int] | None:
    """Take what says that something is held back."""
    field = hiding.field_of(folded(column), cells)
    return (field, 650) if field else None


def _is_flag(named: tuple[Field, int] | None, cells: Collection[str]) -> bool:
    """Say whether cells say yes or no where a name, a number or an address was expected."""
    said = [cell for cell in cells if cell]
    if not named or named[0] not in _NO_FLAGS or not said:
        return False
    if named[0] in (Field.NAME, Field.SECOND) and not any(map(_YES_OR_NO.fullmatch, said)):
        return False  # troops and precincts are called "F" and "1"
    return all(hiding.FLAG.fullmatch(cell) or clean.yes(cell) for cell in said)


def _part(told: dict[str, tuple[Field, int] | None]) -> None:
    """Leave out what would mix two places, and a person's name that is no organization's."""
    where = {c: folded(c) for c, named in told.items() if named and named[0] in _WHERE}
    if any(map(_THERE.match, where.values())):
        told |= {c: None for c, words in where.items() if _POSTAL.match(words)}
    held = {named[0] for named in told.values() if named}
    names = {c: folded(c) for c, named in told.items() if named and named[0] is Field.NAME}
    plain_ones = [c for c, words in names.items() if words in _PLAIN_NAME]
    titles = [c for c, words in names.items() if words in _TITLES]
    strong = [c for c, words in names.items() if words not in _PLAIN_NAME | _WEAK_NAME]
    if strong and plain_ones and (titles or held & {Field.GIVEN, Field.ROLE}):
        told |= {c: (Field.PERSON, 0) for c in plain_ones}
    if titles and (strong or plain_ones) and (held & {Field.PERSON, Field.GIVEN} or strong):
        told |= {c: (Field.ROLE, 99) for c in titles}


def are_numbers(cells: Collection[str]) -> bool:
    """Say whether cells hold telephone numbers, whatever their column is called."""
    said = [cell for cell in cells if cell]
    numbers = sum(bool(NUMBER.fullmatch(cell)) for cell in said)
    return bool(said) and numbers >= _MOSTLY * len(said)


def are_extensions(cells: Collection[str]) -> bool:
    """Say whether cells hold nothing but a few digits: the French "poste" is both."""
    said = [cell for cell in cells if cell]
    return bool(said) and all(cell.isdecimal() and len(cell) <= _LONGEST_EXTENSION for cell in said)


_LONGEST_EXTENSION = 6
NUMBER = re.compile(r"\+?(?:1[\s.-]?)?(?:\(\d{3}\)|\d{3})[\s./-]?\d{3}[\s.-]?\d{4}(?:\D.*)?")


def is_known(name: str) -> bool:
    """Say whether a column of this name would be taken for something by it."""
    return bool(
        _BY_NAME.get(folded(name)) or _of_something(name) or _by_day(name) or _loosely(name)
    )


def known(cells: Collection[str]) -> int:
    """Count the cells that are names of columns, to tell them from a title above."""
    return sum(folded(cell) in _BY_NAME for cell in cells if len(cell) <= _LONGEST)


def speaks_of_all(name: str) -> bool:
    """Say whether a column speaks of the whole row, or of a place by itself, under any group."""
    field, _ = _BY_NAME.get(words := folded(name), (None, 0))
    return field in _OF_ALL or bool(_OF_A_PLACE.match(words))


def is_where(name: str) -> bool:
    """Say whether a column tells where something is."""
    return _BY_NAME.get(folded(name), (None, 0))[0] in _WHERE


def are_centres(fields: dict[str, Field]) -> bool:
    """Say whether a list is one of emergency centres (PSAPs), by its columns."""
    told = [folded(column) for column, field in fields.items() if field is Field.NAME]
    return Field.TEXT_911 in fields.values() or any(name.startswith("psap") for name in told)


def is_owner(column: str) -> bool:
    """Say whether an identifier is the organization's, which may have several rows."""
    return folded(column).split()[0] in _OWNERS | {"provider", "organisation"}


@lru_cache(maxsize=512)
def is_weak(column: str) -> bool:
    """Say whether a column names an office by its place alone: "Troop", "Office"."""
    return folded(column) in _WEAK_NAME


def is_surname(column: str) -> bool:
    """Say whether a column holds the last of a person's names alone."""
    return bool(_SURNAME.search(folded(column)))


def day_in(words: str) -> str:
    """Give the day of the week that a column's name tells, as it says it; "" where none."""
    found = _DAY.fullmatch(words)
    return found["day"] if found else ""


def _by_day(column: str) -> tuple[Field, int] | None:
    """Take "Monday", "Mon Hours", "Tuesday Open" and "Tuesday Close"."""
    return (Field.DAY, 700) if day_in(folded(column)) else None


def _of_something(column: str) -> tuple[Field, int] | None:
    """Take "Billing City", "PSAP Name" or "Address 1 - Street" by what it says of what.

    The street of one place and the town of another do not get mixed where the first have both.
    """
    first, _, rest = folded(column).partition(" ")
    first, rest = first.rstrip("0123456789"), re.sub(r"^\d+ ", "", rest)
    field, _ = _BY_NAME.get(rest, (Field.STATE if rest == "region" else None, 0))
    if field in _WHERE and first in _PLACES:
        return field, 500 + _PLACES.index(first)
    if field in _WHAT and first in _OWNERS:
        return field, 600
    return None


def _loosely(column: str) -> tuple[Field, int] | None:
    """Take "Crisis Phone #", "Physical Street Address" and the like by the word that tells."""
    words = folded(column)
    if _ASIDE.search(words):
        return None
    for pattern, field in (
        (r"\b(phone|telephone|tel) (ext|extension|extn)( \d)?$", Field.EXTENSION),
        (r"\b(e ?mail)\b", Field.EMAIL),
        (r"\b(fax)\d*\b", Field.FAX),
        (r"\b(phone|telephone|hotline|telefono)\d*\b", Field.PHONE),
        (r"\b(zip|postal)\b", Field.ZIP),
        (r"\bfips\b", Field.FIPS),
        (r"\b(website|url)\b", Field.URL),
        (r"\blanguages?\b", Field.LANGUAGES),
        (r"\b(agency|organi[sz]ation|facility|provider|department) name\b", Field.NAME),
        (r"\bname of (your |the )?(organi[sz]ation|agency|facility|provider|shelter)", Field.NAME),
        (r"\btask force\b|\bname (organi[sz]ation|agency|provider)$", Field.NAME),
        (r"\b(street|physical) ?(address|line) ?1?$", Field.ADDRESS),
        (r"\b(street|physical) ?(address|line) ?2$", Field.ADDRESS_2),
        (r"\bphysical (city|town)\b", Field.CITY),
        (r"\bphysical (state|province)\b", Field.STATE),
        (r"\bphysical county\b", Field.COUNTY),
        (r"\b(internal|private|staff) (notes?|comments?)\b", Field.NOTES),
        (r"\b(hours of|business hours)\b", Field.HOURS),
        (r"\b(intake|application) (process|procedure)", Field.APPLY),
        (r"\beligib", Field.ELIGIBILITY),
        (r"\btaxonomy\b", Field.SERVICES),
        (r"\bcoverage\b", Field.JURISDICTION),
        (r"\b(notes|comments|remarks|memo)$", Field.NOTES),
    ):
        if re.search(pattern, words):
            return field, 900
    return None


@lru_cache(maxsize=512)
def called(column: str) -> str:
    """Give the name of a column as :func:`folded` does, each once."""
    return folded(column)


def folded(words: str) -> str:
    """Give small letters without accents, and one blank for whatever stands between words."""
    told = plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words))
    return " ".join(re.sub(r"[^a-z0-9.]+|\.(?![a-z])", " ", told).split())
