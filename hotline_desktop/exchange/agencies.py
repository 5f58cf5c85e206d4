"""What names of law-enforcement agencies say of their sort, and how they stand; verifies none."""

import re
from functools import lru_cache

from hotline_desktop.models.contact import AgencyKind
from hotline_desktop.models.letters import plain

COLUMNS = frozenset({"id", "name", "telephone", "address", "city", "state", "county"})
"""What the national list (HIFLD Open) has, whatever else stands beside."""
SOURCE = "hifld-local-law-enforcement"

# "College Park" and "University City" are towns, "State College" is a borough.
_TOWN = r"(?! (?:PARK|STATION|PLACE|CITY|HEIGHTS|CORNER|HILL|TOWNSHIP|BOROUGH)\b)"
_KINDS = tuple(
    (re.compile(told), kind)
    for told, kind in (
        (r"\bSHERIFF", AgencyKind.SHERIFF),
        (r"\b(BUREAU OF INDIAN AFFAIRS|FEDERAL BUREAU|RESIDENT AGENCY|FBI|HSI|USMS"
         r"|HOMELAND SECURITY INVESTIGATIONS|U\.?S\.? (ATTORNEYS?|MARSHALS?)"
         r"|UNITED STATES (ATTORNEYS?|MARSHALS?)|OFFICE OF JUSTICE SERVICES)\b",
         AgencyKind.FEDERAL),
        (r"\b(STATE POLICE|(HIGHWAY|STATE|SAFETY) PATROL|TROOPERS?|POLICIA ESTATAL"
         r"|POLICIA DE PUERTO RICO|BUREAU OF INVESTIGATIONS?|\w+ DPS)\b", AgencyKind.STATE_POLICE),
        (rf"\b(UNIVERSITY|(?<!^STATE )COLLEGE){_TOWN}\b|\b(CAMPUS|SCHOOLS?)\b",
         AgencyKind.CAMPUS_POLICE),
        (r"\b(TRIBAL|TRIBES?|RESERVATION|RANCHERIA|NATION POLICE|PUEBLO OF|\w+ PUEBLO POLICE"
         r"|INDIAN (COMMUNITY|NATION|TOWNSHIP|COLONY))\b", AgencyKind.TRIBAL_POLICE),
        (r"\b(POLICE|POLICIA|COMANDANCIA|CUARTEL|PUBLIC SAFETY|(TOWN|VILLAGE) MARSHALL?)\b",
         AgencyKind.POLICE),
        (r"\b(SO|S\.\s?O\.?)$", AgencyKind.SHERIFF),
        (r"\b(PD|P\.\s?D\.?)$", AgencyKind.POLICE),
        (r"\b(9-?1-?1|PSAP|EMERGENCY COMMUNICATIONS?)\b", AgencyKind.EMERGENCY_CENTRE),
        (r"\b(DRUG|NARCOTICS?)\b", AgencyKind.OTHER),
        (r"\bTASK FORCE\b", AgencyKind.TASK_FORCE),
        (r"\b(PARKS?|RESOURCES|CONSERVATION|WILDLIFE|GAME|FISH|ALCOHOL|ALCOHOLIC|GAMING|FIRE"
         r"|ENVIRONMENTAL|WATERCRAFT|ASSOCIATION|AIRPORT|JAIL|DETENTION|CORRECTIONS?|JUVENILE)\b",
         AgencyKind.OTHER),
        (r"\bLAW ENFORCEMENT\b", AgencyKind.POLICE),
    )
)  # fmt: skip
_CALLED = tuple(
    (re.compile(told, re.I), kind)
    for told, kind in (
        (r"sheriff|county (police|law)|^county$|^so$", AgencyKind.SHERIFF),
        (r"tribal|indian", AgencyKind.TRIBAL_POLICE),
        (r"federal|fbi|homeland|hsi|u\.?s\.? (attorney|marshal)", AgencyKind.FEDERAL),
        (r"state (police|patrol)|highway patrol|trooper|^state$", AgencyKind.STATE_POLICE),
        (r"university|college|campus|school", AgencyKind.CAMPUS_POLICE),
        (r"psap|911|9-1-1|emergency (centre|center|communications)|dispatch",
         AgencyKind.EMERGENCY_CENTRE),
        (r"child (welfare|protect)|cps\b|dcf\b", AgencyKind.CHILD_WELFARE),
        (r"task force", AgencyKind.TASK_FORCE),
        (r"police|municipal|^city$|town|^(le|law enforcement|muni|local|pd)$", AgencyKind.POLICE),
    )
)  # fmt: skip
_ANY = re.compile(
    r"\b(POLICE|POLICIA|SHERIFF|MARSHALL?|TROOPERS?|PATROL|LAW ENFORCEMENT|CONSTABLE|TASK FORCE"
    r"|PUBLIC SAFETY|BUREAU OF INVESTIGATION|DISTRICT ATTORNEY|PROSECUT\w+|9-?1-?1|DISPATCH|PSAP"
    r"|COMANDANCIA|CUARTEL|DETECTIVES?|P\.?\s?D\.?|S\.?\s?O\.?|DPS|FBI|HSI|HOMELAND SECURITY"
    r"|BUREAU OF INDIAN AFFAIRS|OFFICE OF JUSTICE SERVICES|ATTORNEY GENERAL|U\.?S\.? ATTORNEY"
    r"|(DRUG|NARCOTICS|VICE|GANG|FUGITIVE|ENFORCEMENT|MAJOR CRIMES?) (UNIT|SQUAD)|ICAC|ERO|USBP|CBP"
    r"|ENFORCEMENT (AND|&) REMOVAL)(?!\w)"
)
_LONGEST = 300
"""Letters of a name that are looked at."""
_SMALL = frozenset({"Of", "And", "The", "For", "At", "De", "Del", "La"})
_INNER, _OWNED = re.compile(r"([-/'.(\"])([a-z])"), re.compile(r"'S$")
_KEPT = re.compile(
    r"I{2,3}|IV|VI{0,3}|[NS][EW]|PD|SO|DPS|US|USA|NYPD|LAPD"
    r"|FBI|HSI|DEA|ICE|ATF|DHS|BIA|DSS|USMS|CBP|YWCA|YMCA|LLC|GBI|TBI|KBI|BCI|USBP|ERO|WSP|OSHP|CHP"
    r"|LASD|LACSO|MSP|NCIS|OSI|USAF|ICAC|TF|MSU|DPPS"
)


def kind_of(name: str) -> AgencyKind:
    """Guess the sort of agency from its name, the narrower where in doubt; a person may correct it.

    Courts, jails, rangers and constables are not what "any police" means.
    """
    name = plain(name[:_LONGEST]).upper()
    return next((kind for told, kind in _KINDS if told.search(name)), AgencyKind.OTHER)


def titled(words: str) -> str:
    """Write capitals as people read them; what already has small letters stays."""
    if not words.isupper() or len(words) > _LONGEST:
        return words
    told = map(_titled, words.split(" "))
    return " ".join(w.lower() if n and w in _SMALL else w for n, w in enumerate(told))


@lru_cache(maxsize=8192)
def _titled(word: str) -> str:
    if not _KEPT.fullmatch(word):
        word = word.capitalize()
    word = _INNER.sub(lambda found: found[1] + found[2].upper(), word)
    return _OWNED.sub("'s", word)


def kind_called(words: str) -> AgencyKind | None:
    """Read what a list calls the sort ("City", "County", "Tribal"); None where it says nothing."""
    return next((kind for told, kind in _CALLED if told.search(words)), None)


def is_police(name: str) -> bool:
    """Say whether a name is that of an agency which answers calls for help."""
    return bool(_ANY.search(plain(name[:_LONGEST]).upper()))
