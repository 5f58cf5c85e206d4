"""Tells police from help by what rows are called, by their names and columns; verifies none."""

import re
from collections.abc import Collection

from hotline_desktop.exchange import agencies
from hotline_desktop.exchange.services import kinds_in
from hotline_desktop.models.column_map import Field, Makes

_BOTH = {Makes.CONTACT, Makes.PROVIDER}
_SOME = 0.15
_MANY = 0.5
_HELP = re.compile(
    r"\b(shelter|hospital|clinic|legal aid|legal services|health|center for|coalition|ministr"
    r"|church|services|counsel|house|home|refugio|medical|youth|family|women|aid society"
    r"|food bank)",
    re.I,
)
_SHORT = re.compile(r"\b(SO|S\.\s?O\b\.?|PD|P\.\s?D\b\.?)(?!\W*$)", re.I)
"""Such letters stand for police at the end of a name only: "So Others Might Eat", "S.O.S."."""
_LAW = re.compile(r"\blaw enforcement\b", re.I)
"""No help of lawyers."""
_ONLY_HELP = frozenset(
    {Field.SERVICES, Field.ELIGIBILITY, Field.MIN_AGE, Field.MAX_AGE, Field.FEES,
     Field.APPLY, Field.CONFIDENTIAL, Field.DO_NOT_REFER}
)  # fmt: skip


def of_table(
    held: Collection[Field], names: list[str], called: list[str], services: list[str]
) -> Makes:
    """Guess what rows become, from the fields that are held and some names, sorts and services.

    Where the names say nothing the columns do. A list of both is read row by row.
    """
    if Field.ORI in held:
        return Makes.CONTACT
    sorts = [_called(words) for words in called if words]
    if set(sorts) >= _BOTH and sum(map(bool, sorts)) >= _MANY * len(sorts):
        return Makes.EACH
    names = [name for name in names if name]
    police = sum(agencies.is_police(name) for name in names)
    help_ = sum(bool(_HELP.search(name)) for name in names)
    if names and police > help_ and police >= _SOME * len(names):
        return Makes.CONTACT
    if help_ >= _SOME * len(names) and help_ > police:
        return Makes.PROVIDER
    helps = sum(bool(kinds_in(words)[0]) for words in services)
    if set(held) & _ONLY_HELP or not police and helps >= _MANY * max(1, len(services)):
        return Makes.PROVIDER
    return Makes.CONTACT


def of_row(called: str, name: str) -> Makes:
    """Say what one row of a list of both becomes; one that says nothing is no police."""
    return _called(called) or _called(name) or Makes.PROVIDER


def _called(words: str) -> Makes | None:
    """Tell by words; None where they speak of neither, or of both."""
    police = agencies.is_police(_SHORT.sub(" ", words))
    rest = _LAW.sub(" ", words)
    helps = bool(kinds_in(rest)[0] or _HELP.search(rest))
    if police == helps:
        return None
    return Makes.CONTACT if police else Makes.PROVIDER
