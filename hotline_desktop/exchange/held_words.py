"""What names, streets and prose say of a place that is hidden, or of nobody being sent there.

It reads words and no row: what is made of them is decided in withheld.py.
"""

import re
from functools import lru_cache

from hotline_desktop.models.column_map import Field
from hotline_desktop.models.letters import plain

_REFUSES_IN_WORDS = re.compile(
    r"\b(?:do not|don t|never) refer(?= ?(?:$|\.|here|there|any|see\b|due\b|per\b|because|since"
    r"|closed|complaint|again|at this time|until further|to (?:this|them)\b"
    r"|(?:clients|callers|people) (?:here|there|to (?:this|them))))"
    r"|\bnot to be referred to\b|\bdonotrefer\b"
)
_REFUSES_BY_NAME = re.compile(
    r"\b(?:do not (?:refer|use|list)|black ?list(?:ed)?|not? (?:for )?referrals?$)"
)
_DNR_BY_NAME = re.compile(r"(?:^|[^\w ] ?)dnr ?[^\w ]|[^\w ] ?dnr ?(?:$|[^\w ])")
_NO_STREET = re.compile(
    r"\b(?:confiden[tc]i[ae]l\w*|undisclosed|withheld|unpublished|redacted"
    r"|(?:location|address|street) (?:is )?(?:private|unavailable|suppressed|hidden|protected)"
    r"|(?:location|address|street) (?:available )?(?:up)?on request"
    r"|(?:not|non) (?:be )?(?:published|disclosed|public|given|shared|listed|released)"
    r"|(?:call|contact|phone)(?: us| hotline)?(?: for| to get)(?: the| our)? (?:location|address)"
    r"|(?:do not|don t|never) (?:publish|disclose|share|list|give|tell|release)"
    r"|ask (?:a |the |your )?supervisor|x{3,}|not for publication|no (?:divulgar|publicar)"
    r"|keep (?:private|confidential|secret|hidden)"
    r"|(?:given|provided|disclosed|told|available) (?:up)?(?:on|at|after|during)"
    r" (?:intake|screening))\b"
)
_MARKED_STREET = re.compile(
    r"[(\[*{] ?(?:conf(?:id\w*)?|hidden|secret|private|unlisted|staff only"
    r"|internal(?: use)?(?: only)?|safe ?(?:home|house)|restricted|protected)\b[^)\]*}]*[)\]*}]"
    r"|^(?:private|secret|confidential|hidden|undisclosed|safe ?(?:house|home))"
    r"(?: (?:address|location|site))? ?[:;,-]"
    r"|[-,;:] ?(?:private|hidden|secret|conf|unlisted|staff only)\W*$"
)
"""What stands in brackets, before a colon or after a dash; "12 Private Dr" is a street."""
_NO_STREET_AT_ALL = re.compile(
    r"(?:hidden|secret|private|unlisted|safe ?house|suppressed|masked|protected|secured?|safe"
    r"|restricted|reservad[ao]|non ?public|sensitive|conf|confid|safe ?home)"
    r"(?: (?:address|location|site|place|shelter|residence|home))?"
    r"|(?:n a )?(?:dv|domestic violence) (?:shelter|safe ?house)"
    r"|(?:please )?call(?: the| our)? hot ?line"
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
    r"|private(?= ?(?:$|\.))"
    r"|not (?:published|disclosed|public|to be (?:published|disclosed|shared|given)))\b"
    rf"{_HELP_FOLLOWS}"
    r"|(?<!to )(?<!at )\b(?:confiden[tc]i[ae]l|undisclosed|unpublished|non disclosed|secret|hidden)"
    r" (?:domestic violence |dv |emergency )?(?:shelter |safe |site )?"
    rf"(?:address|location|site|shelter)\b{_HELP_FOLLOWS}"
    r"|\b(?:do not|don t|never) (?:publish|disclose|share|give out|list|release)"
    r"(?: the| this| our)? (?:address|location|street)\b(?! data| information"
    r"| with(?! (?:anyone|anybody|others|callers?|clients?|the public)))"
)
_IN_A_NAME = re.compile(
    r"[^\w ] ?conf(?:id)? ?[^\w ]|^conf(?:id)? ?[:)\]*]"
    r"|^confiden[tc]i[ae]l ?[:)\]*]|[^\w ] ?confiden[tc]i[ae]l(?: location| site| shelter)?"
    r" ?(?:[^\w ]|$)"
)
_HIDES = r"(?:confiden[tc]i[ae]l\w*|confid|conf|undisclosed|secret|hidden)"
_HOUSES = (
    r"(?:(?:shelter|location|site|place|address|house|home|albergue|refugio|refuge)e?s?|hogares)"
)
_SHEET_OF_HIDDEN = re.compile(rf"\b{_HIDES}(?: \w+)? {_HOUSES}\b|\b{_HOUSES}(?: \w+)? {_HIDES}\b")
_SHEET_ALONE = re.compile(
    rf"(?:\w+ ){{0,4}}{_HIDES}(?: do not share)?|safe (?:house|home)s?"
    r"|(?:private|restricted)(?: (?:staff|internal) only)?|(?:staff|internal)(?: use)? only"
)
_ENDS = (
    r"(?:(?:permanently |temporarily )?closed|inactive|defunct|archived?|suspended|discontinued"
    r"|merged|former|retired|on hold|deleted|removed|pending(?: vetting| review| approval)?"
    r"|no longer (?:active|operating|open|in operation|in service))"
)
_ENDED = re.compile(
    rf"{_ENDS}(?: (?:or |and )?{_ENDS})*"
    r"(?: (?:programs?|agenc(?:y|ies)|departments?|providers?|services?|locations?|sites?|records?"
    r"|partners?|members?|organi[sz]ations?|listings?|entries|contacts?|do not use))?"
)
"""What a whole sheet or a heading says of services that do not run."""


def in_street(words: str) -> tuple[bool, str]:
    """Say whether words hide the place that they stand for; and give the street in them, if any."""
    told = " ".join(re.sub(r"[^\w ]+", " ", plain(words)).split())
    numbered = any(letter.isdigit() for letter in words)
    stars = bool(words) and set(words) <= set("*x# ")
    hidden = (
        _NO_STREET.search(told)
        or stars
        or _MARKED_STREET.search(plain(words).strip())
        or not numbered
        and _NO_STREET_AT_ALL.fullmatch(told)
    )
    if not hidden or "mobile" in told:
        return False, words
    return True, words if numbered else ""


@lru_cache(maxsize=256)
def in_words(words: str) -> bool:
    """Say whether a note or description tells that the place is confidential."""
    return bool(_HIDDEN_PLACE.search(in_sentences(words)))


_STAFF = re.compile(
    r"\b(?:staff|internal|office)(?: use| eyes)? only\b|\binternal note\b|\bfor staff\b(?! train)"
    r"|\bdo not (?:share|read|tell|give|repeat)(?: this)? (?:with|to) (?:callers?|clients?|anyone"
    r"|the public)\b|\bnot for (?:callers?|clients?|the public|public|release)\b"
)


@lru_cache(maxsize=256)
def is_for_staff(words: str) -> bool:
    """Say whether a description tells that it is not for those who call."""
    return bool(_STAFF.search(plain(words)))


@lru_cache(maxsize=256)
def in_name(words: str) -> bool:
    """Say whether a name does: "Larkspur House (confidential)"."""
    return bool(_IN_A_NAME.search(plain(words))) or in_words(words)


@lru_cache(maxsize=256)
def refuses_in_words(words: str) -> bool:
    """Say whether a note or an alert tells that nobody is to be referred there."""
    return bool(_REFUSES_IN_WORDS.search(in_sentences(words)))


def refuses_by_name(words: str) -> bool:
    """Say whether a name tells it: "Larkspur House (DNR)"."""
    return bool(_REFUSES_BY_NAME.search(bare(words)) or _DNR_BY_NAME.search(plain(words)))


def by_sheet(name: str) -> dict[Field, str]:
    """Give what the name of a file or sheet says of all its rows."""
    told = re.sub(r"[^a-z]+", " ", plain(name)).strip()
    sheet = re.sub(r"[^a-z]+", " ", plain(name.rpartition(", ")[2])).strip()
    hidden = _SHEET_OF_HIDDEN.search(told) or "," in name and _SHEET_ALONE.fullmatch(sheet)
    fixed = {Field.CONFIDENTIAL: "yes"} if hidden else {}
    if "," in name and _ENDED.fullmatch(sheet):
        fixed[Field.STATUS] = f"{name.rpartition(', ')[2]} (heading)"
    return fixed | ({Field.DO_NOT_REFER: "yes"} if _REFUSES_BY_NAME.search(told) else {})


def bare(words: str) -> str:
    """Give the words alone, in small letters."""
    return " ".join(re.sub(r"[^\w]+", " ", plain(words)).split())


def in_sentences(words: str) -> str:
    """Give words with a full stop wherever a clause ends, and no other mark."""
    told = re.sub(r"\s*[,.;!?\n]+\s*", " . ", plain(words))
    return " ".join(re.sub(r"[^\w.]+", " ", told).split())
