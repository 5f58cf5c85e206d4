"""Which columns of a list hold something back, and what their cells say of it; reads no row.

Whatever is no plain no counts as held back.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from hotline_desktop.exchange import clean
from hotline_desktop.models.column_map import Field
from hotline_desktop.models.letters import plain

# Words are looked for without accents and in small letters.
_HIDES = re.compile(
    r"\b(confiden[tc]i[ae]l\w*|confidenc\w+|undisclosed|suppress\w*|hidden|hides?|masked|unlisted"
    r"|unpublished|non ?published|private|privacy|secret|safe ?house|withh[eo]ld|restricted"
    r"|internal|staff only|exclude[ds]?"
    r"|(do not|don t|not|never)( be| to be| for)*( give out| publi\w+| disclos\w+| shar\w+| show\w*"
    r"| list\w*| display\w*| releas\w+)|secure (location|site|address|place))\b"
)
_INSIDE = re.compile(r"\b(internal|restricted|exclude[ds]?|masked)\b")
"""Such words hide a number or a note; of anything else they say something else."""
_SHOWS = re.compile(
    r"\b(publish(ed|able)?|public(ly)?|visib\w+|show[ns]?|display(ed)?|listed|disclos\w+"
    r"|shar(e|ed|eable))\b"
)
_OF_SHOWING = re.compile(
    r"is|are|ok|okay|to|may|can|we|the|this|our|on|in|by|web|website|online|internet|directory"
    r"|flag|address|addr|location|street|site|place|physical|entry|record|program|agency|provider"
    r"|organi[sz]ation|service|phone\d*|telephone|number|line|\d+"
)
"""With other words it says something else: "near public transit"."""
_NOT_HIDDEN = re.compile(
    r"\b(?:private |confidential )?(insurance|rooms?|pay|schools?|practice|sector|funding"
    r"|donations?|parking|policy|security|statement|agreement|nonprofit"
    r"|private (or )?public|public (or )?private|internal (affairs|medicine)|secret service)\b"
    r"|confidential (services?|counsel\w*|testing|support|help|advoca\w*|care|treatment)\b"
)
_OPEN_LINE = re.compile(r"\b(hot ?line|crisis|help ?line|tip ?line|24 ?(hours?|hr))\b")
"""A "confidential hotline" is one for everybody."""
_NUMBER = re.compile(
    r"\b(phone|phones|telephone|tel|telefono|cell|celular|mobile|number|numbers|line|fax|hotline"
    r"|extension|tty)(\d*|confidential|private)\b"
)
_NOTE = re.compile(
    r"\b(notes?|comments?|remarks?|memo|info|information|notas?|details?|e ?mail|names?|person"
    r"|contact|instructions?|description)\b"
)
REFUSES = re.compile(
    r"\b((do not|don t|never) (refer|use|list|send)|dnr|no referrals?|black ?list(ed)?|banned"
    r"|not? referir|exclude from referrals?)\b"
)
REFERS = re.compile(
    r"\b(accept\w*|tak(es?|ing)|receiv\w+|ok|okay|available|eligible|open)( to| for)?( new)?"
    r" (refer\w*|clients?|intakes?|patients?)\b|\brefer(ral)?s? (accepted|ok|allowed)\b"
)
ENDED = re.compile(
    r"\b(closed|deleted|archived|inactive|defunct|discontinued|retired|obsolete|out of business)\b"
)
_NOT_ENDED = re.compile(r"\b(days?|on|hours?|weekends?|holidays?|time)\b")
_RUNS = re.compile(
    r"(\w+ )?(is |still |currently )?(active|operational|operating|in operation|enabled)"
    r"( flag| status| now)?"
)
FLAG = re.compile(r"(y|yes|n|no|true|false|t|f|x|on|off|[01](\.0+)?|-1|si|checked|unchecked)", re.I)
_SAYS_OPEN = re.compile(
    r"(public\w*|open|visible|shown|published|listed|unrestricted)( (address|location|site|place))?"
)
_SAID_PLAINLY = re.compile(
    r"(?:not )?(?:public|private|hidden|confidential|visible|open|listed|unlisted|restricted)"
)
_SAYS_NO = re.compile(r"(not? (?:confidential|private|hidden|restricted)|(no|n)(?=$|[^\w ]| -))")
_SAYS_YES = re.compile(r"(yes|y|si)\b")
_YES_NUMBER, _NO_NUMBER = re.compile(r"-1|1\.0+"), re.compile(r"0\.0+")
"""Yes as a database writes it, and both as spreadsheets write numbers."""

_BARELY = frozenset({"private", "is private", "unlisted", "is unlisted", "unpublished"})
_FEWEST_DIGITS = 7


def field_of(words: str, cells: Collection[str] = ()) -> Field | None:
    """Say what a column of this name (small letters, no marks) holds back; None where nothing.

    ``cells`` are some of its cells: a column called "public" counts only where they say yes or no.
    """
    said = [cell for cell in cells if cell]
    flags = all(map(FLAG.fullmatch, said))
    if REFUSES.search(words):
        return Field.DO_NOT_REFER
    if REFERS.search(words):
        return Field.STATUS if flags else None
    if ENDED.search(words):
        return None if _NOT_ENDED.search(words) and not words.endswith(" on") else Field.STATUS
    if words in ("referral status", "referrals status", "listing status", "publication status"):
        return Field.STATUS
    if _RUNS.fullmatch(words) and flags and said:
        return Field.STATUS
    if _HIDES.search(words) and not _NOT_HIDDEN.search(words):
        return _hidden(words, flags and bool(said))
    plainly = all(FLAG.fullmatch(cell) or _SAID_PLAINLY.fullmatch(plain(cell)) for cell in said)
    if _SHOWS.search(words) and plainly and said and not _more_than_showing(words):
        return Field.PRIVATE if _NUMBER.search(words) else Field.CONFIDENTIAL
    return None


def _more_than_showing(words: str) -> bool:
    rest = _SHOWS.sub(" ", words).split()
    return not all(map(_OF_SHOWING.fullmatch, rest))


def _hidden(words: str, flags: bool) -> Field | None:
    if _NUMBER.search(words.replace("address line", "address")):
        return None if _OPEN_LINE.search(words) else Field.PRIVATE
    if _NOTE.search(words):
        return Field.PRIVATE if flags else Field.NOTES
    only = _INSIDE.search(words) and not _HIDES.search(_INSIDE.sub(" ", words))
    about_place = re.search(r"\b(address|location|site|place|directory|website|street)\b", words)
    if only and (words.startswith("internal") or not about_place):
        return None
    return Field.CONFIDENTIAL


def is_yes(cell: str) -> bool:
    """Say whether a flag's cell is a plain yes."""
    return clean.yes(cell) or bool(_YES_NUMBER.fullmatch(cell))


def is_no(cell: str) -> bool:
    """Say whether a flag's cell is a plain no."""
    return clean.no(cell) or bool(_NO_NUMBER.fullmatch(cell))


def hides(cell: str, words: str) -> tuple[bool, bool]:
    """Read a cell of a column called ``words``: whether it holds back, and whether that is plain.

    What a column shows is held back by a no, what it hides by a yes.
    """
    told = plain(cell).strip()
    if not told:
        return False, True
    shows = _is_shown(words)
    if is_yes(told):
        return not shows, True
    if is_no(told):
        return shows, True
    if _SAYS_OPEN.fullmatch(told) or _SAYS_NO.match(told) and not shows:
        return False, True
    if shows and _SAYS_YES.match(told) and not re.search(r"\b(not|but|except|only)\b", told):
        return False, False
    if _SAYS_YES.fullmatch(told) or _HIDES.fullmatch(told) or REFUSES.fullmatch(told):
        return True, True
    return True, False


def _is_shown(words: str) -> bool:
    """Say whether a yes in such a column shows something."""
    if _HIDES.search(words) or REFUSES.search(words):
        return False
    return bool(_SHOWS.search(words))


@lru_cache(maxsize=2048)
def says(words: str) -> bool:
    """Say whether a number's label or sort keeps it from others."""
    told = plain(words)
    rest = _NOT_HIDDEN.sub(" ", told)
    return bool(_HIDES.search(rest)) and not _OPEN_LINE.search(told)


def about(words: str) -> str:
    """Give what a column that hides a number is about: "phone 1" of "Phone 1 unlisted?"."""
    rest = _SHOWS.sub(" ", _HIDES.sub(" ", words))
    rest = re.sub(r"\b(is|are|to|do not|ok|flag|number|value|yes|no)\b", " ", rest)
    return " ".join(rest.split())


def is_of_the_one_before(words: str) -> bool:
    """Say whether a column may speak of the number that stands before it: "Is private"."""
    return words in _BARELY


def is_of_number(words: str) -> bool:
    """Say whether a column speaks of numbers, or of nothing by name and so of the one before."""
    return bool(_NUMBER.search(words)) or not about(words)


def is_number(cell: str) -> bool:
    """Say whether a cell holds a number and not only a word about one."""
    return sum(letter.isdigit() for letter in cell) >= _FEWEST_DIGITS
