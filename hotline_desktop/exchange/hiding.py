"""Which columns of a list hold something back, and what their cells say of it; reads no row.

What is unclear holds back: only a plain no does not. Words are looked for without accents, in small
letters.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from hotline_desktop.exchange import clean
from hotline_desktop.models.column_map import Field
from hotline_desktop.models.letters import plain

_NEVER = r"(?:do not|don t|not|non|never)(?: be| to be| for)?"
_HIDES = re.compile(
    r"\b(?:confiden[tc]i[ae]l\w*|confidenc\w+|undisclosed|unpublished|unlisted|withh[eo]ld|redacted"
    r"|private|privacy|secret|hidden|hides?|masked|suppress\w*|protected|safe ?house|restricted"
    r"|nonpublic|ocult\w+|reservad[ao]|masquer|cachee?|omit(?:ted)?|internal|staff only"
    r"|exclude[ds]?"
    r"|(?:secured?|sensitive|safe) (?:location|site|address|place)|conf|confid|sensitive|masks?"
    r"|no publish\w*|who (?:may|can) (?:see|view)"
    rf"|{_NEVER} (?:give(?:n)?(?: out)?|publi\w+|disclos\w+|shar\w+|show\w*|list\w*|display\w*"
    r"|releas\w+|post(?:ed)?|include[ds]?))\b"
)
_ALONE = (
    r"(?:private|privacy|secret|hidden|safe ?house|confidentiality|conf|confid|sensitive|masks?)"
)
_WEAKLY = re.compile(
    rf"\b(?:{_ALONE}|masked|suppress\w*|protected|restricted|omit(?:ted)?|internal|exclude[ds]?"
    rf"|{_NEVER} (?:list\w*|include[ds]?))\b"
)
"""Such words hide a place only where nothing else is said: "private rooms", "fire suppression"."""
_SHOWS = re.compile(
    r"\b(?:publish(?:ed|able)?|public(?:ly)?|visib\w+|show[ns]?|display(?:ed)?|list(?:ed|ing)?"
    r"|disclos\w+|share(?:able)?|releas\w+|give(?:n)?(?: out)?|post(?:ed)?|include[ds]?"
    r"|shared|pub|showonmap|showonweb|showaddress|publicloc(?:ation)?|publicaddr(?:ess)?"
    r"|publicar|publica|mostrar|publier|publique|afficher)\b"
)
_ASKS = re.compile(r"\b(?:publish|disclose|share|release|give out|publicar|publier)\b")
"""Such words ask whether, and name nothing that is shown."""
_SHOWN_ALONE = re.compile(
    r"(?:is |visible to |record |listing |entry |profile |post )?"
    r"(?:public(?:ly)?|publish(?:ed)?|visib\w+|listed|pub|show\w+|publicloc\w*|publicaddr\w*)"
    r"(?: ind| flag| yn)?"
)
_PLACE = r"address|addr|location|street|site|place|direccion|adresse|ubicacion|domicilio"
_SAID_OF = re.compile(
    rf"\b(?:{_PLACE}|phone\d*|telephone|directory|website|web|online|internet|callers?|search)\b"
)
_OF_SHOWING = re.compile(
    r"is|are|be|ok|okay|to|may|can|we|the|this|our|on|in|by|from|out|for|of|web|website|online"
    r"|internet|directory|map|search|callers?|flag|settings|physical|shelter|entry|record|program"
    r"|agency|provider|organi[sz]ation|service|office|phone\d*|telephone|number|line|custom|your|you"
    rf"|do|want|with|should|keep|kept|la|el|le|l|it|this|that|use|only|ind|indicator|yn|level|status"
    rf"|\d+|{_PLACE}"
)
"""With other words it says something else: "near public transit"."""
_INSIDE_ONLY = re.compile(r"(?:for )?internal(?: use)? only")
_NOT_HIDDEN = re.compile(
    r"\b(?:private |confidential )?(?:insurance|rooms?|pay|schools?|practice|sector|funding"
    r"|donations?|parking|policy|security|statement|agreement|nonprofit)\b"
    r"|\b(?:private (?:or )?public|public (?:or )?private|internal (?:affairs|medicine)"
    r"|secret service|private duty)\b"
    r"|confidential(?: \w+){0,2} (?:services?|counsel\w*|testing|support|help|advoca\w*|care"
    r"|treatment|intake|records?|voice ?mail|screening|available)\b"
)
_OPEN_LINE = re.compile(r"\b(?:hot ?line|crisis|help ?line|tip ?line|24 ?(?:hours?|hr))\b")
"""A "confidential hotline" is one for everybody."""
_NUMBER = re.compile(
    r"\b(?:phone|phones|telephone|tel|telefono|cell|celular|mobile|fax|hotline|tty)"
    r"(?:\d*|confidential|private)\b"
)
_NOT_FOR_ALL = re.compile(
    r"\bnot for (?:the )?(?:clients?|callers?|public|release|survivors?|consumers?)\b"
    r"|\b(?:le|leo|law enforcement|police|officers?|providers?|partners?|staff|agency|agencies"
    r"|official|members?) (?:use )?only\b|\binter ?agency\b|\bback ?(?:line|door|number|channel)\b"
    r"|\bdo not (?:give|release|call|publish|share)\b"
    r"|\b(?:personal|home) (?:phone|number|cell|mobile|line|fax)\b"
)
"""So lists say of numbers that are for no caller from outside, or somebody's own."""
_BARE_NUMBER = re.compile(
    r"(?:is )?(?:unlisted|private|unpublished|confidential|secret) (?:number|numbers|line)(?: is)?"
    r"|(?:number|numbers|line) (?:is )?(?:unlisted|private|unpublished|confidential|secret)"
)
_MAIL, _PERSON = re.compile(r"\be ?mail\b"), re.compile(r"\b(?:names?|person|contacts?)\b")
_NOTE = re.compile(
    r"\b(?:notes?|comments?|remarks?|memo|info|information|notas?|details?|instructions?"
    r"|description)\b"
)
REFUSES = re.compile(
    r"\b(?:(?:do not|don t|never) (?:refer|use|list|send)|black ?list(?:ed)?"
    r"|(?:do not|don t|never) (?:contact|recommend)|not recommended|bad fit"
    r"|no referrals?(?! (?:is |are )?(?:needed|required|necessary))|not for referrals?"
    r"|not? referir|exclude from referrals?)\b|^(?:dnr|banned|avoid)$"
)
REFERS = re.compile(
    r"\b(?:accept\w*|tak(?:es?|ing)|receiv\w+|ok|okay|available|eligible|open)"
    r"(?: to| for)?(?: new)? (?:refer\w*|clients?|intakes?|patients?)\b"
    r"|\brefer(?:ral)?s? (?:accepted|ok|allowed)\b"
)
_HOW = re.compile(r"\b(?:self|walk|from|by|via|method|contact|phone|process|hours|fee)\b")
ENDED = re.compile(
    r"\b(?:closed|deleted|archived|inactive|defunct|discontinued|retired|obsolete"
    r"|out of business|disbanded|dissolved|decommissioned|closing|end date)\b"
)
_OF_ENDING = re.compile(
    r"is|was|date|at|on|flag|reason|status|agency|program|record|provider|site|service|location"
    r"|permanently|temporarily|currently|marked|as|now|custom|organi[sz]ation"
)
_RUNS = re.compile(
    r"(?:\w+ )?(?:is |still |currently )?(?:active|operational|operating|in operation|enabled)"
    r"(?: flag| status| now)?"
)
_STATES = frozenset({"referral status", "referrals status", "listing status", "publication status"})
FLAG = re.compile(
    r"(y|yes|n|no|true|false|t|f|x|on|off|[01](\.0+)?|-1|si|oui|non|checked|unchecked)", re.I
)
_SAID_PLAINLY = re.compile(
    r"(?:not )?(?:public|private|hidden|confidential|visible|open|listed|unlisted|restricted"
    r"|staff(?: only)?|internal(?: only)?|everyone)"
)
_BEGINS_PLAINLY = re.compile(r"(?:yes|no|si)\b(?= ?[-,.;:(])")
_SAYS_OPEN = re.compile(
    r"(?:public\w*|open|visible|shown|published|listed|unrestricted)(?: (?:address|location|site))?"
    r"|everyone|everybody|anyone|all"
)
_SAYS_NO = re.compile(
    r"(?:not? (?:confidential|private|hidden|restricted)|(?:no|n)(?=$|[^\w ]| -))"
)
_BUT = re.compile(r"\b(?:not|but|except|only|unless|ask|however)\b")
_SAYS_YES = re.compile(r"(?:yes|y|si)\b")
_YES_NUMBER, _NO_NUMBER = re.compile(r"-1|1\.0+"), re.compile(r"0\.0+")
"""Yes as a database writes it, and both as spreadsheets write numbers."""
UNKNOWN = frozenset({"unknown", "?", "tbd", "tba", "not listed", "not specified", "not provided"})
"""Words that mean nothing elsewhere; whether a place may be shown they leave open."""

_BEHIND_A_NUMBER = frozenset({"private", "is private", "unlisted", "is unlisted", "unpublished"})
_FEWEST_DIGITS = 7
_OWN = frozenset({"home", "home phone", "casa", "domicile"})
"""How address books label a number that is where somebody lives."""


def field_of(words: str, cells: Collection[str] = ()) -> Field | None:
    """Say what a column of this name (small letters, no marks) holds back; None where nothing.

    ``cells`` are some of its cells: they tell a flag from a number, a note or an address.
    """
    said = [cell for cell in cells if cell]
    flags = sum(map(_is_flag, said))
    if REFUSES.search(words):
        return Field.DO_NOT_REFER
    if REFERS.search(words) and not _HOW.search(words):
        return Field.STATUS if flags * 2 >= len(said) else None
    if ENDED.search(words) and _has_only(_OF_ENDING, ENDED.sub(" ", words)):
        return Field.STATUS
    if words in _STATES or _RUNS.fullmatch(words) and flags * 2 > len(said):
        return Field.STATUS
    numbers = sum(map(is_number, said)) * 2 > len(said)
    if numbers and _NOT_FOR_ALL.search(words):
        return Field.PRIVATE
    if _HIDES.search(words) and not _NOT_HIDDEN.search(words):
        if numbers and not _OPEN_LINE.search(words) and not _MAIL.search(words):
            return Field.PRIVATE
        return None if numbers else _hidden(words, bool(flags), bool(said))
    return _shown(words, said, bool(flags))


def _shown(words: str, said: Collection[str], flags: bool) -> Field | None:
    """Tell a column that asks whether something is shown from one that shows it."""
    if not _SHOWS.search(words) or not _has_only(_OF_SHOWING, _SHOWS.sub(" ", words)):
        return None
    if not (_SAID_OF.search(words) or _SHOWN_ALONE.fullmatch(words)):
        return None
    content = any("/" in cell or any(map(str.isdigit, cell)) for cell in said)
    if not (flags or not said or _ASKS.search(words) and not content):
        return None
    return Field.PRIVATE if _NUMBER.search(words) else Field.CONFIDENTIAL


def _is_flag(cell: str) -> bool:
    told = plain(cell)
    return bool(
        FLAG.fullmatch(told) or _SAID_PLAINLY.fullmatch(told) or _BEGINS_PLAINLY.match(told)
    )


def _has_only(allowed: re.Pattern[str], words: str) -> bool:
    return all(map(allowed.fullmatch, words.split()))


def _hidden(words: str, flags: bool, said: bool) -> Field | None:
    if _INSIDE_ONLY.fullmatch(words):
        return Field.CONFIDENTIAL if flags else None
    if _NUMBER.search(words) or _BARE_NUMBER.fullmatch(words):
        return None if _OPEN_LINE.search(words) else Field.PRIVATE
    if any(each.search(words) for each in (_NOTE, _MAIL, _PERSON)):
        return Field.PRIVATE if flags else Field.NOTES
    rest = _WEAKLY.sub(" ", words)
    if _HIDES.search(rest):
        return Field.CONFIDENTIAL
    alone = re.fullmatch(rf"(?:is )?{_ALONE}(?: level| flag| ind| yn| status)?", words)
    if alone and (flags or not said) or _SAID_OF.search(rest) and _has_only(_OF_SHOWING, rest):
        return None if words.startswith("internal") else Field.CONFIDENTIAL
    return Field.CONFIDENTIAL if flags and _IS_HIDDEN.search(words) else None


_IS_HIDDEN = re.compile(r"\b(?:office|agency|record|entry|program) is (?:hidden|private)\b")


def is_yes(cell: str) -> bool:
    """Say whether a flag's cell is a plain yes."""
    return clean.yes(cell) or bool(_YES_NUMBER.fullmatch(cell))


def is_no(cell: str) -> bool:
    """Say whether a flag's cell is a plain no."""
    return clean.no(cell) or bool(_NO_NUMBER.fullmatch(cell))


def hides(cell: str, words: str) -> tuple[bool, bool]:
    """Read a cell of a column called ``words``: whether it holds back, and whether that is plain.

    What a column shows is held back by a no, what it hides by a yes. More words than a plain yes or
    no are worth keeping.
    """
    told = plain(cell).strip()
    if not told:
        return False, True
    shows = _is_shown(words)
    if is_yes(told):
        return not shows, True
    if is_no(told):
        return shows, True
    if _SAYS_OPEN.fullmatch(told):
        return False, True
    if _SAYS_YES.fullmatch(told) or _HIDES.fullmatch(told) or REFUSES.fullmatch(told):
        return True, True
    if (_SAYS_YES if shows else _SAYS_NO).match(told):
        rest = (_SAYS_YES if shows else _SAYS_NO).sub(" ", told, count=1)
        return bool(_HIDES.search(rest) or _BUT.search(rest)), False
    return True, False


def _is_shown(words: str) -> bool:
    """Say whether a yes in such a column shows something."""
    if _HIDES.search(words) or REFUSES.search(words):
        return False
    return bool(_SHOWS.search(words))


@lru_cache(maxsize=2048)
def says(words: str) -> bool:
    """Say whether a number's label or sort keeps it from others."""
    told = re.sub(r"[^\w/]+", " ", plain(words)).strip()
    if _NOT_FOR_ALL.search(told) or told in _OWN:
        return True
    return bool(_HIDES.search(_NOT_HIDDEN.sub(" ", told))) and not _OPEN_LINE.search(told)


def subject(words: str) -> str:
    """Give what a column that hides a number is about: "phone 1" of "Phone 1 unlisted?"."""
    rest = _SHOWS.sub(" ", _HIDES.sub(" ", words))
    rest = re.sub(r"\b(?:is|are|to|do not|ok|flag|number|value|yes|no)\b", " ", rest)
    return " ".join(rest.split())


def fields_meant(words: str) -> tuple[Field, ...]:
    """Give the fields that a flag is about, but for numbers: mail, or a person."""
    if _MAIL.search(words):
        return (Field.EMAIL,)
    if _PERSON.search(words):
        return (Field.PERSON, Field.GIVEN, Field.ROLE, Field.EMAIL)
    return ()


def is_behind_a_number(words: str) -> bool:
    """Say whether a column may speak of the number that stands before it: "Is private"."""
    return words in _BEHIND_A_NUMBER


def is_of_number(words: str) -> bool:
    """Say whether a column speaks of numbers."""
    return bool(_NUMBER.search(words) or _BARE_NUMBER.fullmatch(words)) or not subject(words)


def is_number(cell: str) -> bool:
    """Say whether a cell holds a number and not only a word about one."""
    return sum(letter.isdigit() for letter in cell) >= _FEWEST_DIGITS
