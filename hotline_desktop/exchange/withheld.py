"""Reads what a list holds back: hidden places, private numbers, no referrals, closed services.

Whatever is no plain no counts as held back, and its words are kept; it shows nothing itself.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hotline_desktop.exchange import clean, hiding
from hotline_desktop.models.column_map import Field
from hotline_desktop.models.contact import Phone
from hotline_desktop.models.letters import plain
from hotline_desktop.models.provider import Standing

UNCLEAR = "what is said of holding it back is no plain yes or no: held back, its words are noted"
BY_WORDS = "its words say that the place is confidential"
REFUSED_BY_WORDS = "its words say that nobody is to be referred there"
STATUS_IN_WORDS = "its status is not known and kept in words"

_REFUSES_IN_WORDS = re.compile(r"\b((do not|don t|never|not to be) refer(red)?|donotrefer)\b")
_REFUSES_BY_NAME = re.compile(r"\b(do not (refer|use|list)|black ?list(ed)?)\b")
_NO_STREET = re.compile(
    r"\b(confiden[tc]i[ae]l\w*|undisclosed|withheld|unpublished"
    r"|(location|address|street) (is )?(private|unavailable|suppressed|on request|hidden)"
    r"|not? (be )?(published|disclosed|public|given|shared|listed|released)"
    r"|(call|contact|phone)( us| hotline)?( for| to get)( the| our)? (location|address)"
    r"|do not (publish|disclose|share|list))\b"
)
_BARELY_NONE = re.compile(r"(hidden|secret|private|unlisted|safe ?house|suppressed|masked)")
"""There are streets of such names."""
_HIDDEN_PLACE = re.compile(
    r"\b(address|location|site|place|whereabouts|shelter|ubicacion|direccion)e?s?( is| are| es)?"
    r"( kept| being| to be| must be)?( strictly| completely)? ?"
    r"(confiden[tc]i[ae]l|undisclosed|secret|withheld|hidden|unpublished"
    r"|not (published|disclosed|to be (published|disclosed|shared|given)))\b"
    r"|\b(confiden[tc]i[ae]l|undisclosed|secret|unpublished|hidden|non disclosed)"
    r" (domestic violence |dv |emergency )?(shelter |safe |site )?(address|location|site|place)s?\b"
    r"|\b(do not|don t|never) (publish|disclose|share|give out|list|release)"
    r"( the| this| our)? (address|location|street)\b"
)
_SHEET_OF_HIDDEN = re.compile(
    r"\b(confiden[tc]i[ae]l|undisclosed|hidden|secret)( dv)?"
    r" (shelter|location|site|place|address|house|home|program|provider)e?s?\b"
)
_MARK = re.compile(
    r"(?P<hidden>(confidential|undisclosed)( (location|address|site|shelter))?)"
    r"|do not (refer|use)",
    re.I,
)
_LONGEST_MARK = 25
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


def standing(cell: str, words: str = "status") -> tuple[Standing, bool]:
    """Read whether a service runs, from a column called ``words``; and whether that is sure."""
    told = plain(cell).strip(" .")
    if not told:
        return Standing.ACTIVE, True
    ended = bool(hiding.ENDED.search(words))
    if ended and (hiding.is_yes(told) or re.match(r"\d+[-/.]", told)):
        return Standing.INACTIVE, True
    if hiding.is_no(told):
        sent = Standing.PAUSED if hiding.REFERS.search(words) else Standing.INACTIVE
        return (Standing.ACTIVE if ended else sent), True
    if told in frozenset(Standing):
        return Standing(told), True
    found = next((stands for words_, stands in _STANDS if words_.search(told)), None)
    if found is not None:
        return found, True
    running = hiding.is_yes(told) or _RUNNING.fullmatch(told)
    return Standing.ACTIVE, bool(running)


_STANDS = (
    (re.compile(r"\b(temporar\w+|paused?|suspend\w*|on hold|pending|draft|unapproved|under review"
                r"|not (currently )?(accepting|taking))\b"), Standing.PAUSED),
    (re.compile(r"\b(permanently|defunct|out of business|dissolved|merged|closed|cerrad[oa]"
                r"|ferme)\b"), Standing.DEFUNCT),
    (re.compile(r"\b(inactiv\w*|not active|deleted?|archived?|disabled|discontinued|retired|ended"
                r"|expired|unpublished|removed|no longer|cancell?ed|hidden)\b|^[idx]$"),
     Standing.INACTIVE),
)  # fmt: skip
"""In this order: what is closed for a time comes back."""
_RUNNING = re.compile(
    r"a|active|activo|activa|open|running|operational|operating|approved|published|current"
    r"|enabled|complete|completed|verified|live|in operation|ok|normal|available|accepting.*"
    r"|abierto|actif|ouvert"
)


def in_street(words: str) -> tuple[bool, str]:
    """Say whether words hide the place that they stand for; and give the street in them, if any."""
    told = re.sub(r"[^\w ]+", " ", plain(words)).strip()
    if not _NO_STREET.search(told) and not _BARELY_NONE.fullmatch(told):
        return False, words
    return True, words if any(letter.isdigit() for letter in words) else ""


def in_words(words: str) -> bool:
    """Say whether a note or description tells that the place is confidential."""
    return bool(_HIDDEN_PLACE.search(_bare(words)))


def in_name(words: str) -> bool:
    """Say whether a name does: "Larkspur House (confidential)"."""
    told = plain(words)
    return "(confidential" in told or told.endswith("- confidential") or in_words(words)


def by_sheet(name: str) -> dict[Field, str]:
    """Give what the name of a file or sheet says of all its rows."""
    told = re.sub(r"[^a-z]+", " ", plain(name))
    fixed = {Field.CONFIDENTIAL: "yes"} if _SHEET_OF_HIDDEN.search(told) else {}
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
        one, sure = standing(cell, name)
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


def apart(
    columns: Mapping[Field, tuple[str, ...]], names: Mapping[str, str], cells: dict[str, str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Give the cells without what columns beside call private, and that as lines for the notes.

    Numbers are not among them: :mod:`numbers` keeps those apart.
    """
    private: dict[str, str] = {}
    for column in columns[Field.PRIVATE]:
        of, is_flag = hiding.about(names[column]), hiding.FLAG.fullmatch(cells[column])
        if not is_flag or hiding.is_of_number(names[column]):
            continue
        if hiding.hides(cells[column], names[column])[0]:
            private |= {c: cells[c] for c in cells if c != column and names[c].startswith(of)}
    told = (f"{names[column]}: {cell}" for column, cell in private.items() if cell)
    return cells | dict.fromkeys(private, ""), tuple(told)


def with_marks(held: Held, cells: Iterable[str]) -> Held:
    """Add what a cell of any other column says in so many words: "Confidential", "do not refer"."""
    short = (c.strip() for c in cells if len(c) <= _LONGEST_MARK and c[:1] in "cCuUdD ")
    for found in filter(None, map(_MARK.fullmatch, short)):
        if found["hidden"] and not held.confidential:
            held = held._replace(confidential=True, doubts=(*held.doubts, BY_WORDS))
        elif not found["hidden"] and not held.refused:
            held = held._replace(refused=True, doubts=(*held.doubts, REFUSED_BY_WORDS))
    return held


_NAMES, _STREETS = (Field.NAME, Field.SECOND), (Field.ADDRESS, Field.ADDRESS_2, Field.CITY)
_TELLING = (*_NAMES, *_STREETS, Field.DESCRIPTION, Field.NOTES)
_WORTH_A_LOOK = (
    "confiden", "undisclos", "withheld", "secret", "hidden", "private", "unlist", "publi",
    "disclos", "share", "give", "list", "releas", "location", "safe", "suppress", "unavail",
    "refer", "not use", "masked", "blackl",
)  # fmt: skip
"""Most rows have no such word; only the others are looked at closely."""


def _is_hidden_by(told: Mapping[Field, list[str]]) -> bool:
    streets = (in_street(each)[0] for field in _STREETS for each in told[field])
    names = (in_name(each) for field in _NAMES for each in told[field])
    rest = (in_words(each) for field in (Field.DESCRIPTION, Field.NOTES) for each in told[field])
    return any(streets) or any(names) or any(rest)


def _is_refused_by(told: Mapping[Field, list[str]]) -> bool:
    names = (_REFUSES_BY_NAME.search(_bare(each)) for field in _NAMES for each in told[field])
    rest = (
        _REFUSES_IN_WORDS.search(_bare(each))
        for field in (*_NAMES, Field.DESCRIPTION, Field.NOTES)
        for each in told[field]
    )
    return any(names) or any(rest)


def _bare(words: str) -> str:
    return re.sub(r"[^\w]+", " ", plain(words))


def gate(numbers: Iterable[Phone]) -> str:
    """Choose the number of a confidential place that may be shown; "" where none surely may."""
    may = [each for each in numbers if not _NOT_GATE.search(plain(each.label))]
    lines = (each for each in may if _GATE.search(plain(each.label)))
    found = next(lines, next(iter(may), None))
    return found.as_written if found else ""
