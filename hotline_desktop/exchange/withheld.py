"""Reads what a list holds back: hidden places, private numbers, no referrals, closed services.

Whatever is no plain no counts as held back, and its words are kept; it shows nothing itself.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from hotline_desktop.exchange import clean, held_words, hiding, standings
from hotline_desktop.models.column_map import Field
from hotline_desktop.models.contact import Phone
from hotline_desktop.models.letters import plain
from hotline_desktop.models.standing import Standing

UNCLEAR = "what it says of holding something back is no plain yes or no: its words are noted"
NOBODY_MEANT = "it holds something back that was not found: its words are noted"
BY_WORDS = "its words say that the place is confidential"
REFUSED_BY_WORDS = "its words say that nobody is to be referred there"
CLOSED_BY_NAME = "its name says that it is closed"
SPOKEN_OF = "its notes say that a number or a name is not for others: look before it is used"
FOR_STAFF = "its description says that it is for staff: it stands in the notes"
STATUS_IN_WORDS = "its status is not known and kept in words"

_MARK = re.compile(
    r"(?:^|[-\u2013:;,(/|] ?)(?:(?P<hidden>(?:confidential|undisclosed)\b"
    r"|do not (?:publish|disclose|share|give out)\b)|do not (?:refer|use)\b)",
    re.I,
)
_MARKING = re.compile(
    r"\b(?:location|address|site|shelter|place|street|city|attention|visibility|privacy|access|flags?"
    r"|alerts?|warnings?|listing|directions|instructions)\b"
)
_LONGEST_MARK = 160
_WORTH_A_MARK = ("confiden", "undisclos", "do not", "secret", "hidden", "withheld", "unpublish")
_NOT_FOR_OTHERS = (
    r"(?:do not (?:release|give|share|publish|call)|confidential|unlisted|personal|private"
    r"|(?:le|law enforcement|staff|police)(?: use)? only|not for (?:the )?(?:public|release))"
)
_SPEAKS_OF = re.compile(
    rf"\b(?:phone|number|cell|mobile|line|name|extension)\b[^.]*\b{_NOT_FOR_OTHERS}\b"
    rf"|\b{_NOT_FOR_OTHERS}\b[^.]*\b(?:phone|number|cell|mobile|line|name|extension)\b"
)
_GATE = re.compile(
    r"\b(hot ?line|crisis|help ?line|24|gate|intake|toll|public|linea de|ligne d|ayuda|urgence)"
)
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


def of_row(
    columns: Mapping[Field, tuple[str, ...]],
    names: Mapping[str, str],
    cells: Mapping[str, str],
    fixed: Mapping[Field, str],
    today: date | None = None,
) -> Held:
    """Read all that one row holds back; any column that does so counts.

    ``names`` gives the columns' names in plain words, ``fixed`` holds for every row.
    """
    notes, doubts = list[str](), list[str]()

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
    told_states += [("list", fixed[Field.STATUS])] if Field.STATUS in fixed else []
    refused = refused or any(hiding.REFUSES.search(held_words.bare(c)) for _, c in told_states)
    stands, said_of, unknown = _standing(told_states, today)
    notes += said_of
    doubts += [STATUS_IN_WORDS] if unknown and not refused else []
    told = {field: [cells[c] for c in columns[field] if cells[c]] for field in _TELLING}
    words = "\n".join([each for several in told.values() for each in several]).casefold()
    if stands is Standing.ACTIVE and any(each in words for each in standings.WORTH_A_LOOK):
        by_name = (standings.by_name(each, today) for f in _NAMES for each in told[f])
        stands = next((one for one in by_name if not one.is_running), stands)
        doubts += [] if stands.is_running else [CLOSED_BY_NAME]
    if any(each in words for each in _WORTH_A_LOOK):
        if not confidential and _is_hidden_by(told):
            doubts.append(BY_WORDS)
            confidential = True
        if not refused and _is_refused_by(told):
            doubts.append(REFUSED_BY_WORDS)
            refused = True
    return Held(confidential, refused, stands, tuple(notes), tuple(dict.fromkeys(doubts)))


def _standing(
    told: Iterable[tuple[str, str]], today: date | None
) -> tuple[Standing, list[str], bool]:
    """Read columns of status; give the words worth keeping, and whether some are not known."""
    stands, notes, unknown = Standing.ACTIVE, list[str](), False
    for name, cell in told:
        one, sure = standings.read(cell, name, today)
        stands = one if stands is Standing.ACTIVE else stands
        unknown = unknown or not sure
        notes += [] if sure and " " not in cell else [f"{name}: {cell}"]
    return stands, notes, unknown


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
        found = _MARK.search(cell.strip())
        if (found and found["hidden"] or held_words.in_words(cell)) and not held.confidential:
            held = held._replace(confidential=True, doubts=(*held.doubts, BY_WORDS))
        if found and not found["hidden"] and not held.refused:
            held = held._replace(refused=True, doubts=(*held.doubts, REFUSED_BY_WORDS))
    return held


_NAMES, _STREETS = (Field.NAME, Field.SECOND), (Field.ADDRESS, Field.ADDRESS_2, Field.CITY)
_PROSE = (Field.DESCRIPTION, Field.NOTES, Field.SERVICES, Field.OFFERS, Field.KIND, Field.APPLY,
          Field.ELIGIBILITY, Field.ALTERNATE)  # fmt: skip
_TELLING = (*_NAMES, *_STREETS, *_PROSE)
_WORTH_A_LOOK = (
    "confiden", "undisclos", "withheld", "secret", "hidden", "private", "unlist", "publi",
    "disclos", "share", "give", "list", "releas", "location", "safe", "suppress", "unavail",
    "refer", "not use", "masked", "blackl", "protected", "redact", "reserv", "restrict", "request",
    "secur", "***", "dnr", "public", "conf", "divulg", "keep", "intake", "hotline", "hot line",
    "dv ", "domestic v", "tell", "screening", "staff", "internal", "address", "supervisor", "xxx",
)  # fmt: skip
"""Most rows have no such word; only the others are looked at closely."""


def _is_hidden_by(told: Mapping[Field, list[str]]) -> bool:
    streets = (held_words.in_street(each)[0] for field in _STREETS for each in told[field])
    names = (held_words.in_name(each) for field in _NAMES for each in told[field])
    rest = (held_words.in_words(each) for field in _PROSE for each in told[field])
    return any(streets) or any(names) or any(rest)


def _is_refused_by(told: Mapping[Field, list[str]]) -> bool:
    names = (held_words.refuses_by_name(each) for field in _NAMES for each in told[field])
    rest = (
        held_words.refuses_in_words(each)
        for field in (*_NAMES, Field.DESCRIPTION, Field.NOTES, Field.OFFERS)
        for each in told[field]
    )
    return any(names) or any(rest)


def speaks_of_others(notes: str) -> bool:
    """Say whether notes tell of a number or a name, nobody knows which, that is not for others."""
    return bool(notes and _SPEAKS_OF.search(held_words.in_sentences(notes)))


def gate(numbers: Iterable[Phone]) -> str:
    """Choose the number of a confidential place that may be shown; "" where none surely may."""
    told = [(each, plain(f"{each.label} {each.note}")) for each in numbers]
    may = [(each, words) for each, words in told if not _NOT_GATE.search(words)]
    lines = (each for each, words in may if _GATE.search(words))
    found = next(lines, next((each for each, _ in may), None))
    return found.as_written if found else ""
