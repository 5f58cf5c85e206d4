"""Reads opening hours as people write them; what could mean two things stays in words."""

import re
from datetime import time
from itertools import pairwise
from typing import TypeAlias

from hotline_desktop.exchange.hour_words import plainly
from hotline_desktop.models.hours import Hours, Shift
from hotline_desktop.models.letters import plain

IN_WORDS = "hours kept in words, they could not be read"
AFTERNOON = "closing time without am or pm read as the afternoon"

_DAYS = {
    name: day
    for day, names in enumerate(
        (
            "mo mon monday mondays lunes lun lundi l m",
            "tu tue tues tuesday tuesdays martes mar mardi t",
            "we wed weds wednesday wednesdays miercoles mie mercredi mer w x",
            "th thu thur thurs thursday thursdays jueves jue jeudi jeu r j",
            "fr fri friday fridays viernes vie vendredi ven f v",
            "sa sat saturday saturdays sabado sabados sab samedi sam",
            "su sun sunday sundays domingo domingos dom dimanche dim u d",
        )
    )  # fmt: skip
    for name in names.split()
}
_DAY = r"(?:" + "|".join(sorted(_DAYS, key=len, reverse=True)) + r")\.?"
_TIME = (
    r"(?:\d{1,2}(?:[:.]\d{2}){0,2}\s*(?:[ap]\.?\s?m\.?)?|\d{3,4}\s*(?:[ap]\.?m\.?)?"
    r"|(?:12\s*)?noon|(?:12\s*)?midnight)"
)
_TO = r"(?:\s*[-\u2013\u2014]\s*|\s+(?:to|until|till|a|through|thru)\s+)"
_SPAN = r"daily|every ?day|weekdays|weekends"
_ALWAYS = re.compile(
    r"\W*((open )?24\s*[/-]\s*7(\s*/\s*365)?|(open |las )?24[\s-]*(hours?|hrs?|h|horas|heures)\.?"
    r"(\W*(a day|per day|al dia|par jour|sur 24|daily|every ?day|7 (days|jours|dias)( a week)?"
    r"|7 ?j|7|sun\w* ?(-|to|through) ?sat\w*|mon\w* ?(-|to|through) ?sun\w*))*"
    r"|always( open)?|open 24|around the clock"
    r"|((7|seven) days a week|daily|sun\w* ?(-|to|through) ?sat\w*|mon\w* ?(-|to|through) ?sun\w*)"
    r"\W*24\s*(hours|hrs?|h)( a day)?)\W*",
    re.I,
)
_PART = re.compile(
    rf"\W*(?P<days>(?:{_SPAN}|{_DAY})(?:(?:{_TO}|\s*(?:,|&|and|/)\s*|\s+)(?:{_DAY}))*)"
    rf"[\s:,]*(?:from\s+)?(?P<opens>{_TIME}){_TO}(?P<closes>{_TIME})\W*",
    re.I,
)
_BARE = re.compile(
    rf"\W*(?P<opens>{_TIME}){_TO}(?P<closes>{_TIME})[\s,:]*"
    rf"(?P<days>(?:{_SPAN}|{_DAY})(?:(?:{_TO}|\s*(?:,|&|and|/)\s*)(?:{_DAY}))*)\W*",
    re.I,
)
_AGAIN = re.compile(rf"\W*(?P<opens>{_TIME}){_TO}(?P<closes>{_TIME})\W*", re.I)
_DAYS_ALONE = re.compile(
    rf"\W*(?P<days>(?:{_SPAN}|{_DAY})(?:(?:{_TO}|\s*(?:,|&|and|/)\s*)(?:{_DAY}))*)\W*", re.I
)
_BREAK = re.compile(
    rf"\W*closed\W+(?:(?:for|at|from|daily|lunch)\W+)*"
    rf"(?P<opens>{_TIME}){_TO}(?P<closes>{_TIME})(?:\s*(?:for|daily|lunch))*\W*",
    re.I,
)
_NEXT_DAY = re.compile(rf"(?:(?<=\d)|(?<=[ap]m)|(?<=\.m\.))\s+(?={_DAY}[\s:])", re.I)
_AFTER_TIME = r"(?:(?<=\d)|(?<=[ap]m)|(?<=[ap]m\.)|(?<=\.m\.)|(?<=noon)|(?<=night)|(?<=closed))"
_APART = re.compile(
    rf"\s*[;\n|]\s*|{_AFTER_TIME}\s*(?:,|&|\band\b)\s*"
    rf"(?={_DAY}[\s:-]|{_TIME}{_TO}{_TIME}|closed\b)",
    re.I,
)
_CLOSED = re.compile(
    rf"\W*(closed(\W+(on|and|to|until|till|a|through|thru|{_DAY}|weekends|holidays)\b)*"
    rf"|({_DAY}|weekends|holidays)[\s:]*closed)\W*",
    re.I,
)
_WORD_DAYS = {"daily": range(7), "everyday": range(7), "every day": range(7),
              "weekdays": range(5), "weekends": range(5, 7)}  # fmt: skip
_HALF = re.compile(r"\d\s*[ap]\.?\s?m?\b|noon|night", re.I)
_IN_THE_EVENING = re.compile(r"\s*(?:1[89]|2[0-4])")
_LONGEST = 300
_HALF_DAY = 12
_EARLY, _LATE = 6, 9
_NIGHT = time(3)
"""Until then who opened in the morning may be open; later "10:00-05:00" is the afternoon's five."""


def week(words: str, timezone: str = "") -> Hours | None:
    """Read "Mon-Fri 9am-5pm; Sat 10-2" or "24/7"; None when any part cannot be read for sure."""
    if len(words) > _LONGEST:
        return None
    if _ALWAYS.fullmatch(plain(words)):
        return Hours(timezone, always=True)
    text = plainly(words)
    shifts = _shifts(_APART.split(text))
    if not shifts and _NEXT_DAY.search(text):
        shifts = _shifts(_APART.split(_NEXT_DAY.sub("; ", text)))
    return Hours(timezone, shifts=tuple(shifts)) if shifts else None


def _shifts(parts: list[str]) -> list[Shift]:
    """Read the parts one after the other; none of them where one cannot be read."""
    shifts: list[Shift] = []
    days: list[int] = []
    waiting: Span | None = None
    """Hours that stand right before their days."""
    closed: set[int] = set()
    for part in filter(str.strip, parts):
        if waiting and not _DAYS_ALONE.fullmatch(part):
            return []
        if found := _CLOSED.fullmatch(part):
            if (off := _closed(found[0])) is None:
                return []
            closed, days = closed | set(off), []
        elif found := _BREAK.fullmatch(part):
            shifts = _with_break(shifts, found["opens"], found["closes"])
            days = days if shifts else []
        elif waiting and (found := _DAYS_ALONE.fullmatch(part)):
            days = _days(found["days"])
            shifts += [Shift(day, *waiting) for day in days]
            waiting = None
        elif found := _PART.fullmatch(part) or _BARE.fullmatch(part) or _AGAIN.fullmatch(part):
            span, told = span_of(found["opens"], found["closes"]), found.groupdict().get("days")
            days = _days(told) if told else days
            if span is None or told and not days:
                return []
            waiting = None if days or shifts else span
            shifts += [Shift(day, *span) for day in days]
            if not days and not waiting:
                return []
        else:
            return []
    if waiting or _overlap(shifts):
        return []
    return [shift for shift in shifts if shift.day not in closed]


Span: TypeAlias = tuple[time, time]


def _closed(words: str) -> list[int] | None:
    """Give the days that are named as closed; none for holidays, None where nothing is named."""
    if re.fullmatch(r"\W*closed\W*", words, re.I):
        return None  # behind the hours of some days it may take back all of them
    told = re.sub(r"\b(?:closed|on|holidays)\b|[.:()]", " ", words)
    told = re.sub(r"\band\s*$", "", " ".join(told.split()).strip(" ,&;-")).strip(" ,&;")
    return (_days(told) or None) if told else []


def _overlap(shifts: list[Shift]) -> bool:
    """Say whether two spans of one day contradict each other: one limits the other, or is odd."""
    spans: dict[int, list[Span]] = {}
    for shift in shifts:
        spans.setdefault(shift.day, []).append((shift.opens, shift.closes))
    return any(
        first[1] > second[0] or first[1] <= first[0]
        for several in spans.values()
        for first, second in pairwise(sorted(several))
    )


def _with_break(shifts: list[Shift], opens: str, closes: str) -> list[Shift]:
    """Take a break out of the shifts in which it lies; nothing where it touches an end of one."""
    rest, said = span_of(opens, closes), clock(opens)
    if rest is None or said is None:
        return []
    begins, ends = rest
    if (
        begins.hour < _EARLY and not said[1] and not _HALF.search(closes)
    ):  # nobody has lunch at one in the night
        begins = begins.replace(hour=begins.hour + _HALF_DAY)
        ends = ends.replace(hour=ends.hour % _HALF_DAY + _HALF_DAY)
    told: list[Shift] = []
    for shift in shifts:
        inside = shift.opens < begins < ends < shift.closes
        if not inside and begins < shift.closes and shift.opens < ends:
            return []
        spans = ((shift.opens, begins), (ends, shift.closes))
        told += [Shift(shift.day, *span) for span in spans] if inside else [shift]
    return told if len(told) > len(shifts) else []


def span_of(opens: str, closes: str) -> tuple[time, time] | None:
    """Read both ends; a bare closing hour before the opening one is the afternoon's."""
    first, last = clock(opens), clock(closes)
    if first is None or last is None:
        return None
    (begins, sure), (ends, ends_sure) = first, last
    if not sure and ends <= begins and begins.hour <= _HALF_DAY and _HALF.search(closes):
        return None  # "8-midnight", "12-4am": of which half of the day it begins, nobody says
    if not ends_sure and ends <= begins and ends.hour == _HALF_DAY:
        return None  # "8p-12": midnight is meant, and nobody says so
    halves = _HALF.search(f"{opens} {closes}")
    if not halves and ends_sure and _NIGHT < ends < begins and begins.hour <= _HALF_DAY:
        return None  # "08:00-05:00" is a day as often as it is a day and a night
    if not ends_sure and ends <= begins and 0 < ends.hour < _HALF_DAY:
        later = _later(ends)
        # "22:00-6:00" and "11pm-7" end in the morning, "13:00-5:00" does not.
        ends = later if later > begins and not _IN_THE_EVENING.match(opens) else ends
    if not sure and ends_sure and begins.hour < _HALF_DAY and _later(begins) < ends:
        if begins.hour >= _EARLY:
            return None  # "6-10pm": of which half of the day, nobody can say for sure
        begins = _later(begins)  # "1-5pm" is one shift of an afternoon
    if not sure and not ends_sure and _EARLY <= begins.hour < ends.hour <= _LATE:
        return None  # "6-8" is before breakfast or after supper
    if not sure and not ends_sure and 0 < begins.hour < _EARLY and begins < ends:
        if ends.hour >= _HALF_DAY:
            return None  # "4-12": midnight or noon, and of which half of the day
        begins, ends = _later(begins), _later(ends)
    if not ends_sure and ends == begins:
        return None
    return begins, ends


def _later(morning: time) -> time:
    """Give the same hour of the afternoon."""
    return morning.replace(hour=morning.hour + _HALF_DAY)


def guessed(opens: str, closes: str) -> bool:
    """Say whether reading the closing time took a guess that should be told."""
    last, span = clock(closes), span_of(opens, closes)
    return bool(last and span and span[1] != last[0])


def guesses(words: str) -> bool:
    """Say so of any span in words that :func:`week` reads."""
    found = (_PART.fullmatch(part) or _BARE.fullmatch(part) or _AGAIN.fullmatch(part)
             for part in _APART.split(_NEXT_DAY.sub("; ", plainly(words[:_LONGEST]))))  # fmt: skip
    return any(guessed(each["opens"], each["closes"]) for each in found if each)


def clock(words: str) -> tuple[time, bool] | None:
    """Read a time of day; with whether am or pm, or a 24-hour clock, makes it sure."""
    text = (
        re.sub(r"[\s.]", "", words.casefold()) if "." not in words[:3] else words.casefold().strip()
    )
    text = text.replace("a.m", "am").replace("p.m", "pm").rstrip(".")
    if text in ("noon", "12noon"):
        return time(12), True
    if text in ("midnight", "12midnight"):
        return time(0), True
    found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?(:\d{2})?\s*([ap]m?)?", text)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[4] or "")[:1]
    if minute > 59 or hour > 24 or (half and not 1 <= hour <= _HALF_DAY):
        return None
    if half:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "p" else 0)
    whole = bool(found[3]) or (found[1].startswith("0") and len(found[1]) == 2)
    sure = bool(half) or hour > _HALF_DAY or whole
    return time(hour % 24, minute), sure


def day_of(words: str) -> int | None:
    """Read the name of a weekday, 0 being Monday; None for anything else."""
    return _DAYS.get(words.strip().casefold().rstrip("."))


def _days(words: str) -> list[int]:
    text = words.strip().casefold().rstrip(":, ")
    if text in _WORD_DAYS:
        return list(_WORD_DAYS[text])
    if {"m"} < set(re.findall(r"[a-z]+", text)) & {"m", "j", "x", "v", "d"}:
        return []  # beside jueves and vendredi the m is martes or mercredi
    days: list[int] = []
    for run in re.split(r"\s*(?:,|&|\band\b|/)\s*", text):
        ends = [day_of(end) for end in re.split(_TO, run) if end]
        if len(ends) == 1 and ends[0] is not None:
            days.append(ends[0])
        elif len(ends) == 2 and None not in ends:
            first, last = ends[0] or 0, ends[1] or 0
            days += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
        else:
            return []
    return sorted(set(days))
