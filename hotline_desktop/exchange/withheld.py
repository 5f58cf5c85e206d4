"""Reads what a list holds back: hidden places, private numbers, no referrals, closed services.

Whatever is no plain no counts as held back, and its words are kept; it shows nothing itself.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from hotline_desktop.exchange import clean, hiding, standings
from hotline_desktop.models.column_map import Field
from hotline_desktop.models.contact import Phone
from hotline_desktop.models.letters import plain
from hotline_desktop.models.provider import Standing

UNCLEAR = "what it says of holding something back is no plain yes or no: its words are noted"
NOBODY_MEANT = "it holds something back that was not found: its words are noted"
BY_WORDS = "its words say that the place is confidential"
REFUSED_BY_WORDS = "its words say that nobody is to be referred there"
STATUS_IN_WORDS = "its status is not known and kept in words"

_REFUSES_IN_WORDS = re.compile(
    r"\b(?:do not|don t|never) refer(?= ?(?:$|\.|here|there|any|see\b|due\b|per\b|because|since"
    r"|closed|complaint|again|at this time|until further|to (?:this|them)\b"
    r"|(?:clients|callers|people) (?:here|there|to (?:this|them))))"
    r"|\bnot to be referred to\b|\bdonotrefer\b"
)
_REFUSES_BY_NAME = re.compile(r"\b(?:do not (?:refer|use|list)|black ?list(?:ed)?)\b")
_DNR_BY_NAME = re.compile(r"(?:^|[^\w ] ?)dnr ?[^\w ]|[^\w ] ?dnr ?(?:$|[^\w ])")
_NO_STREET = re.compile(
    r"\b(?:confiden[tc]i[ae]l\w*|undisclosed|withheld|unpublished|redacted"
    r"|(?:location|address|street) (?:is )?(?:private|unavailable|suppressed|hidden|protected)"
    r"|(?:location|address|street) (?:available )?(?:up)?on request"
    r"|(?:not|non) (?:be )?(?:published|disclosed|public|given|shared|listed|released)"
    r"|(?:call|contact|phone)(?: us| hotline)?(?: for| to get)(?: the| our)? (?:location|address)"
    r"|do not (?:publish|disclose|share|list))\b"
)
_NO_STREET_AT_ALL = re.compile(
    r"(?:hidden|secret|private|unlisted|safe ?house|suppressed|masked|protected|secured?|safe"
    r"|restricted|reservad[ao]|non ?public|sensitive)(?: (?:address|location|site|place|shelter))?"
    r"|.*\b(?:address|location|domicilio|direccion)\b.*"
    r"\b(?:private|protected|reservad[ao]|restricted|hidden|secured?|on request|upon request)"
)
"""There are streets and reservations of such names: it has to be all that is said."""
_PLACE = r"(?:address|location|site|place|whereabouts|ubicacion|direccion|domicilio)"
_OF_PERSONS = (
    r"(?<!their )(?<!client )(?<!clients )(?<!client s )(?<!your )(?<!survivor )(?<!victim )"
    r"(?<!participant )(?<!caller )(?<!her )(?<!his )"
)
"""Whose address a program keeps confidential is not its own."""
_HELP_FOLLOWS = (
    r"(?! (?:counsel|help|service|support|advoca|hot ?line|care\b|and\b|crisis|assist|test|legal"
    r"|safe\b|environment|setting|space|case|medical|data|program|home\b|property))"
)
_HIDDEN_PLACE = re.compile(
    rf"{_OF_PERSONS}\b{_PLACE}(?: is| es)?(?: kept| being| to be| must be| remains)?"
    r"(?: strictly| completely)? "
    r"(?:confiden[tc]i[ae]l|undisclosed|secret|withheld|hidden|unpublished|protected"
    rf"|not (?:published|disclosed|to be (?:published|disclosed|shared|given)))\b{_HELP_FOLLOWS}"
    r"|(?<!to )(?<!at )\b(?:confiden[tc]i[ae]l|undisclosed|unpublished|non disclosed|secret|hidden)"
    r" (?:domestic violence |dv |emergency )?(?:shelter |safe |site )?"
    rf"(?:address|location|site|shelter)\b{_HELP_FOLLOWS}"
    r"|\b(?:do not|don t|never) (?:publish|disclose|share|give out|list|release)"
    r"(?: the| this| our)? (?:address|location|street)\b(?! data| information| with)"
)
_IN_A_NAME = re.compile(
    r"^confiden[tc]i[ae]l ?[:)\]*]|[^\w ] ?confiden[tc]i[ae]l(?: location| site| shelter)?"
    r" ?(?:[^\w ]|$)"
)
_HIDES = r"(?:confiden[tc]i[ae]l|undisclosed|secret|hidden)"
_HOUSES = r"(?:shelter|location|site|place|address|house|home)e?s?"
_SHEET_OF_HIDDEN = re.compile(rf"\b{_HIDES}(?: \w+)? {_HOUSES}\b|\b{_HOUSES}(?: \w+)? {_HIDES}\b")
_SHEET_ALONE = re.compile(rf"{_HIDES}(?: do not share)?|safe houses?")
_MARK = re.compile(
    r"(?P<hidden>(confidential|undisclosed)\b|do not (publish|disclose|share|give out)\b)"
    r"|do not (refer|use)\b",
    re.I,
)
_MARKING = re.compile(
    r"\b(?:location|address|site|shelter|place|street|city|attention|visibility|privacy|access|flags?"
    r"|alerts?|warnings?|listing|directions|instructions)\b"
)
_LONGEST_MARK = 160
_WORTH_A_MARK = ("confiden", "undisclos", "do not", "secret", "hidden", "withheld", "unpublish")
_GATE = re.compile(r"\b(hot ?line|crisis|help ?line|24|gate|intake|toll|public)")
_NOT_GATE = re.compile(
    r"\b(fax|cell|mobile|celular|admin\w*|director|manager|staff|internal|private|direct|personal"
    r"|billing)\b"
)


class Held(NamedTuple):
    """What one row holds back. ``notes`` are the words of it that stand nowhere else."""

    confidential: bool
    refused: bool
    standing: Standing
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


NOTHING = Held(False, False, Standing.ACTIVE)


def in_street(words: str) -> tuple[bool, str]:
    """Say whether words hide the place that they stand for; and give the street in them, if any."""
    told = " ".join(re.sub(r"[^\w ]+", " ", plain(words)).split())
    numbered = any(letter.isdigit() for letter in words)
    stars = bool(words) and set(words) <= set("*x# ")
    hidden = _NO_STREET.search(told) or stars or not numbered and _NO_STREET_AT_ALL.fullmatch(told)
    if not hidden or "mobile" in told:
        return False, words
    return True, words if numbered else ""


@lru_cache(maxsize=256)
def in_words(words: str) -> bool:
    """Say whether a note or description tells that the place is confidential."""
    return bool(_HIDDEN_PLACE.search(_in_sentences(words)))


@lru_cache(maxsize=256)
def in_name(words: str) -> bool:
    """Say whether a name does: "Larkspur House (confidential)"."""
    return bool(_IN_A_NAME.search(plain(words))) or in_words(words)


@lru_cache(maxsize=256)
def refuses_in_words(words: str) -> bool:
    """Say whether a note or an alert tells that nobody is to be referred there."""
    return bool(_REFUSES_IN_WORDS.search(_in_sentences(words)))


def by_sheet(name: str) -> dict[Field, str]:
    """Give what the name of a file or sheet says of all its rows."""
    told = re.sub(r"[^a-z]+", " ", plain(name)).strip()
    sheet = re.sub(r"[^a-z]+", " ", plain(name.rpartition(", ")[2])).strip()
    hidden = _SHEET_OF_HIDDEN.search(told) or "," in name and _SHEET_ALONE.fullmatch(sheet)
    fixed = {Field.CONFIDENTIAL: "yes"} if hidden else {}
    return fixed | ({Field.DO_NOT_REFER: "yes"} if _REFUSES_BY_NAME.search(told) else {})


def of_row(
    columns: Mapping[Field, tuple[str, ...]],
    names: Mapping[str, str],
    cells: Mapping[str, str],
    fixed: Mapping[Field, str],
) -> Held:
    """Read all that one row holds back; any column that does so counts.

    ``names`` gives the columns' names in plain words, ``fixed`` holds for every row.
    """
    notes: list[str] = []
    doubts: list[str] = []

    def held(field: Field) -> bool:
        found = clean.yes(fixed.get(field, ""))
        for column in columns[field]:
            hidden, is_plain = hiding.hides(cells[column], names[column])
            if not is_plain:
                notes.append(f"{names[column]}: {cells[column]}")
                doubts.append(UNCLEAR)
            found = found or hidden
        return found

    confidential, refused = held(Field.CONFIDENTIAL), held(Field.DO_NOT_REFER)
    told_states = [(names[column], cells[column]) for column in columns[Field.STATUS]]
    refused = refused or any(hiding.REFUSES.search(_bare(cell)) for _, cell in told_states)
    stands = Standing.ACTIVE
    for name, cell in told_states:
        one, sure = standings.read(cell, name)
        stands = one if stands is Standing.ACTIVE else stands
        doubts += [] if sure or refused else [STATUS_IN_WORDS]
        notes += [] if sure and " " not in cell else [f"{name}: {cell}"]
    told = {field: [cells[c] for c in columns[field] if cells[c]] for field in _TELLING}
    words = "\n".join([each for several in told.values() for each in several]).casefold()
    if any(each in words for each in _WORTH_A_LOOK):
        if not confidential and _is_hidden_by(told):
            doubts.append(BY_WORDS)
            confidential = True
        if not refused and _is_refused_by(told):
            doubts.append(REFUSED_BY_WORDS)
            refused = True
    return Held(confidential, refused, stands, tuple(notes), tuple(dict.fromkeys(doubts)))


def without_private(
    columns: Mapping[Field, tuple[str, ...]], names: Mapping[str, str], cells: dict[str, str]
) -> tuple[dict[str, str], Held]:
    """Give the cells without mail and persons that flags call private, and those as notes.

    Numbers are not among them: :mod:`numbers` keeps those apart.
    """
    notes: list[str] = []
    doubts: list[str] = []
    for column in columns[Field.PRIVATE]:
        name, cell = names[column], cells[column]
        hidden, is_plain = hiding.hides(cell, name)
        if not cell or hiding.is_of_number(name):
            continue
        meant = [c for field in hiding.fields_meant(name) for c in columns[field] if cells[c]]
        if hidden:
            notes += [f"{names[c]}: {cells[c]}" for c in meant]
            cells = cells | dict.fromkeys(meant, "")
        if not is_plain or hidden and not meant:
            notes.append(f"{name}: {cell}")
            doubts.append(UNCLEAR if meant else NOBODY_MEANT)
    return cells, Held(False, False, Standing.ACTIVE, tuple(notes), tuple(dict.fromkeys(doubts)))


def marking(names: Mapping[str, str]) -> tuple[str, ...]:
    """Give the columns in which a lone "Confidential" speaks of the place or the whole row."""
    return tuple(column for column, words in names.items() if _MARKING.search(words))


def with_marks(held: Held, cells: Iterable[str]) -> Held:
    """Add what a cell of such a column says in so many words: "Confidential", "do not refer"."""
    for cell in cells:
        told = cell.casefold() if len(cell) <= _LONGEST_MARK else ""
        if not any(each in told for each in _WORTH_A_MARK):
            continue
        found = _MARK.match(cell.strip())
        if (found and found["hidden"] or in_words(cell)) and not held.confidential:
            held = held._replace(confidential=True, doubts=(*held.doubts, BY_WORDS))
        if found and not found["hidden"] and not held.refused:
            held = held._replace(refused=True, doubts=(*held.doubts, REFUSED_BY_WORDS))
    return held


_NAMES, _STREETS = (Field.NAME, Field.SECOND), (Field.ADDRESS, Field.ADDRESS_2, Field.CITY)
_PROSE = (Field.DESCRIPTION, Field.NOTES, Field.SERVICES, Field.KIND, Field.APPLY,
          Field.ELIGIBILITY, Field.ALTERNATE)  # fmt: skip
_TELLING = (*_NAMES, *_STREETS, *_PROSE)
_WORTH_A_LOOK = (
    "confiden", "undisclos", "withheld", "secret", "hidden", "private", "unlist", "publi",
    "disclos", "share", "give", "list", "releas", "location", "safe", "suppress", "unavail",
    "refer", "not use", "masked", "blackl", "protected", "redact", "reserv", "restrict", "request",
    "secur", "***", "dnr", "public",
)  # fmt: skip
"""Most rows have no such word; only the others are looked at closely."""


def _is_hidden_by(told: Mapping[Field, list[str]]) -> bool:
    streets = (in_street(each)[0] for field in _STREETS for each in told[field])
    names = (in_name(each) for field in _NAMES for each in told[field])
    rest = (in_words(each) for field in _PROSE for each in told[field])
    return any(streets) or any(names) or any(rest)


def _is_refused_by(told: Mapping[Field, list[str]]) -> bool:
    names = (
        _REFUSES_BY_NAME.search(_bare(each)) or _DNR_BY_NAME.search(plain(each))
        for field in _NAMES
        for each in told[field]
    )
    rest = (
        _REFUSES_IN_WORDS.search(_in_sentences(each))
        for field in (*_NAMES, Field.DESCRIPTION, Field.NOTES)
        for each in told[field]
    )
    return any(names) or any(rest)


def _bare(words: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", plain(words)).split())


def _in_sentences(words: str) -> str:
    """Give words with a full stop wherever a clause ends, and no other mark."""
    told = re.sub(r"\s*[,.;!?\n]+\s*", " . ", plain(words))
    return " ".join(re.sub(r"[^\w.]+", " ", told).split())


def gate(numbers: Iterable[Phone]) -> str:
    """Choose the number of a confidential place that may be shown; "" where none surely may."""
    may = [each for each in numbers if not _NOT_GATE.search(plain(each.label))]
    lines = (each for each in may if _GATE.search(plain(each.label)))
    found = next(lines, next(iter(may), None))
    return found.as_written if found else ""
