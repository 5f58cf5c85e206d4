"""Reads what a list says of whether a service runs at all; sends nobody anywhere."""

import re

from hotline_desktop.exchange import hiding
from hotline_desktop.models.letters import plain
from hotline_desktop.models.provider import Standing


def read(cell: str, words: str = "status") -> tuple[Standing, bool]:
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
    (re.compile(r"\b(?:temporar\w+|paused?|suspend\w*|on hold|pending(?! review| update)|draft"
                r"|unapproved|under review|not (?:currently )?(?:accepting|taking))\b"),
     Standing.PAUSED),
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
    r"|closed (?:to|enrollment|caseload|wait ?list)\b|pending (?:review|update)"
    r"|closed (?:on )?(?:mon|tue|wed|thu|fri|sat|sun|weekend|holiday|lunch|noon|domingo|lunes)"
    r"|merged\b.*\bactive\b"
)
