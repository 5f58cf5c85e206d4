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

UNCLEAR = "what it says of holding something back is no plain yes or no: its words are noted"
NOBODY_MEANT = "it holds something back that was not found: its words are noted"
BY_WORDS = "its words say that the place is confidential"
REFUSED_BY_WORDS = "its words say that nobody is to be referred there"
STATUS_IN_WORDS = "its status is not known and kept in words"

_REFUSES_IN_WORDS = re.compile(
    r"(?:^|\. )(?:please )?(?:do not|don t|never) refer\b(?! (?:themselves|out|yourself))"
    r"|\b(?:do not|don t|never) refer (?:here|to (?:this|them|agency|program|provider)|clients"
    r"|anyone|anybody|callers|until)\b|\bdo not refer$|\bnot to be referred to\b|\bdonotrefer\b"
)
_REFUSES_BY_NAME = re.compile(r"\b(?:do not (?:refer|use|list)|black ?list(?:ed)?)\b|^dnr\b|\bdnr$")
_NO_STREET = re.compile(
    r"\b(?:confiden[tc]i[ae]l\w*|undisclosed|withheld|unpublished|redacted"
    r"|(?:location|address|street) (?:is )?(?:private|unavailable|suppressed|hidden|protected)"
    r"|(?:location|address|street) (?:available )?(?:up)?on request"
    r"|(?:not|non) (?:be )?(?:published|disclosed|public|given|shared|listed|released)"
    r"|(?:call|contact|phone)(?: us| hotline)?(?: for| to get)(?: the| our)? (?:location|address)"
    r"|do not (?:publish|disclose|share|list))\b"
)
_NO_STREET_WITHOUT_NUMBER = re.compile(
    r"\b(?:hidden|secret|private|unlisted|safe ?house|suppressed|masked|protected|secure"
    r"|safe location|reserva\w+|restricted|on request)\b"
)
"""There are streets of such names, but they have a number."""
_PLACE = r"(?:address|location|site|place|whereabouts|shelter|ubicacion|direccion|domicilio)e?s?"
_HELP_FOLLOWS = (
    r"(?! (?:counsel|help|service|support|advoca|hot ?line|care\b|and\b|crisis|assist|test|legal"
    r"|safe\b|environment|setting|space|case|medical|data))"
)
_HIDDEN_PLACE = re.compile(
    rf"\b{_PLACE}(?: is| are| es)?(?: kept| being| to be| must be| remains)?"
    r"(?: strictly| completely)? "
    r"(?:confiden[tc]i[ae]l|undisclosed|secret|withheld|hidden|unpublished|private|protected"
    rf"|not (?:published|disclosed|to be (?:published|disclosed|shared|given)))\b{_HELP_FOLLOWS}"
    r"|\b(?:confiden[tc]i[ae]l|undisclosed|unpublished|non disclosed|secret|hidden)"
    r" (?:domestic violence |dv |emergency )?(?:shelter |safe |site )?(?:address|location|site)"
    rf"(?:e?s)?\b{_HELP_FOLLOWS}"
    r"|\b(?:do not|don t|never) (?:publish|disclose|share|give out|list|release)"
    r"(?: the| this| our)? (?:address|location|street)\b(?! data| information| with)"
)
_IN_A_NAME = re.compile(
    r"(?:^|[^\w ] ?)confiden[tc]i[ae]l(?: location| site| shelter)?(?:$| ?[^\w ])"
)
_SHEET_OF_HIDDEN = re.compile(
    r"\b(?:confiden[tc]i[ae]l|undisclosed|hidden|secret)(?: dv)?"
    r" (?:shelter|location|site|place|address|house|home|program|provider)e?s?\b"
)
_MARK = re.compile(
    r"(?P<hidden>(confidential|undisclosed)( (location|address|site|shelter))?)"
    r"|do not (refer|use)",
    re.I,
)
_MARKING = re.compile(
    r"\b(?:location|address|site|shelter|place|street|city|attention|visibility|privacy|access|flags?"
    r"|alerts?|warnings?|listing)\b"
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


NOTHING = Held(False, False, Standing.ACTIVE)


def standing(cell: str, words: str = "status") -> tuple[Standing, bool]:
    """Read whether a service runs, from a column called ``words``; and whether that is sure."""
    told = plain(cell).strip(" .")
    if not told:
        return Standing.ACTIVE, True
    ended = bool(hiding.ENDED.search(words))
    if ended and (hiding.is_yes(told) or _DATE.match(told)):
        return Standing.INACTIVE, True
    if hiding.is_no(told):
        sent = Standing.PAUSED if hiding.REFERS.search(words) else Standing.INACTIVE
        return (Standing.ACTIVE if ended else sent), True
    if told in frozenset(Standing):
        return Standing(told), True
    if hiding.is_yes(told) or _RUNNING.fullmatch(told):
        return Standing.ACTIVE, True
    if _RUNS_BUT.match(told) and "hidden" not in told:
        return Standing.ACTIVE, False
    found = next((stands for pattern, stands in _STANDS if pattern.search(told)), None)
    return (Standing.ACTIVE, False) if found is None else (found, True)


_DATE = re.compile(r"(?:\d{4}-\d\d?-\d\d?|\d\d?[/.]\d\d?[/.]\d{2,4})")
_STANDS = (
    (re.compile(r"\b(?:temporar\w+|paused?|suspend\w*|on hold|pending|draft|unapproved|under review"
                r"|not (?:currently )?(?:accepting|taking))\b"), Standing.PAUSED),
    (re.compile(r"\b(?:permanently|defunct|out of business|dissolved|merged|closed|cerrad[oa]"
                r"|ferme)\b"), Standing.DEFUNCT),
    (re.compile(r"\b(?:inactiv\w*|not active|deleted?|archived?|disabled|discontinued|retired|ended"
                r"|expired|unpublished|removed|no longer|cancell?ed|hidden)\b|^[idx]$"),
     Standing.INACTIVE),
)  # fmt: skip
"""In this order: what is closed for a time comes back."""
_RUNNING = re.compile(
    r"a|active|activo|activa|open|running|operational|operating|approved|published|current"
    r"|enabled|complete|completed|verified|live|in operation|ok|normal|available|accepting.*"
    r"|abierto|actif|ouvert"
)
_RUNS_BUT = re.compile(
    r"(?:active|activ[oa]|open|running|operating|operational|available|reopened|abierto|actif|ouvert)\b"
    r"|(?:not|never) closed\b"
    r"|closed (?:on )?(?:mon|tue|wed|thu|fri|sat|sun|weekend|holiday|lunch|noon|domingo|lunes)"
    r"|merged\b.*\bactive\b"
)


def in_street(words: str) -> tuple[bool, str]:
    """Say whether words hide the place that they stand for; and give the street in them, if any."""
    told = " ".join(re.sub(r"[^\w ]+", " ", plain(words)).split())
    numbered = any(letter.isdigit() for letter in words)
    hidden = (
        _NO_STREET.search(told)
        or not numbered
        and (_NO_STREET_WITHOUT_NUMBER.search(told) or bool(words) and set(words) <= set("*x# "))
    )
    return bool(hidden), words if not hidden or numbered else ""


def in_words(words: str) -> bool:
    """Say whether a note or description tells that the place is confidential."""
    return bool(_HIDDEN_PLACE.search(_in_sentences(words)))


def in_name(words: str) -> bool:
    """Say whether a name does: "Larkspur House (confidential)"."""
    return bool(_IN_A_NAME.search(plain(words))) or in_words(words)


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
    "refer", "not use", "masked", "blackl", "protected", "redact", "reserv", "restrict", "request",
    "secur", "***", "dnr", "public",
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
