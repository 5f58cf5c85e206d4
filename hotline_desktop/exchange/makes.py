"""Tells police from help by what rows are called, by their names and columns; verifies none."""

import re
from collections import Counter
from collections.abc import Collection

from hotline_desktop.exchange import agencies
from hotline_desktop.exchange.services import kinds_in
from hotline_desktop.models.column_map import Field, Makes
from hotline_desktop.models.letters import plain

_BOTH = {Makes.CONTACT, Makes.PROVIDER}
_LONGEST = 300
_FEW = 0.05
_MANY = 0.5
_NEARLY_ALL = 0.9
_HELP = re.compile(
    r"\b(shelters?|hospitals?|clinics?|legal aid|legal services|centers? for|coalitions?|ministr\w+"
    r"|church(es)?|refugio|medical center|aid society|food bank|advoca\w+|ywca|charit\w+"
    r"|sanctuary|ranch(?:es)?|victims?|goodwill|united way|hot ?line|crisis center"
    r"|rape crisis|salvation army|athletic league|for (?:women|men|girls|boys|families|youth)"
    r"|foundations?|chaplain\w*|museum|memorial)\b",
    re.I,
)
_MAYBE_HELP = re.compile(
    r"\b(health|services|counsel\w*|houses?|homes?|medical|youth|family|families|women\w*)\b",
    re.I,
)
"""Police have such units, and towns such names."""
_SURELY_POLICE = re.compile(
    r"\b(police|policia|sheriff|troopers?|(highway|state|border) patrol|constables?"
    r"|district attorney|prosecut\w+|detectives?|homeland security|bureau of investigations?"
    r"|office of justice services|bureau of indian affairs|attorney general|u\.?s\.? attorney"
    r"|(?:drug|narcotics|vice|gang|fugitive|enforcement|major crimes?) (?:unit|squad|task force)"
    r"|icac|enforcement (?:and|&) removal|border patrol)"
)
_SHORT = re.compile(r"\b(SO|S\.\s?O\b\.?|PD|P\.\s?D\b\.?)(?!\W*$)", re.I)
"""Such letters stand for police at the end of a name only: "So Others Might Eat", "S.O.S."."""
_LAW = re.compile(
    r"\blaw enforcement\b|\b(?:drug|narcotics) (?:unit|squad|task force|enforcement)\b"
    r"|\bcrimes? against (?:children|women|persons)\b",
    re.I,
)
"""No help of lawyers, nor for those who use drugs."""
_ONLY_HELP = frozenset(
    {Field.SERVICES, Field.ELIGIBILITY, Field.MIN_AGE, Field.MAX_AGE, Field.AGES, Field.FEES,
     Field.APPLY, Field.CONFIDENTIAL, Field.DO_NOT_REFER}
)  # fmt: skip
_LISTS_OF_POLICE = re.compile(
    r"\b(?:police|policia|sheriffs?|law enforcement|psaps?|prosecutors?|fbi|hsi|marshals?"
    r"|constables?|u\.?s\.? attorneys?|(?:highway|state|border) patrol|state police|troopers?|icac"
    r"|cbp|ero|tribal police|campus police|task forces?)\b"
)
_COLUMNS_OF_POLICE = re.compile(
    r"(?:police chief|chief|chief name|sheriff|sheriff name|precinct|badge|badge number|troop"
    r"|agency type|department type|prosecutor|district attorney|u\.?s\.? attorney|psap\b.*|fbi\b.*"
    r"|campus police\b.*"
    r"|dispatch|dispatch phone|non ?emergency(?: phone)?|rank|field office|sac office|lead agency"
    r"|task force(?: name)?|tribal agency)"
)
_POLICE_DEPARTMENT = re.compile(
    r".*\b(?:police(?: department| dept\.?)?|sheriff(?:'?s)?(?: office| department)?|p\.?d\.?"
    r"|state patrol|highway patrol)",
    re.I,
)


def of_table(  # noqa: PLR0913 - each tells something else
    held: Collection[Field],
    names: list[str],
    called: list[str],
    services: list[str],
    name: str,
    columns: Collection[str],
) -> Makes:
    """Guess what rows become, from the fields that are held and some names, sorts and services.

    ``name`` is the list's, ``columns`` are in plain words. A list of both is read row by row; one
    that says nothing at all is no list of police.
    """
    if Field.ORI in held:
        return Makes.CONTACT
    sorts = [by_words(words) for words in called if words]
    if set(sorts) >= _BOTH and sum(map(bool, sorts)) >= _MANY * len(sorts):
        return Makes.EACH
    told = Counter(_named(each) for each in names if each)
    police, help_, total = told[Makes.CONTACT], told[Makes.PROVIDER], told.total()
    helps = sum(bool(kinds_in(words)[0]) for words in services if words)
    helps_most = helps >= _MANY * max(1, sum(map(bool, services)))
    of_help = helps_most or bool(set(held) & _ONLY_HELP)
    of_police = bool(
        _LISTS_OF_POLICE.search(name)
        or any(map(_COLUMNS_OF_POLICE.fullmatch, columns))
        or sorts.count(Makes.CONTACT) > _MANY * len(sorts)
    )
    if police and help_ < max(1, _FEW * total):
        surely = police >= _NEARLY_ALL * total
        mostly = not of_help and (of_police or police >= _MANY * total)
        return Makes.CONTACT if surely or mostly else Makes.EACH
    if police >= max(1, _FEW * total) or any(map(_POLICE_DEPARTMENT.fullmatch, names)):
        return Makes.EACH
    if help_ >= max(1, _FEW * total) or of_help:
        return Makes.PROVIDER
    return Makes.CONTACT if of_police else Makes.PROVIDER


def of_row(called: str, name: str, heading: str = "") -> Makes:
    """Say what one row of a list of both becomes; one that says nothing is no police."""
    return by_words(called) or _named(name) or by_words(heading) or Makes.PROVIDER


def _named(name: str) -> Makes | None:
    """Tell by a name: the family unit of a police department is police."""
    told = plain(name[:_LONGEST])
    if _SURELY_POLICE.search(told) and not _HELP.search(told):
        return Makes.CONTACT
    return by_words(name)


def by_words(words: str) -> Makes | None:
    """Tell by words; None where they speak of neither, or of both."""
    words = words[:_LONGEST]
    told = plain(words)
    police = agencies.is_police(_SHORT.sub(" ", words))
    rest = _LAW.sub(" ", told)
    helps = bool(kinds_in(rest)[0] or _HELP.search(rest) or _MAYBE_HELP.search(rest))
    if police == helps:
        return None
    return Makes.CONTACT if police else Makes.PROVIDER
