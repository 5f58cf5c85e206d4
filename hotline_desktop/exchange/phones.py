"""Reads telephone numbers as people write them; never makes one that was not written."""

import re
from functools import lru_cache

import phonenumbers

from hotline_desktop.models.contact import Phone

DOUBT = "number kept as written, it could not be read"
KEYS = "letters of the number read as the keys they stand on"

SHORT = "a number that stood in short behind another was written out"

_EXTENSION = re.compile(r"([^A-Za-z#,;]*\d)[\s,;]*(?:extension|ext\.?|x|#)[\s.:]*(\d{1,6})", re.I)
_WRITTEN = re.compile(r"[+(]?\d[\d\s().\-\u2010-\u2015/]*")
_APART = re.compile(
    r"\s*(?:[;\n|]|:::|\bor\b|,\s*(?=[A-Za-z ]{1,30}:)|(?<=\d{4})\s+(?=[A-Za-z][A-Za-z ]{0,20}:\s*"
    r"[+(]?\d)|(?<=[a-z]\))\s+(?=\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4})|(?<=\d{4})\s+(?:(?:and|y|&)\s+)?(?=\+?1?"
    r"[\s.-]?\(?\d{3}\)?[\s.-]{0,2}\d{3}[\s.-]\d{4}(?!\d))"
    r"|(?<!(?<!\d)\d{3})[,/]\s*(?=\+?1?[\s.-]?\(?\d{3}\)?[\s./-]?\d{3}))\s*"
)
_LABELLED = re.compile(r"([A-Za-z0-9][A-Za-z0-9 .&/'-]{0,40}):\s*(.+)")
_AFTER = re.compile(r"([+(]?\d[\d\s().-]{8,20}\d)\s*[(-]\s*([A-Za-z][A-Za-z /.&'-]{1,30})\)?")
_SORTS = (
    r"24/7|24 ?-?(?:hours?|hrs?)|v(?:oice)?/tty|tty|tdd|voice|text|fax|cell|mobile|main|office"
    r"|hot ?line|crisis(?: line)?|help ?line|admin|business|toll[ -]free|intake|after hours"
)
_SAID_AFTER = re.compile(rf"([+(]?\d[\d\s().-]{{8,20}}\d)\s+({_SORTS})", re.I)
_SAID_BEFORE = re.compile(
    rf"((?:{_SORTS})(?: (?:line|phone|number))?)\s+"
    r"([+(]?\d[\d\s().-]{8,20}\d(?:\s*(?:x|ext\.?)\s*\d{1,6})?)",
    re.I,
)
_BESIDE = re.compile(r"(?<=\d)\s*\(([A-Za-z][A-Za-z/ ]{1,20}):?\s*(\d[\d\s().-]{2,20})\)")
_PAIR = re.compile(
    r"(?<![\d+()\s.-])(\(?\d{3}\)?[\s.-]?\s?\d{3}[\s.-])(\d{4})\s*[/&]\s*(\d{4})(?=\s*(?:$|[;,]))"
)
"""Two numbers of which only the end of the second is written: "330-555-0120/0121"."""
_OF_TWO_SORTS = re.compile(r"fax|tty|tdd|cell|mobile|pager", re.I)
"""A column for "Phone / Fax": which of the two is which, "0120/0121" does not say."""
_NEAR = 9
"""What is further from the first may be an extension, a year or letters of a word."""
_WHOLE = re.compile(r"\d{3}\D?\d{4}")
"""A number stands in no label: what follows it after a colon is its extension."""
_OWN_EXT = re.compile(r";ext=(\d{1,6})\b", re.I)
"""An extension as RFC 3966 writes it."""
_THEN = re.compile(
    r"([+(]?\d[\d\s().-]{8,20}\d(?:\s*(?:x|ext\.?)\s*\d{1,6})?)[\s,;(]+"
    r"((?:then |and )?(?:press|option|opt\.?|select|ask for|choose)\s+[\w#*][\w\s#*.'/-]{0,40})\)?",
    re.I,
)
"""What to do when it is answered."""
_FLOATS = re.compile(r"(\d{10,11})\.0+")
"""What a spreadsheet makes of a number without marks."""
_VANITY = re.compile(
    r"((?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]?(?=[\w-]*[A-Za-z]{3})[\w-]{5,14})\s*(\([\d\s-]+\))?"
)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_NO_DIGIT = re.compile(r"\D")
_PLAIN = re.compile(r"\d{3}-\d{3}-\d{4}", re.ASCII)
_EMERGENCY = re.compile(r"[2-9]-?1-?1|988|\d{5,6}")
_HERE = re.compile(r"9-?1-?1")
_LONGEST = 60


def phone(written: str, label: str = "", country: str = "US") -> tuple[Phone | None, str]:
    """Read one number; give it with what is doubtful about it, "" when nothing is.

    ``country`` is where it is dialled without a prefix; "" where that is not known. What cannot be
    read without doubt keeps its writing and gets no E.164 form. Emergency numbers and text codes
    (911, 988, 233733) stay as they are.
    """
    if not written:
        return None, ""
    if _PLAIN.fullmatch(written) and (e164 := _e164(written, country)):
        return Phone(written, e164, label=label), ""
    if _EMERGENCY.fullmatch(written):
        return Phone(written, label=label), ""
    number, extension = written, ""
    if len(written) <= _LONGEST and (found := _EXTENSION.fullmatch(written)):
        number, extension = found[1].strip(), found[2]
    if len(written) <= _LONGEST and (vanity := _keyed(number, country)):
        return Phone(written, vanity, extension, label), KEYS
    if len(written) > _LONGEST or not _WRITTEN.fullmatch(number):
        return Phone(written, label=label), DOUBT
    e164 = _e164(number, country)
    if not e164:
        return Phone(written, label=label), DOUBT
    return Phone(written, e164, extension, label), ""


def is_emergency(written: str) -> bool:
    """Say whether it is the emergency number of wherever it is dialled."""
    return bool(_HERE.fullmatch(written))


def labelled(words: str, label: str = "", country: str = "US") -> list[tuple[Phone, str]]:
    """Read a cell that may hold several numbers, each with its label; give each with its doubt."""
    found = []
    if _PLAIN.fullmatch(words):  # nearly all are written so, and nothing is to be taken apart
        one, doubt = phone(words, label, country)
        return [(one, doubt)] if one is not None else []
    words = _OWN_EXT.sub(r" ext \1", _FLOATS.sub(r"\1", words.rstrip("* ")))
    plain = _BESIDE.sub(r"; \1: \2", words)
    words = plain if _OF_TWO_SORTS.search(label) else _PAIR.sub(_written_out, plain)
    for part in _APART.split(words) if words else ():
        told, number = label, part.strip(" ,;")
        if then := _THEN.fullmatch(number):
            number, told = then[1], _joined(label, then[2])
        if (before := _LABELLED.fullmatch(number)) and not _WHOLE.search(before[1]):
            told, number = _joined(label, before[1]), before[2]
        elif after := _AFTER.fullmatch(number) or _SAID_AFTER.fullmatch(number):
            told, number = _joined(label, after[2]), after[1]
        elif before := _SAID_BEFORE.fullmatch(number):
            told, number = _joined(label, before[1]), before[2]
        one, doubt = phone(number, told, country)
        if one is not None:
            found.append((one, doubt or (SHORT if words != plain else "")))
    return found


def _written_out(pair: re.Match[str]) -> str:
    """Write two numbers out that follow each other; all else stays as it is."""
    follows = 0 < int(pair[3]) - int(pair[2]) <= _NEAR
    return f"{pair[1]}{pair[2]}; {pair[1]}{pair[3]}" if follows else pair[0]


def _joined(label: str, more: str) -> str:
    more = " ".join(more.split())
    return more if not label or label in more else f"{label}, {more}"


def phones(words: str) -> tuple[tuple[Phone, ...], tuple[str, ...]]:
    """Read a labelled list such as "tollfree: 800-555-0199, main: 813-555-0144"."""
    found: list[Phone] = []
    doubts: dict[str, None] = {}
    for part in re.split(r",\s*(?=[A-Za-z ]{1,30}:)", words):
        label, _, number = part.rpartition(":")
        one, doubt = phone(number.strip(), label.strip())
        if one is not None:
            found.append(one)
        if doubt:
            doubts[doubt] = None
    return tuple(found), tuple(doubts)


def _keyed(number: str, country: str) -> str:
    """Read "1-800-799-SAFE (7233)": the digits in brackets must be the same keys once more."""
    found = _VANITY.fullmatch(number)
    if found is None:
        return ""
    keys = found[1].upper().translate(_KEYS)
    if found[2] and not re.sub(r"\D", "", keys).endswith(re.sub(r"\D", "", found[2])):
        return ""
    return _e164(keys, country) if len(re.sub(r"\D", "", keys)) in (10, 11) else ""


@lru_cache(maxsize=4096)
def _e164(number: str, country: str) -> str:
    """Give the number in E.164 if it is valid and has exactly the digits that were written.

    A prefix of its own country may be added, nothing else.
    """
    try:
        read = phonenumbers.parse(number, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if read.extension or not phonenumbers.is_valid_number(read):
        return ""
    e164 = phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164)
    digits = _NO_DIGIT.sub("", number).removeprefix("011")
    return e164 if digits in (e164[1:], e164[1:].removeprefix(str(read.country_code))) else ""
