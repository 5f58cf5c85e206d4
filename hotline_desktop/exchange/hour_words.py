"""Puts the ways in which people write opening hours into one; reads no hour and guesses none."""

import re

from hotline_desktop.models.letters import plain

_HOLIDAYS = (
    r"(?:(?:all|major|public|federal|state|legal|national|bank|most)\s+(?:and\s+)?)*holidays"
)
_SAME: tuple[tuple[str, str], ...] = (
    # "8a-5p"; while "8 a 5" is Spanish
    (r"(?<=\d)\s?([ap])(?![a-z.])(?=\W|$)(?!\s+(?:\d|las?\b))", r"\1m"),
    (r"\b(\d{1,2}:\d{2})\s?h(?:rs|oras|eures)?\b\.?", r"\1"),
    (r"\b(\d{1,2})\s?h\s?(\d{2})(?![a-z0-9])", r"\1:\2"),  # 8 h 30
    (r"\b(\d{1,2})\s?h(?:rs|oras|eures)?\b\.?(?!\s*/)", r"\1:00"),
    (rf"[.,;(]?\s*\b(?:closed|except|excluding|excl\.?|not|no|off)\s+(?:on\s+|for\s+)?{_HOLIDAYS}\)?"
     r"[.;]?", "; closed holidays;"),
    (rf"[.,;(]?\s*\b(?:ph|{_HOLIDAYS})\s+(?:off|closed)\b\)?", "; closed holidays;"),
    (r"\b(?:7|seven) days(?:\s*(?:a|per|/|each)\s*week)?\b|\btodos los dias\b|\btous les jours\b"
     r"|\b7 jours sur 7\b|\b7j/7\b", "daily"),
    (r"^\s*(?:we are )?(?:(?:open|office|business|regular|normal|hours|horario|horaire|heures)\s*)+"
     r"(?:of operation\s*)?(?:[:\u2013-]\s*)?(?=[a-z0-9])", ""),
    (r"\b(?:desde(?: las?)?|de(?: las)?|du|des|from)\s+(?=[a-z]{1,9}\b|\d)", ""),
    (r"(?<=[a-z0-9])\s+(?:al?(?: las?)?|au|hasta(?: las?)?)\s+(?=[a-z]{1,9}\b|\d)", " to "),
    (r"\(([^()]{1,60})\)", r"; \1 ;"),
)  # fmt: skip
"""What is written another way, and the way in which it is read; in small letters."""
_RUNS = {
    "mwf": "m, w, f", "m-w-f": "m, w, f", "mw": "m, w", "wf": "w, f", "tth": "tu, th",
    "tuth": "tu, th", "t-th": "tu-th", "t/th": "tu, th", "tr": "tu, th", "mtw": "m-w",
    "mtwth": "m-th", "mtwr": "m-th", "mtwthf": "m-f", "mtwrf": "m-f", "mtwtf": "m-f",
}  # fmt: skip
"""Days whose letters stand together."""
_RUN = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_RUNS, key=len, reverse=True))})(?![\w-])")
_SAME_RE = tuple((re.compile(pattern), to) for pattern, to in _SAME)


def plainly(words: str) -> str:
    """Give opening hours in small letters and in the one way in which they are read."""
    told = _RUN.sub(lambda run: _RUNS[run[0]], plain(words))
    for pattern, to in _SAME_RE:
        told = pattern.sub(to, told)
    return told
