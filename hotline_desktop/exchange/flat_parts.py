"""What single fields of a flat row become: persons, ages, mail, sort, identity; owns no entry."""

import re
from collections.abc import Iterable, Mapping

from hotline_desktop.exchange import agencies, clean, column_names, makes, offered
from hotline_desktop.exchange.said import NO_AGE, Said
from hotline_desktop.models.column_map import Field
from hotline_desktop.models.contact import AgencyKind, Psap
from hotline_desktop.models.provider import Person
from hotline_desktop.models.tri import Tri

NAME_MADE = "its name was made of its place and its column"
UNCLEAR_TEXTS = "whether it takes text messages is not clear, the words are kept"
_COVERS = re.compile(r"(counties covered|covers|serves|jurisdiction)\b", re.I)
_TEXTS = re.compile(r"\b(sms|ready|live|deployed|accepts?|direct ip|web|tty|gem911|tcc)\b", re.I)
_NOT = re.compile(r"\b(no|not|none|never|without)\b", re.I)
_PLANNED = re.compile(r"\b(pending|plan(ned|s)?|soon|testing|tbd)\b|\?", re.I)
_NAMED_MAIL = re.compile(r"[^<>@]*<\s*([^<>@\s]+@[^<>@\s]+)\s*>")


def person(said: Said, surname: bool) -> str:
    """Put a person's name together where a list keeps its parts in columns of their own."""
    given, name = said.one(Field.GIVEN), said.titled(Field.PERSON, said.one(Field.PERSON))
    if name and (not surname or given.casefold() in name.casefold().split()):
        return name
    return f"{given} {name}".strip()


def agency(said: Said, columns: Mapping[Field, tuple[str, ...]]) -> str:
    """Give the name of an agency; of a list of sheriffs by county, or of offices by town, make it.

    A column "Sheriff" holds who it is, and the county says of which office.
    """
    name = said.one(Field.NAME)
    if name:
        weak = any(column_names.is_weak(column) for column in columns[Field.NAME])
        sort = said.one(Field.KIND, own=True)
        is_bare = weak and len(sort) <= _SHORT_SORT and makes.by_words(name) is None
        return f"{sort} {name}" if is_bare and sort.casefold() not in name.casefold() else name
    persons = map(column_names.called, columns[Field.PERSON])
    office = next((_OFFICES[words] for words in persons if words in _OFFICES), "")
    where = said.one(Field.CITY if "Police" in office else Field.COUNTY)
    if not (office and where) or columns[Field.NAME]:
        return ""
    said.doubts.append(NAME_MADE)
    kind = "" if _KIND_OF_COUNTY.search(where) or "Police" in office else " County"
    return f"{where}{kind} {office}"


_OFFICES = {"sheriff": "Sheriff's Office", "sheriff name": "Sheriff's Office",
            "sheriff s name": "Sheriff's Office", "constable": "Constable",
            "chief": "Police Department", "police chief": "Police Department",
            "chief of police": "Police Department"}  # fmt: skip
_KIND_OF_COUNTY = re.compile(r"\b(county|parish|borough|city)$", re.I)
_SHORT_SORT = 12


def ages(said: Said) -> tuple[int | None, int | None]:
    """Read the youngest and the oldest, from columns of their own or from one of both."""
    low, high, sure = clean.ages(said.one(Field.AGES))
    if said.one(Field.AGES) and not sure:
        said.written[Field.AGES.value] = said.one(Field.AGES)
        said.doubts.append(NO_AGE)
    low, high = said.age(Field.MIN_AGE) or low, said.age(Field.MAX_AGE) or high
    if low and high and low > high:
        said.doubts.append(f"{NO_AGE}: {low} to {high}")
        return None, None
    return low, high


def mail(said: Said) -> str:
    """Give the address of "Dana <desk@example.org>", and keep how it stood."""
    told = said.one(Field.EMAIL)
    found = _NAMED_MAIL.fullmatch(told)
    if found:
        said.written[Field.EMAIL.value] = told
    return found[1] if found else told


def identity(said: Said, columns: tuple[str, ...], again: frozenset[str]) -> str:
    """Give the list's identifier; without one all that tells rows apart. A name is no key.

    An agency's own identifier does not tell its programs and desks apart, and one that several
    rows have (``again``) not its places and lines.
    """
    own = said.one(Field.ID)
    if own and own not in again and not any(map(column_names.is_owner, columns)):
        return own
    if told := own or said.one(Field.ORI):
        parts = [said.one(Field.SECOND), said.one(Field.PERSON)]
        if told in again:
            parts += [said.one(Field.ADDRESS), said.one(Field.CITY), *said.several(Field.PHONE)]
        return "|".join((told, *(part.casefold() for part in parts if part)))
    telling = (Field.NAME, Field.SECOND, Field.PERSON, Field.ADDRESS, Field.CITY, Field.COUNTY,
               Field.STATE, Field.PHONE)  # fmt: skip
    return "|".join(said.one(field).casefold() for field in telling)


def persons(said: Said, surname: bool) -> tuple[Person, ...]:
    """Give whom to ask for at a provider."""
    name, title = person(said, surname), said.one(Field.ROLE)
    return (Person(name, title),) if name or title else ()


def kind(called: str, name: str) -> AgencyKind:
    """Give the sort of an agency: ours, by its name, or as the list calls it."""
    by_name = agencies.kind_of(name)
    if called in frozenset(AgencyKind):
        return AgencyKind(called)
    if by_name is AgencyKind.OTHER and called:
        return agencies.kind_called(called) or by_name
    return by_name


def psap(said: Said) -> Psap | None:
    """Read whether an emergency centre takes text messages; what is unclear stays in words."""
    told = said.one(Field.TEXT_911)
    if not told:
        return None
    if clean.no(told) or _NOT.search(told):
        return Psap(Tri.DENIED)
    if not _PLANNED.search(told) and (clean.yes(told) or _TEXTS.search(told)):
        return Psap(Tri.SAID)
    said.written[Field.TEXT_911.value] = told
    said.doubts.append(UNCLEAR_TEXTS)
    return Psap()


def coverage(said: Said) -> str:
    """Find the counties covered where a description begins with them."""
    words = said.one(Field.DESCRIPTION)
    return words if _COVERS.match(words) else ""


def noted(said: Said, fields: Iterable[Field]) -> tuple[str, ...]:
    """Give what stands under fields that the entry has no place for, each with its column."""
    return tuple(f"{name}: {cell}" for name, cell in said.named(*fields))


def described(said: Said) -> str:
    """Give the description, and the services in the list's own words."""
    marked = offered.services_in(said.named(Field.OFFERS))
    told = (said.one(Field.DESCRIPTION), *said.several(Field.SERVICES), *marked)
    return "\n".join(dict.fromkeys(part for part in told if part))
