"""Reads what a list says of whether a service runs at all; sends nobody anywhere."""

import re
from collections.abc import Iterable
from datetime import date

from hotline_desktop.exchange import days, hiding
from hotline_desktop.models.letters import plain
from hotline_desktop.models.standing import Standing


def read(cell: str, words: str = "status", today: date | None = None) -> tuple[Standing, bool]:
    """Read whether a service runs, from a column called ``words``; and whether that is sure.

    A day on which it ends counts from ``today`` on; without one every such day is past.
    """
    told = plain(cell).strip(" .")
    if not told:
        return Standing.ACTIVE, True
    ended = bool(hiding.ENDED.search(words))
    if ended and _DATE.match(told):
        return (Standing.ACTIVE, False) if _is_ahead(told, today) else (Standing.INACTIVE, True)
    if ended and hiding.is_yes(told):
        return Standing.INACTIVE, True
    if hiding.is_no(told):
        sent = Standing.PAUSED if hiding.REFERS.search(words) else Standing.INACTIVE
        return (Standing.ACTIVE if ended else sent), True
    if told in frozenset(Standing):
        return Standing(told), True
    if told == "private" and not _OF_LISTING.search(words):
        return Standing.ACTIVE, False  # whose it is, and not whether it runs
    is_code = words.endswith(("status", "change")) and told == "x"
    if not is_code and hiding.is_yes(told) or _RUNNING.fullmatch(told):
        return Standing.ACTIVE, True
    if not _TURNS_AWAY.search(told) and _RUNS_BUT.match(told) and "hidden" not in told:
        return Standing.ACTIVE, False
    found = next((stands for pattern, stands in _STANDS if pattern.search(told)), None)
    return (Standing.ACTIVE, False) if found is None else (found, True)


def by_name(name: str, today: date | None = None) -> Standing:
    """Read what a name tells: "Larkspur House (closed 2023)", "INACTIVE: Harbor Place"."""
    found = _IN_A_NAME.search(plain(name))
    if found and _FOR_HOURS.search(plain(name)):
        return Standing.ACTIVE
    return read(found[0].strip(" -:([{*_"), today=today)[0] if found else Standing.ACTIVE


def of_agency(told: Iterable[tuple[str, str]], name: str, today: date | None = None) -> Standing:
    """Read whether an agency still exists, by its columns of status and by its name.

    What such words say of a service, a person or a record ("full", "not vetted", "former") closes
    no police: only what says that the agency is gone.
    """
    for words, cell in told:
        if _OF_ANOTHER.match(words):
            continue
        said, (stands, sure) = plain(cell).strip(" ."), read(cell, words, today)
        plainly = said in frozenset(Standing) or len(said) == 1 or hiding.is_no(said)
        plainly = plainly and not _OF_CHANGE.search(words)  # there "N" is new, or no change
        plainly = plainly or bool(hiding.ENDED.search(words))
        if sure and plainly and not stands.is_running:
            return stands
        if _IS_GONE.match(said) and not _STILL_RUNS.search(said):
            return Standing.DEFUNCT if stands.is_running else stands
    return Standing.DEFUNCT if _GONE_BY_NAME.search(plain(name)) else by_name(name, today)


def says_gone(remark: str) -> bool:
    """Say whether a remark may say that something is closed, or a number out of use."""
    return bool(_GONE.search(told := plain(remark)) or _PAUSED_OR_DEAD.search(told))


def _is_ahead(told: str, today: date | None) -> bool:
    found = days.day_of_year(_DATE.match(told)[0].replace(".", "/"))  # type: ignore[index]
    return bool(today and found and found[0] > today)


_GONE_WORDS = (
    r"closed|disband(?:ed|ing)|dissol(?:ved|ution|ving)|defunct|merged|consolidated|abolish(?:ed)?"
    r"|eliminated|decommission(?:ed)?|deactivated|inactive|inactivated|shut ?down|shuttered"
    r"|absorbed(?= by| into|$|\W*\d)|orphan(?:ed)?|discontinued"
    r"|ceased(?: (?:operations?|to exist))?|not in service|out of (?:business|service)"
    r"|no longer (?:exist(?:s|ing)?|operat\w+|active|open"
    r"|in (?:existence|operation|service|business))"
    r"|cerrad[oa]|clausurad[oa]|disuelt[oa]|fermee?|dissoute?|supprimee?"
)
_GONE = re.compile(rf"\b(?:permanently|absorbed|{_GONE_WORDS})\b")
"""May say so: where only a doubt is asked for."""
_DAY_OR_YEAR = (
    r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}/\d{2,4}|(?:19|20)\d\d"
    r"|(?:\d{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? "
    r"(?:\d{1,2},? )?(?:19|20)\d\d)"
)
_SINCE = rf"(?:\W*(?:in|as of|since|effective|eff\.?|on|desde|depuis)?\W*{_DAY_OR_YEAR})"
_IS_GONE = re.compile(
    r"(?:(?:the )?(?:agency|department|dept|office|unit|cent(?:er|re)|psap|pd)\.? )?"
    r"(?:(?:is|was|were|has|have|been|now|status|permanently)\W+)*"
    rf"(?:{_GONE_WORDS})"
    r"(?: (?:agency|department|dept|office|permanently|down|for good))*"
    rf"{_SINCE}?\W*(?:$|[;,.(/:-]|into |to form |with |by |see |now )"
)
"""That it is gone, and not that a lobby, a line or a day is closed: the words begin so."""
_STILL_RUNS = re.compile(
    r"\b(?:re-?open\w*|active|open|week(?:end|day)s?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|mon"
    r"|tue|wed|thu|fri|sat|sun|holidays?|lunch|noon|evenings?|nights?|overnight|hours?|lobby|walk"
    r"|\d{1,2}(?::\d\d)? ?[ap]\.?m)\b"
)
_GONE_BY_NAME = re.compile(
    r"(?:^z* ?|[^\w )\]] ?|\b(?:department|dept|office|police|sheriff'?s?|district|cent(?:er|re)"
    r"|unit|station|task force|pd|so) )"
    rf"(?:permanently )?(?:{_GONE_WORDS})"
    rf"{_SINCE}?\W*$"
)
"""At the end of it: "Closed" may begin a name."""
_FOR_HOURS = re.compile(
    r"\b(?:closed|cerrad[oa]|fermee?) (?:on |from |at |for |between |by )?"
    rf"(?:(?!{_DAY_OR_YEAR})\d{{1,2}}(?!\d)"
    r"|noon|lunch|daily|night|week(?:end|day)|holiday|mon|tues?|wed|thu|fri|sat|sun)"
)
_PAUSED_OR_DEAD = re.compile(
    r"\b(?:temporar\w+|suspend\w*|disconnected|no longer|not (?:working|in use)|wrong number)\b"
)
_OF_ANOTHER = re.compile(
    r"(?:contact|vetting|lead|account|person|officer|employment|record|member\w*|partner\w*|dues"
    r"|subscri\w+|grant|funding|mou|training)\b"
)
_OF_CHANGE = re.compile(r"\bchanged?\b")
_OF_LISTING = re.compile(r"\b(?:post|publi\w+|listing|record|entry|page)\b")
WORTH_A_LOOK = ("closed", "longer", "business", "inactive", "defunct", "deleted", "disbanded",
                "dissolved", "suspended", "zzz")  # fmt: skip
"""A name without any of these says nothing of it."""
_IN_A_NAME = re.compile(
    r"\b(?:permanently|temporarily) closed\b|\bout of business\b|\bdefunct$"
    r"|\bno longer (?:operating|in operation|in business|exists?|in service|active|open)\b"
    r"|[^\w ] ?(?:closed|inactive|defunct|deleted|disbanded|dissolved|suspended)"
    r"(?=$| ?[^\w ]| (?:in |as of |since |effective )?\d)"
    r"|^z* ?(?:closed|inactive|defunct|deleted|disbanded) ?(?=[^\w ])|^deleted\b|^z{3,}\w*"
)
_DATE = re.compile(r"(?:\d{4}-\d\d?-\d\d?|\d\d?[/.]\d\d?[/.]\d{2,4})")
_SENDS_AWAY = r"closed to (?:all |new |outside )?(?:referrals?|clients?|intakes?|admissions?)"
_STANDS = (
    (re.compile(r"\b(?:temporar\w+|paused?|suspend\w*|(?:on )?hold|pending(?! review| update)|draft"
                r"|unapproved|under (?:review|investigation)|seasonal\w*|en pausa|en pause"
                r"|not (?:currently )?(?:accepting|taking)"
                r"|frozen|hiatus|probation|full"
                r"|closed (?:for|until) (?:the )?(?:season|winter|summer|year|repairs?)"
                rf"|{_SENDS_AWAY})\b"),
     Standing.PAUSED),
    (re.compile(r"\b(?:permanently|defunct|out of business|dissolved|merged|closed|cerrad[oa]"
                r"|ferme|ceased|disbanded|absorbed|zzz+\w*)\b|^z{3,}"), Standing.DEFUNCT),
    (re.compile(r"\b(?:inactiv\w*|not active|deleted?|archived?|disabled|discontinued|retired|ended"
                r"|expired|unpublished|removed|no longer|cancell?ed|hidden|terminated|revoked"
                r"|withdrawn|out of service|non ?-?operational|inactif|inactiv[oa]|failed"
                r"|private|former\w*|lapsed|declined|dormant|duplicate|planned|proposed|coming soon"
                r"|not (?:yet )?(?:open|vetted|approved|started)|rejected|denied|orphan(?:ed)?"
                r"|trash|unlisted)\b|^[idx]$"),
     Standing.INACTIVE),
)  # fmt: skip
"""In this order: what is closed for a time comes back."""
_RUNNING = re.compile(
    r"a|publish|active|activo|activa|open|running|operational|operating|approved|published|current"
    r"|enabled|complete|completed|verified|live|in operation|ok|normal|available|accepting.*"
    r"|abierto|actif|ouvert"
)
_TURNS_AWAY = re.compile(rf"\b(?:{_SENDS_AWAY}|do not)\b")
_RUNS_BUT = re.compile(
    r"(?:active|activ[oa]|open|running|operating|operational|available|reopened|abierto|actif|ouvert)\b"
    r"|(?:not|never) closed\b"
    r"|closed (?:to|enrollment|caseload|wait ?list)\b|pending (?:review|update)"
    r"|closed (?:on )?(?:mon|tue|wed|thu|fri|sat|sun|weekend|holiday|lunch|noon|domingo|lunes)"
    r"|merged\b.*\bactive\b"
)
