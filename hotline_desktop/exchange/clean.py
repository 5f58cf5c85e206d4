"""Cleans the cells of foreign tables and says what it mended; never drops a word in silence."""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hotline_desktop.models.letters import without_piles

MARKS = "invisible marks removed"
MARKUP = "markup removed"
GUARDED = "a spreadsheet's guard before the words removed"
GUARD = "'"
"""What keeps a spreadsheet from running a cell."""
_GUARDED_FROM = ("=", "+", "-", "@", GUARD)
ZERO = "lost zero of the ZIP code put back"
NO_ZIP = "ZIP code left out, it is none"

_NOTHING = frozenset(
    {"", "-", "--", ".", "?", "n/a", "na", "n.a.", "none", "null", "nil", "not available"}
    | {"not applicable", "not reported", "unknown", "-999", "-999.0", "-9999", "-99999"}
    | {"#n/a", "#value!", "#ref!", "#name?", "nan", "undefined", "(null)", "[null]", "not provided"}
    | {"not specified", "not listed", "no data", "missing", "tbd", "tba", "no disponible"}
    | {"no aplica", "n/d", "sin datos", "non disponible", "#n/d", "#n/v", "s/d", "s/n", "n/c"}
)
_YES = frozenset({"yes", "y", "true", "t", "1", "x", "si", "sí", "on", "checked"})
_NO = frozenset({"no", "n", "false", "f", "0", "off", "unchecked", "not ready"})
_TAG = re.compile(
    r"</?(?:a|abbr|address|article|b|big|blockquote|body|br|center|code|dd|del|div|dl|dt|em|font"
    r"|footer|form|h[1-6]|head|header|hr|html|i|img|ins|li|link|main|meta|nav|o:p|ol|p|pre|s"
    r"|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u"
    r"|ul|iframe|svg|input|button|label)(?=[\s>]|/>)[^<>]{0,300}>",
    re.I,
)
"""Markup and nothing else: "<dana@example.org>" is what somebody wrote."""
_NO_LETTER = re.compile(r"&(?=#\d{8})")
"""What begins like a letter's number and is none: the library would read thousands of digits."""
_KEPT = frozenset("\n\r\t")
_STATE = re.compile(r"State:\s*([A-Z]{2})\W*")
_TAIL = re.compile(r"([A-Z]{2})(?:\s*(\d{3,5})(?:-\d{4})?)?")
_YEARS = re.compile(
    r"(\d{1,3})(?:[.,]0+)?\s*(?:\+|(?:y(?:ea)?rs?\.?|y\.?o\.?)?\s*(?:old|of age)?"
    r"\s*(?:and|or|&)?\s*(?:up|over|older|above|under|younger|below)?)",
    re.I,
)
_ANY_AGE = re.compile(r"(all|any)( ages?)?|no (limit|minimum|maximum)", re.I)
_FROM_TO = re.compile(
    r"(?:ages?\s*)?(\d{1,3})\s*(?:-|\u2013|to|through|a)\s*(\d{1,3})\s*(?:years?|yrs?\.?)?(?:\s*old)?",
    re.I,
)
_UNDER = re.compile(r"(?:under|below|younger than)\s*(\d{1,3})", re.I)
_AT_MOST = re.compile(r"\b(under|younger|below)\b", re.I)
_MOST_YEARS = 120
_UNIT = re.compile(r"(bldg|building|suite|ste|unit|apt|floor|fl|room|rm|dept|box|p\.?\s?o)\b", re.I)
_LONGEST_ADDRESS = 300
# Where ZIP codes begin with a zero, which spreadsheets drop, or with two.
_ONE_ZERO = frozenset({"CT", "MA", "ME", "NH", "NJ", "RI", "VT"})
_TWO_ZEROS = frozenset({"PR", "VI"})


class Address(NamedTuple):
    """An address line taken apart; what was not written is ""."""

    street: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""


def text(raw: str) -> tuple[str, tuple[str, ...]]:
    """Give a cell on one line, "" for words that mean nothing, and what was mended in it."""
    guards = 0
    while raw[guards : guards + 1] == GUARD and raw[guards + 1 : guards + 2] in _GUARDED_FROM:
        guards += 1
    if guards:
        plain, mended = text(raw[guards:])
        return plain, (*mended, GUARDED)
    if raw.isascii() and raw.isprintable() and "<" not in raw and "&" not in raw:
        return _said(raw), ()
    plain, mended = _mend(raw)
    return _said(plain), mended


def block(raw: str) -> tuple[str, tuple[str, ...]]:
    """Clean words that may be several lines, and keep them so."""
    if "\n" not in raw:
        return text(raw)
    lines = [text(line) for line in raw.splitlines()]
    mended = tuple(dict.fromkeys(each for _, told in lines for each in told))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line for line, _ in lines)).strip(), mended


def _said(words: str) -> str:
    """Give words on one line, "" for those that mean nothing."""
    plain = " ".join(words.split())
    return "" if plain.casefold() in _NOTHING else plain


def cells(row: Mapping[str, str], columns: Iterable[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Give the cleaned cells of these columns, "" where there is none, and what was mended."""
    values: dict[str, str] = {}
    mended: dict[str, None] = {}
    for column in columns:
        values[column], repairs = text(row.get(column, ""))
        mended |= dict.fromkeys(repairs)
    return values, tuple(mended)


def is_formula(words: str) -> bool:
    """Say whether a spreadsheet would run it; no name of an agency begins like that."""
    return words.startswith(("=", "@"))


def yes(words: str) -> bool:
    """Say whether a cell means yes; nothing and what is unclear do not."""
    return words.strip().casefold() in _YES


def no(words: str) -> bool:
    """Say whether a cell means no, in so many words."""
    return words.strip().casefold() in _NO


def zip_code(words: str, state: str) -> tuple[str, str]:
    """Give five digits and what was mended; "" for what is no ZIP code."""
    digits = re.sub(r"\.0+$", "", words).split("-")[0].strip()
    if len(digits) == 9 and digits.isascii() and digits.isdigit():
        digits = digits[:5]
    if not digits.isascii() or not digits.isdigit():
        return "", ""
    if len(digits) == 5:
        return digits, ""
    if (len(digits) == 4 and state in _ONE_ZERO) or (len(digits) == 3 and state in _TWO_ZEROS):
        return digits.zfill(5), ZERO
    return "", ""


def years(words: str) -> tuple[int | None, bool]:
    """Read an age such as "18", "18+" or "17 and under", None where there is no limit; and whether
    these are years at all.
    """
    found = _YEARS.fullmatch(words.strip())
    if found is None:
        return None, bool(_ANY_AGE.fullmatch(words.strip()))
    count = int(found[1])
    return (count if 0 < count < _MOST_YEARS else None), True


def ages(words: str) -> tuple[int | None, int | None, bool]:
    """Read "13-17", "18+" or "under 18"; and whether these are ages at all."""
    told = words.strip()
    if found := _FROM_TO.fullmatch(told):
        low, high = int(found[1]), int(found[2])
        return low or None, high if high < _MOST_YEARS else None, low <= high
    if found := _UNDER.fullmatch(told):
        return None, int(found[1]) - 1, True
    count, sure = years(told)
    is_most = count is not None and bool(_AT_MOST.search(told))
    return (None, count, sure) if is_most else (count, None, sure)


def address(words: str) -> Address:
    """Take "430 North G Street, Lake Worth, FL 33460" apart; what is no such line is a street."""
    if found := _STATE.fullmatch(words):
        return Address(state=found[1])
    parts = [part.strip() for part in words.split(",")]
    tail = _TAIL.fullmatch(parts[-1])
    if tail is None or len(words) > _LONGEST_ADDRESS:
        return Address(street=words)
    before = parts[:-1]
    is_town = bool(before) and not (any(map(str.isdigit, before[-1])) or _UNIT.match(before[-1]))
    if not (tail[2] or is_town):
        return Address(street=words)  # "12 Elm St, NE" lies in the northeast
    city = before.pop() if is_town else ""
    return Address(", ".join(before), city, tail[1], tail[2] or "")


def _mend(raw: str) -> tuple[str, tuple[str, ...]]:
    kept = _seen(raw)
    mended = [MARKS] if kept != raw else []
    bare = html.unescape(_NO_LETTER.sub("&amp;", _TAG.sub(" ", kept)))
    if bare != kept:
        mended.append(MARKUP)
        bare = _seen(bare)
    return bare, tuple(mended)


def _seen(words: str) -> str:
    """Give what can be seen of words: each letter is looked up once, however often it stands."""
    table = {ord(c): seen for c in set(words) - _KEPT if (seen := _visible(c)) != c}
    return without_piles(words.translate(table) if table else words)


def _visible(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in ("Zs", "Zl", "Zp"):
        return " "
    return "" if kind in ("Cf", "Cc", "Cs") else character
