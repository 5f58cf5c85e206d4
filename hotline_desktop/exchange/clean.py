"""Cleans the cells of foreign tables and says what it mended; never drops a word in silence."""

import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hotline_desktop.models.letters import plain, without_piles

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
_YES = frozenset(
    {"yes", "y", "true", "t", "1", "x", "xx", "si", "sí", "on", "checked", "oui", "vrai"}
    | {"verdadero", "\u2713", "\u2714", "\u2611", "\u221a", "\u25cf", "\u2022"}
)
_NO = frozenset(
    {"no", "n", "false", "f", "0", "off", "unchecked", "not ready", "non", "faux", "falso"}
)
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
_AROUND_AGES = re.compile(
    r"\b(?:ages?|aged|edad(?:es)?|youth|jovenes|jeunes|adults?|women|men|years?|yrs?|yo|y\.o|old"
    r"|of age|anos|ans|clients?|persons?|people|those)\b\.?(?= |$)"
)
_BY_WORD: dict[str, tuple[int | None, int | None]] = {
    "adult": (18, None), "adults": (18, None), "adults only": (18, None), "adultos": (18, None),
    "adultes": (18, None), "minors": (None, 17), "minors only": (None, 17), "menores": (None, 17),
    "children": (None, 17), "children only": (None, 17), "mineurs": (None, 17),
}  # fmt: skip
_SPANS: tuple[tuple[re.Pattern[str], bool, int | None], ...] = (
    (re.compile(r"(?:from |de )?(\d{1,3}) ?(?:-|to|through|thru|a|y|and) ?(\d{1,3})"), True, 0),
    (re.compile(r"between (\d{1,3}) and (\d{1,3})"), True, 0),
    (re.compile(r"(?:under|below|younger than|menor(?:es)? de|moins de|less than|<) ?(\d{1,3})"),
     False, -1),
    (re.compile(r"(?:up to|<=|hasta|jusqu ?'?a|through|until|max(?:imum)?) ?(\d{1,3})"), False, 0),
    (re.compile(r"(\d{1,3}) ?(?:and|or|&|y|o|et)? ?(?:under|below|younger|menos|menor|moins)"),
     False, 0),
    (re.compile(r"(?:over|above|older than|no one under|not under|mayor(?:es)? de|plus de|>=|>|min"
                r"(?:imum)?|at least|from|a partir de) ?(\d{1,3})"), True, None),
    (re.compile(r"(\d{1,3})(?:\.0+)? ?(?:\+|(?:and|or|&|y|o|et)? ?(?:up|over|older|above|mas|plus"
                r"|mayor(?:es)?))?"), True, None),
)  # fmt: skip
"""A pattern, whether its first figure is the youngest, and what to add for the oldest."""
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
    if raw[:2] == '="' and raw[-1:] == '"' and '"' not in raw[2:-1] and len(raw) > 3:
        plain, mended = text(raw[2:-1])  # what keeps a spreadsheet from reading it as a number
        return plain, (*mended, GUARDED)
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
    """Read "13-17", "18+", "under 18", "Adults"; and whether these are ages at all.

    Of several spans, as in "12-17, 18-24", the youngest and the oldest count.
    """
    told = re.sub(r"\([^()]*[a-z][^()]*\)", " ", plain(words.strip()).replace("\u2013", "-"))
    found = [_span(part.strip()) for part in re.split(r"[,;/]|\band\b(?= \d+ ?-)", told)]
    if None in found or not found:
        found = [_span(told.strip())]
    spans = [each for each in found if each]
    if not spans:
        return None, None, bool(_ANY_AGE.fullmatch(words.strip()))
    low = None if any(each[0] is None for each in spans) else min(each[0] or 0 for each in spans)
    high = None if any(each[1] is None for each in spans) else max(each[1] or 0 for each in spans)
    return low or None, high if high and high < _MOST_YEARS else None, (low or 0) <= (high or 999)


def _span(told: str) -> tuple[int | None, int | None] | None:
    """Read one span of years, from small letters without accents."""
    if told in _BY_WORD:
        return _BY_WORD[told]
    told = " ".join(_AROUND_AGES.sub(" ", told).strip(" .:").split())
    for pattern, low, high in _SPANS:
        if found := pattern.fullmatch(told):
            years = [int(each) for each in found.groups()]
            if max(years) > 999:
                return None
            return (years[0] if low else None), (years[-1] + high if high is not None else None)
    return None


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
